/**
 * An object that a failing statement lacks or that a statement would have made. `any` stands for whatever kind
 * the text does not tell.
 */
export interface ObjectId {
  readonly kind: ObjectKind;
  readonly schema?: string;
  readonly name: string;
  /** The table, for a column, a constraint, a trigger or a policy. */
  readonly relation?: string;
}

export type ObjectKind =
  | "schema"
  | "relation"
  | "column"
  | "type"
  | "routine"
  | "constraint"
  | "trigger"
  | "policy"
  | "rule"
  | "role"
  | "extension"
  | "operator"
  | "operator class"
  | "access method"
  | "foreign-data wrapper"
  | "language"
  | "text search object"
  | "enum value"
  | "key" // a primary key or unique index on the table `name`
  | "rows" // rows of the table `name`
  | "other";

/** Splits `schema.name`, as the database prints it in messages, in the parts without quotes. */
export function parseName(printed: string): { schema?: string; name: string } {
  const plain = printed.replace(/"/g, "");
  const dot = plain.lastIndexOf(".");
  if (dot <= 0) return { name: plain };
  return { schema: plain.slice(0, dot), name: plain.slice(dot + 1) };
}

/** Whether what is lacking may be what `made` is; a schema that is written on one side only does not matter. */
export function isSame(lacking: ObjectId, made: ObjectId): boolean {
  if (lacking.schema !== undefined && made.schema !== undefined && lacking.schema !== made.schema)
    return false;
  if (lacking.kind === "relation" && made.kind === "relation")
    return lacking.name === made.name || isNamedAfter(lacking.name, made.name);
  if (lacking.kind === "type" && made.kind === "relation") return lacking.name === made.name;
  if (lacking.kind !== made.kind || lacking.name !== made.name) return false;
  return lacking.relation === undefined || made.relation === undefined || lacking.relation === made.relation;
}

/** PostgreSQL's own names for what comes with a table: `film_pkey`, `film_id_seq`, `film_title_key`. */
function isNamedAfter(name: string, table: string): boolean {
  return name.startsWith(`${table}_`) && /_(?:pkey|key\d*|seq\d*|idx\d*|excl\d*)$/.test(name);
}
