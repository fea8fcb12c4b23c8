import { alterations, nameIn } from "./alterations";
import type { Rule } from "./rule";

export const alterColumnType: Rule = {
  code: "alter-column-type",
  group: "migration",
  severity: "warning",
  title: "A column's type is changed, which may rewrite the table.",
  dialects: ["postgresql"],
  *check(context) {
    for (const { command, statement } of alterations(context)) {
      if (command.subtype !== "AT_AlterColumnType") continue;
      // To text, or to varchar without a length, nothing has to be rewritten.
      const type = JSON.stringify(command.def ?? "");
      if (
        /"sval":"(?:text|varchar)"/.test(type) &&
        !type.includes("typmods") &&
        !type.includes("raw_default")
      )
        continue;
      yield {
        span: nameIn(statement, command.name),
        message: `Changing the type of "${command.name ?? ""}" may rewrite the table under a lock that stops reads and writes, and breaks programs that still expect the old one. Add a new column, fill it in batches, and switch over.`,
      };
    }
  },
};
