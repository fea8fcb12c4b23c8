import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { fullCheck, useEngine } from "./check";

useEngine();

const root = path.join(import.meta.dirname, "../..");
const files = ["test/fixtures/clean", "bench/mutants"].flatMap((folder) =>
  readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`),
);

test.each(files)("%s has no error", async (file) => {
  const text = readFileSync(path.join(root, file), "utf8");
  const { script, problems } = await fullCheck(text, { dialect: "auto" });
  const dialect = /\/(mysql|mariadb|sqlite)-/.exec(file)?.[1] ?? "postgresql";
  expect(script.dialect).toBe(dialect);
  const errors = problems.filter(({ severity }) => severity === "error");
  expect(
    errors.map(({ code, message, span }) => `${code} ${message} «${text.slice(span.start, span.end)}»`),
  ).toEqual([]);
});
