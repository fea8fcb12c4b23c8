import { quoteIdentifier } from "../sql";
import type { Rule, TextEdit } from "./rule";
import { broken, spanOf } from "./slips";

export const bracketQuote: Rule = {
  code: "bracket-quote",
  group: "dialect",
  severity: "error",
  title: "Names are quoted with brackets, as in SQL Server.",
  dialects: ["postgresql"],
  *check({ script }) {
    for (const { statement, tokens } of broken(script)) {
      const edits: TextEdit[] = [];
      for (const [i, token] of tokens.entries()) {
        const [open, before, word, close] = [token, tokens[i - 1], tokens[i + 1], tokens[i + 2]];
        // After a name, a bracket is an index or an array's dimension, and may stand there.
        const follows = before?.span.end === open.span.start && !/^[.,(]$/.test(before.text);
        if (open.text !== "[" || close?.text !== "]" || word?.kind !== "word" || follows) continue;
        edits.push({
          span: spanOf(statement, open, close),
          newText: quoteIdentifier(word.text, "postgresql"),
        });
      }
      const [first] = edits;
      if (!first) continue;
      yield {
        span: first.span,
        message:
          "PostgreSQL quotes names with double quotes, and only those that need it; brackets are SQL Server's.",
        sqlstate: "42601",
        fixes: [{ title: "Write the statement's names without brackets", edits }],
      };
    }
  },
};
