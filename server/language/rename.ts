import {
  indexesOf,
  resolveObject,
  resolveTable,
  resolveView,
  type Reference,
  type Schema,
  type Table,
} from "../schema";
import { columnsOf } from "./completion/scope";
import { keptOutput } from "./kept-outputs";
import {
  foldIdentifier,
  identifierName,
  quoteIdentifier,
  shift,
  tokenize,
  type Span,
  type Token,
} from "../sql";
import { isWord, type LanguageContext } from "./context";
import { entityOf, mentionAt, mentionsOf, type Entity } from "./entities";
import { localNameAt, namesAround, pieceAt, type LocalName } from "./local-names";
import { beforeRelation, bodyMentions, names, statementsNaming } from "./body-mentions";
import { viewColumn } from "./view-columns";

export interface RenameEdit {
  readonly span: Span;
  readonly newText: string;
}

/** What a rename comes to: edits, or the reason why it cannot be done for certain. */
export type RenameResult = { readonly edits: readonly RenameEdit[] } | { readonly refusal: string };

const renamable: readonly Reference["kind"][] = [
  "schema",
  "relation",
  "column",
  "type",
  "routine",
  "constraint",
  "index",
  "trigger",
  "policy",
];

/** The name at the offset that can be renamed, or the reason why it cannot. */
export function prepareRenameAt(
  context: LanguageContext,
  offset: number,
): { readonly span: Span; readonly name: string } | { readonly refusal: string } | undefined {
  const found = mentionAt(context, offset);
  const local = found ? undefined : localNameAt(context, offset);
  const here =
    local && [local.definition, ...local.uses].find(({ start, end }) => start <= offset && offset <= end);
  if (local && here) return { span: here, name: local.name };
  if (!found || !renamable.includes(found.reference.kind)) return undefined;
  const isDefined = mentionsOf(context.schema, found.entity).some(({ role }) => role === "definition");
  if (!isDefined && !keptColumn(context, found.reference)) {
    return {
      refusal: `"${found.reference.name}" is not defined here, so it cannot be renamed here.`,
    };
  }
  return { span: found.reference.span, name: found.reference.name };
}

/**
 * Renames the thing at the offset in every statement that mentions it, in the bodies of functions too.
 * Refuses where a word of the same name might mean it and the text does not tell.
 */
export function renameAt(context: LanguageContext, offset: number, newName: string): RenameResult {
  const { script, schema } = context;
  const prepared = prepareRenameAt(context, offset);
  if (!prepared) return { refusal: "There is nothing here that can be renamed." };
  if ("refusal" in prepared) return prepared;
  const named = readNewName(newName, schema);
  if ("refusal" in named) return named;
  const mention = mentionAt(context, offset);
  if (!mention) return renameLocal(context, offset, named);
  const found = { ...mention, reference: { ...mention.reference, kind: mention.entity.kind } };
  const mentions = mentionsOf(schema, found.entity);
  const newText = quoteIdentifier(named.written, script.dialect);
  // The same name in another case: nothing but how it is written changes, and that only outside of PostgreSQL.
  if (named.name === found.entity.name) {
    const others = mentions.filter(({ span }) => script.text.slice(span.start, span.end) !== newText);
    return { edits: script.dialect === "postgresql" ? [] : others.map(({ span }) => ({ span, newText })) };
  }
  const taken = takenBy(schema, found.reference, named.name);
  if (taken !== undefined) return { refusal: taken };

  const edits = new Map(mentions.map(({ span }) => [span.start, { span, newText }]));
  const kept: RenameEdit[] = [];
  const own = keptColumn(context, found.reference);
  if (own) kept.push({ span: { start: own.end, end: own.end }, newText: ` AS ${newText}` });
  for (const { reference, entity } of familyOf(schema, found)) {
    const own = mentionsOf(schema, entity);
    const bodies = bodyMentions(context, entity, reference, named.name);
    if (bodies.unsure !== undefined) return { refusal: unsureMessage(context, entity.name, bodies.unsure) };
    const covered = [...own.map(({ span }) => span), ...bodies.sure];
    const unsure = uncoveredMention(context, entity, reference, covered);
    if (unsure !== undefined) return { refusal: unsureMessage(context, entity.name, unsure) };
    for (const span of covered) edits.set(span.start, { span, newText });
    kept.push(...bodies.kept);
    if (entity.kind === "column") kept.push(...keptOutputs(context, own, named.name));
  }
  return { edits: [...edits.values(), ...kept].sort((a, b) => a.span.start - b.span.start) };
}

/**
 * Where the query of a view names a column that has no name of its own in it, so that AS can give it one. Not where it
 * comes by a star, or where the view is made more than once.
 */
function keptColumn(context: LanguageContext, reference: Reference): Span | undefined {
  const { schema } = context;
  const { kind, name, relation } = reference;
  const view =
    kind === "column" && relation ? resolveView(schema, relation.name, relation.schema) : undefined;
  const column = view && viewColumn(context, view, name);
  if (!view || column?.isKept !== true || !column.value) return undefined;
  const entity = entityOf(schema, { ...reference, kind: "relation", name: view.name, schema: view.schema });
  const made = entity ? mentionsOf(schema, entity).filter(({ role }) => role === "definition") : [];
  return made.length > 1 ? undefined : column.span;
}

