import type { TaskEntry } from "./nodes";
import { positionsBetween } from "./task-rank";

/** A task and where it is put. */
export interface Placement {
  readonly entry: TaskEntry;
  readonly position: string;
}

/**
 * Puts tasks where one of a list is that they were dropped on: behind it when they come from above, before it
 * otherwise. Without a target they become the first. Empty where that changes nothing.
 */
export function dropped(
  entries: readonly TaskEntry[],
  moved: readonly TaskEntry[],
  target: TaskEntry | undefined,
): readonly Placement[] {
  if (target && (target.isNew === true || moved.some((entry) => isSame(entry, target)))) return [];
  const placeOf = (one: TaskEntry) => entries.findIndex((entry) => isSame(entry, one));
  const first = Math.min(...moved.map(placeOf).filter((place) => place >= 0));
  const isFromAbove = target !== undefined && first < placeOf(target);
  return placed(entries, moved, (rest) =>
    target ? rest.findIndex((entry) => isSame(entry, target)) + (isFromAbove ? 1 : 0) : 0,
  );
}

/** Puts tasks of a list over the one above them, or under the one below. Empty where there is none. */
export function shifted(
  entries: readonly TaskEntry[],
  moved: readonly TaskEntry[],
  by: "up" | "down",
): readonly Placement[] {
  const isMoved = (entry: TaskEntry) => moved.some((one) => isSame(one, entry));
  const next =
    by === "up" ? entries[entries.findIndex(isMoved) - 1] : entries[entries.findLastIndex(isMoved) + 1];
  if (!next || next.isNew === true) return [];
  const inOrder = entries.filter(isMoved);
  return placed(
    entries,
    inOrder,
    (rest) => rest.findIndex((entry) => isSame(entry, next)) + (by === "up" ? 0 : 1),
  );
}

/** Puts tasks among the others of a list, at the place that is told of these. */
function placed(
  entries: readonly TaskEntry[],
  moved: readonly TaskEntry[],
  placeIn: (rest: readonly TaskEntry[]) => number,
): readonly Placement[] {
  // What the server does not have yet has no place of its own.
  const known = entries.filter(({ isNew }) => isNew !== true);
  const rest = known.filter((entry) => !moved.some((one) => isSame(one, entry)));
  const place = placeIn(rest);
  const after = [...rest.slice(0, place), ...moved, ...rest.slice(place)];
  if (after.every((entry, index) => entry.task.id === known[index]?.task.id)) return [];
  const positions = positionsBetween(
    rest[place - 1]?.task,
    rest[place]?.task,
    moved.map(({ task }) => task),
  );
  return moved.flatMap((entry, index) => {
    const position = positions[index];
    return position === undefined ? [] : [{ entry, position }];
  });
}

function isSame(a: TaskEntry, b: TaskEntry): boolean {
  return a.task.id === b.task.id;
}
