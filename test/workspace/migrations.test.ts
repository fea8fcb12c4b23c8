import { describe, expect, it, test } from "vitest";
import { migrationsRoot, orderMigrations, placeIn } from "../../server/workspace";

/** The order of a folder in short: its files, then what undoes and after how many of them. */
function order(folder: string, ...names: string[]): unknown {
  const found = orderMigrations(folder, names);
  return found && { up: found.up, ...Object.fromEntries(found.apart) };
}

describe("orderMigrations", () => {
  it("sorts numbers as numbers, and tells what undoes", () => {
    expect(
      order("/db/x", "10_c.up.sql", "2_b.up.sql", "2_b.down.sql", "1_a.sql", "10_c.down.sql", "notes.md"),
    ).toEqual({ up: ["1_a.sql", "2_b.up.sql", "10_c.up.sql"], "2_b.down.sql": 2, "10_c.down.sql": 3 });
  });

  test.each<[string, string, string[], unknown]>([
    [
      "Flyway",
      "/app/sql",
      ["R__views.sql", "V1.10__c.sql", "V1_2__b.sql", "V1__a.sql", "U1.10__c.sql"],
      { up: ["V1__a.sql", "V1_2__b.sql", "V1.10__c.sql", "R__views.sql"], "U1.10__c.sql": 3 },
    ],
    [
      "Prisma",
      "/app/prisma/migrations",
      [
        "20240202_c/migration.sql",
        "20240202000000_b/migration.sql",
        "20240101000000_a/migration.sql",
        "migration_lock.toml",
      ],
      {
        up: ["20240101000000_a/migration.sql", "20240202000000_b/migration.sql", "20240202_c/migration.sql"],
      },
    ],
    [
      "Diesel",
      "/app/migrations",
      ["2024-01-01-000000_a/up.sql", "2024-01-01-000000_a/down.sql", "2024-01-02-000000_b/up.sql"],
      {
        up: ["2024-01-01-000000_a/up.sql", "2024-01-02-000000_b/up.sql"],
        "2024-01-01-000000_a/down.sql": 1,
      },
    ],
    [
      "versions alone, some with a letter",
      "/app/patches",
      ["1.1.10.sql", "1.1.9.sql", "1.1.9a.sql", "readme"],
      { up: ["1.1.9.sql", "1.1.9a.sql", "1.1.10.sql"] },
    ],
    [
      "versions alone, beside some that are not",
      "/app/mysql-upgrades",
      ["2.0.0rc1-2.0.0.sql", "2.10.0.sql", "2.5.0.sql", "2.11.0.sql"],
      { up: ["2.0.0rc1-2.0.0.sql", "2.5.0.sql", "2.10.0.sql", "2.11.0.sql"] },
    ],
    [
      "numbers alone",
      "/app/schema/versions/pgsql",
      ["10.sql", "9.sql", "11.sql", "readme"],
      { up: ["9.sql", "10.sql", "11.sql"] },
    ],
    [
      "updates to versions, beside what makes the schema at once",
      "/app/db",
      ["app_update-1.10.0.sql", "app_update-1.9.0.sql", "app_update-1.11.0.sql", "app_create.sql"],
      { up: ["app_update-1.9.0.sql", "app_update-1.10.0.sql", "app_update-1.11.0.sql"] },
    ],
    [
      "a folder for each database",
      "/app/pgsql-migrations",
      ["upgrade_10.sql", "upgrade_9.sql"],
      { up: ["upgrade_9.sql", "upgrade_10.sql"] },
    ],
    ["Supabase", "/app/supabase/migrations", ["20240101000000_a.sql"], { up: ["20240101000000_a.sql"] }],
    [
      "Postgrator",
      "/app/migrations",
      ["001.do.a.sql", "001.undo.a.sql", "002.do.b.sql"],
      { up: ["001.do.a.sql", "002.do.b.sql"], "001.undo.a.sql": 1 },
    ],
    [
      "plain names",
      "/app/migrations",
      ["b.sql", "a.sql", "a.down.sql", "seed.sql"],
      { up: ["a.sql", "b.sql"], "a.down.sql": 1, "seed.sql": 2 },
    ],
    [
      "underscores",
      "/app/migrations",
      ["v2_b.sql", "v1_a.sql", "v1_a_down.sql", "v3_tear_down.sql"],
      { up: ["v1_a.sql", "v2_b.sql", "v3_tear_down.sql"], "v1_a_down.sql": 1 },
    ],
  ])("knows the names of %s", (_, folder, names, expected) => {
    expect(order(folder, ...names)).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ["numbers alone", ["001.sql", "002.sql"]],
    ["one numbered file", ["1_a.sql", "b.sql"]],
    ["a few numbered files among others", ["1_a.sql", "2_b.sql", "a.sql", "b.sql", "c.sql"]],
    ["whole versions", ["v1.sql", "v2.sql"]],
    ["nothing", []],
  ])("does not take %s for a migrations folder", (_, names) => {
    expect(orderMigrations("/app/sql", names)).toBeUndefined();
  });
});

test("numbers alone tell no order where nothing says that they are steps, nor where most of them are left out", () => {
  expect(orderMigrations("/app/cases", ["001.json", "001.sql", "002.sql", "003.sql"])).toBeUndefined();
  expect(orderMigrations("/app/sql/pgsql", ["1.sql", "2.sql", "3.sql"])).toBeUndefined();
  expect(orderMigrations("/app/updates", ["1.sql", "20.sql", "300.sql"])).toBeUndefined();
  expect(orderMigrations("/app/updates", ["1.sql", "2.sql", "3.sql", "all.sql"])).toBeUndefined();
});

describe("placeIn", () => {
  const found = orderMigrations("/db/migrations", ["1_a.sql", "2_b.sql", "3_c.sql", "2_b.down.sql"]);
  const place = (path: string) => found && placeIn(found, path);

  it("puts each file on top of those before it; the first finds an empty database", () => {
    expect(place("1_a.sql")).toEqual({ before: [], role: "schema" });
    expect(place("3_c.sql")).toEqual({ before: ["1_a.sql", "2_b.sql"], role: "migration" });
  });

  it("puts what undoes on top of what it undoes, and leaves other files alone", () => {
    expect(place("2_b.down.sql")).toEqual({ before: ["1_a.sql", "2_b.sql"], role: "schema" });
    expect(place("notes.sql")).toBeUndefined();
  });
});

test("the folder of a migration with a folder of its own is the one above", () => {
  expect(migrationsRoot("/db/migrations/20240101_a/migration.sql")).toBe("/db/migrations");
  expect(migrationsRoot("/db/migrations/1_a.sql")).toBe("/db/migrations");
});
