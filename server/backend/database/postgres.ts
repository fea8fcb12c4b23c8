import pg from "pg";
import {
  opening,
  SessionEnded,
  sessionEndedState,
  sqlState,
  type Actor,
  type Call,
  type Database,
  type OwnerSession,
  type Transaction,
} from "./database";
import { retrying } from "./retry";
import { arrayLiteral, asText, compile, compileForOneArray, type Sql } from "./sql";

export interface PostgresOptions {
  readonly url: string;
  readonly connections: number;
  /** Whether connections keep statements prepared under a name; true unless given. */
  readonly prepare?: boolean;
  readonly onError: (error: Error) => void;
}

const announceEveryMs = 20;

/** A PostgreSQL server through a pool. Works behind pgbouncer in transaction mode, but for `listen`. */
export function openPostgres(options: PostgresOptions): Database {
  const { prepare = true } = options;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: "dbscst",
    types: { getTypeParser: parserOf },
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", options.onError);
  const listeners = new Set<Listener>();
  const announced = new Set<string>();
  let announcing: NodeJS.Timeout | undefined;
  let closed = false;

  /** Many commits make one notification for the other instances; listeners of this one are told at once. */
  function announce(channels: ReadonlySet<string>): void {
    for (const channel of channels) {
      announced.add(channel);
      for (const listener of listeners) if (listener.channel === channel) listener.wake();
    }
    if (announced.size === 0 || closed) return;
    announcing ??= setTimeout(() => void announceNow(), announceEveryMs).unref();
  }

  async function announceNow(): Promise<void> {
    announcing = undefined;
    const channels = [...announced];
    announced.clear();
    const tell = async (channel: string) => pool.query("SELECT pg_notify($1, '')", [channel]);
    await Promise.all(channels.map(tell)).catch(options.onError);
  }

  async function withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error) => (broken = error);
    client.on("error", onError);
    try {
      return await work(client);
    } catch (error) {
      // After an error that PostgreSQL itself did not send, nobody knows what the connection holds.
      if (sqlState(error)?.length !== 5 && !(error instanceof SessionEnded)) broken ??= asError(error);
      throw error;
    } finally {
      client.off("error", onError);
      client.release(broken);
    }
  }

  async function inTransaction<T>(
    begin: string,
    keep: boolean,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    return withClient(async (client) => {
      const notified = new Set<string>();
      try {
        await client.query(begin);
        const result = await work(transactionOf(client, notified, keep));
        await client.query("COMMIT");
        announce(notified);
        return result;
      } catch (error) {
        // When this fails the connection is gone, and the transaction with it.
        await client.query("ROLLBACK").catch(() => undefined);
        throw asSessionEnded(error);
      }
    });
  }

  /** The JSON text that a statement gives, which is a transaction of its own. */
  async function jsonOf({ name, text, values }: NamedStatement): Promise<string | undefined> {
    // Without its name it is planned anew each time.
    const sent = prepare ? { name, text, values } : { text, values };
    return retrying(async () =>
      withClient(async (client) => {
        try {
          const { rows } = await client.query<{ json: string | null }>(sent);
          return rows[0]?.json ?? undefined;
        } catch (error) {
          throw asSessionEnded(error);
        }
      }),
    );
  }

  return {
    kind: "postgresql",
    transaction: async (actor, work) => retrying(async () => inTransaction(opening(actor), prepare, work)),
    asOwner: async (work, begin = "BEGIN") =>
      inTransaction(`${begin}; SET LOCAL search_path TO dbscst, pg_temp`, false, work),
    ownerSession: async (work) =>
      withClient(async (client) => {
        const session: OwnerSession = {
          run: async (text, values) => (await client.query<Record<string, unknown>>(text, [...values])).rows,
        };
        return work(session);
      }),
    readJson: async (actor, statement) => jsonOf(readStatement(actor, statement)),
    call: async (call) => {
      const json = await jsonOf(callStatement(call));
      if (json !== undefined && call.notify !== undefined) announce(new Set([call.notify]));
      return json;
    },
    listen: async (channel, wake) => {
      const listener = new Listener(options, channel, wake);
      listeners.add(listener);
      await listener.connect();
      return async () => {
        listeners.delete(listener);
        await listener.close();
      };
    },
    ping: async () => {
      await pool.query("SELECT 1");
    },
    load: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: async () => {
      closed = true;
      clearTimeout(announcing);
      await announceNow();
      await Promise.all([...listeners].map(async (listener) => listener.close()));
      await pool.end();
    },
  };
}

