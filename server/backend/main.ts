import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import closeWithGrace from "close-with-grace";
import pino from "pino";
import { version } from "../../package.json";
import { assetsIn } from "./assets";
import type { Database } from "./database/database";
import { restoreBackup, writeBackup } from "./backup";
import { migrate } from "./database/migrate";
import { parseSettings, type Settings } from "./settings";
import { createBackend, openDatabase, type Backend } from "./start";

/**
 * Starts the backend from an environment and keeps it until the process is asked to end: the first line on stdout
 * is JSON with `listening`, logs go to stderr. Gives 2, and one line on stderr, when it cannot start.
 */
export async function startBackend(
  environment: Readonly<Record<string, string | undefined>> = readEnvironment(),
): Promise<number> {
  let started: Backend | undefined;
  try {
    const settings = parseSettings(environment);
    const log = createLog(settings);
    const backend = await createBackend({ settings, log, version, assets: assetsIn(__dirname) });
    started = backend;
    const grace = closeWithGrace({ delay: 15_000, logger: false }, async ({ err, signal }) => {
      if (err) log.fatal({ err }, "ended by an error");
      else log.info({ signal }, "stopping");
      await backend.close();
    });
    backend.app.addHook("onClose", (_app, done) => {
      grace.uninstall();
      done();
    });
    const listening = await backend.listen();
    process.stdout.write(`${JSON.stringify({ listening, version, database: backend.database.kind })}\n`);
    log.info({ listening }, "ready");
    return 0;
  } catch (error) {
    process.stderr.write(`dbscst: ${oneLine(error)}\n`);
    await started?.close();
    return 2;
  }
}

/** `dbscst serve backup FILE`: writes all that the backend holds. Gives the exit code. */
export async function backupBackend(
  file: string,
  environment: Readonly<Record<string, string | undefined>> = readEnvironment(),
): Promise<number> {
  return withDatabase(environment, async (database) => ({
    backup: file,
    rows: await writeBackup(database, file),
  }));
}

/** `dbscst serve restore FILE`: puts a backup into an empty database. Gives the exit code. */
export async function restoreBackend(
  file: string,
  environment: Readonly<Record<string, string | undefined>> = readEnvironment(),
): Promise<number> {
  return withDatabase(environment, async (database) => ({
    restored: file,
    rows: await restoreBackup(database, file),
  }));
}

async function withDatabase(
  environment: Readonly<Record<string, string | undefined>>,
  work: (database: Database) => Promise<object>,
): Promise<number> {
  try {
    const settings = parseSettings(environment);
    const database = await openDatabase({ settings, log: createLog(settings), assets: assetsIn(__dirname) });
    try {
      await migrate(database);
      process.stdout.write(`${JSON.stringify(await work(database))}\n`);
    } finally {
      await database.close();
    }
    return 0;
  } catch (error) {
    process.stderr.write(`dbscst: ${oneLine(error)}\n`);
    return 2;
  }
}

/** The process's environment over the file `.env` of the working directory. */
function readEnvironment(): Record<string, string | undefined> {
  let file: Record<string, string | undefined> = {};
  try {
    file = parseEnv(readFileSync(".env", "utf8"));
  } catch {
    // There is none, or it is not for us to read.
  }
  return { ...file, ...process.env };
}

/** Structured lines on stderr; what is secret is cut out wherever it might slip in. */
function createLog(settings: Pick<Settings, "logLevel">) {
  return pino(
    {
      level: settings.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          "password",
          "*.password",
          "token",
          "*.token",
          "refreshToken",
          "*.refreshToken",
          "authorization",
          "*.authorization",
          "headers",
          "*.headers",
          "err.client",
          "err.config",
          "err.where",
          "err.detail",
          "err.query",
          "err.rejected",
          "err.rejectedErrors",
        ],
        censor: "[cut out]",
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}

/** What the person who starts it can act upon. */
function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `${message}: another program listens there; stop it or set PORT`;
  if (code === "ECONNREFUSED" || code === "ENOTFOUND") {
    return `the database does not answer (${code}): see that it runs and that DATABASE_URL is right`;
  }
  return message.replace(/\s*\n\s*/g, " ");
}
