import { expect, test } from "vitest";
import { countTasks } from "../../../client/views/task-counts";

test("tasks are counted by what they name, with the first titles", () => {
  const about = (objectName: string | null, ...titles: string[]) =>
    titles.map((title) => ({ title, objectName }));
  expect(
    countTasks([
      ...about("orders", "1", "2", "3", "4", "5", "6"),
      ...about("orders.total", "in cents"),
      ...about("__proto__", "odd"),
      ...about(null, "of the whole"),
      ...about("", "of nothing"),
    ]),
  ).toEqual(
    Object.fromEntries([
      ["orders", { count: 6, titles: ["1", "2", "3", "4", "5"] }],
      ["orders.total", { count: 1, titles: ["in cents"] }],
      ["__proto__", { count: 1, titles: ["odd"] }],
    ]),
  );
});
