import { printType, type Table } from "../../schema";
import { foldIdentifier, quoteIdentifier } from "../../sql";
import { isWord, type LanguageContext } from "../context";
import { dialectTypes } from "../knowledge/dialect-types";
import { functionsOf } from "../knowledge";
import { builtinTypes } from "../knowledge/types";
import { cursorAt, type Cursor } from "./cursor";
import { enumValues } from "./enum-values";
import { bodyPlace, namesInBody, recordColumns, rowOfTrigger, tableBehindOn } from "./body";
import type { Completion, CompletionKind, Draft } from "./completion";
import { foldName, type WrittenName } from "./names";
import { parts } from "./parts";
import { inQuotes } from "./quoted";
import { placeAfter, type Place } from "./place";
import { wordsOf } from "./place/foreign-words";
import { columnsOf, columnsWritten, findRelation, scopeAt } from "./scope";
import { statementKeywords, statementSnippets } from "./snippets";

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
      yield* keywords(cursor, place.words, 0);
      return;
    case "relation":
      for (const name of scopeAt(cursor.all, schema, cursor.before.length).commonTables)
        yield named(context, name, "table", "with query", 0);
      yield* relations(context, 1);
      yield* keywords(cursor, place.words ?? [], 3);
      return;
    case "reference":
      yield* referenceTargets(context);
      return;
    case "type":
      yield* types(context, cursor);
      return;
    case "column":
      yield* relationColumns(context, cursor, place.of, 0);
      return;
    case "expression":
      yield* enumValues(context, cursor, place.of);
      yield* relationColumns(context, cursor, place.of, 0);
      if (place.free !== true) yield* scopeColumns(context, cursor);
      for (const name of namesInBody(cursor)) yield named(context, name, "column", "variable", 0);
      yield* functions(context);
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
          yield {
            ...named(context, routine.name, "function", "trigger function", 0),
            insertText: `${quoteIdentifier(routine.name, schema.dialect)}()`,
          };
        }
      }
      return;
    case "part":
      yield* parts(context, cursor, place);
      return;
    case "object":
      yield* objects(context, place.of);
      return;
  }
}

/** Keywords in the case in which the person writes: that of the word being typed, else of the statement's first. */
function* keywords(cursor: Cursor, words: readonly string[], rank: number): Iterable<Draft> {
  const written = cursor.prefix || (cursor.before[0]?.text ?? "");
  const lower = written !== "" && written === written.toLowerCase();
  for (const word of words) yield { label: lower ? word.toLowerCase() : word, kind: "keyword", rank };
}

function named(
  context: LanguageContext,
  name: string,
  kind: CompletionKind,
  detail: string,
  rank: number,
  documentation?: string,
): Draft {
  const insertText = quoteIdentifier(name, context.schema.dialect);
  return {
    label: name,
    kind,
    detail,
    insertText,
    rank,
    ...(documentation !== undefined && { documentation }),
  };
}

function* relations(context: LanguageContext, rank: number): Iterable<Draft> {
  const { schema } = context;
  for (const relation of [...schema.tables, ...schema.views]) {
    const outside = relation.schema !== "public" && relation.schema !== "";
    const label = outside ? `${relation.schema}.${relation.name}` : relation.name;
    const insertText = outside
      ? `${quoteIdentifier(relation.schema, schema.dialect)}.${quoteIdentifier(relation.name, schema.dialect)}`
      : quoteIdentifier(relation.name, schema.dialect);
    const detail = relation.kind === "view" ? "view" : `table, ${relation.columns.length} columns`;
    yield {
      label,
      kind: relation.kind,
      detail,
      insertText,
      rank,
      ...(relation.comment !== undefined && { documentation: relation.comment }),
    };
  }
  for (const namespace of schema.schemas) yield named(context, namespace.name, "schema", "schema", rank + 1);
}

/** After REFERENCES: each table with its primary key. */
function* referenceTargets(context: LanguageContext): Iterable<Draft> {
  const { schema } = context;
  for (const table of schema.tables) {
    const key = primaryKeyOf(table);
    const [draft] = [
      ...relations({ ...context, schema: { ...schema, tables: [table], views: [], schemas: [] } }, 0),
    ];
    if (!draft) continue;
    const columns = key.map((name) => quoteIdentifier(name, schema.dialect)).join(", ");
    yield key.length > 0
      ? {
          ...draft,
          label: `${draft.label} (${key.join(", ")})`,
          insertText: `${draft.insertText ?? draft.label} (${columns})`,
          detail: "primary key",
        }
      : { ...draft, rank: 1 };
  }
}

