// `npm run test:e2e`: the extension in a real VS Code, from inside its extension host and through its user interface.
//
//   npm run test:e2e [-- host] [-- ui [vitest's own arguments]]
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { bootstrap } from "../../scripts/bootstrap.mjs";
import { out, root } from "../../scripts/setup/paths.mjs";
import { run } from "../../scripts/setup/processes.mjs";
import { main, say, step } from "../../scripts/setup/say.mjs";

const reports = path.join(out, "reports");

await main(async () => {
  const [part, ...rest] = process.argv.slice(2);
  await bootstrap({ vscode: true, chromium: true });
  await mkdir(reports, { recursive: true });
  let failed = false;
  if (part !== "ui") failed = !(await host()) || failed;
  if (part !== "host") failed = !(await ui(rest)) || failed;
  return failed ? 1 : 0;
});

async function host() {
  const { runHostSuite } = await import("./host.mjs");
  const { passed, failed, skipped } = await step("running the suite in the extension host", runHostSuite);
  // The words of vitest's JSON reporter, so that the parts are summed up alike.
  const report = { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped };
  await writeFile(path.join(reports, "host.json"), JSON.stringify(report));
  return failed === 0 && passed > 0;
}

/**
 * A page on a busy machine now and then loses a key or a click. A file with a failed test is run once more, with an
 * editor of its own, and named; what fails twice has failed.
 */
async function ui(args) {
  const report = path.join(reports, "ui.json");
  if (await vitest(report, args)) return true;
  const first = existsSync(report) ? JSON.parse(await readFile(report, "utf8")) : undefined;
  const failed = (first?.testResults ?? [])
    .filter(({ status }) => status === "failed")
    .map(({ name }) => name);
  if (failed.length === 0) return false;
  const names = failed.map((name) => path.relative(root, name)).join(", ");
  say(`once more: ${names}`);
  const secondReport = path.join(reports, "ui-second.json");
  await rm(secondReport, { force: true });
  const passed = await vitest(secondReport, failed);
  if (!existsSync(secondReport)) return false;
  const second = JSON.parse(await readFile(secondReport, "utf8"));
  await writeFile(report, JSON.stringify(joined(first, second)));
  say(passed ? `passed only at the second try: ${names}` : `failed twice`);
  return passed;
}

/** Vitest's JSON report with the files of a second run in the place of their first. */
function joined(first, second) {
  const again = new Set(second.testResults.map(({ name }) => name));
  const testResults = [...first.testResults.filter(({ name }) => !again.has(name)), ...second.testResults];
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const count = (...states) => tests.filter(({ status }) => states.includes(status)).length;
  return {
    ...first,
    testResults,
    numPassedTests: count("passed"),
    numFailedTests: count("failed"),
    numPendingTests: count("pending", "skipped", "disabled"),
    numTodoTests: count("todo"),
  };
}

async function vitest(report, args) {
  const reporters = ["--reporter=verbose", "--reporter=json", `--outputFile.json=${report}`];
  const command = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config",
    "vitest.e2e.config.mts",
    ...reporters,
    ...args,
  ];
  const { code } = await run(process.execPath, command, { cwd: root, show: true });
  return code === 0;
}
