import type { Constraint, StatementReader, Table } from "../../schema";
import type { MigrationText } from "./migration";

/** One of the actions of an ALTER TABLE. */
export interface Action {
  readonly migration: MigrationText;
  readonly index: number;
  readonly reader: StatementReader;
  /** The first token of the action, and the one behind its last. */
  readonly from: number;
  readonly to: number;
  /** `ALTER TABLE x`. */
  readonly alter: string;
  /** The name of the table as it is written. */
  readonly owner: string;
  /** The table before the statement and after it, where it is known. */
  readonly before: Table | undefined;
  readonly after: Table | undefined;
}

/** The text of tokens. */
export function text({ reader }: Pick<Action, "reader">, from: number, to: number): string {
  const { start, end } = reader.spanOf(from, to);
  return reader.parsed.text.slice(start, end);
}

export function isMysql({ migration }: Action): boolean {
  return migration.dialect === "mysql" || migration.dialect === "mariadb";
}

/** The constraint that an action adds. */
export function constraintOf({ migration, index, reader, from, to, after }: Action): Constraint | undefined {
  const place = migration.statements[index]?.span.start ?? 0;
  const [start, end] = [place + reader.startOf(from), place + reader.endOf(to - 1)];
  return after?.constraints.find(
    ({ statement, span }) => statement === index && span.start >= start && span.end <= end,
  );
}
