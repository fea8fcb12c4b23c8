import type { StatementReader } from "../statement-reader";

/** The index behind `IF EXISTS` or `IF NOT EXISTS`, where one stands at the index. */
export function skipExists(reader: StatementReader, at: number): number {
  if (!reader.is(at, "if")) return at;
  return reader.is(at + 1, "not") ? at + 3 : at + 2;
}
