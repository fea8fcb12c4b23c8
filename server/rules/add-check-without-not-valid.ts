import { alterations, wordsOf } from "./alterations";
import type { Rule } from "./rule";

export const addCheckWithoutNotValid: Rule = {
  code: "add-check-without-not-valid",
  group: "migration",
  severity: "warning",
  title: "A CHECK constraint is added that reads every row under a lock.",
  dialects: ["postgresql"],
  *check(context) {
    for (const { command, statement } of alterations(context)) {
      const constraint = command.def && "Constraint" in command.def ? command.def.Constraint : undefined;
      if (constraint?.contype !== "CONSTR_CHECK" || constraint.skip_validation === true) continue;
      const end = statement.span.end;
      // With one action alone, the end of the statement is the end of the constraint.
      const tree = statement.parsed.tree;
      const single = tree && "AlterTableStmt" in tree && tree.AlterTableStmt.cmds?.length === 1;
      yield {
        span: wordsOf(statement, /\bcheck\b/i),
        message:
          "While every row is checked, the table can be neither read nor written. Add the constraint NOT VALID, and validate it in a later migration with VALIDATE CONSTRAINT.",
        ...(single === true
          ? {
              fixes: [
                { title: "Add NOT VALID", edits: [{ span: { start: end, end }, newText: " NOT VALID" }] },
              ],
            }
          : {}),
      };
    }
  },
};
