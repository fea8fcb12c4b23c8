import type { Dialect, Token } from "../../../sql";
import { isWord } from "../../context";
import type { Place } from "./place";
import { charsets, collations, wordsOf } from "./foreign-words";
import { referentialWords } from "./words";

const defaults = {
  postgresql: ["NULL", "TRUE", "FALSE"],
  other: ["NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP"],
} as const;

/** An element of CREATE TABLE's list, or what follows ADD in ALTER TABLE. */
export function elementPlace(item: readonly Token[], dialect: Dialect): Place {
  const [first, second] = item;
  const previous = item.at(-1);
  if (!first) return { kind: "table element" };
  if (isWord(first, "CONSTRAINT")) {
    if (item.length === 1) return { kind: "keywords", words: [] };
    if (item.length === 2) return { kind: "keywords", words: wordsOf[dialect].constraints };
  }
  if (isWord(first, "FOREIGN", "PRIMARY") && !second) return { kind: "keywords", words: ["KEY"] };
  if (isWord(first, "LIKE") && !second) return { kind: "relation" };
  const isMysql = dialect === "mysql" || dialect === "mariadb";
  if (isMysql && isWord(first, "KEY", "INDEX", "UNIQUE", "FULLTEXT", "SPATIAL") && item.length === 1)
    return isWord(first, "KEY", "INDEX")
      ? { kind: "keywords", words: [] }
      : { kind: "keywords", words: ["KEY", "INDEX"] };
  if (item.length === 1 && !isWord(first, "UNIQUE", "CHECK", "EXCLUDE")) return { kind: "type" };
  if (dialect === "postgresql") return afterColumnWord(item, previous, dialect);
  return afterForeignWord(item, previous, dialect) ?? afterColumnWord(item, previous, dialect);
}

/** What other dialects than PostgreSQL's have. */
function afterForeignWord(
  item: readonly Token[],
  previous: Token | undefined,
  dialect: Dialect,
): Place | undefined {
  const before = item.at(-2);
  if (dialect === "sqlite") {
    if (isWord(previous, "KEY") && isWord(before, "PRIMARY") && item.length > 2)
      return { kind: "keywords", words: ["AUTOINCREMENT", "ASC", "DESC", ...wordsOf.sqlite.column] };
    if (isWord(previous, "COLLATE")) return { kind: "keywords", words: ["NOCASE", "BINARY", "RTRIM"] };
    if (isWord(previous, "CONFLICT") && isWord(before, "ON"))
      return { kind: "keywords", words: ["ABORT", "FAIL", "IGNORE", "REPLACE", "ROLLBACK"] };
    if (isWord(previous, "ON")) return { kind: "keywords", words: ["DELETE", "UPDATE", "CONFLICT"] };
    if (isWord(previous, "GENERATED")) return { kind: "keywords", words: ["ALWAYS AS"] };
    return undefined;
  }
  if (isWord(previous, "CHARSET") || (isWord(previous, "SET") && isWord(before, "CHARACTER")))
    return { kind: "keywords", words: charsets };
  if (isWord(previous, "COLLATE")) return { kind: "keywords", words: collations };
  if (isWord(previous, "CHARACTER")) return { kind: "keywords", words: ["SET"] };
  if (isWord(previous, "COMMENT")) return { kind: "keywords", words: [] };
  if (isWord(previous, "GENERATED")) return { kind: "keywords", words: ["ALWAYS AS"] };
  const isReferenced = item.some((token) => isWord(token, "REFERENCES"));
  if (isWord(previous, "UPDATE") && isWord(before, "ON") && !isReferenced)
    return { kind: "keywords", words: ["CURRENT_TIMESTAMP"] };
  return undefined;
}

function afterColumnWord(item: readonly Token[], previous: Token | undefined, dialect: Dialect): Place {
  if (isWord(previous, "REFERENCES")) return { kind: "reference" };
  if (isWord(previous, "DEFAULT"))
    return { kind: "expression", words: defaults[dialect === "postgresql" ? "postgresql" : "other"] };
  if (isWord(previous, "NOT")) return { kind: "keywords", words: ["NULL"] };
  if (isWord(previous, "PRIMARY", "FOREIGN")) return { kind: "keywords", words: ["KEY"] };
  if (isWord(previous, "ON")) return { kind: "keywords", words: ["DELETE", "UPDATE"] };
  if (isWord(previous, "DELETE", "UPDATE")) return { kind: "keywords", words: wordsOf[dialect].actions };
  if (isWord(previous, "SET")) return { kind: "keywords", words: ["NULL", "DEFAULT"] };
  if (isWord(previous, "GENERATED"))
    return { kind: "keywords", words: ["ALWAYS AS IDENTITY", "BY DEFAULT AS IDENTITY", "ALWAYS AS"] };
  const referenced = item.some((token) => isWord(token, "REFERENCES"));
  if (!referenced) return { kind: "keywords", words: wordsOf[dialect].column };
  const { column } = wordsOf[dialect];
  const words = dialect === "postgresql" ? referentialWords : ["ON DELETE", "ON UPDATE", ...column];
  return { kind: "keywords", words: [...new Set(words)] };
}
