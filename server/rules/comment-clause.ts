import { quoteIdentifier } from "../sql";
import { insertAfter } from "./edits";
import type { Rule } from "./rule";
import { broken, isWord, spanOf, withBlanks, type Broken } from "./slips";

export const commentClause: Rule = {
  code: "comment-clause",
  group: "dialect",
  severity: "error",
  title: "A column carries its COMMENT inside of CREATE TABLE, as in MySQL.",
  dialects: ["postgresql"],
  *check({ script }) {
    for (const part of broken(script)) {
      const { statement, tokens, index } = part;
      if (!isWord(tokens[0], /^create$/)) continue;
      for (const [i, word] of tokens.entries()) {
        const value = tokens[i + 1];
        if (!isWord(word, /^comment$/) || value?.kind !== "string" || !value.text.startsWith("'")) continue;
        const column = columnAt(part, i);
        if (column === undefined) continue;
        const span = spanOf(statement, word, value);
        yield {
          span,
          message: "In PostgreSQL a comment is a statement of its own: COMMENT ON COLUMN … IS '…'.",
          sqlstate: "42601",
          fixes: [
            {
              title: "Make it COMMENT ON COLUMN",
              edits: [
                { span: withBlanks(script, span), newText: "" },
                ...insertAfter(script, index, `COMMENT ON COLUMN ${column} IS ${value.text}`),
              ],
            },
          ],
        };
      }
    }
  },
};

/** `table.column` for the column whose definition holds the token of that index. */
function columnAt({ tokens }: Broken, at: number): string | undefined {
  const open = tokens.findIndex(({ text }) => text === "(");
  const table = tokens
    .slice(1, open)
    .filter(
      ({ kind, text }) =>
        kind === "quoted" ||
        (kind === "word" && !/^(?:table|if|not|exists|temporary|temp|unlogged)$/i.test(text)) ||
        text === ".",
    );
  let depth = 0;
  let column: string | undefined;
  for (let i = open; i < at; i++) {
    const text = tokens[i]?.text ?? "";
    if (depth === 1 && (text === "," || tokens[i - 1]?.text === "(")) column = undefined;
    depth += text === "(" ? 1 : text === ")" ? -1 : 0;
    const next = tokens[i + 1];
    if (depth === 1 && (i === open || text === ",") && next) column = next.text.replace(/`/g, "");
  }
  if (depth !== 1 || column === undefined || open < 0 || table.length === 0) return undefined;
  const name = column.startsWith('"') ? column : quoteIdentifier(column.toLowerCase(), "postgresql");
  return `${table.map(({ text }) => text).join("")}.${name}`;
}
