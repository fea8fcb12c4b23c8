import type { Rule } from "./rule";
import { broken, isWord, spanOf, withBlanks } from "./slips";

export const unsignedType: Rule = {
  code: "unsigned-type",
  group: "dialect",
  severity: "error",
  title: "UNSIGNED integers are MySQL's.",
  dialects: ["postgresql"],
  *check({ script }) {
    for (const { statement, tokens } of broken(script)) {
      for (const [i, token] of tokens.entries()) {
        const before = tokens[i - 1];
        const afterType =
          isWord(before, /int|integer|decimal|numeric|double|float|serial|real/) || before?.text === ")";
        if (!isWord(token, /^(?:unsigned|zerofill)$/) || !afterType) continue;
        const span = spanOf(statement, token);
        yield {
          span,
          message: `PostgreSQL's numbers are always signed. Leave ${token.text} out, and add CHECK (… >= 0) where it matters.`,
          sqlstate: "42601",
          fixes: [
            { title: `Remove ${token.text}`, edits: [{ span: withBlanks(script, span), newText: "" }] },
          ],
        };
      }
    }
  },
};
