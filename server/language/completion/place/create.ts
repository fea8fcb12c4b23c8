import type { Dialect, Token } from "../../../sql";
import { isWord } from "../../context";
import { queryPlace } from "./query";
import type { Place } from "./place";
import { tableAfter } from "./tokens";
import { optionValues, wordsOf } from "./foreign-words";
import { extensions, statementWords, valueWords } from "./words";

export function createPlace(before: readonly Token[], previous: Token | undefined, dialect: Dialect): Place {
  const { created, objects, options, trigger } = wordsOf[dialect];
  const kind = before.findIndex(
    (token, at) =>
      at > 0 &&
      !isWord(
        token,
        "OR",
        "REPLACE",
        "UNIQUE",
        "TEMP",
        "TEMPORARY",
        "UNLOGGED",
        "MATERIALIZED",
        "FULLTEXT",
        "SPATIAL",
        "CONSTRAINT",
      ),
  );
  const word = before[kind];
  if (!word)
    return {
      kind: "keywords",
      words: [...created, ...objects],
    };
  const as = before.findIndex((token) => isWord(token, "AS"));
  // BEGIN ATOMIC; the statements behind its first one are told apart by their semicolons.
  const atomic = before.findIndex((token) => isWord(token, "ATOMIC"));
  // The body of MySQL's routines.
  const block = dialect === "postgresql" ? -1 : before.findLastIndex((token) => isWord(token, "BEGIN"));
  if (isWord(word, "FUNCTION", "PROCEDURE") && block > 0) return statementPlace(before.slice(block + 1));
  if (isWord(word, "FUNCTION", "PROCEDURE") && atomic > 0) return statementPlace(before.slice(atomic + 1));
  if (isWord(word, "VIEW", "TABLE") && as !== -1) return queryPlace(before.slice(as + 1));
  if (isWord(word, "INDEX")) {
    if (isWord(previous, "ON")) return { kind: "relation", words: ["ONLY"] };
    if (isWord(previous, "USING"))
      return { kind: "keywords", words: ["btree", "hash", "gin", "gist", "brin", "spgist"] };
    if (isWord(previous, "INDEX"))
      return { kind: "keywords", words: ["CONCURRENTLY", "IF NOT EXISTS", "ON"] };
    const where = before.some((token) => isWord(token, "WHERE"));
    if (where) return { kind: "expression", ...tableAfter(before, "ON"), words: valueWords };
    return { kind: "keywords", words: ["ON", "USING", "INCLUDE", "WHERE", "WITH", "NULLS NOT DISTINCT"] };
  }
  if (isWord(word, "TRIGGER")) {
    // The statements that MySQL and SQLite have in the trigger itself.
    const begin = before.findLastIndex((token) => isWord(token, "BEGIN"));
    if (begin > 0) return statementPlace(before.slice(begin + 1));
    if (isWord(previous, "ON")) return { kind: "relation" };
    if (isWord(previous, "FUNCTION", "PROCEDURE")) return { kind: "trigger function" };
    if (isWord(previous, "OF")) return { kind: "column", ...tableAfter(before, "ON") };
    return { kind: "keywords", words: trigger };
  }
  if (isWord(word, "POLICY")) {
    if (isWord(previous, "ON")) return { kind: "relation" };
    if (isWord(previous, "TO")) return { kind: "object", of: "role" };
    if (isWord(previous, "FOR"))
      return { kind: "keywords", words: ["ALL", "SELECT", "INSERT", "UPDATE", "DELETE"] };
    return {
      kind: "keywords",
      words: ["ON", "AS PERMISSIVE", "AS RESTRICTIVE", "FOR", "TO", "USING", "WITH CHECK"],
    };
  }
  if (kind === before.length - 1 && isWord(word, ...withSchema))
    return {
      kind: "keywords",
      words: isWord(word, "TABLE", "SEQUENCE") ? ["IF NOT EXISTS"] : [],
      isNewName: true,
    };
  if (isWord(word, "RULE")) {
    const action = before.findIndex((token) => isWord(token, "DO")) + 1;
    const first = isWord(before[action], "INSTEAD", "ALSO") ? action + 1 : action;
    if (action > 0 && before.length > first) return statementPlace(before.slice(first));
    if (isWord(previous, "TO")) return { kind: "relation" };
    if (isWord(previous, "ON")) return { kind: "keywords", words: ["INSERT", "UPDATE", "DELETE", "SELECT"] };
    return {
      kind: "keywords",
      words: ["AS", "ON", "TO", "WHERE", "DO INSTEAD", "DO ALSO", "DO INSTEAD NOTHING"],
    };
  }
  if (isWord(word, "TYPE")) return { kind: "keywords", words: ["AS ENUM", "AS", "AS RANGE"] };
  if (isWord(word, "DOMAIN")) {
    if (isWord(previous, "AS")) return { kind: "type" };
    return { kind: "keywords", words: ["AS", "NOT NULL", "DEFAULT", "CHECK", "CONSTRAINT"] };
  }
  if (isWord(word, "FUNCTION", "PROCEDURE")) {
    if (isWord(previous, "RETURNS", "SETOF"))
      return isWord(previous, "SETOF")
        ? { kind: "type" }
        : { kind: "type", words: ["TABLE", "SETOF", "TRIGGER"] };
    if (isWord(previous, "RETURN")) return { kind: "expression", words: valueWords };
    if (isWord(previous, "LANGUAGE")) return { kind: "keywords", words: ["sql", "plpgsql"] };
    return {
      kind: "keywords",
      words: [
        "RETURNS",
        "RETURNS TRIGGER",
        "RETURNS SETOF",
        "RETURNS TABLE",
        "LANGUAGE",
        "IMMUTABLE",
        "STABLE",
        "VOLATILE",
        "STRICT",
        "SECURITY DEFINER",
        "SET search_path",
        "AS",
        "BEGIN ATOMIC",
        "RETURN",
      ],
    };
  }
  if (isWord(word, "TABLE") && dialect !== "postgresql") return optionPlace(before, previous, dialect);
  if (isWord(word, "TABLE")) {
    if (isWord(previous, "INHERITS", "OF")) return { kind: "relation" };
    if (isWord(previous, "BY")) return { kind: "keywords", words: ["RANGE", "LIST", "HASH"] };
    if (isWord(previous, "VALUES")) return { kind: "keywords", words: ["FROM", "IN", "WITH"] };
    if (before.some((token, at) => isWord(token, "OF") && isWord(before[at - 1], "PARTITION")))
      return {
        kind: "keywords",
        words: ["FOR VALUES FROM", "FOR VALUES IN", "FOR VALUES WITH", "DEFAULT", "PARTITION BY"],
      };
    return {
      kind: "keywords",
      words: options,
    };
  }
  if (isWord(word, "SEQUENCE")) {
    if (isWord(previous, "BY") && isWord(before.at(-2), "OWNED"))
      return { kind: "relation", words: ["NONE"] };
    return {
      kind: "keywords",
      words: [
        "IF NOT EXISTS",
        "START WITH",
        "INCREMENT BY",
        "MINVALUE",
        "MAXVALUE",
        "CACHE",
        "CYCLE",
        "OWNED BY",
      ],
    };
  }
  if (isWord(word, "STATISTICS")) {
    if (isWord(previous, "FROM")) return { kind: "relation" };
    const on = before.some((token) => isWord(token, "ON"));
    return on
      ? { kind: "expression", words: ["FROM"] }
      : { kind: "keywords", words: ["ON", "IF NOT EXISTS"] };
  }
  if (isWord(word, "EXTENSION") && (isWord(previous, "EXTENSION") || isWord(previous, "EXISTS")))
    return { kind: "keywords", words: ["IF NOT EXISTS", ...extensions] };
  if (isWord(word, "EXTENSION")) {
    if (isWord(previous, "SCHEMA")) return { kind: "object", of: "schema" };
    return { kind: "keywords", words: ["WITH SCHEMA", "SCHEMA", "VERSION", "CASCADE"] };
  }
  return { kind: "keywords", words: ["IF NOT EXISTS", "AUTHORIZATION", "SCHEMA", "VERSION", "AS"] };
}