/** A column, and those that it is one with: of the tables that inherit it or are partitions, and of their parents. */
function familyOf(
  schema: Schema,
  found: { readonly reference: Reference; readonly entity: Entity },
): readonly { readonly reference: Reference; readonly entity: Entity }[] {
  const { reference } = found;
  const table = reference.kind === "column" ? tableOf(schema, reference.relation) : undefined;
  if (!table) return [found];
  const family = new Set([table]);
  // A set goes on to what is added to it meanwhile.
  for (const member of family)
    for (const other of schema.tables) {
      const related = parentsOf(schema, other).includes(member) || parentsOf(schema, member).includes(other);
      const has = columnsOf(schema, other).some(({ name }) => name === reference.name);
      if (related && has) family.add(other);
    }
  return [...family].flatMap((member) => {
    const relation = { schema: member.schema, name: member.name };
    const own = member === table ? reference : { ...reference, relation };
    const entity = entityOf(schema, own);
    return entity ? [{ reference: own, entity }] : [];
  });
}

function tableOf(schema: Schema, relation: Reference["relation"]): Table | undefined {
  return relation && resolveTable(schema, relation.name, relation.schema);
}

function parentsOf(schema: Schema, { inherits, partitionOf }: Table): readonly Table[] {
  return [...inherits, ...(partitionOf ? [partitionOf] : [])].flatMap(
    (name) => resolveObject(schema, name) ?? [],
  );
}

/** What keeps the names that views and the like give to a column. */
function keptOutputs(
  { script }: LanguageContext,
  mentions: readonly Reference[],
  newName: string,
): readonly RenameEdit[] {
  return mentions.flatMap(({ span, statement: index }) => {
    const statement = script.statements[index];
    if (statement?.kind !== "sql") return [];
    const tokens = statement.parsed.tokens.filter(({ kind }) => kind !== "comment");
    const { start } = statement.span;
    const at = tokens.findIndex((token) => start + token.span.start === span.start);
    const kept = at < 0 ? undefined : keptOutput(tokens, at, { newName, dialect: script.dialect });
    return kept ? [{ span: shift(kept.span, start), newText: kept.newText }] : [];
  });
}

/** An alias or a table of WITH, which only its own statement knows. */
function renameLocal(context: LanguageContext, offset: number, { name, written }: NewName): RenameResult {
  const local = localNameAt(context, offset);
  if (!local) return { refusal: "There is nothing here that can be renamed." };
  if (name !== local.name && namesAround(context, offset).has(name))
    return { refusal: `"${name}" names something else in this statement.` };
  const newText = quoteIdentifier(written, context.script.dialect);
  if (local.kind === "output column") return renameOutput(context, offset, local, { name, newText });
  const spans = [local.definition, ...local.uses].sort((a, b) => a.start - b.start);
  return { edits: spans.map((span) => ({ span, newText })) };
}

/** Whether a query among the words gives all columns of something. */
function givesAll(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ text }, at) => text === "*" && (tokens[at - 1]?.text === "." || isWord(tokens[at - 1], "SELECT")),
  );
}

/** A column that a query gives: whoever reads it gives it on under the name that it had. */
function renameOutput(
  context: LanguageContext,
  offset: number,
  { name: old, definition, uses, isKept }: LocalName,
  { name, newText }: { readonly name: string; readonly newText: string },
): RenameResult {
  const piece = pieceAt(context, offset);
  const { dialect } = context.script;
  const [tokens, start] = [piece?.tokens ?? [], piece?.start ?? 0];
  // A record of PL/pgSQL has the names of a query too.
  if (givesAll(tokens) || (piece?.isBody === true && uses.length === 0))
    return {
      refusal: `"${old}" cannot be renamed for certain: it may be read by its name where the text does not show it.`,
    };
  const edits: RenameEdit[] = uses.map((span) => ({ span, newText }));
  for (const span of uses) {
    const at = tokens.findIndex((token) => start + token.span.start === span.start);
    const kept = at < 0 ? undefined : keptOutput(tokens, at, { newName: name, dialect });
    if (kept) edits.push({ span: shift(kept.span, start), newText: kept.newText });
  }
  const { end } = definition;
  edits.push(
    isKept === true
      ? { span: { start: end, end }, newText: ` AS ${newText}` }
      : { span: definition, newText },
  );
  return { edits: edits.sort((a, b) => a.span.start - b.span.start) };
}

interface NewName {
  readonly name: string;
  readonly written: string;
}

