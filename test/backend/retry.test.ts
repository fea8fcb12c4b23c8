import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Transaction } from "../../server/backend/database/database";
import { system } from "../../server/backend/database/database";
import { raw, sql } from "../../server/backend/database/sql";
import { TestBackend, type Person } from "./harness";

// What PostgreSQL rolls back in favour of another transaction is run again; only a server of its own has several.

describe("transactions that gave way", () => {
  let backend: TestBackend;
  let person: Person;
  let tasks: string[];
  beforeAll(async () => {
    backend = await TestBackend.start(
      "postgresql",
      { REQUIRE_EMAIL_VERIFICATION: "false" },
      { logLines: [] },
    );
    person = await backend.person();
    const { token } = person;
    const project = (await backend.call("POST", "/v1/projects", { token, body: { name: "P" } })).body.id;
    tasks = [];
    for (const title of ["A", "B"]) {
      const made = await backend.call("POST", `/v1/projects/${project}/tasks`, { token, body: { title } });
      tasks.push(made.body.id);
    }
  });
  afterAll(async () => {
    await backend.stop();
  });

  it("are run again after a deadlock", async () => {
    let runs = 0;
    let bothHaveOne: () => void = () => undefined;
    const met = new Promise<void>((resolve) => (bothHaveOne = resolve));
    /** Takes both tasks once somebody else holds one too; in opposite orders each waits for the other. */
    const takeBoth = async (...ids: readonly [string, string]) =>
      backend.database.transaction(system, async (tx) => {
        await lock(tx, ids[0]);
        if (++runs === 2) bothHaveOne();
        await met;
        await lock(tx, ids[1]);
      });
    const [a = "", b = ""] = tasks;
    await Promise.all([takeBoth(a, b), takeBoth(b, a)]);
    expect(runs).toBe(3);
  });

  it.each(["40P01", "40001"])("are asked for again with 503 when %s does not end", async (state) => {
    await backend.database.asOwner(async (tx) => {
      await tx.query(
        raw(`CREATE FUNCTION give_way() RETURNS trigger LANGUAGE plpgsql
             AS $$ BEGIN RAISE EXCEPTION 'gave way' USING ERRCODE = '${state}'; END $$`),
      );
      await tx.query(
        raw(`CREATE TRIGGER give_way BEFORE UPDATE ON tasks FOR EACH ROW EXECUTE FUNCTION give_way()`),
      );
    });
    const path = `/v1/tasks/${tasks[0] ?? ""}`;
    const { status, body, headers } = await backend.call("PATCH", path, {
      token: person.token,
      body: { title: "New" },
    });
    expect([status, body.code, body.detail, headers["retry-after"]]).toEqual([
      503,
      "overloaded",
      "Others are changing the same at this moment: try again in a few seconds.",
      "2",
    ]);
    await backend.database.asOwner(async (tx) => tx.query(raw("DROP FUNCTION give_way CASCADE")));
    const later = await backend.call("PATCH", path, { token: person.token, body: { title: state } });
    expect([later.status, later.body.title]).toEqual([200, state]);
  });
});

async function lock(tx: Transaction, id: string): Promise<void> {
  await tx.query(sql`SELECT id FROM tasks WHERE id = ${id} FOR UPDATE`);
}
