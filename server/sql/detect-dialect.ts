import type { Dialect } from "./dialect";

type Sign = readonly [dialect: Dialect, weight: number, pattern: RegExp];

const signs: readonly Sign[] = [
  ["postgresql", 6, /^-- (?:PostgreSQL database dump|Dumped from database version \d+\.\d+ \(?)/m],
  ["postgresql", 4, /\$[A-Za-z_]*\$[\s\S]*?\$[A-Za-z_]*\$|\bLANGUAGE\s+'?plpgsql\b/i],
  ["postgresql", 4, /^\\(?:connect|copy|restrict|echo|set|i)\b|\bFROM\s+stdin;/im],
  ["postgresql", 3, /\b(?:big|small)?serial\b|\btimestamptz\b|\bjsonb\b|\bbytea\b|\btsvector\b/i],
  ["postgresql", 3, /\b(?:with|without)\s+time\s+zone\b|\bcharacter varying\b|::\s*[a-z"]/i],
  ["postgresql", 3, /\bCREATE\s+(?:EXTENSION|POLICY|DOMAIN|TYPE|SEQUENCE|MATERIALIZED)\b/i],
  ["postgresql", 3, /\bGENERATED\s+(?:ALWAYS|BY\s+DEFAULT)\s+AS\s+IDENTITY\b|\bSET\s+search_path\b/i],
  [
    "postgresql",
    2,
    /\bALTER\s+TABLE\s+ONLY\b|\bUSING\s+(?:btree|gin|gist|brin)\b|\bCOMMENT\s+ON\b|\buuid\b/i,
  ],
  ["mysql", 6, /^-- MySQL dump|^\/\*!\d{5}/m],
  ["mysql", 4, /\bENGINE\s*=\s*\w+|\bAUTO_INCREMENT\b/i],
  ["mysql", 3, /\bDEFAULT\s+CHARSET\b|\bCHARACTER\s+SET\s+utf8|^DELIMITER\s/im],
  ["mysql", 2, /`\w+`/],
  [
    "mysql",
    3,
    /\bUNSIGNED\b|\b(?:tiny|medium)int\b|\b(?:medium|long|tiny)text\b|\bON\s+UPDATE\s+CURRENT_TIMESTAMP\b/i,
  ],
  ["mysql", 2, /\bENUM\s*\(\s*'|^USE\s+\w+|^\s*(?:UNIQUE\s+)?KEY\s+\S+\s*\(|\bdatetime\b|^#/im],
  ["mariadb", 14, /^-- MariaDB dump|\/\*M!\d|\bENGINE\s*=\s*Aria\b|\bWITH\s+SYSTEM\s+VERSIONING\b/im],
  ["sqlite", 6, /^\s*PRAGMA\s+\w+|\bsqlite_(?:sequence|master|schema)\b|-- SQLite/im],
  ["sqlite", 5, /\bAUTOINCREMENT\b|\bWITHOUT\s+ROWID\b|\)\s*STRICT\s*;|\bUSING\s+fts[345]\b/i],
  ["sqlite", 3, /\[\w+\]\s+(?:INTEGER|TEXT|REAL|NUMERIC|BLOB|NVARCHAR|DATETIME)\b/i],
  ["sqlite", 4, /\b(?:date)?time\(\s*'now'|\b(?:new|old)\.rowid\b/i],
  ["sqlite", 3, /\bINSERT\s+OR\s+(?:REPLACE|IGNORE)\b|\bstrftime\(/i],
  // PostgreSQL takes it too: it decides between SQLite and the others, not against PostgreSQL.
  ["sqlite", 1, /\bINTEGER\s+(?:NOT\s+NULL\s+)?PRIMARY\s+KEY\b/i],
];

/** How much of a text is looked at; dialects show early, and dumps are long. */
const sample = 200_000;

/** The dialect that a text is written in, by its tell-tale words; `postgresql` where nothing tells. */
export function detectDialect(text: string, fileName = ""): Dialect {
  const named = /(?:^|[^a-z])(postgres(?:ql)?|psql|pgsql|mysql|mariadb|sqlite3?)(?:[^a-z]|$)/i.exec(
    fileName.replace(/^.*[\\/]/, ""),
  )?.[1];
  const head = text.length > sample ? text.slice(0, sample) : text;
  const scores = new Map<Dialect, number>([["postgresql", 1]]);
  for (const [dialect, weight, pattern] of signs)
    if (pattern.test(head)) scores.set(dialect, (scores.get(dialect) ?? 0) + weight);
  const fromName = named?.toLowerCase();
  if (fromName) {
    const dialect =
      fromName === "mysql" || fromName === "mariadb"
        ? fromName
        : fromName.startsWith("sqlite")
          ? "sqlite"
          : "postgresql";
    scores.set(dialect, (scores.get(dialect) ?? 0) + 3);
  }
  // What tells MariaDB from MySQL is rare; all the rest they have in common.
  if (scores.has("mariadb")) scores.set("mariadb", (scores.get("mariadb") ?? 0) + (scores.get("mysql") ?? 0));
  let best: Dialect = "postgresql";
  for (const [dialect, score] of scores) if (score > (scores.get(best) ?? 0)) best = dialect;
  return best;
}
