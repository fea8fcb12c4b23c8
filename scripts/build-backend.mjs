// Makes what the backend needs beside its bundle: the program that makes an embedded database, and the page at /docs.
// `buildWorkerForSource` bundles the worker of the embedded database, for tests that run from source.
import { copyFile, cp, mkdir, rename } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { importMetaUrl } from "./build-engine.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");
const cache = join(modules, ".cache", "dbscst-backend");

/** What a program loads on first need, each a bundle of its own: code that is not read costs no time at the start. */
function partsIn(program, folder) {
  const files = readdirSync(join(root, folder, "later"));
  return files.map((file) => [`${program}-${basename(file, ".ts")}`, `${folder}/later/${file}`]);
}

export const backendParts = Object.fromEntries(partsIn("backend", "server/backend"));

/** Of the exports, in whichever program. */
export const exportParts = Object.fromEntries(partsIn("export", "server/export"));

/** The same of the extension: the client of the language server is more than the rest of it together. */
export const extensionParts = {
  "extension-language-client": "client/language/later/language-client.ts",
};

const programs = { client: "extension", "server/export": "export", "server/backend": "backend" };

/** Leaves `import("…/later/NAME")` to run time, where a file such as `backend-NAME.js` lies beside the bundle. */
export const partsForLater = {
  name: "parts-for-later",
  setup({ onResolve }) {
    onResolve({ filter: /\/later\/[\w-]+$/ }, ({ path, kind, importer }) => {
      if (kind !== "dynamic-import") return undefined;
      const folder = Object.keys(programs).find((each) => importer.startsWith(join(root, each)));
      const program = programs[folder];
      return { path: `./${program}-${basename(path)}.js`, external: true };
    });
  },
};

/** Copies the backend's files into `to`. */
export async function copyBackendAssets(to) {
  await mkdir(to, { recursive: true });
  await copyFile(join(modules, "@electric-sql", "pglite", "dist", "initdb.wasm"), join(to, "initdb.wasm"));
  const page = join(modules, "@fastify", "swagger-ui", "static");
  await cp(page, join(to, "swagger-ui"), {
    recursive: true,
    filter: (file) => !file.endsWith("/swagger-ui.js"),
  });
}

/** Bundles the worker into the cache and gives where all files of the backend lie. */
export async function buildWorkerForSource() {
  await mkdir(cache, { recursive: true });
  const worker = async (name, source) => {
    // Written aside and moved, since another test run may be starting the bundle at this moment.
    const draft = join(cache, `${name}.${process.pid}.js`);
    await build({
      entryPoints: [join(root, "server", "backend", source)],
      outfile: draft,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      logLevel: "warning",
      ...importMetaUrl,
    });
    const file = join(cache, `${name}.js`);
    await rename(draft, file);
    return file;
  };
  return {
    databaseWorker: await worker("backend-database-worker", "database/pglite-worker.ts"),
    bcryptWorker: await worker("backend-bcrypt-worker", "bcrypt-worker.ts"),
    pglite: join(modules, "@electric-sql", "pglite", "dist"),
    initdb: join(modules, "@electric-sql", "pglite", "dist", "initdb.wasm"),
    swaggerUi: join(modules, "@fastify", "swagger-ui", "static"),
  };
}
