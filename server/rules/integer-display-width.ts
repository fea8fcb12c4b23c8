import type { Rule } from "./rule";
import { broken, isWord, spanOf } from "./slips";

export const integerDisplayWidth: Rule = {
  code: "integer-display-width",
  group: "dialect",
  severity: "error",
  title: "An integer type has a display width, as in MySQL.",
  dialects: ["postgresql"],
  *check({ script }) {
    for (const { statement, tokens } of broken(script)) {
      for (const [i, type] of tokens.entries()) {
        const [open, width, close] = tokens.slice(i + 1, i + 4);
        if (!isWord(type, /^(?:int|integer|bigint|smallint)$/) || open?.text !== "(") continue;
        if (width?.kind !== "number" || close?.text !== ")") continue;
        const span = spanOf(statement, open, close);
        yield {
          span,
          message: `The number after ${type.text} is the width that MySQL shows, not a limit; PostgreSQL has none. Leave it out.`,
          sqlstate: "42601",
          fixes: [{ title: "Remove the width", edits: [{ span, newText: "" }] }],
        };
      }
    }
  },
};
