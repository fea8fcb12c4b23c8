import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LayoutKeeper } from "../../../client/panels/layout-keeper";
import { parseSideFile, printSideFile, withSections } from "../../../server/protocol/side-file";

const empty = { positions: {}, collapsed: [], hidden: [] };

/** A side file in memory, written as the real one is. */
function sideFile(first?: string) {
  const failures: unknown[] = [];
  const file = {
    text: first,
    writes: 0,
    failures,
    locked: false,
    read: () =>
      Promise.resolve(
        file.text === undefined ? { kind: "read" as const, file: {}, all: {} } : parseSideFile(file.text),
      ),
    update: async (sections: Parameters<ConstructorParameters<typeof LayoutKeeper>[0]["update"]>[0]) => {
      const read = await file.read();
      if (read.kind !== "read") throw new Error("an unreadable file was written to");
      if (file.locked) throw new Error("EROFS");
      const update = sections(read.file);
      if (update === undefined) return;
      file.text = printSideFile(withSections(read.all, update));
      file.writes++;
    },
    failed: (error: unknown) => void failures.push(error),
  };
  return file;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("nothing is written by opening a diagram, and nothing was kept", async () => {
  const file = sideFile();
  const keeper = new LayoutKeeper(file);
  expect(await keeper.first()).toBeUndefined();
  keeper.dispose();
  await vi.runAllTimersAsync();
  expect(file.text).toBeUndefined();
});

test("what a person moved is written once it rests, beside what others keep there", async () => {
  const file = sideFile(
    `{"version":1,"brief":"a","review":{"by":"us"},"diagram":{"colour":"red","positions":{"gone":{"x":1,"y":1}}}}`,
  );
  const keeper = new LayoutKeeper(file);
  keeper.keep({ ...empty, positions: { b: { x: 1, y: 1 } } });
  await vi.advanceTimersByTimeAsync(300);
  keeper.keep({
    positions: { b: { x: 10.4, y: -2.6 }, a: { x: 0, y: 0 } },
    collapsed: ["b", "a"],
    hidden: [],
  });
  await vi.advanceTimersByTimeAsync(300);
  expect(file.writes).toBe(0);
  await vi.advanceTimersByTimeAsync(300);
  expect(file.writes).toBe(1);
  expect(JSON.parse(file.text ?? "")).toEqual({
    version: 1,
    brief: "a",
    review: { by: "us" },
    diagram: {
      colour: "red",
      positions: { a: { x: 0, y: 0 }, b: { x: 10, y: -3 } },
      collapsed: ["a", "b"],
      hidden: [],
    },
  });
  expect(await new LayoutKeeper(file).news()).toEqual({
    positions: { a: { x: 0, y: 0 }, b: { x: 10, y: -3 } },
    collapsed: ["a", "b"],
    hidden: [],
  });
});

test("the page is told of what another has written, not of its own", async () => {
  const file = sideFile();
  const keeper = new LayoutKeeper(file);
  keeper.keep({ ...empty, hidden: ["a"] });
  await vi.runAllTimersAsync();
  expect(await keeper.news()).toBeUndefined();
  file.text = `{"version":1,"diagram":{"hidden":["b"]}}`;
  expect(await keeper.news()).toEqual({ ...empty, hidden: ["b"] });
  expect(await keeper.news()).toBeUndefined();
});

test("a page that comes back begins with what is kept, or is about to be", async () => {
  const file = sideFile(`{"version":1,"diagram":{"hidden":["b"]}}`);
  const keeper = new LayoutKeeper(file);
  expect(await keeper.first()).toEqual({ ...empty, hidden: ["b"] });
  expect(await keeper.first()).toEqual({ ...empty, hidden: ["b"] });
  keeper.keep({ ...empty, hidden: ["a"] });
  expect(await keeper.first()).toEqual({ ...empty, hidden: ["a"] });
});

test("what is waiting is written when the diagram is closed", async () => {
  const file = sideFile();
  const keeper = new LayoutKeeper(file);
  keeper.keep({ ...empty, hidden: ["a"] });
  keeper.dispose();
  await vi.advanceTimersByTimeAsync(0);
  expect(file.writes).toBe(1);
});

test.each([["{"], [`{"version":99,"diagram":{}}`]])("%s is neither read nor overwritten", async (text) => {
  const file = sideFile(text);
  const keeper = new LayoutKeeper(file);
  expect(await keeper.news()).toBeUndefined();
  keeper.keep({ ...empty, hidden: ["a"] });
  await vi.runAllTimersAsync();
  expect(file).toMatchObject({ text, writes: 0, failures: [] });
});

test("a place that cannot be written to is told to the log alone", async () => {
  const file = sideFile(`{"version":1}`);
  file.locked = true;
  const keeper = new LayoutKeeper(file);
  keeper.keep({ ...empty, hidden: ["a"] });
  await vi.runAllTimersAsync();
  expect(file.text).toBe(`{"version":1}`);
  expect(file.failures).toHaveLength(1);
});
