// `npm run test:e2e`: the extension in a real VS Code, from inside its extension host and through its user interface.
//
//   npm run test:e2e [-- host] [-- ui [vitest's own arguments]]
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { bootstrap } from "../../scripts/bootstrap.mjs";
import { out, root } from "../../scripts/setup/paths.mjs";
import { run } from "../../scripts/setup/processes.mjs";
import { main, step } from "../../scripts/setup/say.mjs";

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

async function ui(args) {
  const report = path.join(reports, "ui.json");
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
