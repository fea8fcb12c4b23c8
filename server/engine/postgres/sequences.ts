import type { Database } from "./database";

/** The last values of the sequences that have been drawn from, by quoted name. */
export type SequenceValues = ReadonlyMap<string, string>;

/** The name as `'schema.sequence'::regclass` takes it, and the last value. */
const drawn = `SELECT pg_catalog.format('%I.%I', schemaname, sequencename), last_value::text, start_value::text
  FROM pg_catalog.pg_sequences WHERE last_value IS NOT NULL`;

/** A rollback gives no value back to a sequence, so that each checkpoint notes where they stood. */
export function readSequences(database: Database): SequenceValues {
  return new Map(rowsOf(database).map(([name, last]) => [name, last]));
}

/** Puts every sequence back to where it stood. */
export function restoreSequences(database: Database, values: SequenceValues): void {
  const changes = rowsOf(database).flatMap(([name, last, start]) => {
    const before = values.get(name);
    if (before === last) return [];
    return [`pg_catalog.setval(${quote(name)}, ${before ?? start}, ${String(before !== undefined)})`];
  });
  if (changes.length > 0) database.batch([{ sql: `SELECT ${changes.join(", ")}` }]);
}

function rowsOf(database: Database): [name: string, last: string, start: string][] {
  const [outcome] = database.batch([{ sql: drawn, rows: true }]);
  return (outcome?.rows ?? []).map(([name, last, start]) => [name ?? "", last ?? "", start ?? ""]);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
