import type { Reference, Schema } from "../schema";
import {
  foldIdentifier,
  identifierName,
  quoteIdentifier,
  tokenize,
  type Span,
  type Statement,
  type Token,
} from "../sql";
import { isWord, statementAt, type LanguageContext } from "./context";
import { entityOf, mentionAt, mentionsOf, type Entity } from "./entities";

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
  if (!found || !renamable.includes(found.reference.kind)) return undefined;
  if (!mentionsOf(context.schema, found.entity).some((reference) => reference.role === "definition")) {
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
  const found = mentionAt(context, offset);
  if (!found) return { refusal: "There is nothing here that can be renamed." };
  const named = readNewName(newName, schema);
  if ("refusal" in named) return named;
  const mentions = mentionsOf(schema, found.entity);
  const newText = quoteIdentifier(named.written, script.dialect);
  // The same name in another case: nothing but how it is written changes, and that only outside of PostgreSQL.
  if (named.name === found.entity.name) {
    const others = mentions.filter(({ span }) => script.text.slice(span.start, span.end) !== newText);
    return { edits: script.dialect === "postgresql" ? [] : others.map(({ span }) => ({ span, newText })) };
  }
  const taken = takenBy(schema, found.reference, named.name);
  if (taken !== undefined) return { refusal: taken };

  const edits = mentions.map(({ span }) => ({ span, newText }));
  const bodies = bodyMentions(context, found.entity, found.reference);
  if (bodies.unsure !== undefined) {
    return { refusal: unsureMessage(context, found.entity.name, bodies.unsure) };
  }
  const covered = [...edits.map(({ span }) => span), ...bodies.sure];
  const unsure = uncoveredMention(context, found.entity, found.reference, covered);
  if (unsure !== undefined) return { refusal: unsureMessage(context, found.entity.name, unsure) };
  const all = [...edits, ...bodies.sure.map((span) => ({ span, newText }))];
  return { edits: all.sort((a, b) => a.span.start - b.span.start) };
}

/** The new name as the database compares it, and as it is to be written: MySQL and SQLite keep its case. */
function readNewName(
  newName: string,
  schema: Schema,
): { readonly name: string; readonly written: string } | { readonly refusal: string } {
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

interface BodyMentions {
  readonly sure: readonly Span[];
  readonly unsure?: Span;
}

/** The words before a relation in PL/pgSQL and SQL. */
const beforeRelation = ["FROM", "JOIN", "UPDATE", "INTO", "ONLY", "TABLE", "USING"];

/**
 * Mentions in dollar-quoted bodies, which the model does not look into. A relation is certain behind FROM and
 * the like or before a dot; a column is certain behind a dot on its table. Any other word of that name is not.
 */
function bodyMentions(context: LanguageContext, entity: Entity, reference: Reference): BodyMentions {
  const sure: Span[] = [];
  const known = new Set<number>();
  for (const { name, span } of context.schema.references) if (name === entity.name) known.add(span.start);
  for (const statement of statementsNaming(context, entity.name)) {
    for (const [base, tokens] of bodies(statement, context.script.dialect)) {
      const owner = reference.relation?.name;
      const aboutOwner = owner === undefined || tokens.some((token) => names(token, owner, context));
      for (const [at, token] of tokens.entries()) {
        const span = { start: base + token.span.start, end: base + token.span.end };
        if (!names(token, entity.name, context) || known.has(span.start)) continue;
        const previous = tokens[at - 1];
        const next = tokens[at + 1];
        if (entity.kind === "relation") {
          if (isWord(previous, ...beforeRelation) || next?.text === ".") sure.push(span);
          else if (previous?.text === "." && names(tokens[at - 2], schemaOf(context, entity), context))
            sure.push(span);
          else if (previous?.text !== ".") return { sure, unsure: span };
        } else if (entity.kind === "column") {
          if (!aboutOwner) continue;
          if (previous?.text === "." && owner !== undefined && names(tokens[at - 2], owner, context))
            sure.push(span);
          else return { sure, unsure: span };
        } else if (entity.kind === "type") {
          return { sure, unsure: span };
        } else if (entity.kind === "routine") {
          if (next?.text === "(") sure.push(span);
          else return { sure, unsure: span };
        } else if (entity.kind === "schema") {
          if (next?.text === ".") sure.push(span);
        }
      }
    }
  }
  return { sure };
}

function schemaOf(context: LanguageContext, entity: Entity): string {
  const objects = [...context.schema.tables, ...context.schema.views];
  return objects.find((object) => object.name === entity.name)?.schema ?? "public";
}

function* bodies(
  statement: Statement,
  dialect: LanguageContext["script"]["dialect"],
): Iterable<readonly [number, readonly Token[]]> {
  if (statement.kind !== "sql" || !statement.text.includes("$")) return;
  for (const token of statement.parsed.tokens) {
    const tag = token.kind === "string" ? /^\$[^$]*\$/.exec(token.text)?.[0] : undefined;
    if (tag === undefined || token.text.length < 2 * tag.length) continue;
    const body = token.text.slice(tag.length, -tag.length);
    const tokens = tokenize(body, dialect).filter((inner) => inner.kind !== "comment");
    yield [statement.span.start + token.span.start + tag.length, tokens];
  }
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
  for (const other of schema.references) {
    if (other.name !== entity.name) continue;
    const meaning = entityOf(schema, other);
    if (meaning && meaning.key !== entity.key && other.resolved === "yes") accounted.add(other.span.start);
    if (other.role === "definition") accounted.add(other.span.start);
  }
  const owner = entity.kind === "relation" ? entity.name : reference.relation?.name;
  for (const statement of statementsNaming(context, entity.name)) {
    if (statement.kind !== "sql" || owner === undefined) continue;
    const tokens = statement.parsed.tokens;
    if (!tokens.some((token) => names(token, owner, context))) continue;
    for (const [at, token] of tokens.entries()) {
      const start = statement.span.start + token.span.start;
      if (!names(token, entity.name, context) || accounted.has(start)) continue;
      if (entity.kind === "relation" && tokens[at - 1]?.text === ".") continue;
      if (entity.kind === "column" && isNotColumn(tokens, at)) continue;
      return { start, end: start + token.text.length };
    }
  }
  return undefined;
}

/** A relation's, function's or type's name, or an output name behind AS: no column of a table. */
function isNotColumn(tokens: readonly Token[], at: number): boolean {
  const previous = tokens[at - 1];
  return (
    isWord(previous, "AS", ...beforeRelation) || tokens[at + 1]?.text === "(" || tokens[at + 1]?.text === "."
  );
}

function names(token: Token | undefined, name: string, context: LanguageContext): boolean {
  if (token?.kind !== "word" && token?.kind !== "quoted") return false;
  return foldIdentifier(token, context.script.dialect) === name;
}

/** The statements whose text holds the name in any case; the others need not be read word by word. */
function statementsNaming({ script }: LanguageContext, name: string): readonly Statement[] {
  const written = name.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll('"', '"{1,2}');
  const found: Statement[] = [];
  for (const { index } of script.text.matchAll(new RegExp(written, "gi"))) {
    const at = statementAt(script, index);
    if (at && at.statement !== found.at(-1)) found.push(at.statement);
  }
  return found;
}

function unsureMessage({ script, placeName }: LanguageContext, name: string, { start }: Span): string {
  const place = placeName?.(start) ?? `line ${script.text.slice(0, start).split("\n").length}`;
  return `"${name}" cannot be renamed for certain: ${place} has the same word, and the text does not tell whether it means this.`;
}
