import { alterations, wordsOf } from "./alterations";
import type { Rule } from "./rule";

export const addForeignKeyWithoutNotValid: Rule = {
  code: "add-foreign-key-without-not-valid",
  group: "migration",
  severity: "warning",
  title: "A foreign key is added that checks every row under a lock.",
  dialects: ["postgresql"],
  *check(context) {
    for (const { command, statement } of alterations(context)) {
      const constraint = command.def && "Constraint" in command.def ? command.def.Constraint : undefined;
      if (constraint?.contype !== "CONSTR_FOREIGN" || constraint.skip_validation === true) continue;
      const end = statement.span.end;
      const single =
        /^alter\s+table\s[^;,()]*\sadd\s+(?:constraint\s+\S+\s+)?foreign\s+key\s*\([^)]*\)\s*references\s+[^,]*(?:\([^)]*\))?[^,()]*$/i.test(
          statement.text,
        );
      yield {
        span: wordsOf(statement, /\bforeign\s+key\b/i),
        message:
          "While every row is checked, neither this table nor the one it points at can be written to. Add the key NOT VALID, and validate it in a later migration with VALIDATE CONSTRAINT.",
        ...(single
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
