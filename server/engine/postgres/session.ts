import type { StepSession } from "../engine-kind";
import type { ExecStep, RawFailure, Step, StepReport } from "../messages";
import type { Database, Query } from "./database";
import { readSequences, restoreSequences, type SequenceValues } from "./sequences";
import { archivesOf } from "./extensions";

/** A savepoint to which a later run can go back; it costs little, but not nothing, so one is made as work adds up. */
interface Checkpoint {
  readonly name: string;
  /** How many steps had been taken. */
  readonly at: number;
  /** What they took, in milliseconds of processor time. */
  readonly work: number;
  readonly sequences: SequenceValues;
}

/** Work between two checkpoints, in milliseconds of processor time: about what a step back costs at most. */
const checkpointAfterMs = 20;

/**
 * Checkpoints are nested transactions, and each has PostgreSQL go through all that it knows when it is undone: with
 * thousands of them undoing takes longer than doing. So they grow apart, by this part of all work.
 */
const checkpointShare = 1 / 60;

/** Length of the log after which it is cut, in bytes. */
const tidyAfter = 8 * 1024 * 1024;

/** How many missing roles one statement may name. */
const maxRoles = 50;

/**
 * One document's statements, taken step by step inside of one transaction that is never committed. Each
 * statement has a savepoint of its own, so that its failure undoes it and nothing else.
 */
export class PostgresSession implements StepSession {
  #steps: Step[] = [];
  #checkpoints: Checkpoint[] = [];
  #serial = 0;
  /** In milliseconds. */
  #sinceCheckpoint = 0;
  #usedAtCheckpoint = process.cpuUsage();
  #drawn = false;
  #sticky = false;
  #tidied = 0;
  /** The values that SET LOCAL replaced, by step. */
  #locals = new Map<string, string>();

  constructor(private readonly database: Database) {}

  /** How many steps have been taken. */
  get done(): number {
    return this.#steps.length;
  }

  /**
   * Goes back to at most `keep` steps, to the nearest point that there is. Gives the steps between that point and
   * `keep`, which must be taken again.
   */
  rewind(keep: number, next: readonly Step[]): Step[] {
    if (keep >= this.#steps.length && this.#checkpoints.length > 0) return [];
    const sticky = this.#sticky || next.some((step) => step.op === "exec" && step.sticky);
    const again = this.#steps.slice(0, keep);
    const nearest = this.#checkpoints.findLastIndex((checkpoint) => checkpoint.at <= keep);
    const checkpoint = this.#checkpoints[nearest];
    // What a rollback does not take away is only gone with the session's own state, so begin from nothing.
    if (checkpoint === undefined || checkpoint.at === 0 || sticky) {
      this.#begin(sticky);
      return again;
    }
    this.#must(`ROLLBACK TO SAVEPOINT ${checkpoint.name}`);
    this.#tidy();
    if (
      this.#drawn ||
      this.#checkpoints.slice(nearest + 1).some((later) => later.sequences !== checkpoint.sequences)
    ) {
      restoreSequences(this.database, checkpoint.sequences);
    }
    this.#checkpoints.length = nearest + 1;
    this.#steps.length = checkpoint.at;
    this.#restart();
    this.#drawn = false;
    return again.slice(checkpoint.at);
  }

  #begin(discard: boolean): void {
    this.database.batch([{ sql: "ROLLBACK" }]);
    if (discard) this.database.batch([{ sql: "DISCARD ALL" }]);
    // A single-user server starts with no session user to go back to; a rollback then restores this one.
    this.#must("SET SESSION AUTHORIZATION postgres");
    this.#must("BEGIN");
    this.#must("SAVEPOINT dbscst_c0");
    this.#checkpoints = [{ name: "dbscst_c0", at: 0, work: 0, sequences: new Map() }];
    this.#steps = [];
    this.#restart();
    this.#drawn = false;
    this.#sticky = false;
    this.#locals.clear();
  }

  /** The log lies in memory and is only cut by a checkpoint, which a single-user server does not make by itself. */
  #tidy(): void {
    const written = this.#logged();
    if (written - this.#tidied < tidyAfter) return;
    // The document's own role may not.
    if (this.#guarded([{ sql: "CHECKPOINT" }]) === undefined) this.#tidied = written;
  }

  /** How much has been written to the log, in bytes. */
  #logged(): number {
    const [outcome] = this.database.batch([
      { sql: "SELECT pg_catalog.pg_current_wal_insert_lsn() - '0/0'::pg_catalog.pg_lsn", rows: true },
    ]);
    return Number(outcome?.rows[0]?.[0] ?? 0);
  }

