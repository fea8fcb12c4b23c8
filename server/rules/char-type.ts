import { asConvention } from "./convention";
import { typeFix } from "./edits";
import type { Finding, Rule } from "./rule";

export const charType: Rule = {
  code: "char-type",
  group: "types",
  severity: "hint",
  title: "A text column is padded with blanks.",
  dialects: ["postgresql"],
  objectsOnly: true,
  check(context) {
    const { schema } = context;
    const findings: Finding[] = [];
    for (const table of schema.tables) {
      for (const column of table.columns) {
        const { name, modifiers, span, array } = column.type;
        const [length] = modifiers;
        if (name !== "character" || array > 0 || length === undefined || length === "1") continue;
        findings.push({
          span,
          message: `char(${length}) pads "${column.name}" with blanks, which then get lost or compared in surprising ways; it saves nothing. Use varchar(${length}), or text with a CHECK.`,
          ...typeFix(context, { table, column }, `Change to varchar(${length})`, `varchar(${length})`),
        });
      }
    }
    return asConvention(findings, (count) => `The schema does so in ${count} columns.`);
  },
};
