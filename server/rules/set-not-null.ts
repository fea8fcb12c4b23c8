import { alterations, nameIn } from "./alterations";
import type { Rule } from "./rule";

export const setNotNull: Rule = {
  code: "set-not-null",
  group: "migration",
  severity: "warning",
  title: "SET NOT NULL reads every row under a lock.",
  dialects: ["postgresql"],
  *check(context) {
    for (const { command, statement } of alterations(context)) {
      if (command.subtype !== "AT_SetNotNull") continue;
      yield {
        span: nameIn(statement, command.name),
        message: `Every row is read under a lock that stops reads and writes, and one null makes it fail. Add CHECK ("${command.name ?? ""}" IS NOT NULL) NOT VALID, validate it, and only then set NOT NULL, which uses that proof.`,
      };
    }
  },
};
