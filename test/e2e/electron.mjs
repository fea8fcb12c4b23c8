// `npm run test:electron`: the suite of the extension host in a desktop VS Code, which is downloaded where
// VSCODE_PATH names none. A machine that has neither runs the same suite with `npm run test:e2e -- host`.
import { existsSync } from "node:fs";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { bootstrap } from "../../scripts/bootstrap.mjs";
import { root } from "../../scripts/setup/paths.mjs";
import { Expected, main, say } from "../../scripts/setup/say.mjs";
import { scratchFolder } from "./rig/scratch.mjs";
import { bundleSuite } from "./suite/bundle.mjs";

async function desktop() {
  const named = process.env.VSCODE_PATH;
  if (named && existsSync(named)) return named;
  if (named)
    throw new Expected(`VSCODE_PATH is set to ${named}, which does not exist. Correct it or unset it.`);
  try {
    return await downloadAndUnzipVSCode(process.env.VSCODE_VERSION ?? "stable");
  } catch (error) {
    throw new Expected(
      `a desktop VS Code could not be downloaded (${error.message}). Set VSCODE_PATH to the executable of one, ` +
        "or run the same suite in the browser build: npm run test:e2e -- host",
    );
  }
}

await main(async () => {
  await bootstrap();
  const executable = await desktop();
  say(`running the suite in ${executable}`);
  const scratch = await scratchFolder();
  try {
    return await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: await bundleSuite(),
      launchArgs: [scratch.workspace, "--disable-extensions", "--disable-workspace-trust", "--no-sandbox"],
    });
  } finally {
    await scratch.remove();
  }
});
