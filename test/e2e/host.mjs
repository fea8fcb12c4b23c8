// The mocha suite inside the extension host of the browser build of VS Code.
import { clearTimeout, setTimeout } from "node:timers";
import { root } from "../../scripts/setup/paths.mjs";
import { say } from "../../scripts/setup/say.mjs";
import { ensureBrowserBuild } from "../../scripts/setup/vscode.mjs";
import { startServer } from "../../scripts/workbench/server.mjs";
import { launchChromium } from "./rig/browser.mjs";
import { scratchFolder } from "./rig/scratch.mjs";
import { bundleSuite } from "./suite/bundle.mjs";

const mark = "\u0001";
const countsMark = `${mark}counts:`;
const limit = 300_000;

/**
 * Runs the suite and prints its lines as they come.
 *
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runHostSuite() {
  const scratch = await scratchFolder();
  const server = await startServer({
    build: await ensureBrowserBuild(),
    dataFolder: scratch.dataFolder,
    folder: scratch.workspace,
    development: { extension: root, tests: await bundleSuite() },
  });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    let counts;
    const ended = new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`the suite did not end within ${limit / 1000} s`)),
        limit,
      );
      const settle = (end) => (value) => {
        clearTimeout(late);
        end(value);
      };
      page.on("crash", () => settle(reject)(new Error("the page crashed")));
      void page.exposeFunction("codeAutomationLog", (_type, args) => {
        const [line] = args;
        if (typeof line !== "string" || !line.startsWith(mark)) return;
        if (line.startsWith(countsMark)) counts = JSON.parse(line.slice(countsMark.length));
        else console.log(line.slice(mark.length));
      });
      void page.exposeFunction("codeAutomationExit", settle(resolve));
    });
    await page.goto(server.url);
    const code = await ended;
    if (!counts) {
      say(
        `the suite ended with code ${code} and no result; the server's last words:\n${server.log().slice(-3000)}`,
      );
      return { passed: 0, failed: 1, skipped: 0 };
    }
    return counts;
  } finally {
    await browser.close();
    await server.stop();
    await scratch.remove();
  }
}
