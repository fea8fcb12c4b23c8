import { expect, test } from "vitest";
import { downPathOf, surroundingsOf, type Files } from "../../server/workspace";

/** Files that are there only in memory. */
function filesOf(texts: Readonly<Record<string, string>>): Files {
  return {
    names: (folder) =>
      Promise.resolve(
        Object.keys(texts).flatMap((path) =>
          path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
        ),
      ),
    text: (path) => Promise.resolve(texts[path]),
    size: (path) => Promise.resolve(texts[path]?.length ?? 0),
    matching: (root, globs) =>
      Promise.resolve(
        Object.keys(texts).filter((path) =>
          globs.some((glob) =>
            new RegExp(`^${root}/${glob.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}$`).test(path),
          ),
        ),
      ),
  };
}

async function before(path: string, texts: Readonly<Record<string, string>>): Promise<unknown> {
  const around = await surroundingsOf(path, { root: "/p", globs: [] }, filesOf(texts));
  return { before: around.before.map((file) => file.path), role: around.role };
}

const migrations = { "/p/db/migrations/1_a.sql": "", "/p/db/migrations/2_b.sql": "" };
const all = ["/p/db/migrations/1_a.sql", "/p/db/migrations/2_b.sql"];

test.each(["/p/db/seed.sql", "/p/db/seeds.sql", "/p/db/seeds/people.sql", "/p/db/migrations/seed.sql"])(
  "%s fills what all migrations have made",
  async (path) => {
    expect(await before(path, { ...migrations, [path]: "" })).toEqual({ before: all, role: "schema" });
  },
);

test("seeds without migrations stand alone", async () => {
  expect(await before("/p/db/seed.sql", { "/p/db/seed.sql": "" })).toEqual({ before: [], role: "schema" });
});

test("a callback of Flyway is run when all migrations are", async () => {
  const texts = { "/p/sql/V1__a.sql": "", "/p/sql/V2__b.sql": "", "/p/sql/afterMigrate__grants.sql": "" };
  expect(await before("/p/sql/afterMigrate__grants.sql", texts)).toEqual({
    before: ["/p/sql/V1__a.sql", "/p/sql/V2__b.sql"],
    role: "schema",
  });
});

const sqitch = {
  "/p/sqitch.plan": [
    "%syntax-version=1.0.0",
    "%project=p",
    "",
    "roles 2025-01-01T00:00:00Z Ada <ada@example.org> # Roles.",
    "tables/users [roles] 2025-01-02T00:00:00Z Ada <ada@example.org> # Users.",
    "views 2025-01-02T00:00:00Z Ada <ada@example.org> # Views.",
    "@v1 2025-01-03T00:00:00Z Ada <ada@example.org> # First.",
    "views [views@v1] 2025-01-04T00:00:00Z Ada <ada@example.org> # Views again.",
  ].join("\n"),
};

test.each([
  ["/p/deploy/roles.sql", [], "schema"],
  ["/p/deploy/tables/users.sql", ["roles"], "migration"],
  ["/p/verify/tables/users.sql", ["roles", "tables/users", "views@v1", "views"], "schema"],
  ["/p/revert/roles.sql", ["roles"], "schema"],
  ["/p/deploy/views@v1.sql", ["roles", "tables/users"], "migration"],
  ["/p/deploy/views.sql", ["roles", "tables/users", "views@v1"], "migration"],
  ["/p/deploy/elsewhere.sql", ["roles", "tables/users", "views@v1", "views"], "schema"],
])("%s stands where Sqitch's plan has it", async (path, names, role) => {
  expect(await before(path, { ...sqitch, [path]: "" })).toEqual({
    before: names.map((name) => `/p/deploy/${name}.sql`),
    role,
  });
});

test("pgpm's plan is read like Sqitch's, and what another project makes is not known", async () => {
  const plan =
    "%syntax-version=1.0.0\na 2025-01-01T00:00:00Z A <a@b.c> # A.\nb [a{0}] 2025-01-01T00:00:00Z A <a@b.c> # B: c.";
  const around = async (needs: string) => {
    const texts = {
      "/p/pgpm.plan": plan.replace("{0}", needs),
      "/p/deploy/a.sql": "",
      "/p/deploy/b.sql": "",
    };
    const { before: files, isContinued } = await surroundingsOf(
      "/p/deploy/b.sql",
      { root: "/p", globs: [] },
      filesOf(texts),
    );
    return { files: files.map(({ path }) => path), isContinued };
  };
  expect(await around("")).toEqual({ files: ["/p/deploy/a.sql"], isContinued: false });
  expect(await around(" other:users")).toEqual({ files: ["/p/deploy/a.sql"], isContinued: true });
});

