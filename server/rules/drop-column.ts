import { alterations, isAddedBefore, nameIn } from "./alterations";
import type { Rule } from "./rule";

export const dropColumn: Rule = {
  code: "drop-column",
  group: "migration",
  severity: "warning",
  title: "A column is dropped with its data.",
  dialects: ["postgresql"],
  *check(context) {
    for (const { table, command, statement, index } of alterations(context)) {
      if (command.subtype !== "AT_DropColumn" || isAddedBefore(table, command.name, index, context)) continue;
      yield {
        span: nameIn(statement, command.name),
        message: `The data of "${command.name ?? ""}" is gone for good, and programs that still name it fail. Deploy programs that do not use it first.`,
      };
    }
  },
};