interface NamedStatement {
  readonly name: string;
  readonly text: string;
  readonly values: (string | null)[];
}

/** The call of `dbscst.read_as`; shared with the embedded database. */
export function readStatement(actor: Actor, statement: Sql): NamedStatement {
  const { text, values } = compileForOneArray(statement);
  const [userId, sessionId] = actor.kind === "user" ? [actor.userId, actor.sessionId] : [null, null];
  return {
    name: "dbscst-read",
    text: "SELECT dbscst.read_as($1::uuid, $2::uuid, $3::text, $4::text[]) AS json",
    values: [userId, sessionId, text, arrayLiteral(values)],
  };
}

/** A call as a statement that connections keep prepared; shared with the embedded database. */
export function callStatement({ name, values }: Call): NamedStatement {
  const places = values.map((_value, index) => `$${index + 1}`).join(", ");
  return {
    name: `dbscst-${name}`,
    text: `SELECT dbscst.${name}(${places}) AS json`,
    values: values.map(asText),
  };
}

/** The error of a session that is over, as our own. */
export function asSessionEnded(error: unknown): unknown {
  return sqlState(error) === sessionEndedState ? new SessionEnded("the session has ended") : error;
}

function transactionOf(client: pg.PoolClient, notified: Set<string>, keep: boolean): Transaction {
  return {
    notify: (channel) => notified.add(channel),
    query: async <Row>(statement: Sql) => {
      const result = await client.query<Row & pg.QueryResultRow>(
        keep ? prepared(statement) : compile(statement),
      );
      return result.rows;
    },
  };
}

/** Statements that were seen, and the names under which connections keep them prepared. */
const names = new Map<string, string>();
const mostNames = 300;

/** Planning costs more than running for most of our statements, so each connection plans them once. */
function prepared(statement: Sql): { text: string; values: (string | null)[]; name?: string } {
  const compiled = compile(statement);
  let name = names.get(compiled.text);
  if (name === undefined && names.size < mostNames) {
    name = `dbscst-${names.size}-${process.pid}`;
    names.set(compiled.text, name);
  }
  return name === undefined ? compiled : { ...compiled, name };
}

const asNumber = Number;
const identity = (text: string) => text;
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => text === "t",
  20: asNumber,
  21: asNumber,
  23: asNumber,
  701: asNumber,
  114: (text) => JSON.parse(text) as unknown,
  3802: (text) => JSON.parse(text) as unknown,
};

/** The same few types are parsed on both databases; everything else stays text. */
function parserOf(oid: number): (text: string) => unknown {
  return parsers[oid] ?? identity;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** A connection of its own that listens, and comes back after it was lost. */
class Listener {
  #client: pg.Client | undefined;
  #closed = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(
    readonly options: PostgresOptions,
    readonly channel: string,
    readonly wake: () => void,
  ) {}

  async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.options.url,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      application_name: "dbscst events",
    });
    this.#client = client;
    client.on("notification", () => this.wake());
    client.on("error", (error) => {
      this.options.onError(error);
      this.#reconnect(client);
    });
    client.on("end", () => this.#reconnect(client));
    await client.connect();
    await client.query(`LISTEN ${client.escapeIdentifier(this.channel)}`);
    // What was notified while nobody listened is found by looking once.
    this.wake();
  }

  #reconnect(lost: pg.Client): void {
    if (this.#closed || this.#client !== lost) return;
    this.#client = undefined;
    this.#retry = setTimeout(() => {
      this.connect().catch((error: unknown) => {
        this.options.onError(asError(error));
        if (this.#client) this.#reconnect(this.#client);
      });
    }, 500);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#client?.end().catch(() => undefined);
  }
}