/** A column for each key of another table, with its type and the reference: `customer_id bigint NOT NULL REFERENCES …`. */
function* foreignKeyColumns(context: LanguageContext, cursor: Cursor): Iterable<Draft> {
  const { schema } = context;
  const written = new Set(columnsWritten(cursor.all, schema.dialect));
  for (const table of schema.tables) {
    const [key, ...more] = primaryKeyOf(table);
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

/** The singular of a table's name as English forms it in the common cases; only names offered depend on it. */
function singular(name: string): string {
  if (/(ss|us|is)$/.test(name)) return name;
  if (name.endsWith("ies") && name.length > 4) return `${name.slice(0, -3)}y`;
  if (/(ches|shes|sses|xes|zes)$/.test(name)) return name.slice(0, -2);
  return name.endsWith("s") ? name.slice(0, -1) : name;
}

function primaryKeyOf(table: Table): readonly string[] {
  const key = table.constraints.find((constraint) => constraint.kind === "primary key");
  return key ? key.columns.map(({ name }) => name) : [];
}

function* types(context: LanguageContext, cursor: Cursor): Iterable<Draft> {
  const { schema } = context;
  for (const type of [...schema.enums, ...schema.domains, ...schema.compositeTypes]) {
    const kind = type.kind === "enum" ? "enum" : "type";
    const detail = type.kind === "enum" ? type.values.map(({ value }) => value).join(" | ") : type.kind;
    yield named(context, type.name, kind, detail, 0, type.comment);
  }
  if (schema.dialect !== "postgresql") {
    for (const [at, label] of dialectTypes[schema.dialect].entries())
      yield { label, kind: "type", rank: 1 + at / 1000 };
    return;
  }
  const lower = cursor.prefix !== cursor.prefix.toUpperCase() || cursor.prefix === "";
  for (const [at, { name, note }] of builtinTypes.entries()) {
    yield {
      label: lower ? name : name.toUpperCase(),
      kind: "type",
      documentation: note,
      rank: 1 + at / 1000,
    };
  }
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
  for (const { alias, columns: list } of relations) {
    yield* columns(context, list, 0);
    if (relations.length > 1) yield named(context, alias, "table", "alias", 1);
  }
}

function* functions(context: LanguageContext): Iterable<Draft> {
  for (const routine of context.schema.routines) {
    if (routine.kind === "procedure" || routine.returns?.name === "trigger") continue;
    const args = routine.arguments
      .map(({ name, type }) => `${name === undefined ? "" : `${name} `}${printType(type)}`)
      .join(", ");
    yield call(callName(context, routine.name), `(${args})`, routine.comment, 2);
  }
  for (const { name, signature, note } of functionsOf[context.schema.dialect]) {
    // Never in quotes: LEFT and IF are functions of MySQL though they are reserved.
    yield call({ name, written: name }, signature.slice(name.length), note, 3);
  }
}

interface CallName {
  readonly name: string;
  readonly written: string;
}

function callName({ schema }: LanguageContext, name: string): CallName {
  return { name, written: quoteIdentifier(name, schema.dialect) };
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
  if (place.type) {
    for (const type of [...schema.enums, ...schema.domains, ...schema.compositeTypes]) {
      if (type.schema === first) yield named(context, type.name, "type", type.kind, 0);
    }
    return;
  }
  for (const relation of [...schema.tables, ...schema.views]) {
    if (relation.schema === first) yield named(context, relation.name, relation.kind, relation.kind, 0);
  }
  for (const routine of schema.routines) {
    if (routine.schema === first) yield call(callName(context, routine.name), "()", routine.comment, 1);
  }
}

function* objects(context: LanguageContext, of: Extract<Place, { kind: "object" }>["of"]): Iterable<Draft> {
  const { schema } = context;
  const list = {
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
  for (const { name } of list) yield named(context, name, kind, of, 0);
  if (of === "role") {
    for (const label of ["PUBLIC", "CURRENT_USER", "SESSION_USER"]) yield { label, kind: "keyword", rank: 1 };
  }
}
