import { describe, expect, it } from "vitest";
import { Lists, type Page } from "../../../client/views/lists";

/** A server with five numbers, two to a page, that can be switched off. */
function numbers() {
  const state = { isDown: false, asked: 0, all: [1, 2, 3, 4, 5] };
  const fetchPage = (_key: string, cursor = "0"): Promise<Page<number>> => {
    state.asked++;
    if (state.isDown) return Promise.reject(new Error("down"));
    const from = Number(cursor);
    const items = state.all.slice(from, from + 2);
    return Promise.resolve({ items, nextCursor: from + 2 < state.all.length ? String(from + 2) : null });
  };
  return { state, lists: new Lists(fetchPage, () => true) };
}

describe("lists", () => {
  it("asks once until something has changed", async () => {
    const { state, lists } = numbers();
    await Promise.all([lists.get("a"), lists.get("a")]);
    await lists.get("a");
    expect(state.asked).toBe(1);
    lists.invalidate("a");
    await lists.get("a");
    expect(state.asked).toBe(2);
  });

  it("goes on page by page, and has as many after a change", async () => {
    const { state, lists } = numbers();
    await lists.more("a");
    expect(await lists.get("a")).toEqual({ items: [1, 2, 3, 4], nextCursor: "4" });
    state.all = [9, 1, 2, 3, 4, 5];
    lists.invalidate();
    expect(await lists.get("a")).toEqual({ items: [9, 1, 2, 3], nextCursor: "4" });
  });

  it("shows what was there before while the server is away, and comes back by itself", async () => {
    const { state, lists } = numbers();
    await lists.get("a");
    lists.invalidate();
    state.isDown = true;
    expect((await lists.get("a")).items).toEqual([1, 2]);
    state.isDown = false;
    state.all = [7];
    expect((await lists.get("a")).items).toEqual([7]);
  });

  it("rejects when there was nothing before, and asks again", async () => {
    const { state, lists } = numbers();
    state.isDown = true;
    await expect(lists.get("a")).rejects.toThrow("down");
    state.isDown = false;
    expect((await lists.get("a")).items).toEqual([1, 2]);
  });

  it("takes the next page for what is there by then", async () => {
    let answer = (_page: Page<number>): void => undefined;
    const lists = new Lists<number>(
      (_key, cursor) =>
        cursor === undefined
          ? Promise.resolve({ items: [1, 2], nextCursor: "2" })
          : new Promise((resolve) => (answer = resolve)),
      () => true,
    );
    await lists.get("a");
    const more = lists.more("a");
    await new Promise((resolve) => setImmediate(resolve));
    lists.put("a", { items: [1, 20], nextCursor: "2" });
    answer({ items: [3], nextCursor: null });
    await more;
    expect(await lists.get("a")).toEqual({ items: [1, 20, 3], nextCursor: null });
  });

  it("asks once more for what was changed while an answer was on its way", async () => {
    const { state, lists } = numbers();
    await lists.get("a");
    lists.invalidate("a");
    const loading = lists.get("a");
    lists.put("a", { items: [1, 20], nextCursor: "2" });
    await loading;
    expect(lists.peek("a")?.items).toEqual([1, 20]);
    await lists.get("a");
    expect(state.asked).toBe(3);
  });
});
