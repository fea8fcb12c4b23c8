// Where things are: the clone, the cache that clones share, and the scratch folder of `npm start`.
import os from "node:os";
import path from "node:path";

/** The clone. */
export const root = path.resolve(import.meta.dirname, "../..");

/** What every clone of a person shares: the browser build of VS Code. Read at call time, so that tests can move it. */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME;
  return path.join(base && path.isAbsolute(base) ? base : path.join(os.homedir(), ".cache"), "dbscst");
}

/** What `npm start` writes: the copy of the sample workspace, the editor's and the backend's data. Ignored by git. */
export const scratch = path.join(root, ".dbscst-dev");

/** What tests write: bundles of suites, screenshots, reports. Ignored by git. */
export const out = path.join(root, "out");
