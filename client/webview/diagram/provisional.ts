import type { DiagramModel, DiagramTable } from "../../../server/protocol/diagram";
import { sizeOf } from "./geometry";
import type { Detail, Point } from "./host";

const gap = 48;

/** Places for all tables within a frame's time, in columns of about the same height, until the real ones are known. */
export function provisional(
  model: DiagramModel,
  detailOf: (table: DiagramTable) => Detail,
): ReadonlyMap<string, Point> {
  const tables = nearToNear(model).map((table) => ({ id: table.id, ...sizeOf(table, detailOf(table)) }));
  const widest = Math.max(0, ...tables.map(({ width }) => width)) + gap;
  const area = tables.reduce((sum, { height }) => sum + (height + gap) * widest, 0);
  const columns = Math.max(1, Math.round(Math.sqrt(area * 1.6) / widest));
  const full = area / widest / columns;
  const places = new Map<string, Point>();
  let column = 0;
  let y = 0;
  for (const { id, height } of tables) {
    if (y > 0 && y + height / 2 > full && column < columns - 1) {
      column++;
      y = 0;
    }
    places.set(id, { x: column * widest, y });
    y += height + gap;
  }
  return places;
}

/** What is related stands next to each other: from each table on, breadth first. */
function nearToNear({ tables, relations }: DiagramModel): readonly DiagramTable[] {
  const byId = new Map(tables.map((table) => [table.id, table]));
  const next = new Map<string, string[]>();
  for (const { from, to } of relations) {
    for (const [a, b] of [
      [to.table, from.table],
      [from.table, to.table],
    ] as const) {
      const known = next.get(a);
      if (known) known.push(b);
      else next.set(a, [b]);
    }
  }
  const ordered = new Set<DiagramTable>();
  for (const root of tables) {
    const queue = [root];
    for (let table = queue.shift(); table; table = queue.shift()) {
      if (ordered.has(table)) continue;
      ordered.add(table);
      for (const id of next.get(table.id) ?? []) {
        const neighbour = byId.get(id);
        if (neighbour && !ordered.has(neighbour)) queue.push(neighbour);
      }
    }
  }
  return [...ordered];
}
