/** Words that PostgreSQL 18 does not take as a bare name (its manual, appendix C: reserved, or reserved but for functions and types). */
const postgresql = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
  column concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze
  from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit
  localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references
  returning right select session_user similar some symmetric system_user table tablesample then to trailing true union
  unique user using variadic verbose when where window with`.split(/\s+/),
);

/** Words that MySQL 8.4 or MariaDB 11 reserve beyond those (their manuals, "Keywords and Reserved Words"). */
const mysql = new Set(
  `accessible add alter before between bigint blob by call cascade change char character condition continue convert
  cube cume_dist cursor database databases day_hour dec decimal declare delayed delete dense_rank describe
  deterministic div double drop dual each elseif empty enclosed escaped exists exit explain first_value float force
  fulltext function generated get grouping groups high_priority if ignore index infile inout insensitive insert int
  integer interval io_after_gtids iterate json_table key keys kill lag last_value lead leave lines linear load lock long
  loop low_priority match mod modifies nth_value ntile numeric of optimize option optionally out outfile over partition
  percent_rank period precision procedure purge range rank read reads real recursive regexp release rename repeat replace
  require resignal restrict return revoke rlike row row_number rows schema schemas sensitive separator set show signal
  smallint spatial specific sql ssl starting stored straight_join system terminated tinyint trigger undo unlock unsigned
  update usage use utc_date utc_time utc_timestamp values varbinary varchar varying virtual while write xor year_month
  zerofill manual parallel qualify`.split(/\s+/),
);

/** Words that SQLite reserves beyond PostgreSQL's. */
const sqlite = new Set(
  `add alter autoincrement between commit delete drop escape exists if index insert set transaction update values
  nothing`.split(/\s+/),
);

/** Whether a name cannot stand bare in PostgreSQL, so that a better one is chosen for every dialect. */
export function isReserved(name: string): boolean {
  return postgresql.has(name);
}

/** Whether a name needs quotes in a dialect. */
export function needsQuotes(name: string, dialect: "postgresql" | "mysql" | "mariadb" | "sqlite"): boolean {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) return true;
  if (postgresql.has(name)) return true;
  if (dialect === "sqlite") return sqlite.has(name);
  return dialect !== "postgresql" && mysql.has(name);
}
