import { changeBetween } from "./change";
import { dialects, type Dialect } from "./dialect";
import {
  certain,
  foreignProducts,
  productFolders,
  productSigns,
  type ForeignProduct,
} from "./foreign-products";
import { isSpace } from "./scan";

type Sign = readonly [dialect: Dialect | ForeignProduct, weight: number, pattern: RegExp];

/** What a text is written in. */
export interface DetectedDialect {
  readonly dialect: Dialect;
  /** The database that it is for, where that is certainly none of the dialects'. */
  readonly product?: ForeignProduct;
}

/** Two dollar quotes, which may be far from one another, or the language that most stand around. */
const routine = /\$[A-Za-z_]*\$[\s\S]*?\$[A-Za-z_]*\$|\bLANGUAGE\s+'?plpgsql\b/i;

/** SQL Server is none of the dialects; what is written for it is mostly on its way to PostgreSQL. */
const towardsPostgresql: Sign = [
  "postgresql",
  8,
  /^GO[ \t]*;?[ \t]*$|\[dbo\]\.|\bIDENTITY\s*\(\s*\d+\s*,|\bGETDATE\s*\(|\bUNIQUEIDENTIFIER\b/im,
];

const signs: readonly Sign[] = [
  ...productSigns,
  ["postgresql", 6, /^-- (?:PostgreSQL database dump|Dumped from database version \d+\.\d+ \(?)/m],
  ["postgresql", 4, routine],
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
  towardsPostgresql,
  ["mysql", 6, /^-- MySQL dump|^\/\*!\d{5}/m],
  ["mysql", 4, /\bENGINE\s*=\s*\w+|\bAUTO_INCREMENT\b/i],
  ["mysql", 3, /\bDEFAULT\s+CHARSET\b|\bCHARACTER\s+SET\s+utf8|^DELIMITER\s/im],
  ["mysql", 2, /`\w+`/],
  // PostgreSQL and SQLite have none of these.
  ["mysql", 4, /\bALTER\s+TABLE\s+\S+\s+(?:MODIFY|CHANGE)\s+\w|\bDROP\s+INDEX\s+\S+\s+ON\s/i],
  ["mysql", 4, /\bALTER\s+TABLE\s+[^;]{0,400}?\b(?:DROP|ADD)\s+(?:INDEX|KEY)\s+[\w`]/i],
  [
    "mysql",
    3,
    /\bUNSIGNED\b|\b(?:tiny|medium)int\b|\b(?:medium|long|tiny)text\b|\bON\s+UPDATE\s+CURRENT_TIMESTAMP\b/i,
  ],
  ["mysql", 2, /\bENUM\s*\(\s*'|^USE\s+\w+|^[ \t]*(?:UNIQUE\s+)?KEY\s+\S+\s*\(\s*[^\d\s]|^#/im],
  // SQLite takes them too.
  ["mysql", 2, /\b(?:datetime|blob)\b(?!\s*\()/i],
  // MySQL wants the table.
  ["mysql", -4, /(?:^|;)[ \t]*DROP\s+INDEX\s+[\w."]+\s*;/im],
  ["mariadb", 14, /^-- MariaDB dump|\/\*M!\d|\bENGINE\s*=\s*Aria\b|\bWITH\s+SYSTEM\s+VERSIONING\b/im],
  ["sqlite", 6, /^[ \t]*PRAGMA\s+\w+|\bsqlite_(?:sequence|master|schema)\b|-- SQLite/im],
  ["sqlite", 5, /\bAUTOINCREMENT\b|\bWITHOUT\s+ROWID\b|\)\s*STRICT\s*;|\bUSING\s+fts[345]\b/i],
  ["sqlite", 3, /\[\w+\]\s+(?:INTEGER|TEXT|REAL|NUMERIC|BLOB|NVARCHAR|DATETIME)\b/i],
  ["sqlite", 4, /\b(?:date)?time\(\s*'now'|\b(?:new|old)\.rowid\b/i],
  ["sqlite", 2, /\b(?:datetime|blob)\b(?!\s*\()/i],
  ["sqlite", 4, /\bCOLLATE\s+(?:NOCASE|RTRIM)\b/i],
  ["sqlite", 3, /\bINSERT\s+OR\s+(?:REPLACE|IGNORE)\b|\bstrftime\(/i],
  ["sqlite", 4, /\bUPDATE\s+OR\s+(?:REPLACE|IGNORE|ABORT|FAIL)\b/i],
  // PostgreSQL takes it too: it decides between SQLite and the others, not against PostgreSQL. MySQL's keys count up by
  // AUTO_INCREMENT, and are mostly called INT.
  ["mysql", -2.5, /\bINTEGER\s+(?:NOT\s+NULL\s+)?PRIMARY\s+KEY\b(?!\s+AUTO_)/i],
  ["sqlite", 1, /\bINTEGER\s+(?:NOT\s+NULL\s+)?PRIMARY\s+KEY\b/i],
];

/** How much of a text is looked at; dialects show early, and dumps are long. */
const sample = 200_000;

/**
 * The dialect that a text is written in, by its tell-tale words and by the names of its file and of the folders that
 * this lies in; `postgresql` where nothing tells.
 */
export function detectDialect(text: string, path = ""): Dialect {
  return dialectDetector(path)(text).dialect;
}

/** Detects the dialect of a text that is edited: of each next version only what is near the change is looked at. */
export function dialectDetector(path = ""): (text: string) => DetectedDialect {
  const named = namedIn(path);
  const product = productIn(path);
  let before: string | undefined;
  let shown: readonly boolean[] = [];
  return (text) => {
    if (before === undefined) shown = signs.map(([, , pattern]) => pattern.test(headOf(text)));
    else if (text !== before) shown = shownAfter(before, text, shown);
    before = text;
    const found = signs.filter((_, index) => shown[index]);
    const dialect = dialectBy(found, named);
    const other = productBy(found, product);
    return other === undefined ? { dialect } : { dialect, product: other };
  };
}

/** Which signs a text shows, from those of the version before: what no change is near to is as it was. */
function shownAfter(before: string, after: string, shown: readonly boolean[]): readonly boolean[] {
  const change = changeBetween(before, after);
  if (change.start >= sample) return shown;
  const [old, now] = [headOf(before), headOf(after)];
  const oldParts = [around(old, change.start, change.before)];
  const nowParts = [around(now, change.start, change.after)];
  if (before.length > sample || after.length > sample) {
    // Where the sample is cut off it loses or gains what the text before it gains or loses.
    const from = sample - Math.abs(after.length - before.length);
    oldParts.push(around(old, from, sample));
    nowParts.push(around(now, from, sample));
  }
  return signs.map(([, , pattern], index) => {
    const was = shown[index] === true;
    if (pattern === routine && [...oldParts, ...nowParts].some((part) => part.includes("$")))
      return pattern.test(now);
    if (nowParts.some((part) => pattern.test(part))) return true;
    return was && oldParts.some((part) => pattern.test(part)) ? pattern.test(now) : was;
  });
}

/** More words than any sign has; those of the dollar quotes may be far from one another. */
const context = 10;

/** The part of a text from `start` to `end` with the lines and words around it, in which a sign may show that touches it. */
function around(text: string, start: number, end: number): string {
  let from = Math.max(0, Math.min(start, text.length));
  for (let words = 0; from > 0 && words < context; from--)
    if (isSpaceAt(text, from) && !isSpaceAt(text, from - 1)) words++;
  while (from > 0 && text.charCodeAt(from - 1) !== 10) from--;
  let to = Math.min(end, text.length);
  for (let words = 0; to < text.length && words < context; to++)
    if (isSpaceAt(text, to) && !isSpaceAt(text, to - 1)) words++;
  while (to < text.length && text.charCodeAt(to) !== 10) to++;
  return text.slice(from, to);
}

function isSpaceAt(text: string, at: number): boolean {
  return isSpace(text.charCodeAt(at));
}

function headOf(text: string): string {
  return text.length > sample ? text.slice(0, sample) : text;
}

const productNames: Readonly<Record<string, Dialect>> = {
  ...{
    postgres: "postgresql",
    postgresql: "postgresql",
    psql: "postgresql",
    pgsql: "postgresql",
    pg: "postgresql",
  },
  ...{ mysql: "mysql", mariadb: "mariadb", sqlite: "sqlite", sqlite3: "sqlite" },
};

/** How many of the folders above a file are looked at. */
const foldersAbove = 3;

/** The dialects that a path names: a folder as a whole, the file by a word of its name. */
function namedIn(path: string): readonly Dialect[] {
  const parts = path.toLowerCase().split(/[\\/]/);
  const words = (parts.pop() ?? "").split(/[^a-z0-9]+/);
  return [...parts.slice(-foldersAbove), ...words].flatMap((name) => productNames[name] ?? []);
}

/** The product that a folder above a file is named by. */
function productIn(path: string): (typeof productFolders)[string] | undefined {
  const folders = path.toLowerCase().split(/[\\/]/).slice(0, -1).slice(-foldersAbove);
  return folders
    .flatMap((name) => (Object.hasOwn(productFolders, name) ? [productFolders[name]] : []))
    .at(-1);
}

function scoresOf(found: readonly Sign[]): Map<Sign[0], number> {
  const scores = new Map<Sign[0], number>();
  for (const [dialect, weight] of found) scores.set(dialect, (scores.get(dialect) ?? 0) + weight);
  return scores;
}

/** The product that a text is certainly for: it weighs enough, and more than any dialect does. */
function productBy(
  found: readonly Sign[],
  named: (typeof productFolders)[string] | undefined,
): ForeignProduct | undefined {
  const scores = scoresOf(found.filter((sign) => sign !== towardsPostgresql));
  if (named) scores.set(named[0], (scores.get(named[0]) ?? 0) + named[1]);
  let best: ForeignProduct | undefined;
  let most = certain - 1;
  for (const product of foreignProducts) {
    const score = scores.get(product) ?? 0;
    if (score > most) [best, most] = [product, score];
  }
  return dialects.some((dialect) => (scores.get(dialect) ?? 0) >= most) ? undefined : best;
}

function dialectBy(found: readonly Sign[], named: readonly Dialect[]): Dialect {
  const scores = scoresOf(found);
  scores.set("postgresql", (scores.get("postgresql") ?? 0) + 1);
  for (const dialect of named) scores.set(dialect, (scores.get(dialect) ?? 0) + 3);
  // What tells MariaDB from MySQL is rare; all the rest they have in common.
  if (scores.has("mariadb")) scores.set("mariadb", (scores.get("mariadb") ?? 0) + (scores.get("mysql") ?? 0));
  let best: Dialect = "postgresql";
  for (const dialect of dialects) if ((scores.get(dialect) ?? 0) > (scores.get(best) ?? 0)) best = dialect;
  return best;
}
