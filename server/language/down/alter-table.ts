import { printType, resolveTable, type StatementReader } from "../../schema";
import { quoteIdentifier } from "../../sql";
import { actionsOf } from "../edit/table-text";
import { constraintOf, isMysql, text, type Action } from "./action";
import { written, type Head } from "./head";
import { notUndone, nothing, undo, type MigrationText, type Undoing } from "./migration";
import { columnDefinition, restoredColumn, restoredConstraint, typeText } from "./restore";

/** What undoes ALTER TABLE, action by action, the last first; undefined for the actions that nothing here undoes. */
export function undoAlterTable(migration: MigrationText, index: number, head: Head): Undoing[] {
  const { reader, name } = head;
  const list = actionsOf(migration.after(index).script, index);
  if (!name || !list) return [notUndone(reader.parsed.text)];
  const subject = { kind: "relation", name };
  const isOwn = migration.isOwn(index, subject);
  const action = {
    migration,
    index,
    reader,
    owner: written(reader, name),
    alter: `ALTER TABLE ${written(reader, name)}`,
    before: migration.table(index, subject),
    after: migration.table(index, subject, "after"),
  };
  return list.ranges
    .map(([from, to]) => ({ ...action, from, to }))
    .filter((one) => !isOwn || outlives(one))
    .filter((one) => !isOfOwnColumn(one))
    .map((one) => undoAction(one) ?? notUndone(`${one.alter} ${text(one, one.from, one.to)}`))
    .reverse()
    .sort((a, b) => Number(setsDefault(a)) - Number(setsDefault(b)));
}

/** A default has to be of the type that the column has by then. */
function setsDefault({ sql }: Undoing): boolean {
  return sql.some((one) => one.includes(" SET DEFAULT "));
}

/** Whether an action changes a column that the migration itself has added, and which goes with that. */
function isOfOwnColumn({ migration, index, reader, from, to, before }: Action): boolean {
  if (!["alter", "modify"].some((word) => reader.is(from, word))) return false;
  const at = reader.is(from + 1, "column") ? from + 2 : from + 1;
  const column = before?.columns.find(({ name }) => at < to && name === reader.fold(at));
  if (!column || column.statement < migration.first) return false;
  const { tables } = migration.before(migration.first).schema;
  const old = tables.find(({ statement }) => statement === before?.statement);
  return old?.columns.some(({ name }) => name === column.name) === false && index > column.statement;
}

/** What of a new table has to be undone before the table can go: its other name, and a key to a newer table. */
function outlives(action: Action): boolean {
  const { migration, index, reader, from, before } = action;
  if (!migration.end().schema.tables.some(({ statement }) => statement === before?.statement)) return false;
  if (reader.is(from, "rename") || (reader.is(from, "set") && reader.is(from + 1, "schema"))) return true;
  const made = reader.is(from, "add") ? constraintOf(action) : undefined;
  if (made?.kind !== "foreign key") return false;
  const target = resolveTable(migration.after(index).schema, made.target.name, made.target.schema);
  return (target?.statement ?? 0) > (before?.statement ?? 0);
}

function undoAction(action: Action): Undoing | undefined {
  const { reader, from } = action;
  switch (reader.token(from)?.text.toLowerCase()) {
    case "add":
      return undoAdd(action);
    case "drop":
      return undoDropped(action);
    case "alter":
      return reader.is(from + 1, "constraint") || reader.is(from + 1, "index")
        ? undefined
        : undoColumnChange(action);
    case "rename":
      return undoRename(action);
    case "modify":
    case "change":
      return undoRedefinition(action);
    case "set":
      return reader.is(from + 1, "schema") ? undoSetSchema(action) : undefined;
    case "enable":
    case "disable":
    case "force":
    case "no":
    case "inherit":
    case "attach":
    case "detach":
      return undoSwitch(action);
    default:
      return undefined;
  }
}

const elements = [
  "constraint",
  "primary",
  "unique",
  "foreign",
  "check",
  "exclude",
  "index",
  "key",
  "fulltext",
  "spatial",
];

function undoAdd(action: Action): Undoing | undefined {
  const { reader, from, to, before, alter } = action;
  if (reader.is(from + 1, "partition") || reader.is(from + 1, "(")) return undefined;
  if (elements.some((word) => reader.is(from + 1, word))) return undoAddedConstraint(action);
  let at = reader.is(from + 1, "column") ? from + 2 : from + 1;
  if (reader.is(at, "if")) at += 3;
  const name = reader.fold(at);
  if (before?.columns.some((column) => column.name === name)) return nothing;
  return at < to ? undo(`${alter} DROP COLUMN ${text(action, at, at + 1)}`) : undefined;
}

