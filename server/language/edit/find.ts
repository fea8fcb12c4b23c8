import { columnOf, type Column, type Table } from "../../schema";
import type { LanguageContext } from "../context";
import { tableOf } from "./table-text";

export type Found = { readonly table: Table } | { readonly refusal: string };
export type FoundColumn = { readonly table: Table; readonly column: Column } | { readonly refusal: string };

export function findTable({ schema }: LanguageContext, id: string): Found {
  const table = tableOf(schema, id);
  if (table) return { table };
  const view = schema.views.find((candidate) => `${candidate.schema}.${candidate.name}` === id);
  return {
    refusal: view
      ? `"${view.name}" is a view; what it shows is changed in its query.`
      : `There is no table "${id}" in the text any more.`,
  };
}

export function findColumn(context: LanguageContext, id: string, name: string): FoundColumn {
  const found = findTable(context, id);
  if ("refusal" in found) return found;
  const column = columnOf(found.table, name);
  if (column) return { table: found.table, column };
  return { refusal: `Table "${found.table.name}" has no column "${name}" in its own text.` };
}

/** The first of the names that nothing else has: `base`, `base_2`, … */
export function freeName(base: string, taken: (name: string) => boolean): string {
  for (let nth = 1; ; nth++) {
    const name = nth === 1 ? base : `${base}_${nth}`;
    if (!taken(name)) return name;
  }
}
