// Checks documents that nobody would write: own schemas with characters and words taken out, doubled and exchanged,
// random tokens, and arbitrary text. Nothing may throw, hang or point outside of the text.
//
//   node bench/fuzz.mjs [--json] [--documents N] [--seed N] [--engine N]
//
// `--documents` go through the fast tier (50,000 unless given), `--engine` of them through the engine, too (300).
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { sourceBundle } from "./source-bundle.mjs";

const root = path.join(import.meta.dirname, "..");
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const documents = option("--documents", 50_000);
const onEngine = option("--engine", 300);
const seed = option("--seed", Date.now() % 1_000_000);
/** Milliseconds after which a document counts as a hang. */
const hang = 5000;

const checker = await sourceBundle("fuzz", ["checker", "engine/node", "sql", "schema"], { engine: true });
await checker.prepareChecker();
const engines = await checker.createEngines();
const sources = readSources();
// The engine's start is measured elsewhere.
await checker.checkText("SELECT 1;", { dialect: "postgresql", engines: engines.source });
const failures = [];
let [slowest, hangs] = [0, 0];
const started = process.cpuUsage();
for (const [index, text] of fc.sample(documentsOf(sources), { numRuns: documents, seed }).entries()) {
  const dialect = ["postgresql", "postgresql", "postgresql", "auto", "mysql", "sqlite"][index % 6];
  await judge(text, { dialect, ...(index < onEngine && { engines: engines.source }) }, index);
  if (index % 5000 === 4999) console.error(`${index + 1} documents, ${failures.length} failures`);
}
await extremes();
await engines.dispose();
const { user, system } = process.cpuUsage(started);
const result = {
  seed,
  documents,
  onEngine,
  failures: failures.length,
  hangs,
  slowestMs: Math.round(slowest),
  cpuSeconds: Math.round((user + system) / 1e6),
};
for (const { index, error, text } of failures.slice(0, 10))
  console.error(`document ${index}: ${error}\n${JSON.stringify(text.slice(0, 400))}`);
console.error(
  `${documents} documents and 9 extremes from seed ${seed}: ${failures.length} failures, ${hangs} over 5 s, the slowest ${Math.round(slowest)} ms`,
);
if (process.argv.includes("--json")) console.log(JSON.stringify(result));
process.exitCode = failures.length + hangs > 0 ? 1 : 0;

async function judge(text, options, index) {
  const start = performance.now();
  try {
    const { problems, script, schema } = await checker.checkText(text, options);
    for (const { span, related = [], fixes = [] } of problems)
      for (const one of [
        span,
        ...related.map((part) => part.span),
        ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span)),
      ])
        if (!(one.start >= 0 && one.start <= one.end && one.end <= text.length))
          throw new Error(`the range ${one.start}–${one.end} lies outside of ${text.length} characters`);
    if (script.text !== text || !schema.tables) throw new Error("the model is not that of the text");
  } catch (error) {
    failures.push({
      index,
      text,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
  const ms = performance.now() - start;
  slowest = Math.max(slowest, index === "extreme" ? 0 : ms);
  if (ms > hang && index !== "extreme") {
    hangs++;
    console.error(`document ${index} took ${Math.round(ms)} ms: ${JSON.stringify(text.slice(0, 200))}`);
  }
}

/** The statements of own schemas, and of the corpus beside the checkout where it is there. */
function readSources() {
  const folders = [
    path.join(root, "bench/mutants"),
    path.join(root, "../shared/corpus/mutants"),
    path.join(root, "../shared/corpus/schemas/sqlite"),
  ];
  const files = folders.flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [],
  );
  return files
    .filter((file) => file.endsWith(".sql"))
    .flatMap((file) =>
      checker
        .parseScript(readFileSync(file, "utf8"), "postgresql")
        .statements.map(({ text }) => `${text};\n`),
    )
    .filter((text) => text.length < 3000);
}

function documentsOf(statements) {
  const some = fc
    .array(fc.constantFrom(...statements), { minLength: 1, maxLength: 4 })
    .map((list) => list.join(""));
  const junk = fc.constantFrom(
    "'",
    '"',
    "$$",
    "$a$",
    "(",
    ")",
    "[",
    "]",
    ";",
    ",",
    "--",
    "/*",
    "*/",
    "\\",
    "\\.\n",
    "\0",
    "\ud800",
    "\udc00",
    "🙂",
    "\ufeff",
    "\r\n",
    "\t",
    "E'",
    "U&'",
    "::",
    ":=",
    "COPY t FROM stdin;\n",
    "BEGIN ATOMIC",
    "DELIMITER //\n",
    "CREATE TABLE ",
    "\\connect x\n",
    "$1",
    ":v",
    "`",
    "%",
    "0x",
    "1e",
  );
  const cut = fc
    .tuple(
      some,
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(6), junk), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .map(([text, edits]) =>
      edits.reduce((current, [where, length, insert]) => {
        const at = Math.floor(where * current.length);
        return current.slice(0, at) + insert + current.slice(at + length);
      }, text),
    );
  const words = fc
    .array(fc.oneof(junk, fc.constantFrom(...statements.join(" ").split(/\s+/).slice(0, 4000))), {
      maxLength: 40,
    })
    .map((list) => list.join(" "));
  const exchanged = fc
    .tuple(some, some, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([a, b, where]) => a.slice(0, Math.floor(where * a.length)) + b.slice(Math.floor(where * b.length)));
  return fc.oneof(
    { weight: 6, arbitrary: cut },
    { weight: 2, arbitrary: exchanged },
    { weight: 2, arbitrary: words },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 300 }) },
  );
}

/** Sizes and depths beyond what is written by hand; these may take their time, but no more than a minute. */
async function extremes() {
  const cases = {
    "10,000 parentheses": `SELECT ${"(".repeat(10_000)}1${")".repeat(10_000)};`,
    "10,000 brackets open": `CREATE TABLE t (a int CHECK (${"((".repeat(5_000)}`,
    "nested CASE": `SELECT ${"CASE WHEN true THEN ".repeat(3000)}1${" END".repeat(3000)};`,
    "100,000 operands": `SELECT 1${" + 1".repeat(100_000)};`,
    "nested comments": `${"/* ".repeat(20_000)}${"*/ ".repeat(20_000)}SELECT 1;`,
    "a string of 10 MB": `INSERT INTO t VALUES ('${"x".repeat(10_000_000)}');`,
    "100,000 semicolons": ";".repeat(100_000),
    "NUL and lone surrogates": "CREATE TABLE t\0 (a\ud800 int); SELECT '\udc00';",
    "5,000 tables": Array.from(
      { length: 5000 },
      (_, n) => `CREATE TABLE t${n} (id int PRIMARY KEY${n > 0 ? `, p int REFERENCES t${n - 1}` : ""});`,
    ).join("\n"),
  };
  for (const [name, text] of Object.entries(cases)) {
    const start = performance.now();
    await judge(text, { dialect: "postgresql", engines: engines.source }, "extreme");
    const ms = performance.now() - start;
    console.error(`${name}: ${Math.round(ms)} ms`);
    if (ms > 60_000) hangs++;
  }
}
