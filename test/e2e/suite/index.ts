// The entry that VS Code loads into the extension host. It runs mocha and ends with a line that holds the counts.
import { format } from "node:util";
import type MochaType from "mocha";

/** Begins each line that is the suite's and not the host's own log. */
const mark = "\u0001";

/** Ends the run: what follows is JSON with the counts. */
const countsMark = "counts:";

/** In the browser build, lines reach the terminal through the log of the workbench, among others. */
function markOutput(): void {
  const log = console.log.bind(console);
  Object.defineProperty(console, "log", {
    configurable: true,
    writable: true,
    value: (...args: unknown[]) => log(mark + format(...args)),
  });
}

/** Runs every suite. Rejects when a test failed, which VS Code turns into its exit code. */
export async function run(): Promise<void> {
  // Before mocha is loaded: it keeps the console.log that it finds.
  markOutput();
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({
    ui: "bdd",
    color: false,
    timeout: 120_000,
    reporter: "spec",
    forbidOnly: true,
    ...(process.env.MOCHA_GREP ? { grep: process.env.MOCHA_GREP } : {}),
  });
  mocha.suite.emit("pre-require", globalThis as unknown as MochaType.MochaGlobals, "", mocha);
  await import("./activation.suite");
  await import("./diagnostics.suite");
  await import("./proposal.suite");
  await import("./side-file.suite");
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const { passes, failures: failed, pending } = runner.stats ?? { passes: 0, failures, pending: 0 };
      console.log(countsMark + JSON.stringify({ passed: passes, failed, skipped: pending }));
      if (failures > 0) reject(new Error(`${failures} of the extension host's tests failed`));
      else resolve();
    });
  });
}
