import type { Dialect, Token } from "../../../sql";
import { isWord } from "../../context";
import type { Place } from "./place";
import { wordsOf } from "./foreign-words";

/** `TABLE …`, `INDEX …`, …: the kind of object, then its name, then these words. */
export function namedObjectPlace(
  tokens: readonly Token[],
  words: readonly string[],
  dialect: Dialect,
): Place {
  const rest = tokens.filter((token) => !isWord(token, "IF", "EXISTS", "CONCURRENTLY", "ONLY"));
  const kind = rest[0];
  if (!kind) return { kind: "keywords", words: wordsOf[dialect].objects };
  const named = rest.length === 1 || rest.at(-1)?.text === ",";
  if (isWord(kind, "MATERIALIZED") && rest.length === 1) return { kind: "keywords", words: ["VIEW"] };
  if (isWord(rest.at(-1), "ON")) return { kind: "relation" };
  if (isWord(rest.at(-2), "OWNER")) return { kind: "object", of: "role" };
  if (isWord(rest.at(-2), "SET") && isWord(rest.at(-1), "SCHEMA")) return { kind: "object", of: "schema" };
  if (!named && !(isWord(kind, "MATERIALIZED") && rest.length === 2)) return { kind: "keywords", words };
  if (isWord(kind, "TABLE")) return { kind: "relation", words: ["IF EXISTS"] };
  if (isWord(kind, "VIEW", "MATERIALIZED")) return { kind: "object", of: "view" };
  if (isWord(kind, "INDEX")) return { kind: "object", of: "index" };
  if (isWord(kind, "SEQUENCE")) return { kind: "object", of: "sequence" };
  if (isWord(kind, "SCHEMA")) return { kind: "object", of: "schema" };
  if (isWord(kind, "TYPE", "DOMAIN")) return { kind: "object", of: "type" };
  if (isWord(kind, "FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE")) return { kind: "object", of: "routine" };
  if (isWord(kind, "TRIGGER")) return { kind: "part", part: "trigger" };
  if (isWord(kind, "POLICY")) return { kind: "part", part: "policy" };
  if (isWord(kind, "CONSTRAINT")) return { kind: "part", part: "constraint" };
  if (isWord(kind, "EXTENSION")) return { kind: "object", of: "extension" };
  if (isWord(kind, "ROLE", "USER")) return { kind: "object", of: "role" };
  return { kind: "keywords", words };
}
