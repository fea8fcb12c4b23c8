import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { messages, PGlite, protocol } from "@electric-sql/pglite";
import type { RawFailure } from "../messages";
import { extensionFiles } from "./extension-files";

/** What the single-user server is started with; differs from PGlite's own list where a comment says so. */
const startParameters = [
  "--single",
  "-F",
  "-j",
  ...Object.entries({
    exit_on_error: "false",
    log_checkpoints: "false",
    max_worker_processes: "0",
    max_parallel_workers: "0",
    max_parallel_workers_per_gather: "0",
    max_parallel_maintenance_workers: "0",
    io_method: "sync",
    // PGlite sets search_path to `public`; a document is judged under PostgreSQL's own default.
    shared_buffers: "32MB",
    // One transaction holds the locks of a whole schema.
    max_connections: "10",
    max_locks_per_transaction: "8192",
    // Nothing is ever recovered from the log: write as little of it as there can be.
    wal_level: "minimal",
    min_wal_size: "2MB",
    max_wal_size: "2MB",
    max_wal_senders: "0",
    autovacuum: "off",
  }).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
];

/** The smallest module there is; PGlite would otherwise fetch initdb's, which a snapshot makes needless. */
const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** The instance is beyond use, and the process must be started afresh. */
class DatabaseBroken extends Error {
  override readonly name = "DatabaseBroken";
}

/** What one of the queries of a batch gave. */
export interface Outcome {
  readonly failure?: RawFailure;
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A query of a batch; `copy` is what the server reads when the query is COPY … FROM stdin. */
export interface Query {
  readonly sql: string;
  readonly copy?: string;
  /** Keep the rows; else they are dropped as they come, since a document may select any number. */
  readonly rows?: true;
}

/** What one query gave; a column's type is its number in pg_type. */
interface QueryAnswer {
  readonly failure?: RawFailure;
  readonly columns: readonly { readonly name: string; readonly type: number }[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly total: number;
  readonly command: string;
}

/** PostgreSQL in WebAssembly, spoken to by its wire protocol, synchronously. */
export class Database {
  readonly #extensions = new Set<string>();

  private constructor(
    private readonly pglite: PGlite,
    private readonly assets: string,
  ) {}

  /** Starts from the snapshot in `assets`, the folder that `scripts/build-engine.mjs` makes. */
  static async start(assets: string): Promise<Database> {
    const compiled = WebAssembly.compile(readFileSync(join(assets, "pglite.wasm")));
    const pglite = await PGlite.create({
      initdbWasmModule: await WebAssembly.compile(emptyModule),
      fsBundle: new Blob([readFileSync(join(assets, "pglite.data"))]),
      loadDataDir: new Blob([gunzipSync(readFileSync(join(assets, "snapshot.tar.gz")))]),
      pgliteWasmModule: await compiled,
      startParams: startParameters,
    });
    return new Database(pglite, assets);
  }

  /**
   * Sends the queries in one go; each has its own outcome, and an error does not keep the next ones from being
   * sent. Throws DatabaseBroken when the instance no longer answers.
   */
  batch(queries: readonly Query[]): Outcome[] {
    const sent: Uint8Array[] = [];
    for (const { sql, copy } of queries) {
      sent.push(protocol.serialize.query(sql));
      if (copy === undefined) continue;
      if (copy !== "") sent.push(protocol.serialize.copyData(asArrayBuffer(copy)));
      sent.push(protocol.serialize.copyDone());
    }
    const outcomes: { failure?: RawFailure; rows: (string | null)[][] }[] = [];
    let current: (typeof outcomes)[number] = { rows: [] };
    const parser = new protocol.Parser();
    const receive = (bytes: Uint8Array) => {
      parser.parse(bytes.slice(), (message) => {
        if (message instanceof messages.DatabaseError) current.failure ??= rawFailure(message);
        else if (message instanceof messages.DataRowMessage) {
          if (queries[outcomes.length]?.rows) current.rows.push(message.fields);
        } else if (message.name === "readyForQuery") {
          outcomes.push(current);
          current = { rows: [] };
        }
      });
    };
    // The promise is that of syncing a file system, which is asked for not to happen; the work is done on return.
    void this.pglite.execProtocolRawStream(Buffer.concat(sent), { syncToFs: false, onRawData: receive });
    if (outcomes.length < queries.length) throw new DatabaseBroken("the database stopped answering");
    return outcomes;
  }

  /** Sends one query and keeps its rows up to the limits; `total` counts all. Throws DatabaseBroken like `batch`. */
  query({ sql, copy }: Query, limits: { readonly rows: number; readonly characters: number }): QueryAnswer {
    const sent = [protocol.serialize.query(sql)];
    if (copy !== undefined) {
      if (copy !== "") sent.push(protocol.serialize.copyData(asArrayBuffer(copy)));
      sent.push(protocol.serialize.copyDone());
    }
    const rows: (string | null)[][] = [];
    let columns: QueryAnswer["columns"] = [];
    let failure: RawFailure | undefined;
    let [total, characters, command, isReady] = [0, 0, "", false];
    const parser = new protocol.Parser();
    const receive = (bytes: Uint8Array) => {
      parser.parse(bytes.slice(), (message) => {
        if (message instanceof messages.DatabaseError) failure ??= rawFailure(message);
        else if (message instanceof messages.RowDescriptionMessage)
          columns = message.fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
        else if (message instanceof messages.DataRowMessage) {
          total++;
          for (const field of message.fields) characters += field?.length ?? 0;
          if (rows.length < limits.rows && characters <= limits.characters) rows.push(message.fields);
        } else if (message instanceof messages.CommandCompleteMessage) command = message.text;
        else if (message.name === "readyForQuery") isReady = true;
      });
    };
    void this.pglite.execProtocolRawStream(Buffer.concat(sent), { syncToFs: false, onRawData: receive });
    if (!isReady) throw new DatabaseBroken("the database stopped answering");
    return { ...(failure && { failure }), columns, rows, total, command };
  }

  /** Gives the failure of one query, or undefined. */
  run(sql: string): RawFailure | undefined {
    return this.batch([{ sql }])[0]?.failure;
  }

  /**
   * The rows of the last query of `sql`, as objects with JavaScript's values. Rejects with what PostgreSQL says.
   * Unlike `batch`, it takes time to convert values: it is for reading catalogs.
   */
  async objects(sql: string): Promise<readonly Record<string, unknown>[]> {
    const results = await this.pglite.exec(sql);
    return results.at(-1)?.rows ?? [];
  }

  /** Makes a shipped extension available to CREATE EXTENSION; its library is compiled when that loads it. */
  provide(extension: string): void {
    if (this.#extensions.has(extension)) return;
    this.#extensions.add(extension);
    for (const { path, data } of extensionFiles(join(this.assets, "extensions"), extension)) {
      this.pglite.copyToFS(`/pglite/${path}`, data);
    }
  }
}

function asArrayBuffer(text: string): ArrayBuffer {
  const bytes = new TextEncoder().encode(text);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

function rawFailure(error: messages.DatabaseError): RawFailure {
  const { code, message, detail, hint, position, internalPosition, internalQuery, where } = error;
  return {
    code: code ?? "XX000",
    message,
    ...(detail !== undefined && { detail }),
    ...(hint !== undefined && { hint }),
    ...(position !== undefined && { position: Number(position) }),
    ...(internalPosition !== undefined && { internalPosition: Number(internalPosition) }),
    ...(internalQuery !== undefined && { internalQuery }),
    ...(where !== undefined && { where }),
  };
}
