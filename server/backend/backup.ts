import { createReadStream, createWriteStream } from "node:fs";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { FastifyBaseLogger } from "fastify";
import type { Database, Transaction } from "./database/database";
import { raw, sql } from "./database/sql";
import { makeDirectory } from "./directory";
import { migrations } from "./migrations";

// A backup is lines of JSON, gzipped: a head, each row, and an end that counts them. It holds rows, not files of a
// database, so what was saved from the embedded one restores into a PostgreSQL server, and the other way round.

/** In an order in which every row finds what it refers to. Events and rate limits are of the moment and stay out. */
const tables = [
  "users",
  "credentials",
  "recovery_codes",
  "signups",
  "password_resets",
  "sessions",
  "refresh_tokens",
  "audit_events",
  "jobs",
  "idempotency_keys",
  "projects",
  "members",
  "invitations",
  "schemas",
  "schema_texts",
  "schema_versions",
  "tasks",
  "task_changes",
  "task_comments",
] as const;

const batch = 500;
const format = "dbscst-backup";
const formatVersion = 1;

/** The backup cannot be used; `message` says why and what to do. */
class BackupError extends Error {
  override readonly name = "BackupError";
}

/** Writes all rows, as of one moment, to a file that appears whole or not at all. Gives how many. */
export async function writeBackup(database: Database, file: string): Promise<number> {
  await makeDirectory(dirname(file));
  const part = `${file}.part`;
  try {
    const rows = await database.asOwner(async (tx) => {
      const counted = { rows: 0 };
      await pipeline(
        Readable.from(linesOf(tx, counted)),
        createGzip(),
        createWriteStream(part, { mode: 0o600, flush: true }),
      );
      return counted.rows;
    }, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await rename(part, file);
    return rows;
  } finally {
    await rm(part, { force: true });
  }
}

async function* linesOf(tx: Transaction, counted: { rows: number }): AsyncGenerator<string> {
  yield line({ format, formatVersion, migration: migrations.at(-1)?.name, at: new Date().toISOString() });
  for (const table of tables) {
    await tx.query(sql`DECLARE rows CURSOR FOR SELECT row_to_json(t)::text AS row FROM ${raw(table)} t`);
    for (;;) {
      const found = await tx.query<{ row: string }>(sql`FETCH ${raw(String(batch))} FROM rows`);
      if (found.length === 0) break;
      counted.rows += found.length;
      yield found.map(({ row }) => `{"table":"${table}","row":${row}}\n`).join("");
    }
    await tx.query(sql`CLOSE rows`);
  }
  yield line({ end: true, rows: counted.rows });
}

/** Puts all rows of a backup into an empty, migrated database, in one transaction. Gives how many. */
export async function restoreBackup(database: Database, file: string): Promise<number> {
  return database.asOwner(async (tx) => {
    const [present] = await tx.query<{ any: boolean }>(sql`SELECT EXISTS (SELECT FROM users) AS any`);
    if (present?.any === true) {
      throw new BackupError("The database holds accounts already: restore into an empty one.");
    }
    let rows = 0;
    let ended = false;
    let waiting: { table: string; rows: string[] } | undefined;
    const flush = async () => {
      if (waiting) await insert(tx, waiting.table, waiting.rows);
      waiting = undefined;
    };
    for await (const text of linesIn(file)) {
      const entry = parseLine(text);
      if (rows === 0 && !waiting && "format" in entry) {
        assertKnown(entry);
      } else if ("end" in entry) {
        await flush();
        ended = entry.rows === rows;
      } else {
        const { table } = entry;
        const known = tables.find((one) => one === table);
        if (known === undefined) throw new BackupError(`The backup has rows of an unknown table.`);
        if (waiting && (waiting.table !== known || waiting.rows.length >= batch)) await flush();
        waiting ??= { table: known, rows: [] };
        waiting.rows.push(JSON.stringify(entry.row));
        rows++;
      }
    }
    if (!ended) throw new BackupError("The backup is not whole: its end is missing. Take another one.");
    return rows;
  });
}

async function insert(tx: Transaction, table: string, rows: readonly string[]): Promise<void> {
  const columns = raw((await columnsOf(tx, table)).join(", "));
  await tx.query(sql`
    INSERT INTO ${raw(table)} (${columns})
    SELECT ${columns} FROM json_populate_recordset(NULL::${raw(table)}, ${`[${rows.join(",")}]`}::json)`);
}

/** Without those that the database works out by itself. */
async function columnsOf(tx: Transaction, table: string): Promise<readonly string[]> {
  const columns = await tx.query<{ name: string }>(sql`
    SELECT quote_ident(attname) AS name FROM pg_attribute
    WHERE attrelid = ${table}::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    ORDER BY attnum`);
  return columns.map(({ name }) => name);
}

/** Cut at line feeds alone: from Node 24 on `readline` also cuts at U+2028 and U+2029, which a text may hold. */
async function* linesIn(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unpacked = source.pipe(createGunzip());
  // Without this an error of the file itself would be nobody's.
  source.on("error", (error) => unpacked.destroy(error));
  unpacked.setEncoding("utf8");
  let begun: string[] = [];
  for await (const chunk of unpacked as AsyncIterable<string>) {
    const [first = "", ...more] = chunk.split("\n");
    begun.push(first);
    for (const next of more) {
      yield begun.join("");
      begun = [next];
    }
  }
  if (begun.join("") !== "") yield begun.join("");
}

type Entry = Record<string, unknown>;

function parseLine(text: string): Entry {
  try {
    const entry: unknown = JSON.parse(text);
    if (typeof entry === "object" && entry !== null) return { ...entry };
  } catch {
    // Said below.
  }
  throw new BackupError("The file is no backup of dbscst, or it is damaged.");
}

function assertKnown(head: Entry): void {
  if (head.format !== format || head.formatVersion !== formatVersion) {
    throw new BackupError("The file is no backup that this version of dbscst can read.");
  }
  const latest = migrations.at(-1)?.name;
  if (head.migration !== latest) {
    throw new BackupError(
      `The backup was made by another version (${String(head.migration)}, here ${String(latest)}): restore it with that one, then upgrade.`,
    );
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

/** Dumps the embedded database now and then; the newest seven are kept. */
export function startBackups(
  database: Database,
  directory: string,
  everyHours: number,
  log: FastifyBaseLogger,
): { close(): Promise<void> } {
  const kept = 7;
  let running: Promise<void> = Promise.resolve();
  const look = async () => {
    const files = (await readdir(directory).catch(() => []))
      .filter((name) => name.endsWith(".jsonl.gz"))
      .sort();
    const newest = files.at(-1);
    if (newest !== undefined) {
      const { mtimeMs } = await stat(join(directory, newest));
      if (Date.now() - mtimeMs < everyHours * 3600_000) return;
    }
    const name = `dbscst-${new Date().toISOString().replaceAll(":", "-")}.jsonl.gz`;
    const rows = await writeBackup(database, join(directory, name));
    log.info({ file: name, rows }, "backup written");
    for (const old of files.slice(0, -(kept - 1))) await rm(join(directory, old), { force: true });
  };
  const timer = setInterval(() => {
    running = running.then(look).catch((error: unknown) => {
      log.error({ err: error }, "the backup failed");
    });
  }, 60_000);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
