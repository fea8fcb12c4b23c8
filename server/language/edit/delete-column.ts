import type { TextEdit } from "../../checker";
import {
  indexesOf,
  resolveObject,
  type Column,
  type Constraint,
  type Reference,
  type Table,
} from "../../schema";
import { contains } from "../../sql";
import { bodyMentions } from "../body-mentions";
import { statementAt, type LanguageContext } from "../context";
import { entityOf, mentionsOf } from "../entities";
import { constraintTextOf, removeConstraint, removeFromList } from "./constraint-text";
import { findColumn } from "./find";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { removeFromRows } from "./insert-rows";
import { linksOf } from "./links";
import { describe } from "./statement-kinds";
import { removeStatements } from "./statements";
import { actionsOf, placeOf, placeOfColumn, readerOf, type Place } from "./table-text";
import { writingOf } from "./writing";

/** Takes a column away, and what cannot be without it: keys, checks, indexes and comments on it, its values in rows. */
export function deleteColumn(context: LanguageContext, edit: EditOf<"deleteColumn">): EditOutcome {
  const { script, schema } = context;
  const found = findColumn(context, edit.table, edit.column);
  if ("refusal" in found) return found;
  const { table, column } = found;
  if (table.columns.length === 1)
    return refuse(`"${column.name}" is the last column of "${table.name}". Delete the table instead.`);
  const writing = writingOf(script);
  const own = placeOfColumn(script, table, column);
  if (!own) return refuse(`"${column.name}" cannot be taken out here; change its SQL.`);
  const edits: TextEdit[] = [];
  const consequences: string[] = [];
  const gone = new Set<number>();
  // What goes from one list is taken out together, so that the commas between are right.
  const lists = new Map<number, { readonly place: Place; readonly indexes: Set<number> }>();
  const drop = (place: Place) => {
    const list = lists.get(place.list.statement) ?? { place, indexes: new Set<number>() };
    list.indexes.add(place.index);
    lists.set(place.list.statement, list);
  };
  drop(own);
  const ownElement = own.list.elements[own.index];
  const within = (constraint: Constraint) =>
    ownElement !== undefined && contains(ownElement, constraint.span);

  const keys: { readonly table: Table; readonly constraint: Constraint; readonly why: string }[] = [];
  for (const constraint of table.constraints) {
    if (within(constraint) || !involves(context, constraint, table, column)) continue;
    keys.push({ table, constraint, why: `${words(constraint)} goes too.` });
  }
  for (const { table: other, key, targetColumns } of linksOf(schema)) {
    if (!targetColumns.includes(column.name) || resolveObject(schema, key.target) !== table) continue;
    if (other === table && (within(key) || keys.some(({ constraint }) => constraint === key))) continue;
    const columns = key.columns.map(({ name }) => name).join(", ");
    keys.push({ table: other, constraint: key, why: `${other.name} (${columns}) no longer references it.` });
  }
  for (const { table: owner, constraint, why } of keys) {
    const written = constraintTextOf(script, owner, constraint);
    if (written && !written.inline) drop(written.place);
    else {
      const removed = removeConstraint(script, owner, constraint, writing);
      if (!removed) return refuse(`${words(constraint)} cannot be taken out here; change its SQL.`);
      edits.push(...removed);
    }
    consequences.push(why);
  }
  for (const index of indexesOf(schema, table)) {
    const uses = index.keys.some(({ column: name, span }) =>
      name === undefined ? mentions(context, span, column.name) : name === column.name,
    );
    if (!uses && !index.include.some(({ name }) => name === column.name)) continue;
    consequences.push(`Index ${index.name} goes too.`);
    const place =
      index.statement === table.statement ? placeOf(script, table, index.statement, index.span) : undefined;
    if (place) drop(place);
    else gone.add(index.statement);
  }
  for (const mention of mentionsOfColumn(context, table, column)) {
    const { statement: index, span } = mention;
    const statement = script.statements[index];
    const list = lists.get(index);
    const dropped = list && [...list.indexes].some((nth) => covers(list.place.list.elements[nth], span));
    if (!statement || gone.has(index) || dropped || edits.some((done) => contains(done.span, span))) continue;
    if (keys.some(({ constraint }) => contains(constraint.span, span))) continue;
    if (index === own.list.statement && ownElement && contains(ownElement, span)) continue;
    const reader = readerOf(statement);
    if (reader.is(0, "comment")) {
      gone.add(index);
      continue;
    }
    const actions = actionsOf(script, index);
    const action = actions?.elements.findIndex((element) => contains(element, span)) ?? -1;
    if (actions && action >= 0) {
      drop({ list: actions, index: action, created: false });
      continue;
    }
    const rows = reader.is(0, "insert") ? removeFromRows(statement, span, writing) : undefined;
    if (rows) {
      edits.push(...rows);
      consequences.push(`Its values in ${describe(script, index)} go too.`);
      continue;
    }
    return refuse(`${describe(script, index)} uses "${column.name}". Change or delete that first.`);
  }
  const rows = unnamedRows(context, table);
  if (rows !== undefined)
    return refuse(
      `${describe(script, rows)} has values for all columns without their names. Name the columns there first.`,
    );
  const body = mentionInBody(context, table, column);
  if (body !== undefined)
    return refuse(`${describe(script, body)} uses "${column.name}". Change or delete that first.`);
  for (const { place, indexes } of lists.values()) {
    if (gone.has(place.list.statement)) continue;
    const removed = removeFromList(place, [...indexes], writing);
    if (!removed) return refuse(`Nothing of "${table.name}" would be left. Delete the table instead.`);
    edits.push(...removed);
  }
  return { edits: [...edits, ...removeStatements([...gone], writing)], consequences };
}

