import { alterations, nameIn } from "./alterations";
import type { Rule } from "./rule";

export const dropNotNull: Rule = {
  code: "drop-not-null",
  group: "migration",
  severity: "information",
  title: "A column may be null from now on.",
  dialects: ["postgresql"],
  *check(context) {
    for (const { command, statement } of alterations(context)) {
      if (command.subtype !== "AT_DropNotNull") continue;
      yield {
        span: nameIn(statement, command.name),
        message: `Programs that read "${command.name ?? ""}" may not expect a null. Deploy programs that do before the first one is written.`,
      };
    }
  },
};
