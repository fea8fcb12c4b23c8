import type { Duplicate } from "../schema";
import { dialects } from "../sql";
import type { Rule } from "./rule";

/** `relation` and `column` have rules of their own. */
const states: Partial<Record<Duplicate["kind"], string>> = {
  schema: "42P06",
  type: "42710",
  constraint: "42710",
  trigger: "42710",
  policy: "42710",
};

export const duplicateObject: Rule = {
  code: "duplicate-object",
  group: "correctness",
  severity: "error",
  title: "A schema, type, constraint, trigger or policy is created twice.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    for (const duplicate of schema.duplicates) {
      const sqlstate = states[duplicate.kind];
      if (sqlstate === undefined) continue;
      yield {
        span: duplicate.span,
        message: `The ${duplicate.kind} "${duplicate.name}" exists already. Rename or remove one of the two.`,
        related: [{ span: duplicate.first, message: `"${duplicate.name}" is created here.` }],
        sqlstate,
      };
    }
  },
};
