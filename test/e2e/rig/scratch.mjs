// A folder for one run: the workspace that is opened and the editor's data, removed at the end.
import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { root } from "../../../scripts/setup/paths.mjs";

/** @returns {Promise<{ workspace: string, dataFolder: string, remove: () => Promise<void> }>} */
export async function scratchFolder() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "dbscst-e2e-"));
  const workspace = path.join(folder, "sample");
  await cp(path.join(root, "media/sample-workspace"), workspace, { recursive: true });
  return {
    workspace,
    dataFolder: path.join(folder, "vscode"),
    // The editor may still be writing its last log lines.
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
