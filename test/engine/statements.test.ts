import { describe, expect, test } from "vitest";
import { judge, startEngine } from "./engine-fixture";

const engine = await startEngine();

describe("statements", () => {
  test("a failure undoes its statement and nothing else", async () => {
    const sql =
      "CREATE TABLE a (id int); CREATE TABLE b (id itn); CREATE TABLE c (id int); SELECT id FROM a, c;";
    expect(await judge(engine, sql)).toEqual(["ok", "42704 itn", "ok", "42702 id"]);
  });
});
