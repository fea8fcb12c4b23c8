import type { Task } from "../api/client";

/** An id begins with the milliseconds of when it was made, in this many digits. */
const timeDigits = 12;
const latest = 16 ** timeDigits - 1;

/** Where a task stands in the order that people make by hand, compared as text; no two stand at one place. */
export function rankOf({ id, position }: Pick<Task, "id" | "position">): string {
  return `${position ?? ""}${id.replaceAll("-", "")}`;
}

/**
 * Positions for tasks that are put, in their order, between two others, of which one or both may be absent.
 * At the ends they do not grow, however often something is put there.
 */
export function positionsBetween(
  above: Pick<Task, "id" | "position"> | undefined,
  below: Pick<Task, "id" | "position"> | undefined,
  tasks: readonly Pick<Task, "id">[],
): readonly string[] {
  const limit = below && rankOf(below);
  const positions: string[] = [];
  let last = above && rankOf(above);
  for (const { id } of tasks) {
    const position = between(last, limit);
    positions.push(position);
    last = rankOf({ id, position });
  }
  return positions;
}

/** Digits with which any rank that begins with them lies between the two. */
function between(above: string | undefined, below: string | undefined): string {
  if (above === undefined && below !== undefined) {
    const time = timeOf(below);
    if (time > 0) return digitsOf(time - 1);
  }
  if (above !== undefined && below === undefined) {
    const time = timeOf(above);
    if (time < latest) return digitsOf(time + 1);
  }
  return middle(above ?? "", below);
}

function timeOf(rank: string): number {
  return Number.parseInt(rank.slice(0, timeDigits).padEnd(timeDigits, "0"), 16);
}

function digitsOf(time: number): string {
  return time.toString(16).padStart(timeDigits, "0");
}

/** The shortest digits in the middle. Where the limit is absent, or left behind, all digits are below it. */
function middle(above: string, below: string | undefined): string {
  let limit = below;
  for (let digits = ""; ;) {
    const place = digits.length;
    const low = digitAt(above, place);
    const high = limit === undefined ? 16 : digitAt(limit, place);
    if (high - low > 1) return digits + Math.floor((low + high) / 2).toString(16);
    if (high > low) limit = undefined;
    digits += low.toString(16);
  }
}

function digitAt(rank: string, place: number): number {
  return place < rank.length ? Number.parseInt(rank.charAt(place), 16) : 0;
}
