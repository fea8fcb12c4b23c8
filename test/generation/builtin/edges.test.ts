import { expect, test } from "vitest";
import { generateBuiltin } from "../../../server/generation/builtin";
import { builtinProvider } from "../../../server/generation/providers/builtin";
import { tablesOf } from "./answer";

const failureOf = (brief: string) => generateBuiltin({ brief, dialect: "postgresql" }).failure;

test("a brief without anything to keep fails with what to do", () => {
  expect(failureOf(" \n")).toMatch(/^The brief is empty\. Say which things/);
  expect(failureOf("asdf qwer zxcv")).toMatch(/^No entities were found in the brief\. Say which things/);
});

test("other languages are told, and their lists read", () => {
  expect(
    failureOf("Eine Bibliothek verleiht Bücher an Mitglieder. Jedes Buch hat einen Titel und eine ISBN."),
  ).toMatch(/reads English/);
  expect(
    tablesOf(
      "Wir brauchen diese Tabellen für den Verein und die Mitglieder:\nmitglieder(id, name)\nbeitraege(id, mitglied_id, betrag)",
    ),
  ).toContain("mitglieder: id, name");
});

test("SQL and quotes in a brief stay words", () => {
  const { sql } = generateBuiltin({
    brief: "Customers have a name'); drop table customers; --\nand an email.",
    dialect: "postgresql",
  });
  expect(sql.split("\n").filter((line) => /^\s*drop/i.test(line))).toEqual([]);
  expect(sql).toContain("COMMENT ON TABLE customers IS 'A customer. Brief: \"Customers have a name'');\"';");
});

test("characters that no database takes are left out", () => {
  const { sql } = generateBuiltin({
    brief: "Customers have a \u0000name and an \ud800 email.",
    dialect: "postgresql",
  });

  expect(sql.includes("\0")).toBe(false);
  expect(Buffer.from(sql, "utf8").toString("utf8")).toBe(sql);
});

test("names are short enough for every database", () => {
  const long = "extraordinarily_".repeat(12);
  const { sql } = generateBuiltin({ brief: `widgets(id, ${long}name, price)`, dialect: "postgresql" });
  const names = sql
    .split("\n")
    .flatMap((line) => (/^(?:--|COMMENT)/.test(line) ? [] : (line.match(/\w+/g) ?? [])));
  expect(names.filter((name) => name.startsWith("extraordinarily")).map((name) => name.length)).toEqual([47]);
  expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(63);
});

test("the provider shows one statement after the other and ends when it is told to", async () => {
  const request = {
    dialect: "postgresql",
    brief: "Customers have a name. Customers place orders.",
    messages: [],
  } as const;
  const pieces: string[] = [];
  const answer = await builtinProvider.complete(request, {
    signal: new AbortController().signal,
    onText: (text) => pieces.push(text),
  });
  expect(pieces.join("")).toBe(answer.text);
  expect(answer.text).toBe(generateBuiltin(request).sql);
  expect(pieces.length).toBeGreaterThan(4);

  const controller = new AbortController();
  const stopped = builtinProvider.complete(request, {
    signal: controller.signal,
    onText: () => controller.abort(new Error("stopped")),
  });
  await expect(stopped).rejects.toThrow("stopped");
});

test("the provider fails where nothing was understood", async () => {
  const request = { dialect: "postgresql", brief: "", messages: [] } as const;
  const failed = builtinProvider.complete(request, {
    signal: new AbortController().signal,
    onText: () => undefined,
  });
  await expect(failed).rejects.toMatchObject({ name: "ProviderFailure", code: "bad_answer" });
});
