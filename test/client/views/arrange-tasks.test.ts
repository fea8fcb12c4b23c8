import fc from "fast-check";
import { expect, it } from "vitest";
import { dropped, shifted, type Placement } from "../../../client/views/arrange-tasks";
import type { TaskEntry } from "../../../client/views/nodes";
import { positionsBetween, rankOf } from "../../../client/views/task-rank";
import { task } from "../task";

const project: TaskEntry["project"] = {
  id: "p",
  name: "P",
  description: "",
  role: "owner",
  version: 1,
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
};

/** An id as the server gives it, with the time of its making. */
function idAt(time: number, rest = 0): string {
  const digits = `${time.toString(16).padStart(12, "0")}7${rest.toString(16).padStart(19, "0")}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function listOf(titles: string): TaskEntry[] {
  return Array.from(titles, (title, index) => ({ project, task: task(idAt(1000 + index), { title }) }));
}

function after(entries: readonly TaskEntry[], placements: readonly Placement[]): string {
  const put = new Map(placements.map(({ entry, position }) => [entry.task.id, position]));
  return entries
    .map(({ task: one }) => ({ ...one, position: put.get(one.id) ?? one.position }))
    .sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1))
    .map(({ title }) => title)
    .join("");
}

function named(entries: readonly TaskEntry[], titles: string): TaskEntry[] {
  return Array.from(titles, (title) => entries.find(({ task: { title: own } }) => own === title)!);
}

it.each([
  ["a", "c", "bcade"],
  ["e", "b", "aebcd"],
  ["bd", "e", "acebd"],
  ["de", "a", "deabc"],
  ["c", undefined, "cabde"],
  ["a", "e", "bcdea"],
])("puts %s where %s is", (moved, target, expected) => {
  const entries = listOf("abcde");
  const [onto] = named(entries, target ?? "");
  expect(after(entries, dropped(entries, named(entries, moved), onto))).toBe(expected);
});

it("puts what comes from another list before the task that it was dropped on", () => {
  const entries = listOf("abc");
  const other = { project, task: task(idAt(1), { title: "x" }) };
  const [, b] = entries;
  expect(after([...entries, other], dropped(entries, [other], b))).toBe("axbc");
});

it("changes nothing where everything stands already", () => {
  const entries = listOf("abc");
  expect(dropped(entries, named(entries, "a"), undefined)).toEqual([]);
  expect(dropped(entries, named(entries, "ab"), entries[1])).toEqual([]);
  expect(shifted(entries, named(entries, "a"), "up")).toEqual([]);
  expect(shifted(entries, named(entries, "bc"), "down")).toEqual([]);
});

it.each([
  ["c", "up", "acbd"],
  ["c", "down", "abdc"],
  ["bd", "up", "bdac"],
  ["ac", "down", "bdac"],
] as const)("shifts %s %s", (moved, by, expected) => {
  const entries = listOf("abcd");
  expect(after(entries, shifted(entries, named(entries, moved), by))).toBe(expected);
});

it("asks nothing of a task that the server does not have yet", () => {
  const [a, b] = listOf("ab");
  const entries = [a!, b!, { project, task: task("new:1", { title: "n" }), isNew: true }];
  expect(shifted(entries, [b!], "down")).toEqual([]);
  expect(after([a!, b!], dropped(entries, [a!], b))).toBe("ba");
});

it("finds room between any two, whatever was put where before", () => {
  const moves = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 3 })), { maxLength: 60 });
  fc.assert(
    fc.property(moves, fc.boolean(), (list, isAtOnce) => {
      let tasks = Array.from({ length: 8 }, (_, index) => task(idAt(isAtOnce ? 7 : 7 + index, index)));
      for (const [from, to, count] of list) {
        const start = from % tasks.length;
        const moved = tasks.slice(start, start + count);
        const rest = tasks.filter((one) => !moved.includes(one));
        const place = to % (rest.length + 1);
        const positions = positionsBetween(rest[place - 1], rest[place], moved);
        const put = moved.map((one, index) => ({ ...one, position: positions[index]! }));
        tasks = [...rest.slice(0, place), ...put, ...rest.slice(place)];
        expect(positions.every((position) => /^[0-9a-f]{1,150}$/.test(position))).toBe(true);
        const byRank = [...tasks].sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));
        expect(byRank.map(({ id }) => id)).toEqual(tasks.map(({ id }) => id));
      }
    }),
    { numRuns: 200 },
  );
});

it("does not grow at the ends, and slowly in one place", () => {
  let [first, last] = [task(idAt(2 ** 40)), task(idAt(2 ** 40 + 1))];
  for (let n = 0; n < 1000; n++) {
    const id = idAt(2 ** 41 + n);
    first = task(id, { position: positionsBetween(undefined, first, [{ id }])[0]! });
    last = task(id, { position: positionsBetween(last, undefined, [{ id }])[0]! });
  }
  expect([first.position?.length, last.position?.length]).toEqual([12, 12]);
  let [above, below] = [task(idAt(2 ** 40)), task(idAt(2 ** 40 + 60_000))];
  for (let n = 0; n < 400; n++) {
    const id = idAt(2 ** 41 + n);
    const between = task(id, { position: positionsBetween(above, below, [{ id }])[0]! });
    if (n % 2 === 0) below = between;
    else above = between;
  }
  expect(above.position?.length).toBeLessThan(150);
});
