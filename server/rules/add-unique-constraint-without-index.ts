import { alterations, wordsOf } from "./alterations";
import type { Rule } from "./rule";

export const addUniqueConstraintWithoutIndex: Rule = {
  code: "add-unique-constraint-without-index",
  group: "migration",
  severity: "warning",
  title: "A unique constraint or primary key builds its index under a lock.",
  dialects: ["postgresql"],
  *check(context) {
    for (const { command, statement } of alterations(context)) {
      const constraint = command.def && "Constraint" in command.def ? command.def.Constraint : undefined;
      if (constraint?.contype !== "CONSTR_UNIQUE" && constraint?.contype !== "CONSTR_PRIMARY") continue;
      if (constraint.indexname !== undefined) continue;
      yield {
        span: wordsOf(statement, /\bunique\b|\bprimary\s+key\b/i),
        message:
          "The table can be neither read nor written while the index is built. Build it first with CREATE UNIQUE INDEX CONCURRENTLY, and then add the constraint USING INDEX.",
      };
    }
  },
};
