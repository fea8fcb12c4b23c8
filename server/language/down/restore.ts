import { printType, type Column, type Constraint } from "../../schema";
import { quoteIdentifier } from "../../sql";
import { columnTextOf } from "../edit/column-text";
import { constraintTextOf } from "../edit/constraint-text";
import { isMysql, type Action } from "./action";
import { undo, type MigrationText, type Undoing } from "./migration";

/** A constraint of a table as it was before the action, added again. */
export function restoredConstraint(action: Action, constraint: Constraint): Undoing | undefined {
  const { migration, index, before, alter } = action;
  const { script } = migration.before(index);
  const found = before && constraintTextOf(script, before, constraint);
  if (!found) return undefined;
  const { reader, from, to, inline } = found;
  const words = reader.parsed.text.slice(reader.startOf(from), reader.endOf(to - 1));
  const name = reader.is(from, "constraint")
    ? ""
    : `CONSTRAINT ${quoteIdentifier(constraint.name, migration.dialect)} `;
  if (!inline) return undo(`${alter} ADD ${constraint.named ? "" : name}${words}`);
  // What stands at a column names its columns nowhere.
  const columns =
    "columns" in constraint
      ? constraint.columns.map((column) => quoteIdentifier(column.name, migration.dialect))
      : [];
  const list = `(${columns.join(", ")})`;
  switch (constraint.kind) {
    case "primary key":
      return undo(`${alter} ADD ${isMysql(action) ? "" : name}PRIMARY KEY ${list}`);
    case "unique":
      return undo(
        `${alter} ADD ${name}UNIQUE ${constraint.nullsNotDistinct ? "NULLS NOT DISTINCT " : ""}${list}`,
      );
    case "foreign key":
      return undo(`${alter} ADD ${name}FOREIGN KEY ${list} ${words.replace(/^constraint\s+\S+\s+/i, "")}`);
    default:
      return undo(`${alter} ADD ${name}${words}`);
  }
}

/** The column with what hung on it. */
export function restoredColumn(action: Action, column: Column): Undoing {
  const { migration, index, before, after, alter } = action;
  const old = migration.before(index);
  const definition = columnDefinition(action, column);
  const inColumn = (span: { readonly start: number; readonly end: number }) =>
    definition.verbatim && span.start >= column.span.start && span.end <= column.span.end;
  const constraints = (before?.constraints ?? []).filter(
    ({ name, span }) => !inColumn(span) && !after?.constraints.some((other) => other.name === name),
  );
  const gone = old.schema.indexes.filter(
    ({ name, keys, table }) =>
      keys.some((key) => key.column === column.name) &&
      (table.resolved?.name ?? table.name) === before?.name &&
      !migration.after(index).schema.indexes.some((other) => other.name === name),
  );
  const notes = [`What ${column.name} held is lost.`];
  if (column.notNull && !column.default && !column.identity && !column.generated)
    notes.push("It has no default, so this fails where the table has rows: give them a value first.");
  return {
    sql: [
      `${alter} ADD COLUMN ${definition.text}`,
      ...constraints.flatMap((constraint) => restoredConstraint(action, constraint)?.sql ?? []),
      ...gone.flatMap(({ statement }) => migration.statements[statement]?.text ?? []),
    ],
    notes,
  };
}

/** A column as it was before the statement: in the words that define it, unless it has changed since. */
export function columnDefinition(
  action: Action,
  column: Column,
): { readonly text: string; readonly verbatim: boolean } {
  const { migration, index, before } = action;
  const { script } = migration.before(index);
  const name = quoteIdentifier(column.name, migration.dialect);
  const found = before && columnTextOf(script, before, column);
  if (found) {
    const { reader, to, base } = found;
    const end = base + reader.endOf(to - 1);
    const definition = reader.parsed.text.slice(reader.endOf(found.name), reader.endOf(to - 1));
    const inside = (span: { readonly start: number; readonly end: number }) =>
      span.start >= column.nameSpan.start && span.end <= end;
    const sameDefault = column.default ? inside(column.default.span) : !/\bdefault\b/i.test(definition);
    const sameNull =
      column.notNull === /\bnot\s+null\b|\bprimary\s+key\b|serial\b|\bidentity\b/i.test(definition);
    if (inside(column.type.span) && sameDefault && sameNull)
      return { text: name + definition, verbatim: true };
  }
  const type = column.type.serial ?? typeText(migration, index, column);
  const parts = [
    name,
    type,
    ...(column.notNull ? ["NOT NULL"] : []),
    ...(column.default ? [`DEFAULT ${column.default.text}`] : []),
    ...(column.identity ? [`GENERATED ${column.identity.toUpperCase()} AS IDENTITY`] : []),
    ...(column.generated ? [`GENERATED ALWAYS AS (${column.generated.text}) STORED`] : []),
  ];
  return { text: parts.join(" "), verbatim: false };
}

export function typeText(migration: MigrationText, index: number, { type }: Column): string {
  const { start, end } = type.span;
  return end > start ? migration.before(index).script.text.slice(start, end) : printType(type);
}
