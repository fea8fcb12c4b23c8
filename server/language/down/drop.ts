import type { StatementReader, WrittenName } from "../../schema";
import { familyOf, headOf, sameName, subjectOf, written, type Head, type Subject } from "./head";
import { inShort, nothing, type MigrationText, type Undoing } from "./migration";

/** What undoes DROP: what the files before say of how the thing was made. */
export function undoDrop(migration: MigrationText, index: number, head: Head): Undoing | undefined {
  const { reader, kind } = head;
  const names = namesFrom(reader, head);
  if (names.length === 0) return undefined;
  const family = familyOf(kind);
  const on = ["trigger", "policy", "rule"].includes(family) ? behindOn(reader, head) : undefined;
  const parts = names.map((name): Undoing => {
    const subject = { kind: family, name };
    // What the migration has made itself was not there before it.
    if (migration.isOwn(index, subject) || (on && migration.isOwn(index, on))) return nothing;
    const maker =
      family === "index"
        ? indexMaker(migration, index, name)
        : (migration.table(index, subject)?.statement ?? migration.makerOf(index, subject, on));
    if (maker < 0) {
      if (head.optional) return nothing;
      const what = `${kind} ${written(reader, name)}`;
      return {
        ...nothing,
        doubts: [`No file before says how the ${what} was made; make it again here.`],
      };
    }
    const sql = definition(migration, maker, index, subject);
    const isFilled = kind === "table" || kind === "foreign table";
    return { sql, notes: isFilled ? [`The rows that ${written(reader, name)} had do not come back.`] : [] };
  });
  const doubts = parts.flatMap((part) => part.doubts ?? []);
  if (reader.findWord("cascade", head.at) > 0 && migration.dialect === "postgresql")
    doubts.push("CASCADE also dropped what needed it; look whether that has to come back.");
  return {
    sql: parts.flatMap(({ sql }) => sql),
    notes: parts.flatMap(({ notes }) => notes),
    ...(doubts.length > 0 && { doubts }),
  };
}

/** The names that a DROP lists, without the arguments of functions. */
function namesFrom(reader: StatementReader, { at }: Head): WrittenName[] {
  const names: WrittenName[] = [];
  for (let next = at; ;) {
    const name = reader.nameAt(next);
    if (!name) return names;
    names.push(name);
    next = reader.is(name.next, "(") ? reader.closing(name.next) + 1 : name.next;
    if (!reader.is(next, ",")) return names;
    next++;
  }
}

function behindOn(reader: StatementReader, { at }: Head): Subject | undefined {
  const on = reader.findWord("on", at);
  const name = on < 0 ? undefined : reader.nameAt(on + 1);
  return name && { kind: "relation", name };
}

/** Also of one whose name the database made up. */
function indexMaker(migration: MigrationText, index: number, name: WrittenName): number {
  const found = migration
    .before(index)
    .schema.indexes.find((one) => sameName({ ...one, schema: name.schema }, name));
  return found?.statement ?? -1;
}

/** The statement that makes a thing and those that changed it since, as they were written. */
function definition(migration: MigrationText, maker: number, until: number, subject: Subject): string[] {
  const { indexes, triggers, policies } = migration.before(until).schema;
  const alive = new Set([...indexes, ...triggers, ...policies].map(({ statement }) => statement));
  const sql: string[] = [];
  const comments = new Map<string, number>();
  let { name } = subject;
  for (let at = maker; at < until; at++) {
    const statement = migration.statements[at];
    if (!statement) continue;
    const head = headOf(statement);
    if (at === maker) {
      name = head.name ?? name;
      sql.push(statement.text);
      continue;
    }
    const renamed = head.verb === "rename" ? renamedTo(head, name) : undefined;
    if (renamed && subject.kind === "relation") {
      sql.push(`RENAME TABLE ${renamed.text}`);
      ({ name } = renamed);
      continue;
    }
    const about = subjectOf(head);
    if (about?.kind !== subject.kind || !sameName(about.name, name) || !shapes(head, at, alive)) continue;
    if (head.verb === "comment") {
      // The last comment counts.
      const target = commentTarget(head);
      const place = comments.get(target);
      if (place === undefined) comments.set(target, sql.push(statement.text) - 1);
      else sql[place] = statement.text;
      continue;
    }
    sql.push(statement.text);
    name = newName(head) ?? name;
  }
  return sql;
}

/** Whether a statement about a thing says how it is, and not what is in it. */
function shapes({ verb, kind }: Head, index: number, alive: ReadonlySet<number>): boolean {
  if (verb === "alter" || verb === "comment" || verb === "grant" || verb === "revoke") return true;
  return verb === "create" && ["index", "trigger", "policy"].includes(kind) && alive.has(index);
}

/** What RENAME TO and SET SCHEMA make of a name. */
function newName({ reader, verb, name }: Head): WrittenName | undefined {
  if (verb !== "alter" || !name) return undefined;
  const { next } = name;
  const to = reader.is(next, "rename") && reader.is(next + 1, "to") ? reader.nameAt(next + 2) : undefined;
  if (to) return { ...to, ...(name.schema !== undefined && { schema: name.schema }) };
  const home = reader.is(next, "set") && reader.is(next + 1, "schema") ? reader.nameAt(next + 2) : undefined;
  return home && { ...name, schema: home.name };
}

/** The pair of MySQL's RENAME TABLE a TO b, c TO d that a name is the first of. */
function renamedTo({ reader }: Head, name: WrittenName): { text: string; name: WrittenName } | undefined {
  for (let at = 2; at < reader.tokens.length; at++) {
    const from = reader.nameAt(at);
    const to = from && reader.is(from.next, "to") ? reader.nameAt(from.next + 1) : undefined;
    if (!from || !to) return undefined;
    if (sameName(from, name)) return { text: `${written(reader, from)} TO ${written(reader, to)}`, name: to };
    at = to.next;
  }
  return undefined;
}

/** What a COMMENT is on, as written; the same for two that are on the same. */
function commentTarget({ reader }: Head): string {
  const is = reader.findWord("is", 0);
  return reader.tokens
    .slice(2, Math.max(2, is))
    .map((_token, nth) => reader.fold(nth + 2).toLowerCase())
    .join(" ");
}

/** What undoes COMMENT ON: the comment that was there. */
export function undoComment(migration: MigrationText, index: number, head: Head): Undoing | undefined {
  const { reader } = head;
  const is = reader.findWord("is", 0);
  if (is < 0) return undefined;
  const subject = subjectOf(head);
  if (subject && migration.isOwn(index, subject)) return nothing;
  const target = commentTarget(head);
  let old = "NULL";
  for (let at = index - 1; at >= 0; at--) {
    const statement = migration.statements[at];
    const other = statement && headOf(statement);
    if (!statement || other?.verb !== "comment" || commentTarget(other) !== target) continue;
    old = statement.text.slice(other.reader.startOf(other.reader.findWord("is", 0) + 1));
    break;
  }
  return { sql: [reader.parsed.text.slice(0, reader.endOf(is)) + ` ${old}`], notes: [] };
}

/** Which rows a statement has put, changed or removed is not known. */
export function rowsNote(text: string): Undoing {
  return { sql: [], notes: [`Not undone, rows stay as this left them: ${inShort(text)}`] };
}

/** Of code, which may do anything: the schema is compared where there is an engine, the rows never are. */
export function unreadNote(text: string): Undoing {
  const note = `Not read: rows stay as this left them, and what it did to the schema is only undone where this is proven: ${inShort(text)}`;
  return { sql: [], notes: [note] };
}
