// Measures the generation pipeline against a model that errs: seeded faults are put into good schemas, the model
// server gives the faulty one first and the good one when it is asked to repair, and what the pipeline shows is run
// on a PostgreSQL of its own, apart from the checker.
//
//   node bench/generation-faults.mjs [--runs 320] [--seed 1] [--only KIND] [--show] [--json]
import { PGlite } from "@electric-sql/pglite";
import { build } from "esbuild";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { startModelServer } from "../test/model-server/server.mjs";
import { faults } from "./generation-fault-kinds.mjs";
import { generator } from "./random.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "320" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    show: { type: "boolean" },
    json: { type: "boolean" },
  },
});

const { generate, ProviderFailure, generateBuiltin, createEngines } = await load();
const engines = await createEngines({ worker: join(root, "dist/engine-worker.js") });
const judge = await PGlite.create();
const random = generator(Number(values.seed));

const schemas = await goodSchemas();
const kinds = Object.entries(faults).filter(([kind]) => values.only === undefined || kind === values.only);
const rows = [];
for (let run = 0; run < Number(values.runs); run++) {
  const [kind, fault] = kinds[run % kinds.length];
  rows.push(await oneRun(run, kind, fault));
}
const overhead = await overheadFor(30);
await engines.dispose();
await judge.close();
report();

/** One generation with one fault; `repairs` says in which round the model answers with the good schema. */
async function oneRun(run, kind, fault) {
  const good = schemas[Math.floor(random() * schemas.length)];
  const script = fault({ good, random });
  const server = await startModelServer(script.behaviours);
  const row = { run, kind, rounds: 0, retries: 0, shown: "failure", told: true, ran: false, lost: 0, own: 0 };
  const started = performance.now();
  try {
    const outcome = await generate(
      {
        brief: "As agreed.",
        dialect: "postgresql",
        provider: "openai",
        openai: { baseUrl: server.url, model: "m" },
        // Short where a stall is what is measured; else a busy machine must not pass for one.
        stallTimeoutMs: kind === "stall" ? 400 : 30_000,
      },
      {
        signal: new AbortController().signal,
        onProgress: () => undefined,
        engines: engines.source,
        environment: {},
      },
    );
    const error = await failureOf(outcome.sql);
    const clean = outcome.problems.every(({ severity }) => severity !== "error");
    row.shown = clean ? "clean" : "faulty";
    row.ran = error === undefined;
    row.rounds = outcome.rounds;
    row.lost = good.tables.filter((table) => !outcome.tables.includes(table)).length;
    // A schema that is said to be clean must run and must be whole.
    row.told = !clean || (row.ran && row.lost === 0);
    row.own = performance.now() - started - outcome.timings.model;
    row.detail = error ?? outcome.problems.find(({ severity }) => severity === "error")?.message;
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    row.detail = `${error.code}: ${error.message}`;
  } finally {
    row.requests = server.chats().length;
    row.expected = script.expect;
    row.asExpected =
      script.expect === row.shown ||
      (script.expect === "any" && row.told) ||
      (script.expect === "not clean" && row.shown !== "clean");
    await server.close();
  }
  return row;
}

/** What PostgreSQL says against the SQL, or undefined where it runs. */
async function failureOf(sql) {
  await judge.exec("BEGIN");
  try {
    await judge.exec(sql);
    return undefined;
  } catch (error) {
    return error.message;
  } finally {
    await judge.exec("ROLLBACK");
  }
}

