import type { Sql, SqlValue } from "./sql";

/** In whose name a transaction runs; row-level security lets it see no more than that. */
export type Actor =
  | { readonly kind: "system" }
  | { readonly kind: "user"; readonly userId: string; readonly sessionId: string };

export const system: Actor = { kind: "system" };

/** A transaction that is open. */
export interface Transaction {
  query<Row = Record<string, unknown>>(statement: Sql): Promise<Row[]>;
  /**
   * Wakes who listens to the channel, soon after the commit. Not by NOTIFY in the transaction itself: that makes
   * all commits of a server wait for each other (PostgreSQL, commands/async.c). One that is lost with its process
   * costs a listener the time until it looks by itself.
   */
  notify(channel: string): void;
}

/** PostgreSQL, as a server or embedded. Reconnects by itself. */
export interface Database {
  readonly kind: "postgresql" | "pglite";
  /** Runs `work` as the application's role in the name of `actor`; commits, or rolls back when it throws. */
  transaction<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * One statement that gives one JSON text, in one round trip. Undefined when it gives NULL.
   * Every parameter of the statement needs a cast.
   */
  readJson(actor: Actor, statement: Sql): Promise<string | undefined>;
  /**
   * One call of a function of the database that itself says in whose name it runs and gives a JSON text, in one round
   * trip; it is a transaction of its own. Undefined when it gives NULL.
   */
  call(call: Call): Promise<string | undefined>;
  /** Runs `work` as the owner of the tables, which no policy binds: migrations, backup, restore. */
  asOwner<T>(work: (tx: Transaction) => Promise<T>, begin?: string): Promise<T>;
  /** Statements of the owner outside of any transaction of ours; the migrator brings its own. */
  ownerSession<T>(work: (session: OwnerSession) => Promise<T>): Promise<T>;
  /** Calls `wake` after each commit that notified the channel, from whichever instance. */
  listen(channel: string, wake: () => void): Promise<() => Promise<void>>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  /** Figures of the pool, where there is one. */
  load(): { readonly total: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

/** A function of the schema `dbscst`, what it is given, and which channel is woken when it gave something. */
export interface Call {
  readonly name: "list_tasks" | "create_task";
  readonly values: readonly SqlValue[];
  readonly notify?: string;
}

export interface OwnerSession {
  run(text: string, values: readonly unknown[]): Promise<Record<string, unknown>[]>;
}

/** The session that a token names has been ended, or its user is gone. */
export class SessionEnded extends Error {
  override readonly name = "SessionEnded";
}

/** SQLSTATE that `dbscst.enter` raises for a session that is over; class "DB" is not PostgreSQL's. */
export const sessionEndedState = "DB401";

/** The SQLSTATE of an error that a database gave. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** What opens a transaction in the name of an actor, as one text for one round trip. */
export function opening(actor: Actor): string {
  const start = "BEGIN; SET LOCAL ROLE dbscst_app; SET LOCAL search_path TO dbscst, pg_temp; ";
  if (actor.kind === "system") return `${start}SELECT set_config('dbscst.system', 'on', true)`;
  return `${start}SELECT dbscst.enter('${uuid(actor.userId)}', '${uuid(actor.sessionId)}')`;
}

/** The ids stand in the text of a statement, so nothing but a UUID may pass. */
function uuid(value: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) throw new SessionEnded("not a UUID");
  return value;
}
