import type { CheckResult } from "../../checker";
import type { ForeignKey, Table } from "../../schema";
import { checkDraft, type CheckContext } from "../draft";
import { keyedStatements, type KeyedStatement } from "../statements";
import { nameKey } from "./plan";

/** What one answer gave: its SQL and the tables that it was asked for. */
export interface Piece {
  readonly sql: string;
  readonly tables: readonly string[];
}

/**
 * One schema of several pieces: what two of them define stands there once, tables stand after those that they refer
 * to, and foreign keys of a circle are added at the end. `context` is of the fast tier.
 */
export async function joinedPieces(pieces: readonly Piece[], context: CheckContext): Promise<string> {
  const once = await withoutRepeats(pieces, context);
  const text = `${once.map((statement) => closed(statement.trim())).join("\n\n")}\n`;
  return inOrder((await checkDraft(text, context)).result);
}

/** Of a table that two pieces define, the definition stays of the one that was asked for it; else the first. */
async function withoutRepeats(pieces: readonly Piece[], context: CheckContext): Promise<string[]> {
  const kept = new Map<string, string>();
  for (const piece of pieces) {
    const own = new Set(piece.tables.map(nameKey));
    const { result } = await checkDraft(piece.sql, context);
    const { statements } = keyedStatements(result);
    const defined = new Map(result.schema.tables.map((table) => [table.statement, table.name]));
    for (const [index, { key, tokens, whole }] of statements.entries()) {
      // Two indexes of one name are a fault that must be seen; two of one text are none.
      const id = key.startsWith("index ") ? tokens : key;
      const table = defined.get(index);
      const mine = table !== undefined && own.has(nameKey(table));
      if (kept.has(id) && mine) kept.delete(id);
      if (!kept.has(id)) kept.set(id, whole);
    }
  }
  return [...kept.values()];
}

function inOrder(result: CheckResult): string {
  const { script, schema } = result;
  const { statements } = keyedStatements(result);
  const tables = new Map(schema.tables.map((table) => [table.statement, table]));
  const circular: { readonly table: Table; readonly key: ForeignKey }[] = [];
  const order: number[] = [];
  const entered = new Set<number>();
  const placed = new Set<number>();
  const visit = (index: number) => {
    if (entered.has(index)) return;
    entered.add(index);
    const table = tables.get(index);
    for (const key of table?.constraints ?? []) {
      if (table === undefined || key.kind !== "foreign key" || key.added) continue;
      const target = schema.tables.find(
        ({ name }) => name === (key.target.resolved?.name ?? key.target.name),
      )?.statement;
      if (target === undefined || target === index) continue;
      visit(target);
      if (!placed.has(target)) circular.push({ table, key });
    }
    placed.add(index);
    order.push(index);
  };
  for (const index of statements.keys()) visit(index);
  // SQLite adds no constraint to a table, and needs no order.
  if (schema.dialect === "sqlite") circular.length = 0;
  const text = (index: number) => {
    const statement = statements[index];
    return statement === undefined ? "" : withoutKeys(statement, script.text, keysOf(circular, index));
  };
  const added = circular.map(({ table, key }) => addition(table, key, script.text));
  return `${[...order.map(text), ...added].map((one) => one.trim()).join("\n\n")}\n`;
}

function keysOf(
  circular: readonly { readonly table: Table; readonly key: ForeignKey }[],
  statement: number,
): ForeignKey[] {
  return circular.filter(({ table }) => table.statement === statement).map(({ key }) => key);
}

/** A statement with the comments before it, without the given keys and the commas that they leave. */
function withoutKeys(
  { statement, whole }: KeyedStatement,
  text: string,
  keys: readonly ForeignKey[],
): string {
  if (keys.length === 0) return whole;
  let sql = text.slice(statement.span.start, statement.span.end);
  for (const { span } of [...keys].sort((a, b) => b.span.start - a.span.start)) {
    const before = sql.slice(0, span.start - statement.span.start).trimEnd();
    const after = sql.slice(span.end - statement.span.start);
    sql = (before.endsWith(",") ? before.slice(0, -1) : before) + after;
  }
  return whole.replace(text.slice(statement.span.start, statement.span.end), () => sql);
}

function addition(table: Table, key: ForeignKey, text: string): string {
  const written = text.slice(key.span.start, key.span.end).replace(/\s+/g, " ");
  const name = text.slice(table.nameSpan.start, table.nameSpan.end);
  const plain = ["", "public", "main"].includes(table.schema) ? name : `${table.schema}.${name}`;
  const column = table.columns.find((one) => one.name === key.columns[0]?.name);
  const columnName = column && text.slice(column.nameSpan.start, column.nameSpan.end);
  const constraint = /\bforeign\s+key\b/i.test(written)
    ? written
    : written.replace(/\breferences\b/i, (word) => `FOREIGN KEY (${columnName ?? ""}) ${word}`);
  return `ALTER TABLE ${plain} ADD ${constraint};`;
}

function closed(statement: string): string {
  return /;\s*$/.test(statement) ? statement : `${statement};`;
}
