import { readFileSync } from "node:fs";
import { join } from "node:path";
import init, { type Database, type Sqlite3Static, type SqlValue } from "@sqlite.org/sqlite-wasm";
import type { StepSession } from "../engine-kind";
import type { RawFailure, Step, StepReport } from "../messages";

/** Bytes that one document may take; a statement beyond that fails by itself. */
const heapLimit = 256 * 1024 * 1024;

/** SQLite's library takes such a name for a text unless it is built without that; its shell does not (sqlite.org/quirks.html). */
const takenForText = "should this be a string literal in single-quotes?";

/**
 * One document in a database in memory. SQLite runs thousands of statements in the time that PostgreSQL takes for
 * some hundred, so it begins from nothing at every change but for one at the end.
 */
export class SqliteSession implements StepSession {
  #steps: Step[] = [];
  #database: Database;

  private constructor(private readonly sqlite: Sqlite3Static) {
    this.#database = this.#open();
  }

  /** Starts from the WebAssembly in `assets`, the folder that `scripts/build-engine.mjs` makes. */
  static async start(assets: string): Promise<SqliteSession> {
    // The options are those of every module that Emscripten makes; the declared type leaves them out.
    const load: (options: object) => Promise<Sqlite3Static> = init;
    const silent = () => undefined;
    const sqlite = await load({
      wasmBinary: readFileSync(join(assets, "sqlite3.wasm")),
      print: silent,
      printErr: silent,
    });
    // What fails is reported as a failure, and not on the console besides.
    sqlite.config.error = sqlite.config.warn = silent;
    return new SqliteSession(sqlite);
  }

  get done(): number {
    return this.#steps.length;
  }

  rewind(keep: number): Step[] {
    if (keep === this.#steps.length) return [];
    const again = this.#steps.slice(0, keep);
    this.#database.close();
    this.#database = this.#open();
    this.#steps = [];
    return again;
  }

  take(step: Step): StepReport | undefined {
    const index = this.#steps.push(step) - 1;
    const sent = step.op === "exec" ? [step] : step.op === "several" ? step.steps : [];
    for (const { sql } of sent) {
      try {
        this.#database.exec(sql);
      } catch (error) {
        const failure = this.#failure(error);
        const told = failure.message.endsWith(takenForText) ? this.#leniently(sql, failure) : failure;
        if (step.op === "exec") return { step: index, failure: told };
      }
    }
    return undefined;
  }

  /** Runs one statement and keeps its rows up to the limits; `total` counts all. */
  query(sql: string, limits: { readonly rows: number; readonly characters: number }): SqliteAnswer {
    const database = this.#database;
    const columns: string[] = [];
    const rows: (string | null)[][] = [];
    let [total, characters] = [0, 0];
    const before = database.changes(true);
    try {
      database.exec({
        sql,
        rowMode: "array",
        columnNames: columns,
        callback: (row) => {
          total++;
          const values = row.map(shown);
          for (const value of values) characters += value?.length ?? 0;
          if (rows.length < limits.rows && characters <= limits.characters) rows.push(values);
        },
      });
      return { columns, rows, total, changes: database.changes(true) - before };
    } catch (error) {
      return { failure: this.#failure(error), columns, rows, total, changes: 0 };
    }
  }

  /** Runs what was refused where a name in double quotes that is none may be a text, as most builds have it. */
  #leniently(sql: string, refused: RawFailure): RawFailure {
    this.#allowTextInDoubleQuotes(1);
    try {
      this.#database.exec(sql);
      return { ...refused, isTolerated: true };
    } catch (error) {
      return this.#failure(error);
    } finally {
      this.#allowTextInDoubleQuotes(0);
    }
  }

  #allowTextInDoubleQuotes(value: 0 | 1): void {
    const { capi } = this.sqlite;
    for (const option of [capi.SQLITE_DBCONFIG_DQS_DDL, capi.SQLITE_DBCONFIG_DQS_DML])
      capi.sqlite3_db_config(this.#database, option, value, 0);
  }

  #failure(error: unknown): RawFailure {
    const pointer = this.#database.pointer;
    const { capi } = this.sqlite;
    if (pointer === undefined) throw error;
    const offset = capi.sqlite3_error_offset(pointer);
    return {
      code: String(capi.sqlite3_extended_errcode(pointer)),
      message: capi.sqlite3_errmsg(pointer),
      ...(offset >= 0 && { byteOffset: offset }),
    };
  }

  #open(): Database {
    const database = new this.sqlite.oo1.DB(":memory:");
    database.exec(`PRAGMA hard_heap_limit = ${heapLimit}`);
    return database;
  }
}

interface SqliteAnswer {
  readonly failure?: NonNullable<StepReport["failure"]>;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly total: number;
  /** Rows that it changed. */
  readonly changes: number;
}

function shown(value: SqlValue): string | null {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
  return `x'${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}'`;
}
