import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import type { Assets } from "../assets";
import { makeDirectory } from "../directory";
import { opening, type Database, type OwnerSession, type Transaction } from "./database";
import { holdDirectory, type DirectoryLock } from "./lock";
import type { PgliteReply, PgliteRequest, PgliteWorkerData } from "./pglite-messages";
import { asSessionEnded, callStatement, readStatement } from "./postgres";
import { compile } from "./sql";

export interface PgliteOptions {
  /** Absent: in memory, gone at the end. */
  readonly directory?: string;
  readonly assets: Assets;
  /** The worker has ended by itself: nothing can be answered any more. */
  readonly onLost: (error: Error) => void;
}

type RequestBody = PgliteRequest extends infer R ? (R extends PgliteRequest ? Omit<R, "id"> : never) : never;

/** The embedded database: one session, so transactions take turns. Rejects when another process holds the directory. */
export async function openPglite(options: PgliteOptions): Promise<Database> {
  const { assets } = options;
  let lock: DirectoryLock | undefined;
  if (options.directory !== undefined) {
    await makeDirectory(options.directory);
    lock = await holdDirectory(options.directory);
  }
  const data: PgliteWorkerData = {
    pgliteWasm: join(assets.pglite, "pglite.wasm"),
    pgliteData: join(assets.pglite, "pglite.data"),
    initdbWasm: assets.initdb,
    ...(options.directory !== undefined && { directory: resolve(options.directory, "pgdata") }),
  };
  const session = new PgliteSession(new Worker(assets.databaseWorker, { workerData: data }), options.onLost);
  try {
    await session.ready;
  } catch (error) {
    await lock?.release();
    throw error;
  }

  async function inTransaction<T>(begin: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return session.alone(async () => {
      try {
        await session.send({ kind: "script", text: begin });
        const notified = new Set<string>();
        const tx: Transaction = {
          query: async (statement) => session.query(statement),
          notify: (channel) => notified.add(channel),
        };
        const result = await work(tx);
        await session.send({ kind: "script", text: "COMMIT" });
        // There is one process, so nobody else has to be told.
        if (notified.size > 0) for (const wake of session.onNotified) wake();
        return result;
      } catch (error) {
        await session.send({ kind: "script", text: "ROLLBACK" });
        throw asSessionEnded(error);
      }
    });
  }

  return {
    kind: "pglite",
    transaction: async (actor, work) => inTransaction(opening(actor), work),
    asOwner: async (work, begin = "BEGIN") =>
      inTransaction(`${begin}; SET LOCAL search_path TO dbscst, pg_temp`, work),
    ownerSession: async (work) =>
      session.alone(async () => {
        const owner: OwnerSession = {
          run: async (text, values) =>
            // Only the simple protocol takes several statements at once.
            session.send(values.length === 0 ? { kind: "script", text } : { kind: "query", text, values }),
        };
        return work(owner);
      }),
    readJson: async (actor, statement) =>
      session.alone(async () => {
        const { text, values } = readStatement(actor, statement);
        try {
          const [row] = await session.send({ kind: "query", text, values });
          return typeof row?.json === "string" ? row.json : undefined;
        } catch (error) {
          throw asSessionEnded(error);
        }
      }),
    call: async (call) =>
      session.alone(async () => {
        const { text, values } = callStatement(call);
        try {
          const [row] = await session.send({ kind: "query", text, values });
          if (typeof row?.json !== "string") return undefined;
          if (call.notify !== undefined) for (const wake of session.onNotified) wake();
          return row.json;
        } catch (error) {
          throw asSessionEnded(error);
        }
      }),
    listen: (_channel, wake) => {
      session.onNotified.add(wake);
      return Promise.resolve(() => {
        session.onNotified.delete(wake);
        return Promise.resolve();
      });
    },
    ping: async () => {
      await session.alone(async () => session.send({ kind: "query", text: "SELECT 1", values: [] }));
    },
    load: () => ({ total: 1, idle: session.waiting === 0 ? 1 : 0, waiting: session.waiting }),
    close: async () => {
      await session.close();
      await lock?.release();
    },
  };
}

/** The worker's one session: what is asked, and who waits for his turn. */
class PgliteSession {
  readonly ready: Promise<void>;
  readonly onNotified = new Set<() => void>();
  waiting = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #next = 1;
  #closing = false;
  readonly #asked = new Map<
    number,
    { resolve: (rows: Record<string, unknown>[]) => void; reject: (error: Error) => void }
  >();

  constructor(
    readonly worker: Worker,
    onLost: (error: Error) => void,
  ) {
    this.ready = new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        reject(error);
        for (const { reject: refuse } of this.#asked.values()) refuse(error);
        this.#asked.clear();
        if (!this.#closing) onLost(error);
        this.#closing = true;
      };
      worker.on("message", (reply: PgliteReply) => {
        if (reply.kind === "ready") resolve();
        else if (reply.kind === "failed") reject(new Error(reply.message));
        else this.#receive(reply);
      });
      worker.on("error", fail);
      worker.on("exit", () => {
        fail(new Error("the embedded database has stopped"));
      });
    });
  }

  /** Runs `work` when everybody before has finished. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#turn;
    this.waiting++;
    const mine = before.then(work).finally(() => this.waiting--);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async query<Row>(statement: Parameters<Transaction["query"]>[0]): Promise<Row[]> {
    const { text, values } = compile(statement);
    return (await this.send({ kind: "query", text, values })) as Row[];
  }

  async send(body: RequestBody): Promise<Record<string, unknown>[]> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      const request: PgliteRequest = { ...body, id };
      this.worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    await this.alone(async () => this.send({ kind: "close" }));
    await this.worker.terminate();
  }

  #receive(reply: Exclude<PgliteReply, { kind: "ready" | "failed" }>): void {
    const asked = this.#asked.get(reply.id);
    this.#asked.delete(reply.id);
    if (reply.kind === "rows") asked?.resolve(reply.rows);
    else
      asked?.reject(
        Object.assign(new Error(reply.message), reply.code !== undefined && { code: reply.code }),
      );
  }
}
