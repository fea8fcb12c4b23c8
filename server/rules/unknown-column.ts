import { dialects } from "../sql";
import { lookup } from "./lookup";
import { mentions } from "./mentions";
import { nearName, renaming } from "./near-name";
import type { Rule } from "./rule";

export const unknownColumn: Rule = {
  code: "unknown-column",
  group: "correctness",
  severity: "error",
  title: "A column is used that its table does not have.",
  dialects,
  *check({ schema, script }) {
    for (const reference of mentions(schema).missing) {
      if (reference.kind !== "column") continue;
      const table = reference.relation && lookup(schema).table(reference.relation);
      const near =
        table &&
        nearName(
          reference.name,
          table.columns.map(({ name }) => name),
        );
      yield {
        span: reference.span,
        message: `The column "${reference.name}" does not exist${reference.relation ? ` in the table "${reference.relation.name}"` : ""}.${near === undefined ? " Add it, or correct the name." : ` Did you mean "${near}"?`}`,
        sqlstate: "42703",
        lacks: {
          kind: "column",
          name: reference.name,
          ...(reference.relation ? { relation: reference.relation.name } : {}),
        },
        ...(near === undefined ? {} : { fixes: [renaming(reference, near, script)] }),
      };
    }
  },
};
