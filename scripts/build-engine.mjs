// Makes what the engine process needs beside its bundle: PostgreSQL as WebAssembly, the archives of its extensions,
// and a snapshot of an initialised database, so that starting takes a fraction of a second instead of three.
// `node scripts/build-engine.mjs` also bundles the process itself, for tests that run from source.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const cache = join(root, "node_modules", ".cache", "dbscst-engine");
const pglite = join(root, "node_modules", "@electric-sql", "pglite");

/** Options that give ES modules which are bundled as CommonJS the `import.meta.url` that they look for. */
export const importMetaUrl = {
  define: { "import.meta.url": "importMetaUrl" },
  banner: {
    js: 'const requireOfNode = require, importMetaUrl = require("node:url").pathToFileURL(__filename).href;',
  },
};

/**
 * What PGlite and SQLite import when they run are modules of Node. A program that is run from V8's code cache has no loader for
 * `import()`, so they are required.
 */
export const importsOfEngines = {
  name: "imports of the engines",
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/](?:@electric-sql[\\/]pglite|@sqlite\.org)[\\/].*\.[cm]?js$/ },
      async ({ path }) => {
        const source = await readFile(path, "utf8");
        const contents = source.replaceAll(
          /(?<![\w$.])import\("((?:node:)?[\w/]+)"\)/g,
          (_, name) => `Promise.resolve(requireOfNode("${name}"))`,
        );
        return { contents, loader: "js" };
      },
    );
  },
};

/**
 * An initialised database, packed. Of its 40 MB, half are the template databases, which nothing here uses, and log
 * that is laid out for later; both are left out.
 */
async function makeSnapshot() {
  const { PGlite } = await import("@electric-sql/pglite");
  const database = await PGlite.create({ initDbStartParams: ["--wal-segsize=1"] });
  await database.exec("CHECKPOINT");
  const { rows } = await database.query(
    `SELECT pg_walfile_name(pg_current_wal_lsn()) AS segment,
      (SELECT array_agg(oid::text) FROM pg_database WHERE datname <> current_database()) AS templates`,
  );
  const [{ segment, templates }] = rows;
  const dump = Buffer.from(await (await database.dumpDataDir("none")).arrayBuffer());
  await database.close();
  const slim = filterTar(dump, (name) => {
    const [, oid] = /\/base\/(\d+)\//.exec(name) ?? [];
    const [, log] = /\/pg_wal\/([0-9A-F]{24})$/.exec(name) ?? [];
    return !(oid && templates.includes(oid)) && !(log && log > segment);
  });
  return gzipSync(slim, { level: 9 });
}

/** The entries of a tar archive whose names are wanted. */
function filterTar(tar, wanted) {
  const block = 512;
  const kept = [];
  for (let at = 0; at + block <= tar.length && tar[at] !== 0;) {
    const name = tar.toString("latin1", at, at + 100).replace(/\0.*$/s, "");
    const size = Number.parseInt(tar.toString("latin1", at + 124, at + 136), 8) || 0;
    const end = at + block + Math.ceil(size / block) * block;
    if (wanted(name)) kept.push(tar.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, Buffer.alloc(2 * block)]);
}

/** The folder with the engine's files; made anew when PGlite or this script has changed. */
export async function engineAssets() {
  const key = createHash("sha256")
    .update(await readFile(join(pglite, "package.json")))
    .update(await readFile(fileURLToPath(import.meta.url)))
    .digest("hex")
    .slice(0, 16);
  const folder = join(cache, `assets-${key}`);
  if (await exists(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  await mkdir(join(draft, "extensions"), { recursive: true });
  const dist = join(pglite, "dist");
  for (const file of ["pglite.wasm", "pglite.data"]) await copyFile(join(dist, file), join(draft, file));
  for (const file of await readdir(dist)) {
    if (file.endsWith(".tar.gz")) await copyFile(join(dist, file), join(draft, "extensions", file));
  }
  const sqlite = join(root, "node_modules", "@sqlite.org", "sqlite-wasm", "dist");
  await copyFile(join(sqlite, "sqlite3.wasm"), join(draft, "sqlite3.wasm"));
  await writeFile(join(draft, "snapshot.tar.gz"), await makeSnapshot());
  // Another build may have been faster; its folder is as good.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  return folder;
}

/** Copies the engine's files into `to`, those that are not there yet. */
export async function copyEngineAssets(to) {
  const from = await engineAssets();
  await copyFolder(from, to);
}

async function copyFolder(from, to) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await copyFolder(source, target);
    else if (!(await sameFile(source, target))) {
      // Whole or not at all: a process that starts meanwhile must not read half a file.
      await copyFile(source, `${target}.${process.pid}`);
      await rename(`${target}.${process.pid}`, target);
    }
  }
}

async function sameFile(a, b) {
  const [one, other] = await Promise.all([stat(a), stat(b).catch(() => undefined)]);
  return other !== undefined && one.size === other.size && one.mtimeMs <= other.mtimeMs;
}

async function exists(path) {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/**
 * Bundles the engine process where an engine that runs from source looks for it. Not below node_modules: clones may
 * share that, and each has a process of its own version.
 */
async function buildEngineForSource() {
  const folder = join(root, ".dbscst-dev", "engine-process");
  await copyEngineAssets(join(folder, "engine"));
  // Written aside and moved, since another test run may be starting the bundle at this moment.
  const draft = join(folder, `engine-worker.${process.pid}.js`);
  await build({
    entryPoints: [join(root, "server", "engine", "worker.ts")],
    outfile: draft,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    ...importMetaUrl,
    logLevel: "warning",
  });
  await rename(draft, join(folder, "engine-worker.js"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildEngineForSource();
