import type { Dialect } from "../../sql";
import { undoAlterTable } from "./alter-table";
import { undoAlter } from "./alter";
import { undoCreate } from "./create";
import { rowsNote, undoComment, undoDrop, unreadNote } from "./drop";
import { undoGrant } from "./grant";
import { headOf } from "./head";
import { MigrationText, nothing, notUndone, type Undoing } from "./migration";

export type { Undoing } from "./migration";
export { printUndoing } from "./print";

/** The way back from a migration. */
export interface DownMigration {
  /** In the order in which they have to run: the last thing done is undone first. */
  readonly undoings: readonly Undoing[];
  /** Statements of the migration that nothing takes back, such as ALTER TYPE … ADD VALUE. */
  readonly lasting: readonly string[];
}

/**
 * What undoes a migration, told from its text and the texts before it. What cannot be undone is a note, and
 * what is guessed has its doubts.
 */
export function downMigration(before: readonly string[], own: string, dialect: Dialect): DownMigration {
  const migration = new MigrationText(before, own, dialect);
  const undoings: Undoing[] = [];
  const lasting: string[] = [];
  for (let index = migration.statements.length - 1; index >= migration.first; index--) {
    const statement = migration.statements[index];
    if (statement?.kind !== "sql") continue;
    const head = headOf(statement);
    if (lasts(statement.text)) lasting.unshift(statement.text);
    const found =
      head.verb === "alter" && head.kind === "table"
        ? undoAlterTable(migration, index, head)
        : [undoStatement(migration, index) ?? notUndone(statement.text)];
    for (const undoing of found) {
      const isKnown = undoings.some((other) => JSON.stringify(other) === JSON.stringify(undoing));
      if (
        (undoing.sql.length > 0 || undoing.notes.length > 0 || (undoing.doubts?.length ?? 0) > 0) &&
        !isKnown
      )
        undoings.push(undoing);
    }
  }
  return { undoings, lasting };
}

/** A value of an enum and an owner stay, and a constraint that was found to hold is not made doubtful again. */
function lasts(text: string): boolean {
  return /^alter\s+type\s+\S+\s+add\s+value\b|^alter\s.*\sowner\s+to\s+\S+$|^alter\s+table\s+(?:if\s+exists\s+)?\S+\s+validate\s+constraint\s+\S+$/is.test(
    text,
  );
}

/** Statements that leave nothing behind. */
const passing =
  /^(?:set|reset|begin|start|commit|end|rollback|savepoint|release|lock|analyze|vacuum|reindex|refresh|cluster|notify|listen|unlisten|checkpoint|discard|show|explain|declare|fetch|close|prepare|deallocate|use|pragma|delimiter|optimize|flush|select|values|table|with)$/;

function undoStatement(migration: MigrationText, index: number): Undoing | undefined {
  const statement = migration.statements[index];
  if (!statement) return nothing;
  const head = headOf(statement);
  switch (head.verb) {
    case "create":
      return undoCreate(migration, index, head);
    case "drop":
      return undoDrop(migration, index, head);
    case "alter":
      return undoAlter(migration, index, head);
    case "comment":
      return undoComment(migration, index, head);
    case "grant":
    case "revoke":
      return undoGrant(migration, index, head);
    case "rename":
      return renamedBack(head);
    case "insert":
    case "update":
    case "delete":
    case "merge":
    case "truncate":
    case "copy":
    case "replace":
    case "load":
      return rowsNote(statement.text);
    case "do":
    case "call":
      return unreadNote(statement.text);
    default:
      if (/\b(?:insert|update|delete|setval)\b/i.test(statement.text) && /^(?:with|select)$/.test(head.verb))
        return rowsNote(statement.text);
      return passing.test(head.verb) ? nothing : undefined;
  }
}

/** MySQL's RENAME TABLE a TO b, c TO d. */
function renamedBack({ reader }: ReturnType<typeof headOf>): Undoing | undefined {
  const text = reader.parsed.text.slice(reader.startOf(2));
  const pairs = text.split(",").map((pair) => /^\s*(\S+)\s+to\s+(\S+)\s*$/i.exec(pair));
  if (!reader.is(1, "table") || pairs.includes(null)) return undefined;
  const back = pairs.map((pair) => `${pair?.[2] ?? ""} TO ${pair?.[1] ?? ""}`).reverse();
  return { sql: [`RENAME TABLE ${back.join(", ")}`], notes: [] };
}
