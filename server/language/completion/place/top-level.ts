import type { Dialect, Token } from "../../../sql";
import { isWord } from "../../context";
import { createPlace } from "./create";
import { alterPlace } from "./alter";
import { grantPlace } from "./grant";
import { namedObjectPlace } from "./named-object";
import { queryPlace } from "./query";
import type { Place } from "./place";
import { objectKinds } from "./words";

export function topLevelPlace(before: readonly Token[], dialect: Dialect): Place {
  const [first, second] = before;
  const previous = before.at(-1);
  if (isWord(first, "CREATE")) return createPlace(before, previous, dialect);
  if (isWord(first, "ALTER")) return alterPlace(before, second, previous, dialect);
  if (isWord(first, "DROP"))
    return namedObjectPlace(before.slice(1), ["IF EXISTS", "CASCADE", "RESTRICT"], dialect);
  if (isWord(first, "COMMENT")) {
    if (before.length === 1) return { kind: "keywords", words: ["ON"] };
    if (before.length === 2) return { kind: "keywords", words: [...objectKinds, "COLUMN", "CONSTRAINT"] };
    if (isWord(previous, "COLUMN", "TABLE")) return { kind: "relation" };
    return namedObjectPlace(before.slice(2), ["IS"], dialect);
  }
  if (isWord(first, "GRANT", "REVOKE")) return grantPlace(before);
  const short = shortPlace(before, dialect);
  if (short) return short;
  if (isWord(first, "TRUNCATE")) return { kind: "relation", words: ["TABLE", "CASCADE"] };
  return queryPlace(before);
}

const settings = [
  "search_path", "ROLE", "LOCAL", "SESSION AUTHORIZATION", "TIME ZONE", "lock_timeout", "statement_timeout",
  "client_min_messages", "check_function_bodies", "CONSTRAINTS ALL DEFERRED",
]; // prettier-ignore

const explained = ["ANALYZE", "VERBOSE", "SELECT", "INSERT INTO", "UPDATE", "DELETE FROM", "WITH"];

/** Statements of a few words. */
function shortPlace(before: readonly Token[], dialect: Dialect): Place | undefined {
  const [first, second] = before;
  const isSecond = before.length === 1;
  if (isWord(first, "SET") && isSecond) return { kind: "keywords", words: settings };
  if (isWord(first, "SET") && isWord(before.at(-1), "ROLE")) return { kind: "object", of: "role" };
  if (isWord(first, "SET") && isWord(second, "SEARCH_PATH") && before.length > 2)
    return { kind: "object", of: "schema" };
  if (isWord(first, "EXPLAIN")) {
    const rest = before.findIndex((token, at) => at > 0 && !isWord(token, "ANALYZE", "VERBOSE"));
    return rest < 0 ? { kind: "keywords", words: explained } : topLevelPlace(before.slice(rest), dialect);
  }
  if (isWord(first, "REFRESH")) {
    if (isSecond) return { kind: "keywords", words: ["MATERIALIZED VIEW", "MATERIALIZED VIEW CONCURRENTLY"] };
    return isWord(before.at(-1), "VIEW", "CONCURRENTLY")
      ? { kind: "object", of: "view" }
      : { kind: "keywords", words: ["WITH DATA", "WITH NO DATA"] };
  }
  if (isWord(first, "COPY"))
    return isSecond
      ? { kind: "relation" }
      : { kind: "keywords", words: ["FROM STDIN", "FROM", "TO STDOUT", "TO", "WITH"] };
  if (isWord(first, "ANALYZE", "VACUUM", "CLUSTER") && isSecond) return { kind: "relation" };
  if (isWord(first, "REINDEX") && isSecond) return { kind: "keywords", words: ["TABLE", "INDEX", "SCHEMA"] };
  if (isWord(first, "REINDEX")) return namedObjectPlace(before.slice(1), [], dialect);
  if (isWord(first, "CALL") && isSecond) return { kind: "object", of: "routine" };
  if (isWord(first, "INSERT") && isSecond) return { kind: "keywords", words: ["INTO"] };
  if (isWord(first, "DELETE") && isSecond) return { kind: "keywords", words: ["FROM"] };
  return undefined;
}
