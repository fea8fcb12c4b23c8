import type { AlterTableCmd, Node, RangeVar } from "@pgsql/types";
import type { Script, Span, Statement } from "../sql";
import type { RuleContext } from "./rule";

/** One action of an ALTER TABLE. */
export interface Alteration {
  readonly table: RangeVar;
  readonly command: AlterTableCmd;
  readonly statement: Statement;
  readonly index: number;
}

const known = new WeakMap<Script, readonly Alteration[]>();

/** Every action of every ALTER TABLE whose table was there before the script, and so may hold rows. */
export function alterations(context: RuleContext): readonly Alteration[] {
  let found = known.get(context.script);
  if (!found) {
    found = context.script.statements.flatMap((statement, index) => read(statement, index, context));
    known.set(context.script, found);
  }
  return found;
}

function read(statement: Statement, index: number, context: RuleContext): Alteration[] {
  const { tree } = statement.parsed;
  if (!tree || !("AlterTableStmt" in tree)) return [];
  const { relation, cmds, objtype } = tree.AlterTableStmt;
  if (!relation || objtype !== "OBJECT_TABLE" || isNew(relation, context)) return [];
  return (cmds ?? []).flatMap((node) =>
    "AlterTableCmd" in node ? [{ table: relation, command: node.AlterTableCmd, statement, index }] : [],
  );
}

/** Whether the script itself creates the table: nothing is locked or lost by changing it. */
export function isNew(table: RangeVar | undefined, { schema, first }: RuleContext): boolean {
  return schema.tables.some(
    ({ name, schema: owner, statement }) =>
      statement >= first &&
      name === table?.relname &&
      (table.schemaname === undefined || table.schemaname === owner),
  );
}

/** Whether an earlier statement of the script itself adds the column: no program uses it yet. */
export function isAddedBefore(
  table: RangeVar | undefined,
  column: string | undefined,
  index: number,
  context: RuleContext,
): boolean {
  return alterations(context).some(
    ({ table: other, command, index: at }) =>
      at >= context.first &&
      at < index &&
      command.subtype === "AT_AddColumn" &&
      other.relname === table?.relname &&
      command.def !== undefined &&
      "ColumnDef" in command.def &&
      command.def.ColumnDef.colname === column,
  );
}

/** The words of a pattern in a statement, as a span of the document; the whole first line where they are not found. */
export function wordsOf(statement: Statement, pattern: RegExp): Span {
  const found = pattern.exec(statement.text);
  const start = statement.span.start + (found?.index ?? 0);
  const length = found?.[0].length ?? (statement.text.indexOf("\n") + 1 || statement.text.length);
  return { start, end: start + length };
}

/** The column's or object's name in a statement, as a span of the document. */
export function nameIn(statement: Statement, name: string | undefined): Span {
  const escaped = (name ?? "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const matches = [...statement.text.matchAll(new RegExp(`(?<![\\w$])"?${escaped}"?(?![\\w$])`, "gi"))];
  // The last mention: the table may have the same name as its column.
  const found = matches.at(-1);
  if (!found || escaped === "") return wordsOf(statement, /^\S+(?:\s+\S+)?/);
  const start = statement.span.start + found.index;
  return { start, end: start + found[0].length };
}

/** Whether a constraint is among those of a column that is added. */
export function hasConstraint(nodes: readonly Node[] | undefined, type: string): boolean {
  return (nodes ?? []).some((node) => "Constraint" in node && node.Constraint.contype === type);
}