function undoAddedConstraint(action: Action): Undoing | undefined {
  const { migration, reader, from, to, alter } = action;
  const made = constraintOf(action);
  const writtenName = reader.is(from + 1, "constraint") ? text(action, from + 2, from + 3) : undefined;
  const name = writtenName ?? (made && quoteIdentifier(made.name, migration.dialect));
  if (!isMysql(action)) return name === undefined ? undefined : undo(`${alter} DROP CONSTRAINT ${name}`);
  if (made?.kind === "primary key" || reader.is(from + 1, "primary"))
    return undo(`${alter} DROP PRIMARY KEY`);
  if (made?.kind === "foreign key" && name !== undefined) return undo(`${alter} DROP FOREIGN KEY ${name}`);
  if (made?.kind === "check" && name !== undefined) return undo(`${alter} DROP CONSTRAINT ${name}`);
  const key = reader.findWord(["index", "key"], from, to);
  const at = key < 0 ? reader.findWord(["unique", "fulltext", "spatial"], from, to) + 1 : key + 1;
  const index = reader.isName(at) ? text(action, at, at + 1) : name;
  return index === undefined ? undefined : undo(`${alter} DROP INDEX ${index}`);
}

function undoDropped(action: Action): Undoing | undefined {
  const { migration, reader, from, to, before, alter } = action;
  if (reader.is(from + 1, "partition")) return undefined;
  const isPrimary = reader.is(from + 1, "primary");
  const words = ["constraint", "foreign", "index", "key", "check"];
  if (isPrimary || words.some((word) => reader.is(from + 1, word))) {
    const at = reader.is(to - 1, "cascade") || reader.is(to - 1, "restrict") ? to - 2 : to - 1;
    const lost = before?.constraints.find(({ kind, name }) =>
      isPrimary ? kind === "primary key" : name === reader.fold(at),
    );
    if (lost) return restoredConstraint(action, lost) ?? notUndone(text(action, from, to));
    const index = migration.before(action.index).schema.indexes.find(({ name }) => name === reader.fold(at));
    if (!index || !(reader.is(from + 1, "index") || reader.is(from + 1, "key"))) return undefined;
    const made = migration.text.slice(index.span.start, index.span.end);
    return undo(/^create\b/i.test(made) ? made : `${alter} ADD ${made}`);
  }
  let at = reader.is(from + 1, "column") ? from + 2 : from + 1;
  const optional = reader.is(at, "if");
  if (optional) at += 2;
  const name = reader.fold(at);
  const column = before?.columns.find((one) => one.name === name);
  if (!column) return optional ? nothing : undefined;
  return restoredColumn(action, column);
}

function undoColumnChange(action: Action): Undoing | undefined {
  const { migration, index, reader, from, before, alter } = action;
  const at = reader.is(from + 1, "column") ? from + 2 : from + 1;
  const column = before?.columns.find(({ name }) => name === reader.fold(at));
  const words = [1, 2, 3].map((nth) => reader.token(at + nth)?.text.toLowerCase()).join(" ");
  const name = text(action, at, at + 1);
  if (!column) return undefined;
  const change = `${alter} ALTER COLUMN ${name}`;
  if (/^(?:set|drop) default/.test(words))
    return undo(`${change} ${column.default ? `SET DEFAULT ${column.default.text}` : "DROP DEFAULT"}`);
  if (words.startsWith("set not null")) return column.notNull ? nothing : undo(`${change} DROP NOT NULL`);
  if (words.startsWith("drop not null")) {
    const note = `This fails where rows have no ${column.name} by then: give them one first.`;
    return column.notNull ? { sql: [`${change} SET NOT NULL`], notes: [note] } : nothing;
  }
  if (/^(?:type|set data type)/.test(words)) {
    const type = column.type.serial ? printType(column.type) : typeText(migration, index, column);
    const using = migration.dialect === "postgresql" ? ` USING ${name}::${type}` : "";
    const note = `Values that ${type} cannot hold make this fail, and what was rounded or cut stays so.`;
    return { sql: [`${change} TYPE ${type}${using}`], notes: [note] };
  }
  if (words.startsWith("add generated")) return column.identity ? undefined : undo(`${change} DROP IDENTITY`);
  if (words.startsWith("drop identity") && column.identity)
    return undo(`${change} ADD GENERATED ${column.identity.toUpperCase()} AS IDENTITY`);
  if (words.startsWith("drop expression"))
    return {
      ...nothing,
      doubts: [`${column.name} can only be computed again once it is dropped and added anew.`],
    };
  return undefined;
}

