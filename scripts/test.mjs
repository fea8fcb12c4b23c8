// `npm test`: sets up what is missing, runs every part, and ends with one line that sums them up.
//
//   npm test [-- PART…]        PART: check unit integration e2e; without one, all but check
import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { bootstrap } from "./bootstrap.mjs";
import { out, root } from "./setup/paths.mjs";
import { run } from "./setup/processes.mjs";
import { Expected, main, say } from "./setup/say.mjs";

const reports = path.join(out, "reports");

/** Every part as the arguments of a Node process, and the reports that it leaves with counts in vitest's words. */
const parts = {
  check: { command: [path.join(root, "scripts/check.mjs")], reports: [] },
  unit: vitest("unit", "vitest.config.mts"),
  integration: vitest("integration", "vitest.integration.config.mts"),
  e2e: { command: [path.join(root, "test/e2e/run.mjs")], reports: ["host", "ui"] },
};

function vitest(name, config) {
  const report = path.join(reports, `${name}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return {
    command: ["node_modules/vitest/vitest.mjs", "run", "--config", config, ...reporters],
    reports: [name],
  };
}

/** @returns {Promise<{ passed: number, failed: number, skipped: number } | undefined>} undefined: the part wrote none */
async function countsOf(name) {
  const file = path.join(reports, `${name}.json`);
  if (!existsSync(file)) return undefined;
  const report = JSON.parse(await readFile(file, "utf8"));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles(report),
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** Files that failed without a failed test, such as one that could not be read; an exit code may not tell. */
function brokenFiles({ testResults = [] }) {
  const isBroken = ({ status, assertionResults }) =>
    status === "failed" && assertionResults.every((test) => test.status !== "failed");
  return testResults.filter(isBroken).length;
}

async function runPart(name, { yielding = false } = {}) {
  const part = parts[name];
  for (const report of part.reports) await rm(path.join(reports, `${report}.json`), { force: true });
  const title = `\n── ${name} ──`;
  if (!yielding) console.log(title);
  const since = Date.now();
  const { code, output } = await run(process.execPath, part.command, {
    cwd: root,
    show: !yielding,
    yielding,
  });
  if (yielding) console.log(`${title}\n${output.trim()}`);
  const counts = await Promise.all(part.reports.map(countsOf));
  const sum = (key) => counts.reduce((total, entry) => total + (entry?.[key] ?? 0), 0);
  const result = { name, passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
  // A part that ended badly without a failed test (a crash, an error outside of any test) failed all the same, and
  // so did one that ran nothing or left out a report.
  const silent = part.reports.length > 0 && (result.passed === 0 || counts.includes(undefined));
  if (result.failed === 0 && (code !== 0 || silent)) result.failed = 1;
  return { ...result, seconds: (Date.now() - since) / 1000 };
}

await main(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in parts));
  if (unknown.length > 0) {
    throw new Expected(
      `there is no part ${unknown.join(", ")}; the parts are ${Object.keys(parts).join(", ")}`,
    );
  }
  const names = asked.length > 0 ? asked : Object.keys(parts).filter((name) => name !== "check");
  const browser = names.includes("e2e");
  await bootstrap({ vscode: browser, chromium: browser });
  await mkdir(reports, { recursive: true });

  // The checks need a processor and nothing else; the parts that wait for processes and pages leave it to them.
  const others = names.filter((name) => name !== "check");
  const beside = others.length > 0 && names.includes("check");
  const checked = beside ? runPart("check", { yielding: true }) : undefined;
  const results = [];
  for (const name of beside ? others : names) results.push(await runPart(name));
  if (checked) results.unshift(await checked);

  console.log("");
  for (const { name, passed, failed, skipped, seconds } of results) {
    say(
      `${name.padEnd(12)} ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds.toFixed(0)} s`,
    );
  }
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  console.log(`${total("passed")} passed, ${total("failed")} failed, ${total("skipped")} skipped`);
  return total("failed") > 0 ? 1 : 0;
});