test("a step between two versions stands on the whole schema of the first", async () => {
  const texts = {
    "/p/PostgreSQL/deploy/7/001-auto.sql": "",
    "/p/PostgreSQL/deploy/8/001-auto.sql": "",
    "/p/PostgreSQL/upgrade/7-8/001-auto.sql": "",
    "/p/PostgreSQL/upgrade/7-8/002-rows.sql": "",
  };
  expect(await before("/p/PostgreSQL/upgrade/7-8/002-rows.sql", texts)).toEqual({
    before: ["/p/PostgreSQL/deploy/7/001-auto.sql", "/p/PostgreSQL/upgrade/7-8/001-auto.sql"],
    role: "migration",
  });
});

test("an extension's script has the extensions and the schema that its control file names", async () => {
  const texts = {
    "/p/loans.control": "# loans\nrequires = 'citext, plpgsql, uuid-ossp'\n",
    "/p/sql/loans--1.0.sql": "",
    "/p/sql/deep/loans.sql": "",
    "/p/ext/fees.control": "schema = fees",
    "/p/ext/other.control": "requires = 'hstore'",
    "/p/ext/fees--2.sql": "",
  };
  const given = async (path: string) =>
    (await surroundingsOf(path, { root: "/p", globs: [] }, filesOf(texts))).given;
  expect(await given("/p/sql/loans--1.0.sql")).toBe(
    'CREATE EXTENSION IF NOT EXISTS "citext" CASCADE;\nCREATE EXTENSION IF NOT EXISTS "uuid-ossp" CASCADE;\n',
  );
  expect(await given("/p/sql/deep/loans.sql")).toBe("");
  expect(await given("/p/ext/fees--2.sql")).toBe(
    'CREATE SCHEMA IF NOT EXISTS "fees";\nSET search_path TO "fees", public;\n',
  );
});

test("a file that stands alone knows what those around it make, of its own database", async () => {
  const texts = {
    "/p/db/tables/loan.sql": "CREATE TABLE loan (id int);",
    "/p/db/tables/member.sql":
      'create table if not exists library."Member" (id int);\nCREATE UNIQUE INDEX m ON x (y);',
    "/p/db/schema/library.sql": "CREATE SCHEMA library;",
    "/p/db/mysql.sql": "CREATE TABLE t (id int);",
    "/p/db/tables/pg.sql": "INSERT INTO t VALUES (1);",
    "/p/db/package.json": "{}",
    "/p/else.sql": "CREATE TABLE e (id int);",
  };
  const beside = async (path: string) =>
    (await surroundingsOf(path, { root: "/p", globs: [] }, filesOf(texts))).beside();
  expect(await beside("/p/db/tables/loan.sql")).toEqual([
    { path: "member.sql", makes: ["relation member", "relation m", "schema library"] },
    { path: "../mysql.sql", makes: ["relation t"] },
    { path: "../schema/library.sql", makes: ["schema library"] },
  ]);
  expect((await beside("/p/db/tables/pg.sql")).map(({ path }) => path)).toEqual([
    "loan.sql",
    "member.sql",
    "../schema/library.sql",
  ]);
});

test("two other files tell nothing of what belongs together", async () => {
  const texts = {
    "/p/a.sql": "CREATE TABLE a (id int);",
    "/p/b.sql": "",
    "/p/c.sql": "",
    "/p/package.json": "{}",
  };
  const around = await surroundingsOf("/p/b.sql", { root: "/p", globs: [] }, filesOf(texts));
  expect(await around.beside()).toEqual([]);
});

test.each([
  ["/p/pgsql-update-14-2.sql", true],
  ["/p/3.4.0_to_4.1.0_schema.sql", true],
  ["/p/loans--1.0--1.1.sql", true],
  ["/p/upgrades/fees.sql", true],
  ["/p/v14-v15/static/fees.sql", true],
  ["/p/schema.sql", false],
  ["/p/loans--1.0.sql", false],
  ["/p/table_to_view.sql", false],
])("whether %s changes what another file has made: %s", async (path, expected) => {
  const { isInOrder } = await surroundingsOf(path, { root: "/p", globs: [] }, filesOf({ [path]: "" }));
  expect(isInOrder).toBe(expected);
});

