import { nearName, renaming } from "../rules";
import type { Routine, Schema } from "../schema";
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
  // What would take another thing away is for a person to say.
  const takesAway = /^drop\b/i.test(script.statements[fault.statement ?? -1]?.text ?? "");
  if (start < 0 || takesAway) return { ...fault, message };
  let from = fault.span.start + start;
  let to = from + lack.object.name.length;
  if (script.text[from - 1] === '"' && script.text[to] === '"') [from, to] = [from - 1, to + 1];
  const isWord = lack.object.kind === "type" && builtInTypes.includes(near);
  return { ...fault, message, fixes: [renaming({ span: { start: from, end: to } }, near, script, isWord)] };
}

function candidates(object: ObjectId, fault: Fault, script: Script, schema: Schema): Iterable<string> {
  switch (object.kind) {
    case "relation":
      return [...schema.tables, ...schema.views, ...schema.sequences, ...schema.indexes]
        .filter(({ statement }) => fault.severity !== "error" || statement <= (fault.statement ?? Infinity))
        .map(({ name }) => name);
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
    case "routine": {
      // One that is there, but takes other arguments, is no slip of the pen.
      if (schema.routines.some(({ name }) => name === object.name)) return [];
      const count = argumentCount(fault.message);
      return schema.routines.filter((routine) => takes(routine, count)).map(({ name }) => name);
    }
    case "schema":
      return schema.schemas.map(({ name }) => name);
    default:
      return [];
  }
}

/** Of the call that a message tells of; undefined where it does not tell. */
function argumentCount(message: string): number | undefined {
  const [, list] = /\(([^()]*(?:\([^()]*\)[^()]*)*)\) does not exist/.exec(message) ?? [];
  if (list === undefined) return undefined;
  return list.trim() === "" ? 0 : list.replace(/\([^()]*\)/g, "").split(",").length;
}

function takes(routine: Routine, count: number | undefined): boolean {
  const given = routine.arguments.filter(
    ({ mode }) => mode === "in" || mode === "inout" || mode === "variadic",
  );
  if (count === undefined || given.some(({ mode }) => mode === "variadic")) return true;
  return count <= given.length;
}
