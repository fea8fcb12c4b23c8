import { alterations, wordsOf } from "./alterations";
import type { Rule } from "./rule";

export const missingLockTimeout: Rule = {
  code: "missing-lock-timeout",
  group: "migration",
  severity: "hint",
  title: "A migration waits for a lock without an end.",
  dialects: ["postgresql"],
  *check(context) {
    const first = alterations(context).find(({ index }) => index >= context.first);
    if (!first) return;
    const limited = context.script.statements
      .slice(context.first, first.index)
      .some(
        ({ parsed: { tree } }) =>
          tree &&
          "VariableSetStmt" in tree &&
          /^(?:lock|statement)_timeout$/.test(tree.VariableSetStmt.name ?? ""),
      );
    if (limited) return;
    const at = first.statement.span.start;
    yield {
      span: wordsOf(first.statement, /^alter\s+table/i),
      message:
        "While this waits behind a long query, every query that comes later waits behind it. Limit the wait with SET lock_timeout, and run the migration again when it fails.",
      fixes: [
        {
          title: "Set lock_timeout",
          edits: [{ span: { start: at, end: at }, newText: "SET lock_timeout = '5s';\n" }],
        },
      ],
    };
  },
};
