import type { Rule } from "./rule";

export const emptyEnum: Rule = {
  code: "empty-enum",
  group: "design",
  severity: "warning",
  title: "An enum has no values.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema }) {
    for (const type of schema.enums) {
      if (type.values.length > 0) continue;
      yield {
        span: type.nameSpan,
        message: `The enum "${type.name}" has no values, so a column of this type can only be null. List its values, or remove the type.`,
      };
    }
  },
};
