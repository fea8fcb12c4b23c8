import type { ObjectId } from "./objects";

/** Statements that make nothing, whatever they say: only what they have swallowed by mistake counts. */
const quiet = new Set([
  "select",
  "insert",
  "update",
  "delete",
  "comment",
  "grant",
  "revoke",
  "set",
  "drop",
  "copy",
  "with",
  "values",
  "do",
]);

/**
 * Whether a text that does not parse was about to make `object`. It is read by eye, as it were: a misspelt
 * keyword, a missing semicolon or an open quote may have swallowed several statements.
 */
export function mayMake(text: string, object: ObjectId): boolean {
  const attached = /^\s*attach\b[^;]*\bas\s+["'`[]?(\w+)/i.exec(text)?.[1];
  if (attached !== undefined) {
    const schema = object.kind === "schema" ? object.name : object.schema;
    return schema?.toLowerCase() === attached.toLowerCase();
  }
  const name = escape(object.name);
  const word = `(?<![\\w$])["\`[]?${name}["\`\\]]?(?![\\w$])`;
  const first = /[a-z]+/i.exec(text)?.[0].toLowerCase() ?? "";
  switch (object.kind) {
    case "column":
    case "constraint":
    case "trigger":
    case "policy":
    case "rule": {
      if (quiet.has(first) && !/\b(?:create|alter)\b/i.test(text)) return false;
      const owner = object.relation === undefined ? "" : escape(object.relation);
      return (
        new RegExp(word, "i").test(text) &&
        (owner === "" || new RegExp(`(?<![\\w$])"?${owner}"?(?![\\w$])`, "i").test(text))
      );
    }
    case "key":
      return (
        new RegExp(`\\b(?:primary\\s+key|unique)\\b`, "i").test(text) && new RegExp(word, "i").test(text)
      );
    case "rows":
      return new RegExp(`\\b(?:insert\\s+into|copy)\\b[^;]{0,40}${word}`, "i").test(text);
    case "operator":
      return /\bcreate\s+operator\b/i.test(text);
    case "relation":
      if (isNameless(text)) return true;
      break;
    default:
      break;
  }
  if (makes(text, first, word, object)) return true;
  const owner = object.kind === "relation" ? tableNamedIn(object.name) : undefined;
  return (
    owner !== undefined &&
    new RegExp(`\\btable\\b[^;(]{0,80}${escape(owner)}`, "i").test(text) &&
    !quiet.has(first)
  );
}

/** Whether the name is missing in a text that does not parse: `CREATE TABLE (id int)` may make any table. */
export function isNameless(text: string): boolean {
  return /^\s*create\s+(?:\w+\s+){0,4}?(?:table|view)(?:\s+if\s+not\s+exists)?\s*(?:\(|as\b)/i.test(text);
}

/** `film_pkey`, `film_id_seq` and their like come with the table `film`. */
export function tableNamedIn(name: string): string | undefined {
  return /^(.+?)_(?:.*_)?(?:pkey|key|seq|idx|fkey|check)\d*$/.exec(name)?.[1];
}

function makes(text: string, first: string, word: string, object: ObjectId): boolean {
  const qualifier =
    object.schema === undefined
      ? `(?:"?[\\w$]+"?\\s*\\.\\s*)?`
      : `(?:"?${escape(object.schema)}"?\\s*\\.\\s*)?`;
  const pattern = new RegExp(
    `\\b(?:create|rename\\s+to|constraint|into)\\b${upToName}${qualifier}${word}`,
    "i",
  );
  if (pattern.test(text)) return true;
  // The first keyword may be the one that is misspelt: `CRAETE TABLE film (…)`.
  if (quiet.has(first)) return false;
  return new RegExp(`^${upToName}${qualifier}${word}`, "i").test(text);
}

/** What may stand before the name of a thing that is made; behind these words, others are named. */
const upToName =
  "(?:(?!\\b(?:on|as|references|returns|from|execute|using|owned|of|inherits|for)\\b)[^;(]){0,80}?";

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Whether a text that does not parse was about to drop or rename `object`. */
export function mayFree(text: string, object: ObjectId): boolean {
  return new RegExp(
    `\\b(?:drop|rename)\\b[^;]{0,120}(?<![\\w$])"?${escape(object.name)}"?(?![\\w$])`,
    "i",
  ).test(text);
}
