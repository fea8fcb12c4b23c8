import { isNew, wordsOf } from "./alterations";
import type { Rule } from "./rule";
import { outOfTransaction } from "./transaction";

export const indexNotConcurrent: Rule = {
  code: "index-not-concurrent",
  group: "migration",
  severity: "warning",
  title: "An index is built or dropped while nobody can write.",
  dialects: ["postgresql"],
  *check(context) {
    for (const [index, statement] of context.script.statements.entries()) {
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
      // It is tried only where it is reported: earlier migrations are told nothing.
      const besides =
        index < context.first ? undefined : outOfTransaction(context.script, context.first, index);
      yield {
        span,
        message: `The table cannot be ${create ? "written to while the index is built" : "used while the index is dropped"}. Use CONCURRENTLY, outside of a transaction.`,
        ...(besides && {
          fixes: [
            {
              title: `Add CONCURRENTLY${besides.length > 0 ? ", and run the migration outside of a transaction" : ""}`,
              edits: [...besides, { span: { start: span.end, end: span.end }, newText: " CONCURRENTLY" }],
            },
          ],
        }),
      };
    }
  },
};
