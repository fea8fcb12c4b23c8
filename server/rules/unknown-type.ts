import { mentions } from "./mentions";
import { nearName, renaming } from "./near-name";
import type { Rule } from "./rule";

export const unknownType: Rule = {
  code: "unknown-type",
  group: "correctness",
  severity: "error",
  title: "A type is used that does not exist.",
  dialects: ["postgresql"],
  *check({ schema, script }) {
    for (const reference of mentions(schema).missing) {
      if (reference.kind !== "type") continue;
      const near = nearName(reference.name, [
        ...common,
        ...[...schema.enums, ...schema.domains, ...schema.compositeTypes].map(({ name }) => name),
      ]);
      yield {
        span: reference.span,
        message: `The type "${reference.name}" does not exist at this point.${near === undefined ? " Create it first, or use a type of PostgreSQL." : ` Did you mean "${near}"?`}`,
        sqlstate: "42704",
        lacks: {
          kind: "type",
          name: reference.name,
          ...(reference.schema === undefined ? {} : { schema: reference.schema }),
        },
        ...(near === undefined ? {} : { fixes: [renaming(reference, near, script, common.includes(near))] }),
      };
    }
  },
};

/** The types of PostgreSQL that people write in schemas. */
const common = [
  "bigint",
  "bigserial",
  "boolean",
  "bytea",
  "date",
  "decimal",
  "inet",
  "integer",
  "interval",
  "json",
  "jsonb",
  "numeric",
  "real",
  "serial",
  "smallint",
  "text",
  "timestamp",
  "timestamptz",
  "tsvector",
  "uuid",
  "varchar",
];
