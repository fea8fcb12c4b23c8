import type { Rule } from "./rule";
import { broken, isWord, spanOf, withBlanks } from "./slips";

export const onUpdateCurrentTimestamp: Rule = {
  code: "on-update-current-timestamp",
  group: "dialect",
  severity: "error",
  title: "ON UPDATE CURRENT_TIMESTAMP is MySQL's.",
  dialects: ["postgresql"],
  *check({ script }) {
    for (const { statement, tokens } of broken(script)) {
      for (const [i, on] of tokens.entries()) {
        const [update, now] = tokens.slice(i + 1, i + 3);
        if (!isWord(on, /^on$/) || !isWord(update, /^update$/)) continue;
        if (!now || !isWord(now, /^(?:current_timestamp|now|localtimestamp)$/)) continue;
        const call =
          tokens[i + 3]?.text === "(" ? tokens.slice(i + 3).find(({ text }) => text === ")") : undefined;
        const span = spanOf(statement, on, call ?? now);
        yield {
          span,
          message:
            "PostgreSQL has no ON UPDATE for a column: a BEFORE UPDATE trigger that sets it to now() does the same.",
          sqlstate: "42601",
          fixes: [{ title: "Remove ON UPDATE", edits: [{ span: withBlanks(script, span), newText: "" }] }],
        };
      }
    }
  },
};
