import type { DiagramModel, DiagramTable } from "../../../server/protocol/diagram";
import { sizeOf, type Size } from "./geometry";
import type { Detail, Point } from "./host";

const gap = 40;

/** Places for the tables that have none, each near what it is related to, without moving or covering another. */
export function placeNew(
  model: DiagramModel,
  positions: ReadonlyMap<string, Point>,
  detailOf: (table: DiagramTable) => Detail,
): ReadonlyMap<string, Point> {
  const next = new Map(positions);
  const sizes = new Map(model.tables.map((table) => [table.id, sizeOf(table, detailOf(table))]));
  for (const table of model.tables) {
    if (next.has(table.id)) continue;
    const size = sizes.get(table.id);
    if (!size) continue;
    const neighbour = model.relations
      .map(({ from, to }) =>
        from.table === table.id
          ? { id: to.table, right: true }
          : { id: from.table, right: to.table !== table.id },
      )
      .find(({ id }) => id !== table.id && next.has(id));
    const at = neighbour && next.get(neighbour.id);
    const own = neighbour && sizes.get(neighbour.id);
    const wanted =
      at && own
        ? { x: neighbour.right ? at.x + own.width + 2 * gap : at.x - size.width - 2 * gap, y: at.y }
        : corner(next, sizes);
    next.set(table.id, freeSpot(wanted, size, next, sizes));
  }
  return next;
}

/** The first spot without a table, going outward from the wanted one, down and up. */
function freeSpot(
  wanted: Point,
  size: Size,
  positions: ReadonlyMap<string, Point>,
  sizes: ReadonlyMap<string, Size>,
): Point {
  for (let ring = 0; ring < 60; ring++) {
    for (const step of [ring, -ring]) {
      for (const across of [0, 1, -1, 2]) {
        const spot = { x: wanted.x + across * (size.width + gap), y: wanted.y + step * 60 };
        const covered = [...positions].some(([id, other]) => {
          const own = sizes.get(id);
          return (
            own !== undefined &&
            spot.x < other.x + own.width + gap / 2 &&
            other.x < spot.x + size.width + gap / 2 &&
            spot.y < other.y + own.height + gap / 2 &&
            other.y < spot.y + size.height + gap / 2
          );
        });
        if (!covered) return spot;
      }
    }
  }
  return wanted;
}

/** Right of everything, at the top. */
function corner(positions: ReadonlyMap<string, Point>, sizes: ReadonlyMap<string, Size>): Point {
  let right = 0;
  let top = Infinity;
  for (const [id, { x, y }] of positions) {
    const own = sizes.get(id);
    if (!own) continue;
    right = Math.max(right, x + own.width + gap);
    top = Math.min(top, y);
  }
  return { x: right, y: Number.isFinite(top) ? top : 0 };
}
