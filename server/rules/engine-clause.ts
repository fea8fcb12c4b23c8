import type { Rule } from "./rule";
import { broken, isWord, spanOf, withBlanks } from "./slips";

const options = /^(?:engine|charset|collate|auto_increment|row_format|default|character|comment)$/;

export const engineClause: Rule = {
  code: "engine-clause",
  group: "dialect",
  severity: "error",
  title: "A table ends with MySQL's options, such as ENGINE.",
  dialects: ["postgresql"],
  *check({ script }) {
    for (const { statement, tokens } of broken(script)) {
      if (!isWord(tokens[0], /^create$/)) continue;
      const at = tokens.findIndex(
        (token, i) => isWord(token, options) && tokens[i - 1]?.text === ")" && closes(tokens, i),
      );
      const first = tokens[at];
      const last = tokens.at(-1);
      if (
        !first ||
        !last ||
        !tokens.slice(at).some((token) => isWord(token, /^(?:engine|charset|auto_increment|row_format)$/))
      )
        continue;
      const span = spanOf(statement, first, last);
      yield {
        span,
        message:
          "Tables of PostgreSQL have no storage engine and take the character set of their database. Leave this out.",
        sqlstate: "42601",
        fixes: [
          { title: "Remove the table options", edits: [{ span: withBlanks(script, span), newText: "" }] },
        ],
      };
    }
  },
};

/** Whether all parentheses are closed before that token. */
function closes(tokens: readonly { readonly text: string }[], at: number): boolean {
  let depth = 0;
  for (const { text } of tokens.slice(0, at)) depth += text === "(" ? 1 : text === ")" ? -1 : 0;
  return depth === 0;
}
