import { alterations, nameIn } from "./alterations";
import type { Rule } from "./rule";

export const dropConstraint: Rule = {
  code: "drop-constraint",
  group: "migration",
  severity: "information",
  title: "A constraint is dropped that rows rely on.",
  dialects: ["postgresql"],
  *check(context) {
    const added = new Set<string>();
    const all = alterations(context);
    for (const { command } of all)
      if (command.def && "Constraint" in command.def) added.add(command.def.Constraint.conname ?? "");
    for (const { command, statement } of all) {
      // Dropped and added again is a change, not a loss.
      if (command.subtype !== "AT_DropConstraint" || added.has(command.name ?? "")) continue;
      yield {
        span: nameIn(statement, command.name),
        message: `From here on rows may break what "${command.name ?? ""}" kept, and adding it again then fails. Make sure that nothing relies on it.`,
      };
    }
  },
};
