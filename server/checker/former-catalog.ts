import type { Fault } from "./fault";

/**
 * By version of PostgreSQL: the columns that the catalog lost with it, by relation. Since 11 from a comparison of the
 * catalogs of the servers 10 to 18; before that from the release notes ("Migration").
 */
const columns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "9.0": { pg_trigger: "tgisconstraint" },
  "9.1": { pg_class: "relistemp" },
  "9.2": {
    pg_stat_activity: "procpid current_query",
    pg_tablespace: "spclocation",
    pg_stat_replication: "procpid",
  },
  "9.4": { pg_class: "reltoastidxid" },
  "9.5": {
    pg_authid: "rolcatupdate",
    pg_roles: "rolcatupdate",
    pg_user: "usecatupd",
    pg_shadow: "usecatupd",
  },
  "9.6": {
    pg_stat_activity: "waiting",
    pg_am:
      "amstrategies amsupport amcanorder amcanorderbyop amcanbackward amcanunique amcanmulticol amoptionalkey amsearcharray amsearchnulls amstorage amclusterable ampredlocks amkeytype aminsert ambeginscan amgettuple amgetbitmap amrescan amendscan ammarkpos amrestrpos ambuild ambuildempty ambulkdelete amvacuumcleanup amcanreturn amcostestimate amoptions",
  },
  "10": {
    pg_stat_replication: "sent_location write_location flush_location replay_location",
  },
  "11": { pg_class: "relhaspkey", pg_proc: "proisagg proiswindow" },
  "12": {
    pg_class: "relhasoids",
    pg_attrdef: "adsrc",
    pg_constraint: "consrc",
    pg_proc: "protransform",
    pg_stat_ssl: "clientdn",
    pg_statistic_ext: "stxndistinct stxdependencies",
  },
  "13": { pg_stat_wal_receiver: "received_lsn" },
  "14": { pg_stat_ssl: "compression" },
  "15": { pg_database: "datlastsysoid" },
  "17": {
    pg_database: "daticulocale",
    pg_collation: "colliculocale",
    pg_stat_bgwriter:
      "checkpoints_timed checkpoints_req checkpoint_write_time checkpoint_sync_time buffers_checkpoint buffers_backend buffers_backend_fsync",
    pg_stat_progress_vacuum: "max_dead_tuples num_dead_tuples",
  },
  "18": {
    pg_attribute: "attcacheoff",
    pg_backend_memory_contexts: "parent",
    pg_stat_io: "op_bytes",
    pg_stat_wal: "wal_write wal_sync wal_write_time wal_sync_time",
  },
};

/** The same of relations, functions and types. */
const objects: Readonly<Record<string, Readonly<Partial<Record<"relation" | "function" | "type", string>>>>> =
  {
    "10": {
      function:
        "pg_current_xlog_location pg_current_xlog_insert_location pg_current_xlog_flush_location pg_switch_xlog pg_xlogfile_name pg_xlogfile_name_offset pg_xlog_location_diff pg_is_xlog_replay_paused pg_xlog_replay_pause pg_xlog_replay_resume pg_last_xlog_receive_location pg_last_xlog_replay_location",
    },
    "12": {
      type: "abstime reltime tinterval smgr",
      function: "abstime reltime tinterval timenow mktinterval intinterval timepl timemi",
    },
    "13": { relation: "pg_pltemplate", type: "opaque" },
    "14": { function: "numeric_fac currtid" },
    "15": {
      function:
        "pg_start_backup pg_stop_backup pg_is_in_backup pg_backup_start_time path_center dist_lb dist_bl close_lb close_sl",
    },
    "17": {
      function:
        "pg_stat_get_bgwriter_timed_checkpoints pg_stat_get_bgwriter_requested_checkpoints pg_stat_get_checkpoint_write_time pg_stat_get_checkpoint_sync_time pg_stat_get_bgwriter_buf_written_checkpoints pg_stat_get_buf_written_backend pg_stat_get_buf_fsync_backend pg_read_file_old pg_rotate_logfile_old",
    },
  };

/** The relations that had the column, and the version that took it away. */
const byColumn = new Map<string, { readonly relation: string; readonly version: string }[]>();
for (const [version, relations] of Object.entries(columns))
  for (const [relation, names] of Object.entries(relations))
    for (const name of names.split(" "))
      byColumn.set(name, [...(byColumn.get(name) ?? []), { relation, version }]);

const byObject = new Map<string, string>();
for (const [version, kinds] of Object.entries(objects))
  for (const [kind, names] of Object.entries(kinds))
    for (const name of names.split(" ")) byObject.set(`${kind} ${name}`, version);

/** What the database says is not there, by what kind of thing it is. */
const lacking: readonly (readonly [RegExp, "column" | "relation" | "function" | "type"])[] = [
  [/^column (?:.*\.)?"?(\w+)"? (?:of relation "\w+" )?does not exist/, "column"],
  [/^record ".+" has no field "(\w+)"/, "column"],
  [/^relation "(?:pg_catalog\.)?(\w+)" does not exist/, "relation"],
  [/^function (?:pg_catalog\.)?(\w+)\(.*\) does not exist/, "function"],
  [/^type "(?:pg_catalog\.)?(\w+)" does not exist/, "type"],
];

/**
 * The fault as information where what is lacking was a part of PostgreSQL's catalog in earlier versions: the code may be
 * for these, or ask for the version before it gets there. `text` is the statement or body that it lies in.
 */
export function asFormer(fault: Fault, text: string): Fault {
  const former = formerIn(fault.raw?.message ?? "", text);
  if (former === undefined) return fault;
  const { name, version } = former;
  return {
    ...fault,
    severity: "information",
    message: `PostgreSQL ${version} took "${name}" away, so this works in earlier versions alone.`,
  };
}

function formerIn(
  message: string,
  text: string,
): { readonly name: string; readonly version: string } | undefined {
  for (const [pattern, kind] of lacking) {
    const name = pattern.exec(message)?.[1];
    if (name === undefined) continue;
    if (kind !== "column") {
      const version = byObject.get(`${kind} ${name}`);
      return version === undefined ? undefined : { name, version };
    }
    // An alias hides whose column it is, so the relation must be named where the column is.
    const had = byColumn
      .get(name)
      ?.find(({ relation }) => new RegExp(`(?<![\\w$])${relation}(?![\\w$])`, "i").test(text));
    return had && { name: `${had.relation}.${name}`, version: had.version };
  }
  return undefined;
}
