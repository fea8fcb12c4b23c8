// `npm run bench`: runs every benchmark, or the named ones, each alone; prints their tables, and at the end one JSON
// object with what each measured.
//
//   npm run bench [-- NAME…]
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const here = import.meta.dirname;
/** Each prints a table on standard error and, with --json, its figures on standard output. */
const benchmarks = {
  mutants: "faults of many kinds in own schemas against a PostgreSQL's verdict",
  fuzz: "documents that nobody would write: nothing throws, hangs or points outside of the text",
  agreement: "what the checker finds against PostgreSQL's own verdict",
  "quick-fixes": "each quick fix applied and the result checked again",
  check: "the whole command line against a PostgreSQL that runs the same statements",
  memory: "the memory of the server and the engine: opened, after thousands of edits, idle",
  latency: "from an edit to the diagnostics and to the engine's verdict",
  incremental: "that the verdicts after random edits are those of a fresh database",
  "edit-kinds": "what an edit of each kind costs until the engine's verdict",
  language: "completion, hover, rename and the like on a file of 2 MB",
  "completion-share": "how often completion offers the name that was written at the place",
  refactorings: "what refactorings of schemas leave behind, as the built language server checks it",
  builtin: "the built-in generator against references",
  "generation-faults": "the pipeline against a model that errs",
  designer: "the designer's page in Chromium: the first picture, an edit, its size",
  diagram:
    "the diagram in Chromium: a thousand tables laid out and panned, the first picture of thirty, an edit",
  sidebar: "the sidebar in a real editor with 2,000 tasks: activation, first paint, opening the tree",
  backend: "the backend under load, and what its answers tell by their time",
  "backend-failures": "the backend killed, its database restarted, lost and pooled, under load",
  "backend-scale": "the backend with a million tasks in ten thousand projects",
  "backend-soak": "a hundred listeners on five instances, and memory under an hour's worth of load",
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(", ")}; there are ${Object.keys(benchmarks).join(", ")}.`,
  );
  process.exit(2);
}
if (!existsSync(path.join(here, "../dist/lsp.js"))) {
  console.error("The benchmarks measure what was built: run `npm run build` first.");
  process.exit(2);
}

const results = {};
let failed = false;
for (const name of asked.length > 0 ? asked : Object.keys(benchmarks)) {
  console.error(`\n── ${name}: ${benchmarks[name]} ──`);
  const { code, output } = await run(path.join(here, `${name}.mjs`));
  try {
    results[name] = JSON.parse(output);
  } catch {
    results[name] = { failed: `exit ${code}` };
  }
  failed ||= code !== 0;
}
console.log(JSON.stringify(results, null, 2));
process.exitCode = failed ? 1 : 0;

function run(file) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, "--json"], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.on("close", (code) => resolve({ code, output }));
  });
}
