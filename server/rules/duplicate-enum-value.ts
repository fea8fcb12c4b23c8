import type { Rule } from "./rule";

export const duplicateEnumValue: Rule = {
  code: "duplicate-enum-value",
  group: "correctness",
  severity: "error",
  title: "An enum lists the same value twice.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema }) {
    for (const type of schema.enums) {
      const seen = new Map<string, { readonly start: number; readonly end: number }>();
      for (const [i, { value, span }] of type.values.entries()) {
        const first = seen.get(value);
        const before = type.values[i - 1]?.span;
        if (first && before && before.end < span.start) {
          yield {
            span,
            message: `The enum "${type.name}" has the value '${value}' already. Remove one of the two.`,
            related: [{ span: first, message: `'${value}' stands here first.` }],
            sqlstate: "23505",
            fixes: [
              {
                title: `Remove '${value}'`,
                edits: [{ span: { start: before.end, end: span.end }, newText: "" }],
              },
            ],
          };
        } else seen.set(value, span);
      }
    }
  },
};
