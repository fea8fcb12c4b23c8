import type { Fault } from "./fault";
import { parseName, type ObjectId, type ObjectKind } from "./objects";

/** What a failure needs: an object to be there (`present`) or a name to be free (`absent`). */
export interface Lack {
  readonly needs: "present" | "absent";
  readonly object: ObjectId;
}

const q = `"((?:[^"]|"")+)"`;

/** PostgreSQL's messages (src/backend/po, C locale) by what they say is missing. */
const missing: readonly (readonly [RegExp, ObjectKind])[] = [
  [new RegExp(`^column ${q} (?:of relation|of table) ${q} does not exist`), "column"],
  [new RegExp(`^constraint ${q} (?:of relation|for table|of table) ${q} does not exist`), "constraint"],
  [new RegExp(`^trigger ${q} (?:for|of) (?:table|relation) ${q} does not exist`), "trigger"],
  [new RegExp(`^policy ${q} for (?:table|relation) ${q} does not exist`), "policy"],
  [new RegExp(`^rule ${q} for relation ${q} does not exist`), "rule"],
  [
    new RegExp(`^(?:relation|table|view|materialized view|sequence|index|foreign table) ${q} does not exist`),
    "relation",
  ],
  [
    new RegExp(
      `^column ${q} (?:referenced in foreign key constraint |named in key |named in partition key )?does not exist`,
    ),
    "column",
  ],
  [/^column (\S+) does not exist/, "column"],
  [new RegExp(`^(?:type|domain) ${q} does not exist`), "type"],
  [/^type ([^\s"]+) does not exist/, "type"],
  [/^data type .+ has no default operator class for access method "([^"]+)"/, "operator class"],
  [new RegExp(`^schema ${q} does not exist`), "schema"],
  [new RegExp(`^role ${q} does not exist`), "role"],
  [new RegExp(`^extension ${q} (?:does not exist|is not available)`), "extension"],
  [new RegExp(`^operator class ${q} does not exist`), "operator class"],
  [new RegExp(`^access method ${q} does not exist`), "access method"],
  [new RegExp(`^foreign-data wrapper ${q} does not exist`), "foreign-data wrapper"],
  [new RegExp(`^language ${q} does not exist`), "language"],
  [
    new RegExp(`^text search (?:template|dictionary|configuration|parser) ${q} does not exist`),
    "text search object",
  ],
  [/^(?:function|procedure|aggregate|routine) ([^(]+)\(.*\) does not exist/, "routine"],
  [/^could not find a (?:function|procedure|aggregate|routine) named "([^"]+)"/, "routine"],
  [/^operator does not exist: (.+)/, "operator"],
  [new RegExp(`^constraint ${q} does not exist`), "constraint"],
  [/^there is no unique constraint matching given keys for referenced table "([^"]+)"/, "key"],
  [/^there is no primary key for referenced table "([^"]+)"/, "key"],
  [new RegExp(`^invalid input value for enum [^:]+: ${q}`), "enum value"],
  [new RegExp(`^(?:[a-z -]+) ${q} does not exist`), "other"],
  // SQLite's.
  [/^unknown database (?:"|')?(\w+)/, "schema"],
  [/^(?:error in (?:view|trigger) .+: )?no such (?:table|view|index): (?:main\.|temp\.)?(.+)$/, "relation"],
];

const present: readonly (readonly [RegExp, ObjectKind])[] = [
  [new RegExp(`^column ${q} of relation ${q} already exists`), "column"],
  [
    new RegExp(`^(?:constraint|trigger|policy|rule) ${q} for (?:relation|table) ${q} already exists`),
    "constraint",
  ],
  [new RegExp(`^relation ${q} already exists`), "relation"],
  [new RegExp(`^type ${q} already exists`), "type"],
  [new RegExp(`^schema ${q} already exists`), "schema"],
  [/^function ([^(]+)(?:\(.*\))? already exists/, "routine"],
  [new RegExp(`^(?:[a-z -]+) ${q} already exists`), "other"],
];

/** Reads from a failure what it lacks; undefined where it does not fail for a lack. */
export function lackOf(fault: Fault): Lack | undefined {
  if (fault.lacks) return { needs: "present", object: fault.lacks };
  const message = fault.raw?.message ?? "";
  if (fault.sqlstate === "23503") {
    const table = /is not present in table "([^"]+)"/.exec(fault.raw?.detail ?? "")?.[1];
    return table === undefined
      ? undefined
      : { needs: "present", object: { kind: "rows", ...parseName(table) } };
  }
  return match(message, missing, "present") ?? match(message, present, "absent");
}

function match(
  message: string,
  table: readonly (readonly [RegExp, ObjectKind])[],
  needs: Lack["needs"],
): Lack | undefined {
  for (const [pattern, kind] of table) {
    const found = pattern.exec(message);
    const [, name, relation] = found ?? [];
    if (name === undefined) continue;
    return { needs, object: objectOf(kind, name, relation) };
  }
  return undefined;
}

function objectOf(kind: ObjectKind, name: string, relation: string | undefined): ObjectId {
  if (kind === "operator") return { kind, name };
  if (kind === "column" && relation === undefined) {
    const { schema, name: column } = parseName(name);
    // The qualifier is mostly an alias, which says nothing about the table.
    return schema === undefined ? { kind, name: column } : { kind, name: column };
  }
  const owner = relation === undefined ? {} : { relation: parseName(relation).name };
  if (kind === "column" || relation !== undefined) return { kind, name: name.replace(/""/g, '"'), ...owner };
  return { kind, ...parseName(name) };
}
