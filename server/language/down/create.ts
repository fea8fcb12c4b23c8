import { quoteIdentifier } from "../../sql";
import { familyOf, subjectOf, written, type Head } from "./head";
import { notUndone, nothing, undo, type MigrationText, type Undoing } from "./migration";

/** Kinds whose like on a table is told by that table. */
const onTable = ["trigger", "policy", "rule"];

/** What undoes CREATE. */
export function undoCreate(migration: MigrationText, index: number, head: Head): Undoing | undefined {
  const { reader, kind, name, temporary } = head;
  if (temporary) return nothing;
  if (kind === "index") return undoIndex(migration, index, head);
  if (kind === "cast")
    return undo(
      `DROP CAST ${reader.parsed.text.slice(reader.startOf(head.at), reader.endOf(reader.closing(head.at)))}`,
    );
  if (kind === "schema" && reader.is(head.at, "authorization")) {
    const owner = reader.nameAt(head.at + 1);
    return owner && undo(`DROP SCHEMA ${written(reader, owner)}`);
  }
  if (!name || kind === "" || kind.startsWith("operator") || kind === "user mapping" || kind === "transform")
    return undefined;
  const subject = subjectOf(head);
  const isOnTable = onTable.includes(kind);
  if (isOnTable && subject && migration.isOwn(index, subject)) return nothing;
  const own = { kind: familyOf(kind), name };
  const earlier = migration.makerOf(index, own, isOnTable ? subject : undefined);
  if (head.optional && earlier >= 0) return nothing;
  if (head.replaces && earlier >= 0) return replaced(migration, index, head, earlier);
  if (wasDropped(migration, index, head)) return nothing;
  const dropped = `DROP ${kind.toUpperCase()} ${written(reader, name)}`;
  if (isOnTable && subject && (kind !== "trigger" || migration.dialect === "postgresql"))
    return undo(`${dropped} ON ${written(reader, subject.name)}`);
  return undo(dropped + signature(head));
}

/** Whether a later statement of the migration drops again what this one makes. */
function wasDropped(migration: MigrationText, index: number, { kind, name }: Head): boolean {
  if (!name) return false;
  const { schema } = migration.end();
  const lists = {
    table: schema.tables,
    view: schema.views,
    "materialized view": schema.views,
    type: undefined,
  };
  const list = lists[kind as keyof typeof lists];
  return list !== undefined && !list.some(({ statement }) => statement === index);
}

function undoIndex(migration: MigrationText, index: number, head: Head): Undoing | undefined {
  const { reader, concurrently } = head;
  const subject = subjectOf(head);
  if (subject && migration.isOwn(index, subject)) return nothing;
  const { dialect } = migration;
  const made = migration.after(index).schema.indexes.find(({ statement }) => statement === index);
  const name = head.name ? written(reader, head.name) : made && quoteIdentifier(made.name, dialect);
  if (name === undefined || !subject) return undefined;
  if (!made) return nothing;
  if (dialect === "mysql" || dialect === "mariadb")
    return undo(`DROP INDEX ${name} ON ${written(reader, subject.name)}`);
  // An index lives where its table does, which is written before the table's name and never before its own.
  const { schemaSpan } = subject.name;
  const schema =
    schemaSpan && dialect === "postgresql"
      ? `${reader.parsed.text.slice(schemaSpan.start, schemaSpan.end)}.`
      : "";
  return undo(`DROP INDEX ${concurrently ? "CONCURRENTLY " : ""}${schema}${name}`);
}

/** The arguments of a function, without which a name that several have means none of them. */
function signature({ reader, kind, name }: Head): string {
  if (reader.parsed.dialect !== "postgresql" || familyOf(kind) !== "function" || !name) return "";
  if (!reader.is(name.next, "(")) return "";
  if (kind === "aggregate") return textOf(reader, name.next, reader.closing(name.next) + 1);
  const list = reader.elements(name.next).map(([from, to]) => {
    const value = reader.findWord(["default", "="], from, to);
    return textOf(reader, from, value < 0 ? to : value);
  });
  return `(${list.join(", ")})`;
}

function textOf(reader: Head["reader"], from: number, to: number): string {
  const { start, end } = reader.spanOf(from, to);
  return reader.parsed.text.slice(start, end);
}

/** What stood there before OR REPLACE. */
function replaced(migration: MigrationText, index: number, head: Head, earlier: number): Undoing | undefined {
  const { reader, kind, name } = head;
  const statement = migration.statements[earlier];
  if (!statement || !name) return undefined;
  const definition = statement.text;
  if (familyOf(kind) === "function" && migration.dialect === "postgresql") {
    // Another signature is another function; which one of several was meant, the catalogs tell.
    const again = migration.before(index).schema.routines.filter((routine) => routine.name === name.name);
    const now = migration.after(index).schema.routines.filter((routine) => routine.name === name.name);
    if (now.length > again.length)
      return undo(`DROP ${kind.toUpperCase()} ${written(reader, name)}${signature(head)}`);
    if (now.length > 1) return notUndone(definition);
  }
  if (kind === "view" && !sameColumns(migration, index, name.name))
    return undo(`DROP VIEW ${written(reader, name)}`, definition);
  return undo(definition.replace(/^create\s+(?!or\s+replace\b)/i, (create) => `${create}OR REPLACE `));
}

/** CREATE OR REPLACE VIEW can add columns and take none away. */
function sameColumns(migration: MigrationText, index: number, name: string): boolean {
  const columns = (when: "before" | "after") =>
    migration[when](index)
      .schema.views.find((view) => view.name === name)
      ?.columns?.join("\0");
  return columns("before") === columns("after");
}
