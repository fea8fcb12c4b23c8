import { beforeAll, describe, expect, it } from "vitest";
import { createMigration, prepareChecker, upSection, type CheckOptions } from "../../server/checker";

beforeAll(prepareChecker);

const postgresql: CheckOptions = { dialect: "postgresql", role: "migration" };
const members = "CREATE TABLE member (id bigint PRIMARY KEY, fax text);";

/** The problems of a migration in short: `rule "words"`. */
function problems(text: string, options: CheckOptions = postgresql): string[] {
  const document = createMigration("file:///1.sql", text, options);
  const found = document.fast().problems.filter(({ severity }) => severity !== "hint");
  document.dispose();
  return found.map(({ rule, code, span }) => `${rule ?? code} ${text.slice(span.start, span.end)}`);
}

describe("createMigration", () => {
  it.each([
    ["dbmate", "-- migrate:up", "-- migrate:down"],
    ["goose", "-- +goose Up\n-- +goose StatementBegin", "-- +goose Down"],
    ["sql-migrate", "-- +migrate Up", "-- +migrate Down notransaction"],
    ["node-pg-migrate", "-- Up Migration", "-- Down Migration"],
    ["tern", "-- Members without fax.", "---- create above / drop below ----"],
  ])("checks what undoes on top of what does, with the marks of %s", (_, up, down) => {
    const text = `${up}\nALTER TABLE member DROP COLUMN fax; -- 📠\nCREATE TABLE loan (id bigint PRIMARY KEY);\n${down}\nDROP TABLE loan;\nCREATE INDEX ON loans (id);\nCREATE INDEX ON member (fax);\n`;
    expect(problems(text, { ...postgresql, before: [members] })).toEqual([
      "drop-column fax",
      "unknown-table loans",
      "unknown-column fax",
    ]);
  });

  it("tells the syntax errors of the file itself alone, before any check", () => {
    const text =
      "-- migrate:up\nALTER member;\nDROP TABLE loans;\n-- migrate:down\n-- 📠\nCREATE TABLE ();\nDROP fax;\n";
    const document = createMigration("file:///3.sql", text, { ...postgresql, before: ["CREATE TABEL a;"] });
    const found = document.syntax().map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
    expect(found).toEqual(["42601 member", "42601 (", "42601 fax"]);
    // The model is made from what was read, and an edit is seen.
    expect(document.fast().problems.map(({ rule }) => rule)).toContain("drop-table");
    document.update(text.replace("DROP fax", "DROP TABLE fax"));
    expect(document.syntax().map(({ code }) => code)).toEqual(["42601", "42601"]);
    document.dispose();
  });

  it("follows an edit that makes or removes the section, and one of the files before", () => {
    const doing = "DROP TABLE member;\n";
    const document = createMigration("file:///2.sql", doing, { ...postgresql, before: [members] });
    const rules = () =>
      document
        .fast()
        .problems.filter(({ severity }) => severity !== "hint")
        .map(({ rule }) => rule);
    expect(rules()).toEqual(["drop-table"]);
    document.update(`-- migrate:up\n-- migrate:down\n${doing}`);
    expect(rules()).toEqual([]);
    document.update("ALTER TABLE member ADD CHECK (fax <> '') NOT VALID;\n");
    expect(rules()).toEqual([]);
    document.rebase([members.replace("fax", "phone")]);
    expect(rules()).toEqual(["unknown-column"]);
    expect(document.fast().schema.tables).toEqual([]);
    document.dispose();
  });

  it("takes the dialect from the files before, where its own text does not tell", () => {
    const mysql = "CREATE TABLE `a` (id int AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;";
    const document = createMigration("file:///2.sql", "DROP TABLE a;", { before: [mysql] });
    expect(document.dialect).toBe("mysql");
    document.dispose();
  });
});

describe("upSection", () => {
  it("blanks what undoes and keeps every place", () => {
    expect(upSection("-- migrate:up\r\nA;\r\n-- migrate:down\r\n😀 b\r\n")).toBe(
      "-- migrate:up\r\nA;\r\n               \r\n    \r\n",
    );
    expect(upSection("-- going down\nA;")).toBe("-- going down\nA;");
  });
});
