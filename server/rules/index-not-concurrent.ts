import { isNew, wordsOf } from "./alterations";
import type { Rule } from "./rule";

export const indexNotConcurrent: Rule = {
  code: "index-not-concurrent",
  group: "migration",
  severity: "warning",
  title: "An index is built or dropped while nobody can write.",
  dialects: ["postgresql"],
  *check(context) {
    for (const statement of context.script.statements) {
      const { tree } = statement.parsed;
      if (!tree) continue;
      const create =
        "IndexStmt" in tree && tree.IndexStmt.concurrent !== true && !isNew(tree.IndexStmt.relation, context);
      const drop =
        "DropStmt" in tree &&
        tree.DropStmt.removeType === "OBJECT_INDEX" &&
        tree.DropStmt.concurrent !== true;
      if (!create && !drop) continue;
      const word = /^(?:create\s+(?:unique\s+)?|drop\s+)index\b/i;
      const span = wordsOf(statement, word);
      const inTransaction = /^\s*(?:begin|start\s+transaction)\b/im.test(context.script.text);
      yield {
        span,
        message: `The table cannot be ${create ? "written to while the index is built" : "used while the index is dropped"}. Use CONCURRENTLY, outside of a transaction.`,
        ...(inTransaction
          ? {}
          : {
              fixes: [
                {
                  title: "Add CONCURRENTLY",
                  edits: [{ span: { start: span.end, end: span.end }, newText: " CONCURRENTLY" }],
                },
              ],
            }),
      };
    }
  },
};
