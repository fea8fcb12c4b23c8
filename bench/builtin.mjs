// Measures the built-in generator on the briefs of bench/briefs: tables, columns and foreign keys against the
// references, what runs without an error or a warning, time, and whether a second run gives the same.
//
// `--briefs` measures the briefs of another folder, `--explain` counts what is lost and superfluous by kind.
//
//   node bench/builtin.mjs [--briefs FOLDER] [--set tuned|heldout|all] [--only REGEX] [--show] [--explain] [--json]
import { execFileSync } from "node:child_process";
import { build } from "esbuild";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { explain } from "./builtin-losses.mjs";
import { matchSchemas, readReference } from "./builtin-match.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const option = (name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : (process.argv[at + 1] ?? "");
};
const flag = (name) => process.argv.includes(`--${name}`);

// The engine is built from the source that is measured, not taken from an older dist/.
execFileSync(process.execPath, [join(root, "scripts/build-engine.mjs")], { stdio: "ignore" });
const { generateBuiltin, checkText, prepareChecker, createEngines } = await load();
await prepareChecker();
const engines = await createEngines({
  worker: join(root, ".dbscst-dev/engine-process/engine-worker.js"),
});
const sqlite = await openSqlite();

const set = option("set") ?? "all";
const only = new RegExp(option("only") ?? "");
const folder = option("briefs") ?? join(root, "bench/briefs");
const briefs = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .sort()
  .map((file) => ({
    id: file.slice(0, -5),
    ...JSON.parse(readFileSync(join(folder, file), "utf8")),
  }))
  .filter(({ id, heldOut }) => only.test(id) && (set === "all" || (set === "heldout") === heldOut));

// The first run loads the dictionaries; the measure is what comes after the start.
generateBuiltin({ brief: "A shop has products.", dialect: "postgresql" });
const rows = [];
for (const { id, style, dialect, heldOut, brief: lines, reference } of briefs) {
  const brief = lines.join("\n");
  const start = performance.now();
  const answer = generateBuiltin({ brief, dialect });
  const ms = performance.now() - start;
  const again = generateBuiltin({ brief, dialect });
  const postgresql = dialect === "postgresql" ? answer : generateBuiltin({ brief, dialect: "postgresql" });
  const checked = await checkText(postgresql.sql, { dialect: "postgresql", engines: engines.source });
  const own =
    dialect === "postgresql" ? checked : await checkText(answer.sql, { dialect, engines: engines.source });
  const problems = [...checked.problems, ...(own === checked ? [] : own.problems)]
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ code, message }) => `${code}: ${message}`);
  if (checked.engine !== "ran") problems.push(`engine ${checked.engine}`);
  if (dialect === "sqlite") problems.push(...sqlite(answer.sql));
  const [wanted, made] = [readReference(reference), readSchema(checked.schema, postgresql.sql)];
  const score = matchSchemas(wanted, made);
  const hints = checked.problems.filter(({ severity }) => severity !== "error" && severity !== "warning");
  rows.push({
    id,
    style,
    dialect,
    heldOut,
    ms,
    same: again.sql === answer.sql,
    problems,
    hints,
    score,
    wanted,
    made,
    answer,
  });
}
await engines.dispose();

if (flag("show"))
  for (const { id, score, problems, answer, hints } of rows) {
    console.log(`\n## ${id}`);
    for (const kind of ["tables", "columns", "keys"]) {
      const { missing, extra } = score[kind];
      if (missing.length + extra.length > 0)
        console.log(`  ${kind}: missing ${missing.join(", ") || "-"} | extra ${extra.join(", ") || "-"}`);
    }
    for (const problem of problems) console.log(`  PROBLEM ${problem}`);
    for (const { code, message } of hints) console.log(`  ${code}: ${message.slice(0, 120)}`);
    if (answer.uncovered.length > 0) console.log(`  uncovered: ${answer.uncovered.join(" | ")}`);
  }

if (flag("explain")) explain(rows, (line) => console.error(line));

const groups = new Map();
for (const row of rows)
  for (const name of [
    row.style,
    row.heldOut ? "(held out)" : "(tuned)",
    row.style === "explicit" ? "(explicit)" : "(not explicit)",
    "(all)",
  ])
    groups.set(name, [...(groups.get(name) ?? []), row]);
const table = [...groups].map(([name, list]) => ({ group: name, ...summary(list) }));
// As `npm run bench` wants it: the table on standard error, the figures as JSON on standard output.
const heads = Object.keys(table[0] ?? {});
const line = (cells) =>
  console.error(
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(15) : String(cell).padStart(9))).join(""),
  );
line(heads);
for (const row of table) line(heads.map((head) => row[head]));
if (flag("json")) console.log(JSON.stringify(table));

function summary(list) {
  const mean = (of) => list.reduce((sum, row) => sum + of(row), 0) / list.length;
  const percent = (value) => Math.round(value * 1000) / 10;
  const figures = { briefs: list.length };
  for (const [kind, short] of [
    ["tables", "table"],
    ["columns", "column"],
    ["keys", "fk"],
  ]) {
    for (const measure of ["precision", "recall", "f1"])
      figures[`${short} ${measure[0].toUpperCase()}`] = percent(mean(({ score }) => score[kind][measure]));
  }
  figures["clean %"] = percent(mean(({ problems }) => (problems.length === 0 ? 1 : 0)));
  figures["same %"] = percent(mean(({ same }) => (same ? 1 : 0)));
  figures["max ms"] = Math.round(Math.max(...list.map(({ ms }) => ms)));
  return figures;
}

/** The tables of the model; the columns of a key are read from its text, so that the two check each other. */
function readSchema({ tables }, sql) {
  return tables.map(({ name, columns, constraints }) => {
    const targets = new Map();
    for (const { kind, span, target } of constraints) {
      if (kind !== "foreign key") continue;
      const [, list = ""] = /foreign key \(([^)]*)\)/i.exec(sql.slice(span.start, span.end)) ?? [];
      targets.set(list.replaceAll('"', ""), target.name);
    }
    return {
      name,
      columns: columns.map((column) => ({
        name: column.name,
        ...(targets.has(column.name) ? { target: targets.get(column.name) } : {}),
      })),
    };
  });
}

async function load() {
  const outfile = join(root, "node_modules/.cache/dbscst-bench/builtin.cjs");
  await build({
    stdin: {
      contents: `export * from "./server/generation/builtin"; export { checkText, prepareChecker } from "./server/checker"; export { createEngines } from "./server/engine/node";`,
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["libpg-query", "pluralize", "compromise"],
    outfile,
    logLevel: "error",
  });
  const module = await import(pathToFileURL(outfile).href);
  return module.default ?? module;
}

async function openSqlite() {
  const { default: init } = await import("@sqlite.org/sqlite-wasm");
  const api = await init({ print: () => undefined, printErr: () => undefined });
  return (sql) => {
    const database = new api.oo1.DB(":memory:");
    try {
      database.exec("pragma foreign_keys = on");
      database.exec(sql);
      return database.selectArrays("pragma foreign_key_check").length > 0 ? ["foreign_key_check"] : [];
    } catch (error) {
      return [`sqlite: ${error.message}`];
    } finally {
      database.close();
    }
  };
}