test("a migration of Supabase finds what its databases have, unless a file makes that itself", async () => {
  const path = "/p/supabase/migrations/2_b.sql";
  const given = async (first: string, at = path) =>
    (
      await surroundingsOf(
        at,
        { root: "/p", globs: [] },
        filesOf({ "/p/supabase/migrations/1_a.sql": first, [path]: "" }),
      )
    ).given;
  expect(await given("")).toContain("CREATE TABLE auth.users");
  expect(await given('CREATE SCHEMA IF NOT EXISTS "auth";')).toBe("");
  expect(await given("", "/p/db/migrations/2_b.sql")).toBe("");
});

test.each([
  ["/p/migrations/1_a.up.sql", "/p/migrations/1_a.down.sql"],
  ["/p/migrations/1_a.sql", "/p/migrations/1_a.down.sql"],
  ["/p/migrations/V2__a.sql", "/p/migrations/U2__a.sql"],
  ["/p/migrations/R__a.sql", undefined],
  ["/p/migrations/2024-01-31-120000_a/up.sql", "/p/migrations/2024-01-31-120000_a/down.sql"],
  ["/p/migrations/20240131120000_a/migration.sql", "/p/migrations/20240131120000_a/down.sql"],
  ["/p/supabase/migrations/20240131120000_a.sql", "/p/supabase/migrations/down/20240131120000_a.sql"],
  ["/p/deploy/roles.sql", "/p/revert/roles.sql"],
  ["/p/schema.sql", undefined],
  ["/p/migrations/1_a.down.sql", undefined],
])("what undoes %s goes to %s", async (path, expected) => {
  const texts = { ...sqitch, [path]: "", "/p/migrations/1_a.sql": "" };
  expect(await downPathOf(path, filesOf(texts))).toBe(expected);
});

test("what undoes takes the ending that the folder has, and is checked on top of what it undoes", async () => {
  const texts = {
    "/p/migrations/1_a.sql": "",
    "/p/migrations/1_a_rollback.sql": "",
    "/p/migrations/2_b.sql": "",
  };
  expect(await downPathOf("/p/migrations/2_b.sql", filesOf(texts))).toBe("/p/migrations/2_b_rollback.sql");
  const supabase = {
    "/p/supabase/migrations/20240131120000_a.sql": "",
    "/p/supabase/migrations/20240131120001_b.sql": "",
    "/p/supabase/migrations/down/20240131120000_a.sql": "",
  };
  expect(await before("/p/supabase/migrations/down/20240131120000_a.sql", supabase)).toEqual({
    before: ["/p/supabase/migrations/20240131120000_a.sql"],
    role: "schema",
  });
});

test("a schema that the first file uses and none makes is there before", async () => {
  const first = 'CREATE TABLE IF NOT EXISTS "billing"."invoice" (id bigserial PRIMARY KEY);';
  const later = "ALTER TABLE billing.invoice ADD COLUMN paid_at timestamptz;";
  const given = async (path: string, own: Readonly<Record<string, string>>) =>
    (
      await surroundingsOf(
        path,
        { root: "/p", globs: [] },
        filesOf({
          "/p/migrations/0_x.sql": "SELECT 1;",
          "/p/migrations/1_a.sql": first,
          "/p/migrations/2_b.sql": later,
          ...own,
        }),
      )
    ).given;
  const made = 'CREATE SCHEMA "billing";\n';
  expect(await given("/p/migrations/1_a.sql", {})).toBe(made);
  expect(await given("/p/migrations/2_b.sql", {})).toBe(made);
  expect(await given("/p/migrations/1_a.sql", { "/p/migrations/3_c.sql": "CREATE SCHEMA billing;" })).toBe(
    "",
  );
  expect(
    await given("/p/migrations/1_a.sql", { "/p/migrations/1_a.sql": first.replace('"billing".', "") }),
  ).toBe("");
  expect(await given("/p/a.sql", { "/p/a.sql": first })).toBe("");
});