/** Schemas of the built-in generator that run, as lists of statements. */
async function goodSchemas() {
  const list = [];
  for (const file of readdirSync(join(root, "bench/briefs")).sort()) {
    const { brief } = JSON.parse(readFileSync(join(root, "bench/briefs", file), "utf8"));
    const answer = generateBuiltin({ brief: brief.join("\n"), dialect: "postgresql" });
    const statements = answer.statements.map((statement) =>
      statement.replace(/^(?:--[^\n]*\n|\s)+/, "").trim(),
    );
    const sql = statements.join("\n\n");
    if (statements.length < 4 || !/references/i.test(sql) || (await failureOf(sql)) !== undefined) continue;
    const tables = [...sql.matchAll(/^create table ("?)(\w+)\1/gim)].map(([, , name]) => name);
    list.push({ name: file, statements, sql, tables });
  }
  return list;
}

/** Our own work on a clean answer of so many tables, beyond the model's time, after the engine has started. */
async function overheadFor(count) {
  const statements = [];
  for (let at = 1; at <= count; at++) {
    const parent =
      at > 1 ? `,\n  t${at - 1}_id bigint NOT NULL REFERENCES t${at - 1} (id) ON DELETE CASCADE` : "";
    statements.push(
      `CREATE TABLE t${at} (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  name text NOT NULL,\n  price numeric(12,2) NOT NULL CHECK (price >= 0),\n  made_at timestamptz NOT NULL DEFAULT now()${parent}\n);`,
      `COMMENT ON TABLE t${at} IS 'Table ${at}.';`,
    );
    if (at > 1) statements.push(`CREATE INDEX ON t${at} (t${at - 1}_id);`);
  }
  const text = `\`\`\`sql\n${statements.join("\n")}\n\`\`\`\n`;
  const server = await startModelServer([{ text, delayMs: 200 }]);
  const times = [];
  let last;
  for (let run = 0; run < 10; run++) {
    const { timings, problems } = await generate(
      {
        brief: "As agreed.",
        dialect: "postgresql",
        provider: "openai",
        openai: { baseUrl: server.url, model: "m" },
      },
      {
        signal: new AbortController().signal,
        onProgress: () => undefined,
        engines: engines.source,
        environment: {},
      },
    );
    times.push(timings.total - timings.model);
    last = { ...timings, problems: problems.slice(0, 3) };
  }
  await server.close();
  times.sort((a, b) => a - b);
  return {
    tables: count,
    best: times[0],
    median: times[5],
    worst: times.at(-1),
    ...(values.show ? { last } : {}),
  };
}

function report() {
  const groups = new Map();
  for (const row of rows)
    for (const name of [row.kind, "(all)"]) groups.set(name, [...(groups.get(name) ?? []), row]);
  const table = [...groups].map(([kind, list]) => ({
    kind,
    runs: list.length,
    clean: list.filter(({ shown }) => shown === "clean").length,
    faulty: list.filter(({ shown }) => shown === "faulty").length,
    failure: list.filter(({ shown }) => shown === "failure").length,
    "as expected": list.filter(({ asExpected }) => asExpected).length,
    "not told": list.filter(({ told }) => !told).length,
    "most rounds": Math.max(...list.map(({ rounds }) => rounds)),
    "own ms": Math.round(median(list.map(({ own }) => own))),
  }));
  if (values.show) {
    console.log(overhead);
    for (const row of rows.filter(({ told, asExpected }) => !told || !asExpected)) console.log(row);
  }
  if (values.json) {
    console.log(JSON.stringify({ faults: table, overhead }, null, 2));
    return;
  }
  const heads = Object.keys(table[0]);
  const line = (cells) =>
    console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(24) : String(cell).padStart(12))).join(""));
  line(heads);
  for (const row of table.sort((a, b) => (a.kind < b.kind ? -1 : 1))) line(heads.map((head) => row[head]));
  console.log(
    `own work for ${overhead.tables} tables: best ${overhead.best} ms, median ${overhead.median} ms, worst ${overhead.worst} ms of 10 runs`,
  );
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

async function load() {
  const outfile = join(root, "node_modules/.cache/dbscst-bench/generation-faults.cjs");
  await build({
    stdin: {
      contents: `export * from "./server/generation"; export { generateBuiltin } from "./server/generation/builtin"; export { createEngines } from "./server/engine/node";`,
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["libpg-query", "pluralize", "compromise", "openai"],
    outfile,
    logLevel: "error",
  });
  const module = await import(pathToFileURL(outfile).href);
  return module.default ?? module;
}
