import type { DiagramColumn, DiagramTable } from "../../../server/protocol/diagram";
import type { Detail } from "./host";

/** Sizes in CSS pixels; the style sheet uses the same. */
export const headerHeight = 34;
export const rowHeight = 24;
const padding = 6;
const characterWidth = 7.1;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The rows that are drawn of a table. */
export function rowsOf(table: DiagramTable, detail: Detail): readonly DiagramColumn[] {
  if (detail === "names") return [];
  if (detail === "keys") return table.columns.filter((column) => column.primaryKey || column.foreignKey);
  return table.columns;
}

/** The size of a table's box, known without measuring it, so that a thousand can be laid out at once. */
export function sizeOf(table: DiagramTable, detail: Detail): Size {
  const rows = rowsOf(table, detail);
  const longest = Math.max(
    table.name.length * 1.1 + 4,
    ...rows.map((column) => column.name.length + column.type.length + 7),
  );
  const width = Math.round(Math.min(380, Math.max(150, longest * characterWidth + 40)));
  return { width, height: headerHeight + (rows.length > 0 ? rows.length * rowHeight + padding : 0) };
}

/** The middle of the column's row, from the top of the box; the header's where the row is not drawn. */
export function rowMiddle(table: DiagramTable, detail: Detail, column: string | undefined): number {
  const at = rowsOf(table, detail).findIndex(({ name }) => name === column);
  return at === -1 ? headerHeight / 2 : headerHeight + at * rowHeight + rowHeight / 2 + padding / 2;
}
