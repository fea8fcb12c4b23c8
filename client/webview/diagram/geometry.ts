import type { DiagramColumn, DiagramTable } from "../../../server/protocol/diagram";
import type { Detail, Point } from "./host";

/** Sizes in CSS pixels; the style sheet uses the same. */
export const headerHeight = 34;
export const rowHeight = 24;
const padding = 6;
const characterWidth = 7.1;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Its sides, in pixels at 100 %. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function rectangleOf({ x, y }: Point, { width, height }: Size): Rectangle {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** Whether they have more than a side in common. */
export function crosses(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether the place is in it. */
export function holds({ left, top, right, bottom }: Rectangle, { x, y }: Point): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** The least rectangle around all of them; undefined where there are none. */
export function around(all: readonly Rectangle[]): Rectangle | undefined {
  if (all.length === 0) return undefined;
  return all.reduce((a, b) => ({
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }));
}

/** The values that are drawn of an enumerated type; the inspector has the others. */
const mostValues = 12;

/** The rows that are drawn of a table. */
export function rowsOf(table: DiagramTable, detail: Detail): readonly DiagramColumn[] {
  if (detail === "names") return [];
  if (detail === "keys") return table.columns.filter((column) => column.primaryKey || column.foreignKey);
  const [first] = table.columns;
  if (table.kind !== "enum" || !first || table.columns.length <= mostValues) return table.columns;
  const left = table.columns.length - mostValues + 1;
  return [...table.columns.slice(0, mostValues - 1), { ...first, name: `… ${left} more` }];
}

/** What stands beside the name of a box: what it is where that is not a plain table. */
export function kindOf({ kind, partitions }: DiagramTable): string {
  if (kind !== "table") return kind;
  if (!partitions) return "";
  return `${partitions.length} ${partitions.length === 1 ? "partition" : "partitions"}`;
}

/** The size of a table's box, known without measuring it, so that a thousand can be laid out at once. */
export function sizeOf(table: DiagramTable, detail: Detail): Size {
  const rows = rowsOf(table, detail);
  const longest = Math.max(
    table.name.length * 1.1 + 4 + (kindOf(table) === "" ? 0 : kindOf(table).length + 2),
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

/** The words of a name, each with what joins it to the next. */
export function partsOfName(name: string): readonly string[] {
  return name.split(/(?<=[_\-. ])|(?<=[a-z0-9])(?=[A-Z])/);
}

/** Bold letters are about this wide, in parts of their size. */
const letterWidth = 0.72;

/** The largest size at which a name fits a box of this size without a break inside of a word, in CSS pixels. */
export function nameSizeIn(name: string, { width, height }: Size): number {
  const parts = partsOfName(name);
  const longest = Math.max(1, ...parts.map(({ length }) => length));
  const across = (width - 12) / letterWidth;
  // On one line, or with a line for each word.
  const single = Math.min(across / Math.max(1, name.length), height * 0.8);
  const broken = Math.min(across / longest, (height - 4) / 1.1 / parts.length);
  return Math.round(Math.max(single, broken) * 10) / 10;
}