  /** Takes one step; undefined when there is nothing to say about it. */
  take(step: Step): StepReport | undefined {
    const index = this.#steps.length;
    const started = performance.now();
    const report = this.#take(step, index);
    this.#steps.push(step);
    this.#sinceCheckpoint += performance.now() - started;
    if (this.#isCheckpointDue(this.#sinceCheckpoint)) {
      // On a busy machine most of the time is that of others; the processor's is exact, but dear to ask for.
      this.#sinceCheckpoint = Math.min(this.#sinceCheckpoint, this.#usedSinceCheckpoint());
      if (this.#isCheckpointDue(this.#sinceCheckpoint)) this.#checkpoint();
    }
    return report;
  }

  #isCheckpointDue(since: number): boolean {
    return (
      since > Math.max(checkpointAfterMs, ((this.#checkpoints.at(-1)?.work ?? 0) + since) * checkpointShare)
    );
  }

  #usedSinceCheckpoint(): number {
    const { user, system } = process.cpuUsage(this.#usedAtCheckpoint);
    return (user + system) / 1000;
  }

  probe(sql: string): RawFailure | undefined {
    return this.#guarded([{ sql }], true);
  }

  #take(step: Step, index: number): StepReport | undefined {
    switch (step.op) {
      case "none":
        return undefined;
      case "mark":
        this.#must(`SAVEPOINT dbscst_m${index}`);
        this.#locals.clear();
        if (step.defer) this.#deferConstraints();
        return undefined;
      case "restore": {
        const failure = this.database.run(`ROLLBACK TO SAVEPOINT dbscst_m${step.to}`);
        this.#checkpoints = this.#checkpoints.filter((checkpoint) => checkpoint.at <= step.to);
        this.#drawn = true;
        return failure && { step: index, failure };
      }
      case "commit": {
        const failure = step.settle ? this.#guarded([{ sql: "SET CONSTRAINTS ALL IMMEDIATE" }]) : undefined;
        this.#giveBack(this.#locals);
        this.#locals.clear();
        for (const sql of step.ends ?? []) this.#guarded([{ sql }]);
        if (step.chain) this.#must(`SAVEPOINT dbscst_m${index}`);
        return failure && { step: index, failure };
      }
      case "several":
        step.steps.forEach((one) => this.#exec(one, index));
        return undefined;
      case "exec":
        return this.#exec(step, index);
    }
  }

  #exec(step: ExecStep, index: number): StepReport | undefined {
    if (step.extension !== undefined)
      archivesOf(step.extension).forEach((name) => this.database.provide(name));
    if (step.draws) this.#drawn = true;
    if (step.sticky) this.#sticky = true;
    for (const name of step.locals ?? []) this.#remember(name, this.#locals);
    const own = new Map<string, string>();
    for (const name of step.ownLocals ?? []) this.#remember(name, own);
    const report = this.#run(step, index);
    this.#giveBack(own);
    return report;
  }

  #run(step: ExecStep, index: number): StepReport | undefined {
    const queries: Query[] = [{ sql: step.sql, ...(step.copy !== undefined && { copy: step.copy }) }];
    if (step.settle) queries.push({ sql: "SET CONSTRAINTS ALL IMMEDIATE" });
    for (const { when, ...refused } of step.refusals ?? []) {
      const [answer] = this.database.batch([{ sql: when, rows: true }]);
      if (answer && answer.rows.length > 0) return { step: index, failure: refused };
    }
    let failure = this.#guarded(queries, step.undo);
    const roles: string[] = [];
    let first: RawFailure | undefined;
    while (failure !== undefined && roles.length < maxRoles) {
      const role = missingRole(failure);
      if (role === undefined || roles.includes(role)) break;
      if (this.#guarded([{ sql: `CREATE ROLE "${role.replaceAll('"', '""')}"` }]) !== undefined) break;
      roles.push(role);
      first ??= failure;
      failure = this.#guarded(queries, step.undo);
    }
    if (failure === undefined && step.enumValue) this.#freeEnumValue(step.enumValue);
    if (failure) return { step: index, failure };
    return first && { step: index, failure: first, roles };
  }

  /** Runs the queries in a savepoint of their own, which a failure undoes. */
  #guarded(queries: readonly Query[], undo = false): RawFailure | undefined {
    const close: Query[] = [{ sql: "RELEASE SAVEPOINT dbscst_s" }];
    if (undo) close.unshift({ sql: "ROLLBACK TO SAVEPOINT dbscst_s" });
    const outcomes = this.database.batch([{ sql: "SAVEPOINT dbscst_s" }, ...queries, ...close]);
    const failure = outcomes.find((outcome) => outcome.failure !== undefined)?.failure;
    // What is undone in any case has been undone after a failure, too.
    if (failure === undefined || undo) return failure;
    this.#must("ROLLBACK TO SAVEPOINT dbscst_s");
    this.#must("RELEASE SAVEPOINT dbscst_s");
    return failure;
  }

  #must(sql: string): void {
    const failure = this.database.run(sql);
    if (failure) throw new Error(`${sql}: ${failure.message}`);
  }

