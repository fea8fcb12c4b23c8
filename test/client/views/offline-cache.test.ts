import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { eventually } from "../../eventually";
import { Lists, type Page } from "../../../client/views/lists";
import { OfflineCache } from "../../../client/views/offline-cache";

let folder: string;
let account: string | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "dbscst-cache-"));
  account = "local ada";
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const cache = () => new OfflineCache(folder, { known: () => Promise.resolve(account), now: () => account });
const one: Page<string> = { items: ["one"], nextCursor: null };
const two: Page<string> = { items: ["one", "two"], nextCursor: null };

it("shows what an earlier window has left until the server has answered", async () => {
  await cache().of<string>("tasks").write("p", one);
  const onFresh = vi.fn();
  let answer: ((page: Page<string>) => void) | undefined;
  const lists = new Lists<string>(
    () => new Promise((resolve) => (answer = resolve)),
    () => true,
    { store: cache().of("tasks"), onFresh },
  );
  expect(await lists.get("p")).toEqual(one);
  await eventually(() => expect(answer).toBeDefined());
  answer?.(two);
  await eventually(() => expect(onFresh).toHaveBeenCalledOnce());
  expect(await lists.get("p")).toEqual(two);
  await eventually(async () => expect(await cache().of<string>("tasks").read("p")).toEqual(two));
});

it("has all pages that were seen, and the server is asked for as many", async () => {
  const all = [1, 2, 3, 4, 5];
  const fetch = (_key: string, cursor = "0") => {
    const end = Number(cursor) + 2;
    return Promise.resolve({
      items: all.slice(Number(cursor), end),
      nextCursor: end < all.length ? String(end) : null,
    });
  };
  const open = (onFresh: () => void) =>
    new Lists<number>(fetch, () => true, { store: cache().of("tasks"), onFresh });
  const first = open(() => undefined);
  await first.more("p");
  const seen = { items: [1, 2, 3, 4], nextCursor: "4" };
  await eventually(async () => expect(await cache().of<number>("tasks").read("p")).toEqual(seen));
  const onFresh = vi.fn();
  const later = open(onFresh);
  expect(await later.get("p")).toEqual(seen);
  await eventually(() => expect(onFresh).toHaveBeenCalledOnce());
  expect(await later.get("p")).toEqual(seen);
});

it("is passed over where something is decided by what the server says", async () => {
  await cache().of<string>("tasks").write("p", one);
  const fetch = vi.fn(() => Promise.resolve(two));
  const lists = new Lists<string>(fetch, () => true, {
    store: cache().of("tasks"),
    onFresh: () => undefined,
  });
  expect(await lists.fresh("p")).toEqual(two);
  expect(await lists.get("p")).toEqual(two);
  fetch.mockRejectedValueOnce(new Error("away"));
  await expect(lists.fresh("p")).rejects.toThrow("away");
});

it("keeps it while the server cannot be reached, and asks again when it is asked", async () => {
  await cache().of<string>("tasks").write("p", one);
  const fetch = vi.fn(() => Promise.reject(new Error("away")));
  const onFailure = vi.fn(() => true);
  const lists = new Lists<string>(fetch, onFailure, { store: cache().of("tasks"), onFresh: () => undefined });
  expect(await lists.get("p")).toEqual(one);
  await eventually(() => expect(onFailure).toHaveBeenCalledOnce());
  expect(await lists.get("p")).toEqual(one);
  expect(fetch).toHaveBeenCalledTimes(2);
});

it("is each account's own, and gone when it is signed out", async () => {
  await cache().of<string>("tasks").write("p", one);
  account = "local bob";
  expect(await cache().of<string>("tasks").read("p")).toBeUndefined();
  account = undefined;
  expect(await cache().of<string>("tasks").read("p")).toBeUndefined();
  account = "local ada";
  const [home = ""] = await readdir(folder);
  const [file = ""] = await readdir(path.join(folder, home));
  expect((await stat(path.join(folder, home, file))).mode & 0o077).toBe(0);
  await cache().forget("local ada");
  expect(await cache().of<string>("tasks").read("p")).toBeUndefined();
});

it("has nothing for one account that was on its way for another", async () => {
  const answers: ((page: Page<string>) => void)[] = [];
  const fetch = () => new Promise<Page<string>>((resolve) => answers.push(resolve));
  const onFailure = vi.fn(() => true);
  const lists = new Lists<string>(fetch, onFailure, { store: cache().of("tasks"), onFresh: () => undefined });
  const adas = lists.get("p");
  await eventually(() => expect(answers).toHaveLength(1));
  account = "local bob";
  lists.clear();
  answers[0]?.(one);
  expect(await adas).toEqual(one);
  expect(lists.peek("p")).toBeUndefined();
  expect(await cache().of<string>("tasks").read("p")).toBeUndefined();
  // A page more of hers comes to no list of his either.
  const more = lists.more("p");
  await eventually(() => expect(answers).toHaveLength(2));
  answers[1]?.({ items: ["one"], nextCursor: "1" });
  await eventually(() => expect(answers).toHaveLength(3));
  account = "local ada";
  lists.clear();
  answers[2]?.(two);
  await more;
  expect(lists.peek("p")).toBeUndefined();
  expect(onFailure).not.toHaveBeenCalled();
});

it("is gone when it is signed out, though something was being written", async () => {
  const kept = cache();
  const store = kept.of<string>("tasks");
  const many = { items: Array.from({ length: 50_000 }, (_, n) => `task ${n}`), nextCursor: null };
  const writes = [store.write("p", many), store.write("p", many), store.write("q", many)];
  await kept.forget("local ada");
  await Promise.all(writes);
  expect(await readdir(folder)).toEqual([]);
});
