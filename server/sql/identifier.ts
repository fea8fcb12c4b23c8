import type { Dialect } from "./dialect";
import { mysqlReserved, postgresqlReserved, sqliteReserved } from "./keywords";
import type { Token } from "./statement";

/** Whether the word cannot name a table or a column without quotes. */
export function isReserved(word: string, dialect: Dialect): boolean {
  const lower = word.toLowerCase();
  if (dialect === "postgresql") return postgresqlReserved.has(lower);
  return dialect === "sqlite" ? sqliteReserved.has(lower) : mysqlReserved.has(lower);
}

/** The name that a token stands for, its quotes removed and its case as written. */
export function identifierName(token: Token): string {
  if (token.kind !== "quoted") return token.text;
  const unicode = /^u&"/i.test(token.text);
  const text = unicode ? token.text.slice(2) : token.text;
  const close = text.startsWith("[") ? "]" : (text[0] ?? "");
  const inner = text.length > 1 && text.endsWith(close) ? text.slice(1, -1) : text.slice(1);
  const name = close === "]" ? inner : inner.replaceAll(close + close, close);
  return unicode ? unescapeUnicode(name) : name;
}

function unescapeUnicode(name: string): string {
  return name.replace(
    /\\(?:([0-9A-Fa-f]{4})|\+([0-9A-Fa-f]{6})|\\)/g,
    (whole, short?: string, long?: string) => {
      const point = parseInt(short ?? long ?? "", 16);
      return Number.isNaN(point) ? "\\" : point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/**
 * The name that a token stands for, as the database keeps and compares it: PostgreSQL folds what is not quoted
 * to lower case (ASCII only, as UTF-8 databases do), SQLite compares without case (ASCII only too), and MySQL's columns do;
 * names of these two are therefore folded as well.
 */
export function foldIdentifier(token: Token, dialect: Dialect): string {
  const name = identifierName(token);
  if (dialect === "postgresql" && token.kind === "quoted") return truncate(name);
  const isAscii = dialect === "postgresql" || dialect === "sqlite";
  const folded = isAscii ? name.replace(/[A-Z]+/g, (upper) => upper.toLowerCase()) : name.toLowerCase();
  return dialect === "postgresql" ? truncate(folded) : folded;
}

/** PostgreSQL cuts names to 63 bytes (NAMEDATALEN - 1), at a character. */
function truncate(name: string, bytes = 63): string {
  if (name.length * 3 <= bytes) return name;
  let size = 0;
  let end = 0;
  for (const character of name) {
    const point = character.codePointAt(0) ?? 0;
    size += point < 0x80 ? 1 : point < 0x800 ? 2 : point > 0xffff ? 4 : 3;
    if (size > bytes) return name.slice(0, end);
    end += character.length;
  }
  return name;
}

/** The name as it has to be written in a statement: in quotes only where the dialect needs them. */
export function quoteIdentifier(name: string, dialect: Dialect): string {
  const plain = dialect === "postgresql" ? /^[a-z_][a-z0-9_$]*$/ : /^[A-Za-z_][A-Za-z0-9_]*$/;
  if (plain.test(name) && !isReserved(name, dialect)) return name;
  if (dialect === "mysql" || dialect === "mariadb") return "`" + name.replaceAll("`", "``") + "`";
  return '"' + name.replaceAll('"', '""') + '"';
}
