import { quoteIdentifier, shift, type Token } from "../sql";
import type { Rule, TextEdit } from "./rule";
import { broken } from "./slips";

export const backtickQuote: Rule = {
  code: "backtick-quote",
  group: "dialect",
  severity: "error",
  title: "Names are quoted with backticks, as in MySQL.",
  dialects: ["postgresql"],
  *check({ script }) {
    for (const { statement, tokens } of broken(script)) {
      const names = quotedNames(statement.text, tokens);
      const [first] = names;
      if (!first) continue;
      const edits = names.map(({ start, end }): TextEdit => ({
        span: shift({ start, end }, statement.span.start),
        newText: quoteIdentifier(statement.text.slice(start + 1, end - 1), "postgresql"),
      }));
      yield {
        span: shift(first, statement.span.start),
        message:
          "PostgreSQL quotes names with double quotes, and only those that need it; backticks are MySQL's.",
        sqlstate: "42601",
        fixes: [{ title: "Write the statement's names without backticks", edits }],
      };
    }
  },
};

/** The names between backticks; a backtick in a string or a comment is none of them. */
function quotedNames(text: string, tokens: readonly Token[]): { start: number; end: number }[] {
  const names: { start: number; end: number }[] = [];
  let from = 0;
  for (const { text: written, span } of tokens) {
    if (!written.startsWith("`") || span.start < from) continue;
    const end = text.indexOf("`", span.start + 1) + 1;
    if (end <= 0 || end - span.start < 3) continue;
    names.push({ start: span.start, end });
    from = end;
  }
  return names;
}
