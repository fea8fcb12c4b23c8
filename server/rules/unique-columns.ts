import type { Schema, Table } from "../schema";
import { keysOf, lookup } from "./lookup";

/** Whether a key or an index of all rows makes just these columns unique; without any, whether there is a primary key. */
export function isUnique(names: readonly string[], target: Table, schema: Schema): boolean {
  if (names.length === 0) return keysOf(target).some(({ kind }) => kind === "primary key");
  if (
    keysOf(target).some(({ columns }) =>
      sameSet(
        columns.map(({ name }) => name),
        names,
      ),
    )
  )
    return true;
  return lookup(schema)
    .indexesOf(target)
    .some(
      (index) =>
        index.unique &&
        !index.where &&
        sameSet(
          index.keys.map(({ column }) => column ?? ""),
          names,
        ),
    );
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