/** The new name as the database compares it, and as it is to be written: MySQL and SQLite keep its case. */
function readNewName(newName: string, schema: Schema): NewName | { readonly refusal: string } {
  const trimmed = newName.trim();
  if (trimmed === "") return { refusal: "A name cannot be empty." };
  if (trimmed.includes("\0")) return { refusal: "A name cannot hold a NUL character." };
  const [token, ...more] = tokenize(trimmed, schema.dialect);
  const isName = token && more.length === 0 && (token.kind === "word" || token.kind === "quoted");
  const name = isName ? foldIdentifier(token, schema.dialect) : trimmed;
  // Folding cuts a name as the database does, so what was written is measured.
  const length = new TextEncoder().encode(trimmed.replace(/^"|"$/g, "")).length;
  if (schema.dialect === "postgresql" && length > 63) {
    return { refusal: "A name in PostgreSQL has at most 63 bytes; a longer one is cut." };
  }
  const asWritten = isName ? identifierName(token) : trimmed;
  return { name, written: schema.dialect === "postgresql" ? name : asWritten };
}

function takenBy(schema: Schema, reference: Reference, name: string): string | undefined {
  if (reference.kind === "column") {
    const table = schema.tables.find((candidate) => candidate.name === reference.relation?.name);
    if (table?.columns.some((column) => column.name === name))
      return `Table "${table.name}" already has a column "${name}".`;
    const view =
      reference.relation && resolveView(schema, reference.relation.name, reference.relation.schema);
    if (view?.columns?.includes(name) === true) return `View "${view.name}" already has a column "${name}".`;
  }
  if (reference.kind === "index" && reference.relation) {
    const table = tableOf(schema, reference.relation);
    const isTaken =
      table && [...table.constraints, ...indexesOf(schema, table)].some((one) => one.name === name);
    return isTaken ? `Table "${table.name}" already has a key "${name}".` : undefined;
  }
  if (reference.kind === "relation" || reference.kind === "index") {
    const home = [...schema.tables, ...schema.views, ...schema.indexes, ...schema.sequences];
    const self = home.find((object) => object.name === reference.name);
    const other = home.find(
      (object) => object.name === name && object.schema === (reference.schema ?? self?.schema),
    );
    if (other) return `There is already a ${other.kind} "${name}".`;
  }
  if (reference.kind === "type") {
    const home = [...schema.enums, ...schema.domains, ...schema.compositeTypes, ...schema.tables];
    if (home.some((object) => object.name === name)) return `There is already a type "${name}".`;
  }
  return undefined;
}

/**
 * A word of that name, in a statement that is about the entity's relation, that no mention accounts for:
 * an output column of a view, or a column whose table the text does not tell.
 */
function uncoveredMention(
  context: LanguageContext,
  entity: Entity,
  reference: Reference,
  covered: readonly Span[],
): Span | undefined {
  if (entity.kind !== "column" && entity.kind !== "relation") return undefined;
  const { schema } = context;
  const accounted = new Set(covered.map(({ start }) => start));
  // What a query gives has a name of its own, unless a star gives on that of the column.
  const given = new Set<number>();
  for (const other of schema.references) {
    if (other.name !== entity.name) continue;
    if (other.kind === "column" && other.resolved === "yes" && !other.relation) given.add(other.span.start);
    const meaning = entityOf(schema, other);
    if (meaning && meaning.key !== entity.key && other.resolved === "yes") accounted.add(other.span.start);
    if (other.role === "definition") accounted.add(other.span.start);
  }
  for (const { columns } of schema.tables)
    for (const { type } of columns) if (type.name === entity.name) accounted.add(type.span.start);
  const owner = entity.kind === "relation" ? entity.name : reference.relation?.name;
  for (const { statement } of statementsNaming(context, entity.name)) {
    if (statement.kind !== "sql" || owner === undefined) continue;
    const tokens = statement.parsed.tokens;
    if (!tokens.some((token) => names(token, owner, context))) continue;
    // A view's own names for its columns stand before its query.
    const isView = isWord(tokens[0], "CREATE") && tokens.slice(1, 5).some((token) => isWord(token, "VIEW"));
    const first = isView ? tokens.findIndex((token) => isWord(token, "AS")) : 0;
    const isGivenOn = givesAll(tokens);
    for (const [at, token] of tokens.entries()) {
      const start = statement.span.start + token.span.start;
      if (at < first || !names(token, entity.name, context) || accounted.has(start)) continue;
      if (given.has(start) && !isGivenOn) continue;
      if (entity.kind === "relation" && isNotRelation(tokens, at)) continue;
      if (entity.kind === "column" && isNotColumn(tokens, at)) continue;
      return { start, end: start + token.text.length };
    }
  }
  return undefined;
}

/** A part of another name, an output name, or a database's name. */
function isNotRelation(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at - 1]?.text === "." || isWord(tokens[at - 1], "AS") || isWord(tokens[1], "DATABASE", "SCHEMA")
  );
}

/** A relation's, function's or type's name, or an output name behind AS: no column of a table. */
function isNotColumn(tokens: readonly Token[], at: number): boolean {
  const previous = tokens[at - 1];
  return (
    isWord(previous, "AS", ...beforeRelation) || tokens[at + 1]?.text === "(" || tokens[at + 1]?.text === "."
  );
}

function unsureMessage({ script, placeName }: LanguageContext, name: string, { start }: Span): string {
  const place = placeName?.(start) ?? `line ${script.text.slice(0, start).split("\n").length}`;
  return `"${name}" cannot be renamed for certain: ${place} has the same word, and the text does not tell whether it means this.`;
}
