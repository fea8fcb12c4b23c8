import type { Rule } from "./rule";
import { isWord, spanOf, written } from "./slips";

export const returningClause: Rule = {
  code: "returning-clause",
  group: "dialect",
  severity: "error",
  title: "A statement of MySQL returns rows with RETURNING, as in PostgreSQL.",
  dialects: ["mysql"],
  *check({ script }) {
    for (const { statement, tokens } of written(script)) {
      if (!isWord(tokens[0], /^(?:insert|update|delete)$/)) continue;
      let depth = 0;
      for (const [i, token] of tokens.entries()) {
        if (token.text === "(") depth++;
        if (token.text === ")") depth--;
        // RETURNING is no reserved word of MySQL: only behind a value or a name is it no name itself.
        const [before, next] = [tokens[i - 1], tokens[i + 1]];
        const behindValue = before?.text === ")" || /^(?:string|number)$/.test(before?.kind ?? "");
        const starts = next?.text === "*" || next?.kind === "word" || next?.kind === "quoted";
        if (depth > 0 || !isWord(token, /^returning$/) || !behindValue || !starts) continue;
        yield {
          span: spanOf(statement, token),
          message:
            "MySQL has no RETURNING. Select the row after it was written, for a counted key with LAST_INSERT_ID().",
          sqlstate: "42601",
        };
      }
    }
  },
};
