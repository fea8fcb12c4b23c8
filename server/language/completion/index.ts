import { primaryKeyOf, printType, type Routine, type Table } from "../../schema";
import { foldIdentifier, quoteIdentifier, type Token } from "../../sql";
import { isWord, type LanguageContext } from "../context";
import { functionsOf } from "../knowledge";
import { cursorAt, type Cursor } from "./cursor";
import { enumValues } from "./enum-values";
import { bodyPlace, namesInBody, recordColumns, rowOfTrigger, tableBehindOn } from "./body";
import type { Completion, CompletionKind, Draft } from "./completion";
import { foldName, type WrittenName } from "./names";
import { parts } from "./parts";
import { inQuotes } from "./quoted";
import { named, reached, referenceTargets, relations, schemas } from "./relations";
import { placeAfter, type Place } from "./place";
import { wordsOf } from "./place/foreign-words";
import { innermostOpen } from "./place/tokens";
import { columnsOf, columnsWritten, findRelation, scopeAt } from "./scope";
import { singular } from "./singular";
import { statementKeywords, statementSnippets } from "./snippets";
import { types } from "./types";

export type { Completion, CompletionKind } from "./completion";

/** What can be written at the offset, also in a statement that does not parse. */
export function completionsAt(context: LanguageContext, offset: number): readonly Completion[] {
  const cursor = cursorAt(context.script, offset);
  if (!cursor) return [];
  const place = bodyPlace(cursor) ?? placeAfter(cursor.before, context.schema.dialect);
  const seen = new Set<string>();
  const completions: Completion[] = [];
  for (const draft of draftsFor(context, cursor, place)) {
    const identity = `${draft.kind}:${draft.label}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    completions.push({ insertText: draft.label, ...draft, replace: cursor.replace });
  }
  const sorted = completions.sort((a, b) => a.rank - b.rank);
  return inQuotes(sorted, cursor.prefix, context.script.text.slice(offset, offset + 1));
}

function* draftsFor(context: LanguageContext, cursor: Cursor, place: Place): Iterable<Draft> {
  const { schema } = context;
  switch (place.kind) {
    case "statement":
      for (const { label, detail, body } of statementSnippets[schema.dialect]) {
        yield { label, kind: "snippet", detail, insertText: body, snippet: true, rank: 1 };
      }
      yield* keywords(cursor, statementKeywords[schema.dialect], 0);
      return;
    case "keywords":
      if (place.isNewName === true) yield* schemas(context, cursor, 1);
      yield* keywords(cursor, place.words, 0);
      return;
    case "relation":
      for (const { name } of scopeAt(cursor.all, schema, cursor.before.length).commonTables)
        yield named(context, name, "table", "with query", 0);
      yield* relations(context, cursor, 1);
      for (const routine of schema.routines)
        if (routine.returnsSet) yield* routineCall(context, cursor, routine, 2);
      yield* keywords(cursor, place.words ?? [], 3);
      return;
    case "reference":
      yield* referenceTargets(context, cursor);
      return;
    case "type":
      yield* types(context, cursor);
      yield* keywords(cursor, place.words ?? [], 1);
      return;
    case "column":
      yield* notListed(context, cursor, relationColumns(context, cursor, place.of, 0));
      return;
    case "expression":
      yield* enumValues(context, cursor, place.of);
      yield* relationColumns(context, cursor, place.of, 0);
      if (place.free !== true) {
        yield* scopeColumns(context, cursor);
        yield* anyColumns(context, cursor);
      }
      for (const name of namesInBody(cursor)) yield named(context, name, "column", "variable", 0);
      yield* functions(context, cursor);
      yield* keywords(cursor, place.words, 4);
      return;
    case "table element":
      yield* foreignKeyColumns(context, cursor);
      yield* keywords(cursor, wordsOf[schema.dialect].elements, 2);
      return;
    case "member":
      yield* members(context, cursor, place);
      return;
    case "trigger function":
      for (const routine of schema.routines) {
        if (routine.returns?.name === "trigger") {
          const { label, insertText } = reached(context, cursor, routine);
          yield {
            label,
            kind: "function",
            detail: "trigger function",
            insertText: `${insertText}()`,
            rank: 0,
          };
        }
      }
      return;
    case "part":
      yield* parts(context, cursor, place);
      return;
    case "object":
      yield* objects(context, cursor, place.of);
      return;
  }
}

/** Columns that the list around the cursor has already come last. */
function* notListed(
  { schema }: LanguageContext,
  { before }: Cursor,
  drafts: Iterable<Draft>,
): Iterable<Draft> {
  const open = innermostOpen(before);
  const listed = open === undefined ? [] : before.slice(open + 1);
  const names = new Set(listed.map((token) => foldIdentifier(token, schema.dialect).toLowerCase()));
  for (const draft of drafts)
    yield names.has(draft.label.toLowerCase()) ? { ...draft, rank: draft.rank + 0.5 } : draft;
}

/** Keywords in the case in which the person writes: that of the word being typed, else of the statement's first. */
function* keywords(cursor: Cursor, words: readonly string[], rank: number): Iterable<Draft> {
  const written = cursor.prefix || (cursor.before[0]?.text ?? "");
  const lower = written !== "" && written === written.toLowerCase();
  const inCase = (word: string) => (lower ? word.toLowerCase() : word);
  for (const word of words) {
    const rest = restOf(word, cursor.before);
    if (rest !== undefined) yield { label: inCase(rest), kind: "keyword", rank: -1 };
  }
  for (const word of words) yield { label: inCase(word), kind: "keyword", rank };
}

/** What is left of a phrase whose first words stand before the cursor: TO of OWNER TO. */
function restOf(phrase: string, before: readonly Token[]): string | undefined {
  const words = phrase.split(" ");
  for (let count = words.length - 1; count > 0; count--) {
    const last = before.slice(-count);
    if (last.length === count && words.slice(0, count).every((word, nth) => isWord(last[nth], word)))
      return words.slice(count).join(" ");
  }
  return undefined;
}

/** A column for each key of another table, with its type and the reference: `customer_id bigint NOT NULL REFERENCES …`. */
function* foreignKeyColumns(context: LanguageContext, cursor: Cursor): Iterable<Draft> {
  const { schema } = context;
  const written = new Set(columnsWritten(cursor.all, schema.dialect));
  for (const table of schema.tables) {
    const [key, ...more] = keyOf(table);
    const column = table.columns.find(({ name }) => name === key);
    if (key === undefined || more.length > 0 || !column) continue;
    const name = key === "id" ? `${singular(table.name)}_id` : key;
    if (written.has(name)) continue;
    const target =
      table.schema === "public" || table.schema === ""
        ? ""
        : `${quoteIdentifier(table.schema, schema.dialect)}.`;
    const reference = `REFERENCES ${target}${quoteIdentifier(table.name, schema.dialect)} (${quoteIdentifier(key, schema.dialect)})`;
    const text = `${quoteIdentifier(name, schema.dialect)} ${printType({ ...column.type, modifiers: column.type.modifiers })} NOT NULL ${reference}`;
    yield { label: name, kind: "column", detail: `foreign key to ${table.name}`, insertText: text, rank: 1 };
  }
}

function keyOf(table: Table): readonly string[] {
  return primaryKeyOf(table)?.columns.map(({ name }) => name) ?? [];
}

/** The columns of one relation; without one, those of the table that the statement itself writes. */
function* relationColumns(
  context: LanguageContext,
  cursor: Cursor,
  of: WrittenName | undefined,
  rank: number,
): Iterable<Draft> {
  const { schema } = context;
  const folded = of && foldName(of, schema.dialect);
  const relation = folded && findRelation(schema, folded);
  yield* columns(context, columnsOf(schema, relation), rank);
  if (relation) return;
  if (!of) yield* columns(context, tableBehindOn(context, cursor), rank);
  for (const name of columnsWritten(cursor.all, schema.dialect))
    yield* ownColumns(context, cursor, name, rank);
}

/** Columns written so far count only while a table is being created; elsewhere parentheses hold something else. */
function* ownColumns(context: LanguageContext, cursor: Cursor, name: string, rank: number): Iterable<Draft> {
  if (
    cursor.all[0]?.text.toUpperCase() !== "CREATE" ||
    !cursor.all.slice(1, 4).some((token) => token.text.toUpperCase() === "TABLE")
  )
    return;
  yield named(context, name, "column", "column of this table", rank);
}

function* columns(
  context: LanguageContext,
  list: ReturnType<typeof columnsOf>,
  rank: number,
): Iterable<Draft> {
  for (const { name, table } of list) {
    const column = table?.columns.find((candidate) => candidate.name === name);
    const detail =
      column && table
        ? `${printType(column.type)}${column.notNull ? " not null" : ""} – ${table.name}`
        : "column";
    yield named(context, name, "column", detail, rank, column?.comment);
  }
}

function* scopeColumns(context: LanguageContext, cursor: Cursor): Iterable<Draft> {
  const { relations, outputs } = scopeAt(cursor.all, context.schema, cursor.before.length);
  if (cursor.before.some((token) => isWord(token, "ORDER", "GROUP", "HAVING")))
    for (const name of outputs) yield named(context, name, "column", "output column", 0);
  for (const { label, columns: list } of relations) {
    yield* columns(context, list, 0);
    yield named(context, label, "table", "alias", relations.length > 1 ? 1 : 2.2);
  }
}

/** More names would tell nothing. */
const mostGuessed = 300;

/** Columns of all tables in a query that has no FROM yet; of those first that an alias is likely to mean. */
function* anyColumns(context: LanguageContext, cursor: Cursor, alias?: string): Iterable<Draft> {
  const { schema } = context;
  if (!isWord(cursor.all[0], "SELECT", "WITH", "CREATE", "INSERT") || !isBeforeFrom(cursor)) return;
  const likely = alias === undefined ? [] : schema.tables.filter(({ name }) => isAliasOf(alias, name));
  const { commonTables } = scopeAt(cursor.all, schema, cursor.before.length);
  for (const { name, columns: list } of commonTables)
    yield* columns(context, list, alias === undefined || isAliasOf(alias, name) ? 0 : 2);
  // Before a column the schema is not written, wherever the table is.
  if (alias === undefined)
    for (const { name, kind } of [...schema.tables, ...schema.views])
      yield named(context, name, kind, kind, 3.5);
  let count = 0;
  for (const table of [...likely, ...schema.tables])
    for (const column of columns(context, columnsOf(schema, table), likely.includes(table) ? 0 : 2.5))
      if (count++ < mostGuessed) yield column;
}

/** Whether the query around the cursor names nothing that it reads yet. */
function isBeforeFrom(cursor: Cursor): boolean {
  const at = cursor.before.findLastIndex((token) => isWord(token, "SELECT"));
  const rest = cursor.all.slice(at);
  return at >= 0 && !rest.some((token) => isWord(token, "FROM"));
}

/** `o` and `oi` for order_items, `ord` for orders. */
function isAliasOf(alias: string, table: string): boolean {
  const initials = table
    .split("_")
    .map((word) => word.slice(0, 1))
    .join("");
  return table.startsWith(alias) || initials === alias;
}

function* functions(context: LanguageContext, cursor: Cursor): Iterable<Draft> {
  for (const routine of context.schema.routines) {
    if (routine.kind === "procedure" || routine.returns?.name === "trigger") continue;
    yield* routineCall(context, cursor, routine, 2);
  }
  for (const { name, signature, note } of functionsOf[context.schema.dialect]) {
    // Never in quotes: LEFT and IF are functions of MySQL though they are reserved.
    yield call({ name, written: name }, signature.slice(name.length), note, 3);
  }
}

function* routineCall(
  context: LanguageContext,
  cursor: Cursor,
  routine: Routine,
  rank: number,
): Iterable<Draft> {
  const args = routine.arguments
    .map(({ name, type }) => `${name === undefined ? "" : `${name} `}${printType(type)}`)
    .join(", ");
  const { label, insertText } = reached(context, cursor, routine);
  yield call({ name: label, written: insertText }, `(${args})`, routine.comment, rank);
}

interface CallName {
  readonly name: string;
  readonly written: string;
}

function call(
  { name, written }: CallName,
  detail: string,
  documentation: string | undefined,
  rank: number,
): Draft {
  const bare = !detail.trimStart().startsWith("(");
  const insertText = bare ? name : `${written}(${detail.startsWith("()") ? "" : "$1"})`;
  return {
    label: name,
    kind: "function",
    detail,
    insertText,
    snippet: !bare,
    rank,
    ...(documentation !== undefined && { documentation }),
  };
}

function* members(
  context: LanguageContext,
  cursor: Cursor,
  place: Extract<Place, { kind: "member" }>,
): Iterable<Draft> {
  const { schema } = context;
  const [first, second] = place.of.map((part) => foldIdentifier(part, schema.dialect));
  if (first === undefined) return;
  if (place.object) {
    yield* objects(context, cursor, place.object, first);
    return;
  }
  if (second !== undefined) {
    yield* columns(context, columnsOf(schema, findRelation(schema, { schema: first, name: second })), 0);
    return;
  }
  const scoped = scopeAt(cursor.all, schema, cursor.before.length).relations.find(
    ({ alias }) => alias === first,
  );
  yield* columns(context, scoped?.columns ?? columnsOf(schema, findRelation(schema, { name: first })), 0);
  if (first === "excluded") yield* scopeColumns(context, cursor);
  if (first === "new" || first === "old") yield* columns(context, rowOfTrigger(context, cursor), 0);
  yield* columns(context, recordColumns(context, cursor, first), 0);
  if (!scoped) yield* anyColumns(context, cursor, first);
  // In MySQL, what stands before the name of a table is a database.
  const isDatabase = schema.dialect === "mysql" || schema.dialect === "mariadb";
  if (isDatabase && place.isRelation === true && !findRelation(schema, { name: first }))
    yield* relations(context, cursor, 0);
  if (place.type) {
    for (const type of [...schema.enums, ...schema.domains, ...schema.compositeTypes]) {
      if (type.schema === first) yield named(context, type.name, "type", type.kind, 0);
    }
    for (const { schema: home, name, kind } of schema.tables)
      if (home === first) yield named(context, name, kind, "type of its rows", 1);
    return;
  }
  for (const relation of [...schema.tables, ...schema.views]) {
    if (relation.schema === first) yield named(context, relation.name, relation.kind, relation.kind, 0);
  }
  for (const routine of schema.routines) {
    if (routine.schema === first)
      yield call(
        { name: routine.name, written: quoteIdentifier(routine.name, schema.dialect) },
        "()",
        routine.comment,
        1,
      );
  }
}

type ObjectKind = Extract<Place, { kind: "object" }>["of"];

function* objects(
  context: LanguageContext,
  cursor: Cursor,
  of: ObjectKind,
  within?: string,
): Iterable<Draft> {
  const { schema } = context;
  const list: readonly { readonly name: string; readonly schema?: string }[] = {
    schema: () => schema.schemas,
    index: () => schema.indexes,
    view: () => schema.views,
    sequence: () => schema.sequences,
    routine: () => schema.routines,
    type: () => [...schema.enums, ...schema.domains, ...schema.compositeTypes],
    role: () => schema.roles,
    extension: () => schema.extensions,
  }[of]();
  const kind: CompletionKind = of === "routine" ? "function" : of === "extension" ? "schema" : of;
  for (const { name, schema: home } of list) {
    if (within !== undefined && home !== within) continue;
    if (within !== undefined || home === undefined) yield named(context, name, kind, of, 0);
    else {
      const { label, insertText } = reached(context, cursor, { schema: home, name });
      yield { label, kind, detail: of, insertText, rank: 0 };
    }
  }
  if (within === undefined && of !== "role" && of !== "extension" && of !== "schema")
    yield* schemas(context, cursor, 1);
  if (of === "role") {
    for (const label of ["PUBLIC", "CURRENT_USER", "SESSION_USER"]) yield { label, kind: "keyword", rank: 1 };
  }
}
