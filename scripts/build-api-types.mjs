// Writes server/protocol/http.ts, the types of the backend's HTTP bodies, from the schemas that validate them.
// A test compares the file with what the server says of itself.
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import openapiTypes, { astToString } from "openapi-typescript";
import { format } from "prettier";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The text of the file for an OpenAPI document. */
export async function apiTypes(document) {
  const types = astToString(
    await openapiTypes(JSON.parse(JSON.stringify(document)), { alphabetize: true, immutable: true }),
  );
  const text =
    `// Made by scripts/build-api-types.mjs from the backend's own description; do not edit.\n\n${types}`.replace(
      // Empty here, or not needed by who has the paths.
      /^export type (webhooks|\$defs|operations) = .*;$/gm,
      "",
    );
  return format(text, { parser: "typescript", printWidth: 110, endOfLine: "lf" });
}

/** What the server says of itself, without a database. */
async function describe() {
  const outfile = join(root, "node_modules", ".cache", "dbscst-backend", "app.cjs");
  await build({
    stdin: {
      contents: `export { buildApp } from "./server/backend/app"; export { pino } from "pino";`,
      resolveDir: root,
      loader: "ts",
    },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  const { buildApp, pino } = createRequire(import.meta.url)(outfile);
  const context = {
    settings: { trustedProxies: 0, corsOrigins: [] },
    database: { load: () => ({ waiting: 0 }) },
    log: pino({ level: "silent" }),
  };
  const app = await buildApp(
    context,
    {
      events: { close: async () => undefined },
      generation: { stop: () => undefined, close: async () => undefined },
    },
    {
      version: "0",
      uiDirectory: join(root, "node_modules", "@fastify", "swagger-ui", "static"),
    },
  );
  await app.ready();
  const document = app.swagger();
  await app.close();
  return document;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(join(root, "server", "protocol", "http.ts"), await apiTypes(await describe()));
}
