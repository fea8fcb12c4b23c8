import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { buildApp } from "./app";
import type { Assets } from "./assets";
import { startBackups } from "./backup";
import { defaultLimits, type Context, type RateLimits } from "./context";
import type { Database } from "./database/database";
import { migrate } from "./database/migrate";
import { openPglite } from "./database/pglite";
import { openPostgres } from "./database/postgres";
import { makeDataDirectory } from "./directory";
import { startEvents } from "./event-hub";
import { startJobs, type JobRunner } from "./job-runner";
import { createMailer, type Mailer } from "./mail";
import { createPasswords, loadBcrypt } from "./passwords";
import { createGeneration } from "./services/generation";
import type { Settings } from "./settings";
import { createAccessTokens } from "./tokens";

export interface BackendOptions {
  readonly settings: Settings;
  readonly log: FastifyBaseLogger;
  readonly version: string;
  readonly assets: Assets;
  /** bcrypt's cost; 12 unless given. Tests take less, nothing in the environment does. */
  readonly passwordCost?: number;
  readonly limits?: RateLimits;
  /** A database that is open already, and is left open. */
  readonly database?: Database;
}

export interface Backend {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly context: Context;
  /** Opens the socket; gives the address. */
  listen(): Promise<string>;
  /** Finishes what is under way, then lets go of everything. */
  close(): Promise<void>;
}

/** Opens the database, brings it up to date and builds the server on it; everything that it opened it closes. */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  const { settings, log } = options;
  const database = options.database ?? (await openDatabase(options));
  let mailer: Mailer | undefined;
  let jobs: JobRunner | undefined;
  let publicUrl = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
  try {
    if (!options.database) await migrate(database);
    const passwords = createPasswords(
      await loadBcrypt(options.assets.bcryptWorker),
      options.passwordCost ?? 12,
      settings.secretKey,
      settings.previousSecretKeys,
    );
    const context: Context = {
      settings,
      database,
      passwords,
      tokens: createAccessTokens(settings),
      limits: options.limits ?? defaultLimits,
      log,
      publicUrl: () => publicUrl,
      wakeJobs: () => jobs?.wake(),
    };
    mailer = createMailer(settings, log);
    const events = await startEvents(context);
    const generation = createGeneration(context);
    const app = await buildApp(
      context,
      { events, generation },
      {
        version: options.version,
        uiDirectory: options.assets.swaggerUi,
      },
    );
    jobs = startJobs(context, mailer);
    const running = jobs;
    const backups =
      database.kind === "pglite" && settings.backupHours > 0 && !options.database
        ? startBackups(database, join(settings.dataDir, "backups"), settings.backupHours, log)
        : undefined;
    const sending = mailer;
    return {
      app,
      database,
      context,
      listen: async () => {
        await app.listen({ port: settings.port, host: settings.host, backlog: 1024 });
        const address = addressOf(app);
        if (settings.publicUrl === undefined) publicUrl = address;
        return address;
      },
      close: async () => {
        await app.close();
        await backups?.close();
        await running.close();
        await generation.close();
        sending.close();
        await passwords.close();
        if (!options.database) await database.close();
      },
    };
  } catch (error) {
    await jobs?.close();
    mailer?.close();
    if (!options.database) await database.close();
    throw error;
  }
}

/** The database that the settings name. */
export async function openDatabase(
  options: Pick<BackendOptions, "settings" | "log" | "assets">,
): Promise<Database> {
  const { settings, log, assets } = options;
  if (settings.databaseUrl !== undefined) {
    return openPostgres({
      url: settings.databaseUrl,
      connections: settings.databaseConnections,
      prepare: settings.databasePreparedStatements,
      onError: (error) => {
        log.warn({ err: error }, "a connection to the database was lost");
      },
    });
  }
  const directory = join(settings.dataDir, "database");
  await makeDataDirectory(settings.dataDir);
  return openPglite({
    directory,
    assets,
    onLost: (error) => {
      log.fatal({ err: error }, "the embedded database was lost");
      process.exitCode = 1;
      process.kill(process.pid, "SIGTERM");
    },
  });
}

function addressOf(app: FastifyInstance): string {
  const [first] = app.addresses() as (AddressInfo | undefined)[];
  if (!first) throw new Error("the server listens nowhere");
  const host = first.family === "IPv6" ? `[${first.address}]` : first.address;
  return `http://${host}:${first.port}`;
}
