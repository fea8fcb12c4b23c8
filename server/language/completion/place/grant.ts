import type { Token } from "../../../sql";
import { isWord } from "../../context";
import type { Place } from "./place";

const objects = [
  "TABLE", "SCHEMA", "SEQUENCE", "FUNCTION", "PROCEDURE", "TYPE", "DOMAIN", "DATABASE", "ALL TABLES IN SCHEMA",
  "ALL SEQUENCES IN SCHEMA", "ALL FUNCTIONS IN SCHEMA",
]; // prettier-ignore

/** GRANT and REVOKE: what, on what, to whom. */
export function grantPlace(before: readonly Token[]): Place {
  const previous = before.at(-1);
  const to = isWord(before[0], "GRANT") ? "TO" : "FROM";
  const whom = before.findLastIndex((token) => isWord(token, to));
  if (whom > 0) {
    if (whom === before.length - 1 || previous?.text === ",") return { kind: "object", of: "role" };
    return {
      kind: "keywords",
      words: to === "TO" ? ["WITH GRANT OPTION", "GRANTED BY"] : ["CASCADE", "RESTRICT"],
    };
  }
  const on = before.findLastIndex((token) => isWord(token, "ON"));
  if (on < 0)
    return {
      kind: "keywords",
      words: [
        "SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "ALL", "USAGE", "EXECUTE", "CREATE",
        "CONNECT", "ON", to,
      ], // prettier-ignore
    };
  if (on === before.length - 1) return { kind: "relation", words: objects };
  const isNext = previous?.text === ",";
  const kind = isNext ? before[on + 1] : previous;
  if (isWord(kind, "SCHEMA")) return { kind: "object", of: "schema" };
  if (isWord(kind, "SEQUENCE")) return { kind: "object", of: "sequence" };
  if (isWord(kind, "FUNCTION", "PROCEDURE", "ROUTINE")) return { kind: "object", of: "routine" };
  if (isWord(kind, "TYPE", "DOMAIN")) return { kind: "object", of: "type" };
  if (isNext || isWord(kind, "TABLE")) return { kind: "relation" };
  if (isWord(kind, "ALL"))
    return { kind: "keywords", words: ["TABLES IN SCHEMA", "SEQUENCES IN SCHEMA", "FUNCTIONS IN SCHEMA"] };
  return { kind: "keywords", words: [to] };
}