/** What can be made in a schema that is named. */
const withSchema = ["TABLE", "VIEW", "TYPE", "DOMAIN", "FUNCTION", "PROCEDURE", "SEQUENCE", "AGGREGATE"];

/** What follows the list of CREATE TABLE in MySQL and SQLite. */
function optionPlace(before: readonly Token[], previous: Token | undefined, dialect: Dialect): Place {
  if (isWord(previous, "LIKE")) return { kind: "relation" };
  if (isWord(previous, "WITHOUT")) return { kind: "keywords", words: ["ROWID"] };
  const option = previous?.text === "=" ? before.at(-2) : previous;
  const values = optionValues[option?.text.toUpperCase() ?? ""];
  if (dialect !== "sqlite" && values) return { kind: "keywords", words: values };
  if (previous?.text === "=") return { kind: "keywords", words: [] };
  if (isWord(previous, "DEFAULT"))
    return { kind: "keywords", words: ["CHARSET=", "CHARACTER SET", "COLLATE="] };
  if (isWord(previous, "BY")) return { kind: "keywords", words: ["RANGE", "LIST", "HASH", "KEY"] };
  return { kind: "keywords", words: wordsOf[dialect].options };
}

/** A statement within another one. */
function statementPlace(before: readonly Token[]): Place {
  if (before.length === 0) return { kind: "keywords", words: statementWords };
  if (isWord(before[0], "INSERT") && before.length === 1) return { kind: "keywords", words: ["INTO"] };
  if (isWord(before[0], "DELETE") && before.length === 1) return { kind: "keywords", words: ["FROM"] };
  return queryPlace(before);
}
