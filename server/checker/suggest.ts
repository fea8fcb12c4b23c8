import { nearName } from "../rules";
import type { Schema } from "../schema";
import type { Script } from "../sql";
import type { Fault } from "./fault";
import { lackOf } from "./lacks";
import type { ObjectId } from "./objects";

/** Names that PostgreSQL brings itself and that people misspell in types. */
const builtInTypes = [
  "bigint",
  "bigserial",
  "bit",
  "boolean",
  "bytea",
  "char",
  "character",
  "cidr",
  "circle",
  "date",
  "daterange",
  "decimal",
  "double precision",
  "float",
  "inet",
  "int",
  "int2",
  "int4",
  "int8",
  "integer",
  "interval",
  "json",
  "jsonb",
  "macaddr",
  "money",
  "numeric",
  "numrange",
  "point",
  "polygon",
  "real",
  "serial",
  "smallint",
  "smallserial",
  "text",
  "time",
  "timestamp",
  "timestamptz",
  "timetz",
  "tsquery",
  "tsrange",
  "tstzrange",
  "tsvector",
  "uuid",
  "varchar",
  "xml",
];

/** Adds "Did you mean …?" and the replacing fix where exactly one known name is near the missing one. */
export function withSuggestion(fault: Fault, script: Script, schema: Schema): Fault {
  if (fault.from !== "engine" || fault.severity === "information") return fault;
  const lack = lackOf(fault);
  if (lack?.needs !== "present" || /did you mean|perhaps you meant/i.test(fault.message)) return fault;
  const near = nearName(lack.object.name, candidates(lack.object, fault, script, schema));
  if (near === undefined) return fault;
  const message = `${/[.!?]$/.test(fault.message) ? fault.message : `${fault.message}.`} Did you mean "${near}"?`;
  const start = script.text
    .slice(fault.span.start, fault.span.end)
    .toLowerCase()
    .lastIndexOf(lack.object.name.toLowerCase());
  if ((fault.fixes?.length ?? 0) > 0) return { ...fault, message };
  if (start < 0 || !/^[a-z_][a-z0-9_ ]*$/.test(near)) return { ...fault, message };
  const from = fault.span.start + start;
  const span = { start: from, end: from + lack.object.name.length };
  return { ...fault, message, fixes: [{ title: `Change to "${near}"`, edits: [{ span, newText: near }] }] };
}

function candidates(object: ObjectId, fault: Fault, script: Script, schema: Schema): Iterable<string> {
  switch (object.kind) {
    case "relation":
    case "key":
      return [...schema.tables, ...schema.views, ...schema.sequences, ...schema.indexes].map(
        ({ name }) => name,
      );
    case "column": {
      const text = script.statements[fault.statement ?? -1]?.text.toLowerCase() ?? "";
      const tables = schema.tables.filter(({ name }) =>
        object.relation === undefined ? text.includes(name.toLowerCase()) : name === object.relation,
      );
      return tables.flatMap(({ columns }) => columns.map(({ name }) => name));
    }
    case "type":
      return [
        ...builtInTypes,
        ...[...schema.enums, ...schema.domains, ...schema.compositeTypes].map(({ name }) => name),
      ];
    case "routine":
      return schema.routines.map(({ name }) => name);
    case "schema":
      return schema.schemas.map(({ name }) => name);
    default:
      return [];
  }
}
