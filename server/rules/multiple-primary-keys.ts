import { dialects } from "../sql";
import type { Rule } from "./rule";

export const multiplePrimaryKeys: Rule = {
  code: "multiple-primary-keys",
  group: "correctness",
  severity: "error",
  title: "A table has two primary keys.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      const [first, ...more] = table.constraints.filter(({ kind }) => kind === "primary key");
      if (!first) continue;
      for (const key of more) {
        yield {
          span: key.span,
          message: `"${table.name}" has a primary key already. For a key of several columns write one PRIMARY KEY (a, b); make the other one UNIQUE.`,
          related: [{ span: first.span, message: "The first primary key." }],
          sqlstate: "42P16",
        };
      }
    }
  },
};