function undoRename(action: Action): Undoing | undefined {
  const { migration, reader, from, to, alter, owner, before } = action;
  const word =
    reader.is(from + 1, "column") ||
    reader.is(from + 1, "constraint") ||
    reader.is(from + 1, "index") ||
    (isMysql(action) && reader.is(from + 1, "key"));
  if (reader.is(from + 1, "to") || (reader.is(from + 1, "as") && to === from + 3)) {
    const target = reader.nameAt(from + 2);
    const name = reader.nameAt(tableName(reader));
    if (!target || !name) return undefined;
    const schema =
      target.schema === undefined && name.schemaSpan
        ? owner.slice(0, name.span.start - name.fullSpan.start)
        : "";
    return undo(
      `ALTER TABLE ${schema}${written(reader, target)} RENAME TO ${isMysql(action) ? owner : text(action, name.next - 1, name.next)}`,
    );
  }
  const at = word ? from + 2 : from + 1;
  if (!reader.is(at + 1, "to")) return undefined;
  const kind = word ? `${text(action, from + 1, from + 2)} ` : "";
  // SQLite and MySQL know no other way than with the column as it is; a missing one is the checker's affair.
  if (
    reader.is(from + 1, "column") &&
    before?.columnsKnown &&
    !before.columns.some(({ name }) => name === reader.fold(at))
  )
    return migration.dialect === "postgresql" ? undefined : nothing;
  return undo(`${alter} RENAME ${kind}${text(action, at + 2, at + 3)} TO ${text(action, at, at + 1)}`);
}

/** The token of the table's name in ALTER TABLE. */
function tableName(reader: StatementReader): number {
  let at = 2;
  while (reader.is(at, "if") || reader.is(at, "exists") || reader.is(at, "only")) at++;
  return at;
}

function undoSetSchema(action: Action): Undoing | undefined {
  const { migration, reader, from, before } = action;
  const name = reader.nameAt(tableName(reader));
  if (!name || !before) return undefined;
  const own = text(action, name.next - 1, name.next);
  const old = quoteIdentifier(before.schema, migration.dialect);
  return undo(`ALTER TABLE ${text(action, from + 2, from + 3)}.${own} SET SCHEMA ${old}`);
}

/** MySQL's MODIFY and CHANGE: the column in the words it was defined with. */
function undoRedefinition(action: Action): Undoing | undefined {
  const { reader, from, before, alter } = action;
  const at = reader.is(from + 1, "column") ? from + 2 : from + 1;
  const column = before?.columns.find(({ name }) => name === reader.fold(at));
  if (!column) return undefined;
  // Keys are there already, and a second one would be made.
  const definition = columnDefinition(action, column).text.replace(
    /\s+(?:primary\s+key|unique(?:\s+key)?|references\s+\S+\s*\([^)]*\)(?:\s+on\s+(?:delete|update)\s+(?:cascade|restrict|set\s+null|no\s+action))*)/gi,
    "",
  );
  const note = `Values that do not fit the earlier type make this fail, and what was rounded or cut stays so.`;
  const isNamed = reader.is(from, "change");
  const verb = isNamed ? `CHANGE ${text(action, at + 1, at + 2)}` : "MODIFY";
  return { sql: [`${alter} ${verb} ${definition}`], notes: [note] };
}

const opposite: Readonly<Record<string, string>> = {
  enable: "DISABLE",
  disable: "ENABLE",
  force: "NO FORCE",
  "no force": "FORCE",
  inherit: "NO INHERIT",
  "no inherit": "INHERIT",
  attach: "DETACH",
  detach: "ATTACH",
};

/** A partition with the bounds that the files before gave it. */
function attachedAgain({ migration, index, reader, alter }: Action, at: number): Undoing | undefined {
  const name = reader.nameAt(at);
  if (!name) return undefined;
  for (let earlier = index - 1; earlier >= 0; earlier--) {
    const text = migration.statements[earlier]?.text ?? "";
    const [bounds] = /\b(?:FOR\s+VALUES\b[^;]*|DEFAULT\s*)$/i.exec(text) ?? [];
    if (
      bounds !== undefined &&
      text.toLowerCase().includes(name.name.toLowerCase()) &&
      /\bpartition\b/i.test(text)
    )
      return undo(`${alter} ATTACH PARTITION ${written(reader, name)} ${bounds.trim()}`);
  }
  return undefined;
}

function undoSwitch(action: Action): Undoing | undefined {
  const { reader, from, to, before, alter } = action;
  const isNo = reader.is(from, "no");
  const word = text(action, from, from + (isNo ? 2 : 1))
    .toLowerCase()
    .replace(/\s+/g, " ");
  const rest = from + (isNo ? 2 : 1);
  const reverse = opposite[word];
  if (reverse === undefined) return undefined;
  if (reader.is(rest, "row")) {
    const { enabled, forced } = before?.rowSecurity ?? { enabled: false, forced: false };
    const was = word.endsWith("force") ? forced : enabled;
    if (was === (word === "enable" || word === "force")) return nothing;
  }
  if (reader.is(rest, "always") || reader.is(rest, "replica")) return undefined;
  if (word === "detach") return attachedAgain(action, rest + 1);
  if (word === "attach") {
    const name = reader.nameAt(rest + 1);
    return name && undo(`${alter} DETACH PARTITION ${written(reader, name)}`);
  }
  return undo(`${alter} ${reverse} ${text(action, rest, to)}`);
}
