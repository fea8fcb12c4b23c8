// `dbscst check` against a PostgreSQL that runs the same statements, in turns of the same run: the time of the whole
// command, from its start to its end, and that of the server, which runs already. Own schemas, or files of others.
//
//   node bench/check.mjs [--json] [--rounds N] [--in FILE-OR-FOLDER…]
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { median } from "./lsp-session.mjs";
import { startNative } from "./native-postgres.mjs";
import { sourceBundle } from "./source-bundle.mjs";
import { sqlFiles } from "./sql-files.mjs";

const limit = 1.5;
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const rounds = Number(option("--rounds", "3"));
const files = sqlFiles([path.join(import.meta.dirname, "mutants")]);
const cli = path.join(import.meta.dirname, "../dist/cli.js");

const { loadParsers, parseScript } = await sourceBundle("check", ["sql"]);
await loadParsers();
const scripts = files.map((file) => parseScript(readFileSync(file, "utf8"), "postgresql"));
const statements = scripts.reduce((sum, script) => sum + script.statements.length, 0);
const native = await startNative();
const ours = [];
const theirs = [];
try {
  for (let round = 0; round < rounds; round++) {
    theirs.push(await timed(runNatively));
    ours.push(await timed(check));
  }
} finally {
  await native.stop();
}
const figures = {
  files: files.length,
  statements,
  ours: Math.round(median(ours)),
  native: Math.round(median(theirs)),
  ratio: Math.round((median(ours) / median(theirs)) * 100) / 100,
};
console.error(`${files.length} files, ${statements} statements, medians of ${rounds} rounds`);
console.error(`dbscst check   ${figures.ours} ms`);
console.error(`PostgreSQL     ${figures.native} ms`);
console.error(`ratio          ${figures.ratio}  (at most ${limit})`);
if (process.argv.includes("--json")) console.log(JSON.stringify(figures));

/** A database of its own for each file, and a message for each statement, as psql sends them. */
async function runNatively() {
  for (const { statements } of scripts) await native.judge(statements);
}

function check() {
  return new Promise((resolve, reject) => {
    const command = [cli, "check", "--dialect", "postgresql", "--format", "json", ...files];
    const child = execFile(process.execPath, command, { maxBuffer: 1 << 28 }, () => undefined);
    child.on("error", reject);
    // 1: there are errors in them.
    child.on("close", (code) =>
      code === 0 || code === 1 ? resolve() : reject(new Error(`dbscst check ended with ${code}`)),
    );
  });
}

async function timed(work) {
  const since = performance.now();
  await work();
  return performance.now() - since;
}
