import type { EngineSource } from "../../checker";
import { buildSchema, type Schema, type Table } from "../../schema";
import { loadParsers, parseScript, type Dialect } from "../../sql";
import { draw, rowName, type Row } from "./draw";
import { planOf, type Plan } from "./order";
import { statementsOf, type SampleStatement } from "./print";

export interface SampleRequest {
  /** The schema that is to be filled. */
  readonly sql: string;
  readonly dialect: Dialect;
  /** For each table; 1 to 1,000. */
  readonly rows: number;
  /** Equal seeds give equal rows. */
  readonly seed?: number;
}

export interface SampleOptions {
  readonly signal: AbortSignal;
  readonly engines: EngineSource;
}

export interface SampleRows {
  /** Statements to run after the schema. */
  readonly sql: string;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  /** Tables that have no rows or fewer than were asked for, and why, in words for people. */
  readonly left: readonly { readonly table: string; readonly reason: string }[];
  /** Whether a database has taken every statement; else `unproven` says why none was asked. */
  readonly proven: boolean;
  readonly unproven?: string;
}

/** A row that the database has refused this often is given up. */
const mostRefusals = 8;

/** Makes up rows that satisfy every constraint of a schema, and proves it by running them. Rejects with the signal's reason. */
export async function sampleRows(request: SampleRequest, options: SampleOptions): Promise<SampleRows> {
  await loadParsers();
  const { dialect, rows, seed = 1 } = request;
  const script = parseScript(request.sql, dialect);
  const schema = buildSchema(script);
  const plan = planOf(schema);
  const judge = judgeOf(request, options);
  const refused = new Map<string, number>();
  const givenUp = new Set<string>();
  const reasons = new Map<Table, string>();
  let drawn = draw(schema, plan, { rows, seed, refused, givenUp });
  let judged = false;
  if (judge) {
    for (;;) {
      const failed = await judge(statementsOf(schema, plan, drawn, "row"));
      judged = true;
      const own = failed.filter(
        ({ row, code }) => row !== undefined && (code !== "23503" || isAlone(row, failed, plan)),
      );
      if (own.length === 0) break;
      for (const { row, message } of own) {
        if (!row) continue;
        const count = (refused.get(rowName(row)) ?? 0) + 1;
        refused.set(rowName(row), count);
        if (count < mostRefusals) continue;
        givenUp.add(rowName(row));
        reasons.set(row.table, message);
      }
      drawn = draw(schema, plan, { rows, seed, refused, givenUp });
    }
  }
  const statements = statementsOf(schema, plan, drawn, "table");
  const proven = judge !== undefined && judged && (await judge(statements)).length === 0;
  return {
    sql: statements.length === 0 ? "" : `${statements.map(({ sql }) => sql).join("\n\n")}\n`,
    tables: plan.tables.map((table) => ({ name: nameOf(table), rows: drawn.get(table)?.length ?? 0 })),
    left: [
      ...plan.skipped.map(({ table, reason }) => ({ table: nameOf(table), reason })),
      ...fewer(drawn, rows, reasons),
    ],
    proven,
    ...(!proven && {
      unproven: judge
        ? "The database did not take all of the rows."
        : `There is no ${dialect} engine here to run them on; they were made by the constraints alone.`,
    }),
  };
}

function* fewer(
  drawn: ReadonlyMap<Table, readonly Row[]>,
  wanted: number,
  reasons: ReadonlyMap<Table, string>,
): Generator<{ table: string; reason: string }> {
  for (const [table, rows] of drawn) {
    if (rows.length >= wanted) continue;
    const why = reasons.get(table) ?? "its keys and what it references allow no more";
    yield { table: nameOf(table), reason: `${rows.length} of ${wanted} rows: ${why}` };
  }
}

interface Refusal {
  readonly row?: Row;
  readonly code: string;
  readonly message: string;
}

/** Whether a row that references nothing failed by itself, not because a row before it did. */
function isAlone(row: Row, failed: readonly Refusal[], plan: Plan): boolean {
  const targets = new Set((plan.links.get(row.table) ?? []).map(({ target }) => target));
  return !failed.some((other) => other.row && other.row !== row && targets.has(other.row.table));
}

/** Runs statements behind the schema, and says which the database refuses. Undefined where there is no engine. */
function judgeOf(
  { sql, dialect }: SampleRequest,
  { engines, signal }: SampleOptions,
): ((statements: readonly SampleStatement[]) => Promise<Refusal[]>) | undefined {
  const engine = engines(dialect);
  if (!engine) return undefined;
  const head = /;\s*$/.test(sql) ? sql : `${sql}\n;`;
  return async (statements) => {
    signal.throwIfAborted();
    const document = `samples:${++counter}`;
    const { statements: all } = parseScript(
      `${head}\n${statements.map((one) => one.sql).join("\n")}\n`,
      dialect,
    );
    const offset = all.length - statements.length;
    try {
      const { verdicts } = await engine.run({ document, statements: all }, { signal });
      return verdicts.slice(offset).flatMap((verdict, index): Refusal[] => {
        if (verdict.outcome !== "failed") return [];
        const row = statements[index]?.row;
        return [{ ...(row && { row }), code: verdict.failure.code, message: verdict.failure.message }];
      });
    } finally {
      engine.forget(document);
    }
  };
}

let counter = 0;

function nameOf({ schema, name }: Pick<Schema["tables"][number], "schema" | "name">): string {
  return ["", "public", "main"].includes(schema) ? name : `${schema}.${name}`;
}
