import type { Rule } from "./rule";

export const timestampPrecision: Rule = {
  code: "timestamp-precision",
  group: "types",
  severity: "hint",
  title: "A timestamp is rounded to whole seconds.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      for (const { name, type } of table.columns) {
        if (!type.name.startsWith("timestamp") || type.modifiers[0] !== "0") continue;
        yield {
          span: type.span,
          message: `The precision 0 rounds "${name}" to the nearest second, half a second into the future at times. Store it as it is, and use date_trunc where it is shown.`,
        };
      }
    }
  },
};
