import type { DiagramModel, DiagramRelation, DiagramTable } from "../../../server/protocol/diagram";
import { rowMiddle } from "./geometry";
import type { Detail, Point } from "./host";

/** One end of a line: where it touches its box, and whether it leaves to the right (1) or to the left (-1). */
export interface End extends Point {
  readonly side: 1 | -1;
}

export interface Box extends Point {
  readonly width: number;
  readonly table: DiagramTable;
  readonly detail: Detail;
}

/** What a line leads from and to. */
type Ends = Pick<DiagramRelation, "from" | "to">;

/** Room that the marks of an end take. */
const markLength = 20;

/** Leaves each box on the side that faces the other; boxes above each other, or the same one, use their right sides. */
function endsOf(from: Box, to: Box, relation: Ends): readonly [End, End] {
  const startY = from.y + rowMiddle(from.table, from.detail, relation.from.columns[0]);
  const endY = to.y + rowMiddle(to.table, to.detail, relation.to.columns[0]);
  const room = 2 * markLength;
  const right = to.x >= from.x + from.width + room;
  const left = from.x >= to.x + to.width + room;
  const startSide = left ? -1 : 1;
  const endSide = right ? -1 : 1;
  return [
    { x: startSide === 1 ? from.x + from.width : from.x, y: startY, side: startSide },
    { x: endSide === 1 ? to.x + to.width : to.x, y: endY, side: endSide },
  ];
}

/** A line of right angles between two ends, for where the layout has none. */
function plainRoute(start: End, end: End): readonly Point[] {
  if (start.side !== end.side) {
    const middle = (start.x + end.x) / 2;
    return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
  }
  const outmost = start.side === 1 ? Math.max(start.x, end.x) : Math.min(start.x, end.x);
  const out = outmost + (markLength + 10) * start.side;
  return [start, { x: out, y: start.y }, { x: out, y: end.y }, end];
}

/** The layout's line, where both of its ends still stand where it begins and ends; of the same direction as the relation. */
function keptRoute(route: readonly Point[] | undefined, from: Box, to: Box, relation: Ends) {
  const first = route?.[0];
  const last = route?.at(-1);
  if (!route || !first || !last) return undefined;
  const startY = from.y + rowMiddle(from.table, from.detail, relation.from.columns[0]);
  const endY = to.y + rowMiddle(to.table, to.detail, relation.to.columns[0]);
  const startSide = near(first.x, from.x) ? -1 : 1;
  const endSide = near(last.x, to.x) ? -1 : 1;
  const starts = near(first.x, startSide === 1 ? from.x + from.width : from.x) && near(first.y, startY);
  const ends = near(last.x, endSide === 1 ? to.x + to.width : to.x) && near(last.y, endY);
  if (!starts || !ends) return undefined;
  const start: End = { ...first, side: startSide };
  const end: End = { ...last, side: endSide };
  return { start, end, points: route };
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 1.5;
}

/** The line of a relation between two boxes: its ends and its points. */
export function lineOf(from: Box, to: Box, relation: Ends, route?: readonly Point[]) {
  const kept = keptRoute(route, from, to, relation);
  if (kept) return kept;
  const [start, end] = endsOf(from, to, relation);
  return { start, end, points: plainRoute(start, end) };
}

/** The beginning and the end of a line that is not drawn in full. */
export function stubsOf(...ends: readonly End[]): string {
  return ends.map(({ x, y, side }) => `M ${x} ${y} h ${(markLength + 14) * side}`).join(" ");
}

/** The points as a path with round corners. */
export function pathOf(points: readonly Point[], radius = 6): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M ${first.x} ${first.y}`;
  rest.forEach((point, index) => {
    const before = points[index];
    const after = rest[index + 1];
    if (!before || !after) {
      path += ` L ${point.x} ${point.y}`;
      return;
    }
    const into = Math.hypot(point.x - before.x, point.y - before.y);
    const out = Math.hypot(after.x - point.x, after.y - point.y);
    const r = Math.min(radius, into / 2, out / 2);
    if (r < 0.5) {
      path += ` L ${point.x} ${point.y}`;
      return;
    }
    const from = {
      x: point.x + ((before.x - point.x) / into) * r,
      y: point.y + ((before.y - point.y) / into) * r,
    };
    const to = { x: point.x + ((after.x - point.x) / out) * r, y: point.y + ((after.y - point.y) / out) * r };
    path += ` L ${from.x} ${from.y} Q ${point.x} ${point.y} ${to.x} ${to.y}`;
  });
  return path;
}

export interface Marks {
  readonly path: string;
  /** Circles stand for "may be none". */
  readonly circles: readonly Point[];
}

/**
 * Crow's feet. At the table that holds the key: none or many rows, or none or one where the key is unique. At the one
 * that it references: exactly one, or none or one where the key may be null.
 */
export function marksOf(start: End, end: End, { many, optional }: DiagramRelation): Marks {
  const toes = many
    ? `M ${start.x} ${start.y - 6} L ${start.x + 11 * start.side} ${start.y} L ${start.x} ${start.y + 6}`
    : bar(start, 8);
  const one = optional ? bar(end, 7) : `${bar(end, 7)} ${bar(end, 12)}`;
  return {
    path: `${toes} ${one}`,
    circles: [
      { x: start.x + 15 * start.side, y: start.y },
      ...(optional ? [{ x: end.x + 14 * end.side, y: end.y }] : []),
    ],
  };
}

function bar({ x, y, side }: End, distance: number): string {
  return `M ${x + distance * side} ${y - 6} V ${y + 6}`;
}

/** The cardinality in words, for people who do not see the line. */
export function cardinality({ many, optional }: DiagramRelation): string {
  return `${many ? "none or many" : "none or one"} to ${optional ? "none or one" : "exactly one"}`;
}

/** Tables by their id, built once for a model. */
const byId = new WeakMap<DiagramModel, ReadonlyMap<string, DiagramTable>>();

export function tablesById(model: DiagramModel): ReadonlyMap<string, DiagramTable> {
  let known = byId.get(model);
  if (!known) {
    known = new Map(model.tables.map((table) => [table.id, table]));
    byId.set(model, known);
  }
  return known;
}
