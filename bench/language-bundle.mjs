// The features of the language, bundled from the source with the reading of SQL below them.
import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";
import { importMetaUrl } from "../scripts/build-engine.mjs";

const root = path.join(import.meta.dirname, "..");

/** What `server/language`, `server/sql` and `server/schema` give, with the parsers loaded. */
export async function languageBundle(name) {
  const folder = path.join(root, ".dbscst-dev/language-bench");
  mkdirSync(folder, { recursive: true });
  const outfile = path.join(folder, `${name}.cjs`);
  await build({
    stdin: {
      contents: ["language", "sql", "schema"].map((one) => `export * from "./server/${one}";`).join("\n"),
      resolveDir: root,
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile,
    logLevel: "error",
    ...importMetaUrl,
  });
  copyFileSync(
    path.join(root, "node_modules/libpg-query/wasm/libpg-query.wasm"),
    path.join(folder, "libpg-query.wasm"),
  );
  const bundle = createRequire(import.meta.url)(outfile);
  await bundle.loadParsers();
  return bundle;
}
