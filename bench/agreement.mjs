// Measures how far the checker agrees with PostgreSQL: by the corpus of schemas, mutants and regression files with a
// server's verdict that stands beside a development checkout, in `../shared/corpus`. It is data of others and no part
// of this project; where it is absent the benchmark says so and measures nothing.
//
//   node bench/agreement.mjs [--json]
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const scorer = path.join(root, "../shared/corpus/score.mjs");
const figures = {};
if (!existsSync(scorer)) {
  console.error("skipped: there is no corpus in ../shared/corpus");
  figures.skipped = "no corpus";
} else {
  for (const set of ["schemas", "mutants", "regress"]) figures[set] = await score(set);
}
if (process.argv.includes("--json")) console.log(JSON.stringify(figures));

function score(set) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [scorer, "--cli", "node dist/cli.js check", "--set", set], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.on("close", () => {
      try {
        resolve(JSON.parse(output));
      } catch {
        resolve({ failed: true });
      }
    });
  });
}
