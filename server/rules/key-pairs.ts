import type { Column, ColumnRef, Schema } from "../schema";
import { lookup, primaryKeyOf, type Link } from "./lookup";

/** One column of a foreign key and the column that it points at. */
export interface KeyPair {
  readonly link: Link;
  readonly ref: ColumnRef;
  readonly column: Column;
  readonly target: Column;
}

/** The columns that a foreign key points at: those it names, or the target's primary key. */
export function targetColumnsOf(link: Link): readonly string[] | undefined {
  const { key, target } = link;
  if (key.targetColumns.length > 0) return key.targetColumns.map(({ name }) => name);
  return target && primaryKeyOf(target)?.columns.map(({ name }) => name);
}

const pairs = new WeakMap<Schema, readonly KeyPair[]>();

/** All pairs of columns that foreign keys join, of those whose both ends are known. */
export function keyPairs(schema: Schema): readonly KeyPair[] {
  let found = pairs.get(schema);
  if (!found) {
    found = lookup(schema).links.flatMap((link) => pairsOf(schema, link));
    pairs.set(schema, found);
  }
  return found;
}

function pairsOf(schema: Schema, link: Link): KeyPair[] {
  const targets = targetColumnsOf(link);
  const { table, key, target } = link;
  if (!target || targets?.length !== key.columns.length) return [];
  return key.columns.flatMap((ref, i): KeyPair[] => {
    const column = lookup(schema).column(table, ref.name);
    const other = lookup(schema).column(target, targets[i] ?? "");
    return column && other ? [{ link, ref, column, target: other }] : [];
  });
}