/** The first INSERT into the table that tells its values apart by their places alone. */
function unnamedRows({ script, schema }: LanguageContext, table: Table): number | undefined {
  const found = schema.references.find(({ kind, role, name, foundIn, statement: index }) => {
    const isTable = kind === "relation" && role === "use" && name === table.name;
    const statement =
      isTable && (foundIn ?? table.schema) === table.schema ? script.statements[index] : undefined;
    if (!statement || !/^(?:insert|replace)\b/i.test(statement.text)) return false;
    const reader = readerOf(statement);
    const into = reader.findWord("into", 0, 6);
    const target = into < 0 ? undefined : reader.nameAt(into + 1);
    return target?.name.toLowerCase() === name.toLowerCase() && !reader.is(target.next, "(");
  });
  return found?.statement;
}

/** The statement whose body in dollar quotes uses the column for certain. */
function mentionInBody(context: LanguageContext, table: Table, column: Column): number | undefined {
  const reference = referenceTo(table, column);
  const entity = entityOf(context.schema, reference);
  const [first] = entity ? bodyMentions(context, entity, reference, column.name).sure : [];
  return first && statementAt(context.script, first.start)?.index;
}

function covers(
  element: { readonly start: number; readonly end: number } | undefined,
  span: { readonly start: number; readonly end: number },
): boolean {
  return element !== undefined && contains(element, span);
}

function involves(context: LanguageContext, constraint: Constraint, table: Table, column: Column): boolean {
  if (constraint.kind === "check") return mentions(context, constraint.expression.span, column.name);
  if (constraint.kind === "exclude")
    return mentionsOfColumn(context, table, column).some(({ span }) => contains(constraint.span, span));
  return constraint.columns.some(({ name }) => name === column.name);
}

/** Whether an expression has the word of the column. */
function mentions(
  { script }: LanguageContext,
  span: { readonly start: number; readonly end: number },
  name: string,
): boolean {
  const statement = script.statements.find((candidate) => contains(candidate.span, span));
  if (!statement) return false;
  const reader = readerOf(statement);
  const base = statement.span.start;
  return reader.tokens.some(
    (token, index) =>
      token.span.start + base >= span.start &&
      token.span.end + base <= span.end &&
      reader.isName(index) &&
      reader.fold(index) === name,
  );
}

function referenceTo(table: Table, column: Column): Reference {
  return {
    kind: "column",
    name: column.name,
    span: column.nameSpan,
    statement: column.statement,
    relation: { schema: table.schema, name: table.name },
    role: "use",
    resolved: "yes",
  };
}

function mentionsOfColumn({ schema }: LanguageContext, table: Table, column: Column) {
  const entity = entityOf(schema, referenceTo(table, column));
  return entity ? mentionsOf(schema, entity) : [];
}

function words(constraint: Constraint): string {
  const columns =
    "columns" in constraint ? ` (${constraint.columns.map(({ name }) => name).join(", ")})` : "";
  const text = constraint.kind === "check" ? ` (${constraint.expression.text.slice(0, 60)})` : columns;
  return `${constraint.kind[0]?.toUpperCase() ?? ""}${constraint.kind.slice(1)}${text}`;
}
