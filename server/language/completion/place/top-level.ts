import type { Token } from "../../../sql";
import { isWord } from "../../context";
import { createPlace } from "./create";
import { alterPlace } from "./alter";
import { namedObjectPlace } from "./named-object";
import { queryPlace } from "./query";
import type { Place } from "./place";
import { objectKinds } from "./words";

export function topLevelPlace(before: readonly Token[]): Place {
  const [first, second] = before;
  const previous = before.at(-1);
  if (isWord(first, "CREATE")) return createPlace(before, previous);
  if (isWord(first, "ALTER")) return alterPlace(before, second, previous);
  if (isWord(first, "DROP")) return namedObjectPlace(before.slice(1), ["IF EXISTS", "CASCADE", "RESTRICT"]);
  if (isWord(first, "COMMENT")) {
    if (before.length === 1) return { kind: "keywords", words: ["ON"] };
    if (before.length === 2) return { kind: "keywords", words: [...objectKinds, "COLUMN", "CONSTRAINT"] };
    if (isWord(previous, "COLUMN", "TABLE")) return { kind: "relation" };
    return namedObjectPlace(before.slice(2), ["IS"]);
  }
  if (isWord(first, "GRANT", "REVOKE")) {
    if (isWord(previous, "ON"))
      return { kind: "relation", words: ["TABLE", "SCHEMA", "SEQUENCE", "FUNCTION", "ALL TABLES IN SCHEMA"] };
    if (isWord(previous, "TO", "FROM")) return { kind: "object", of: "role" };
    return {
      kind: "keywords",
      words: ["SELECT", "INSERT", "UPDATE", "DELETE", "ALL", "USAGE", "EXECUTE", "ON", "TO"],
    };
  }
  if (isWord(first, "TRUNCATE")) return { kind: "relation", words: ["TABLE", "CASCADE"] };
  return queryPlace(before);
}
