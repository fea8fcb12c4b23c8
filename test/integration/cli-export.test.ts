import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dbscst } from "./cli-process";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dbscst-export-"));
  writeFileSync(
    join(folder, "shop.sql"),
    "CREATE TABLE a (id bigint PRIMARY KEY);\nCREATE TABLE b (a_id bigint NOT NULL REFERENCES a);\n",
  );
  writeFileSync(
    join(folder, "broken.sql"),
    "CREATE TABLE a (id bigint PRIMARY KEY);\nCREATE TABEL b (id bigint);\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mermaid = `erDiagram
  a {
    bigint id PK
  }
  b {
    bigint a_id FK
  }
  b }o--|| a : "a_id"
`;

describe("dbscst export", () => {
  it("writes the schema on standard output and ends with 0", async () => {
    expect(await dbscst(["export", "shop.sql", "--to", "mermaid"], { cwd: folder })).toMatchObject({
      code: 0,
      stdout: mermaid,
      stderr: "",
    });
  });

  it("writes into a file, whole", async () => {
    const { code, stdout } = await dbscst(["export", "shop.sql", "--to", "mermaid", "--out", "shop.mmd"], {
      cwd: folder,
    });
    expect([code, stdout, readFileSync(join(folder, "shop.mmd"), "utf8")]).toEqual([0, "", mermaid]);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("passes over what does not parse, says so, and ends with 1", async () => {
    const { code, stdout, stderr } = await dbscst(["export", "broken.sql", "--to", "dbml"], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain("Table a {");
    expect(stderr).toBe("dbscst: 1 statement does not parse; 'dbscst check' tells why.\n");
  });

  it.each([
    ["no format", ["export", "shop.sql"], "--to is missing"],
    ["a format that there is not", ["export", "shop.sql", "--to", "word"], "--to is one of mermaid"],
    ["no file", ["export", "--to", "mermaid"], "Name the SQL file"],
    ["a file that is not there", ["export", "none.sql", "--to", "mermaid"], "none.sql"],
  ])("refuses %s with 2", async (_name, args, message) => {
    const { code, stdout, stderr } = await dbscst(args, { cwd: folder });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});