  #checkpoint(): void {
    this.#tidy();
    const work = (this.#checkpoints.at(-1)?.work ?? 0) + this.#sinceCheckpoint;
    const name = `dbscst_c${String(++this.#serial)}`;
    this.#must(`SAVEPOINT ${name}`);
    const last = this.#checkpoints.at(-1);
    const sequences = this.#drawn || last === undefined ? readSequences(this.database) : last.sequences;
    this.#checkpoints.push({ name, at: this.#steps.length, work, sequences });
    this.#drawn = false;
    this.#restart();
  }

  #restart(): void {
    this.#sinceCheckpoint = 0;
    this.#usedAtCheckpoint = process.cpuUsage();
  }

  /**
   * A document's transaction starts with every constraint as it was declared, whatever an earlier one has set.
   */
  #deferConstraints(): void {
    const [outcome] = this.database.batch([
      {
        sql: `SELECT pg_catalog.format('%I.%I', n.nspname, c.conname) FROM pg_catalog.pg_constraint c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace WHERE c.condeferrable AND NOT c.condeferred`,
        rows: true,
      },
    ]);
    this.#guarded([{ sql: "SET CONSTRAINTS ALL DEFERRED" }]);
    const immediate = (outcome?.rows ?? []).flatMap(([name]) =>
      name === null || name === undefined ? [] : [name],
    );
    if (immediate.length > 0) this.#guarded([{ sql: `SET CONSTRAINTS ${immediate.join(", ")} IMMEDIATE` }]);
  }

  /** Gives parameters the values back that they had. */
  #giveBack(values: ReadonlyMap<string, string>): void {
    for (const [name, value] of values)
      this.#guarded([{ sql: `SELECT pg_catalog.set_config(${literal(name)}, ${literal(value)}, false)` }]);
  }

  #remember(parameter: string, values: Map<string, string>): void {
    if (values.has(parameter)) return;
    const sql = `SELECT pg_catalog.current_setting(${literal(parameter)}, true)`;
    const [outcome] = this.database.batch([{ sql, rows: true }]);
    const value = outcome?.rows[0]?.[0];
    if (typeof value === "string") values.set(parameter, value);
  }

  /**
   * PostgreSQL lets nobody use a new enum value before the transaction that added it is committed, and tells it
   * by its OID. A document's ALTER TYPE is committed at once; here nothing ever is, so the value gets another OID.
   * An odd one, since the order of even ones is taken for the order of the values (pg_enum.h).
   */
  #freeEnumValue({ type, value }: { type: string; value: string }): void {
    this.#guarded([
      {
        sql: `UPDATE pg_catalog.pg_enum
          SET oid = (((SELECT pg_catalog.max(e.oid::pg_catalog.int8) FROM pg_catalog.pg_enum e) + 1) | 1)::pg_catalog.oid
          WHERE enumlabel = ${literal(value)} AND enumtypid = ${literal(type)}::pg_catalog.regtype`,
      },
    ]);
  }
}

function missingRole(failure: RawFailure): string | undefined {
  return failure.code === "42704" ? /^role "(.+)" does not exist$/s.exec(failure.message)?.[1] : undefined;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
