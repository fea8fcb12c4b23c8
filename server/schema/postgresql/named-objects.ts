import type { Node, ObjectType } from "@pgsql/types";
import type { Relation, TableEntry } from "../catalog";
import type { Fold } from "../fold";
import type { ColumnRef, Reference } from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import { nameOfParts } from "./index-statement";
import { itemsOf, stringOf, stringsOf } from "./nodes";
import { find } from "./trigger";

export const relationTypes = new Set<ObjectType | undefined>([
  "OBJECT_TABLE",
  "OBJECT_VIEW",
  "OBJECT_MATVIEW",
  "OBJECT_SEQUENCE",
  "OBJECT_INDEX",
  "OBJECT_FOREIGN_TABLE",
]);
export const typeTypes = new Set<ObjectType | undefined>(["OBJECT_TYPE", "OBJECT_DOMAIN"]);
export const routineTypes = new Set<ObjectType | undefined>([
  "OBJECT_FUNCTION",
  "OBJECT_PROCEDURE",
  "OBJECT_ROUTINE",
  "OBJECT_AGGREGATE",
]);

/** The parts of a name in DROP, COMMENT and ALTER, which hold it in several forms. */
export function partsOf(node: Node | undefined): string[] {
  if (!node) return [];
  if ("ObjectWithArgs" in node) return stringsOf(node.ObjectWithArgs.objname);
  if ("TypeName" in node) return stringsOf(node.TypeName.names);
  const single = stringOf(node);
  return single === undefined ? stringsOf(itemsOf(node)) : [single];
}

/** The place of an object; types have a location, the rest is looked for from `from` on. */
export function nameOf(
  reader: StatementReader,
  node: Node | undefined,
  from: number,
): WrittenName | undefined {
  if (node && "TypeName" in node) return reader.nameAtByte(node.TypeName.location);
  return nameOfParts(reader, partsOf(node), from);
}

/** `schema.table.thing` as the name of the table, and the thing behind it. */
export function tableAndPart(
  reader: StatementReader,
  full: WrittenName,
  parts: readonly string[],
): { readonly table: WrittenName; readonly thing: ColumnRef } | undefined {
  const token = reader.token(full.next - 3);
  const schema = parts.length > 2 ? reader.token(full.next - 5) : undefined;
  if (!token || parts.length < 2) return undefined;
  return {
    thing: { name: full.name, span: full.span },
    table: {
      name: parts.at(-2) ?? "",
      span: token.span,
      fullSpan: { start: full.fullSpan.start, end: token.span.end },
      next: full.next - 2,
      ...(schema && { schema: parts.at(-3) ?? "", schemaSpan: schema.span }),
    },
  };
}

/** `name ON table`, as triggers, policies, constraints and rules are written. */
export function onTable(
  reader: StatementReader,
  parts: readonly string[],
  from: number,
): { readonly table: WrittenName; readonly thing: ColumnRef } | undefined {
  const at = reader.findName(parts.at(-1) ?? "", from);
  const token = reader.token(at);
  const on = reader.findWord("on", at + 1);
  const table = nameOfParts(reader, parts.slice(0, -1), reader.is(on + 1, "domain") ? on + 2 : on + 1);
  return token && table && { thing: { name: parts.at(-1) ?? "", span: token.span }, table };
}

/** A trigger, policy or constraint of a table, which is mentioned with it; gives the table. */
export function attached(
  fold: Fold,
  kind: "trigger" | "policy" | "constraint",
  table: WrittenName,
  thing: ColumnRef,
  role: Reference["role"],
  optional: boolean,
): Relation | undefined {
  const home = fold.referRelation(table, "use", optional);
  const known =
    kind === "constraint"
      ? home?.kind === "table" && home.value.constraints.some((item) => item.name === thing.name)
      : kind === "trigger"
        ? find(fold.catalog.triggers, home, thing.name) !== undefined
        : find(fold.catalog.policies, home, thing.name) !== undefined;
  const sure = home && home.kind !== "other" && kind !== "constraint" && !optional && !fold.catalog.uncertain;
  const relation = home ? { schema: home.value.schema, name: home.value.name } : { name: table.name };
  fold.refer({ kind, ...thing, relation, role, resolved: known ? "yes" : sure ? "no" : "unknown" });
  return home;
}

/** Whether an index, a sequence or what is behind a key goes where the table goes. */
export function belongsTo(other: Relation, table: TableEntry): boolean {
  if (other.kind === "index") return other.table === table;
  if (other.kind === "other") return other.owner === table;
  if (other.kind !== "sequence") return false;
  const owner = other.value.ownedBy?.table;
  return owner?.name === table.value.name && (owner.schema ?? table.value.schema) === table.value.schema;
}
