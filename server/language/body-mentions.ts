import { queryNames, sourceOf, type QueryScope, type Reference, type Source } from "../schema";
import { dollarBody, foldIdentifier, shift, tokenize, type Span, type Statement, type Token } from "../sql";
import { columnsOf, findRelation } from "./completion/scope";
import { isWord, statementAt, type LanguageContext } from "./context";
import type { Entity } from "./entities";
import { keptOutput, type KeptOutput } from "./kept-outputs";

export interface BodyMentions {
  readonly sure: readonly Span[];
  readonly unsure?: Span;
  /** What keeps the names that queries within the bodies give to a column. */
  readonly kept: readonly KeptOutput[];
}

/** The words before a relation in PL/pgSQL and SQL. */
export const beforeRelation = ["FROM", "JOIN", "UPDATE", "INTO", "ONLY", "TABLE", "USING"];

type Verdict = "it" | "other" | "unsure";

/**
 * Mentions in dollar-quoted bodies, which the model does not look into. What a name means there is told by the
 * queries of the body, their relations and aliases, its variables, and the tables whose triggers call it.
 */
export function bodyMentions(
  context: LanguageContext,
  entity: Entity,
  reference: Reference,
  newName: string,
): BodyMentions {
  const sure: Span[] = [];
  const kept: KeptOutput[] = [];
  const known = new Set<number>();
  for (const { name, span } of context.schema.references) if (name === entity.name) known.add(span.start);
  for (const { statement, index } of statementsNaming(context, entity.name)) {
    for (const [base, tokens] of bodies(statement, context.script.dialect)) {
      if (!tokens.some((token) => names(token, entity.name, context))) continue;
      const body: Body = { context, entity, owner: reference.relation?.name, tokens, index };
      const verdictOf = entity.kind === "column" ? columnVerdicts(body) : otherVerdicts(body);
      for (const [at, token] of tokens.entries()) {
        const span = { start: base + token.span.start, end: base + token.span.end };
        if (!names(token, entity.name, context) || known.has(span.start)) continue;
        const verdict = verdictOf(at);
        if (verdict === "unsure") return { sure, kept, unsure: span };
        if (verdict !== "it") continue;
        sure.push(span);
        const { dialect } = context.script;
        const output = entity.kind === "column" ? keptOutput(tokens, at, { newName, dialect }) : undefined;
        if (output) kept.push({ span: shift(output.span, base), newText: output.newText });
      }
    }
  }
  return { sure, kept };
}

interface Body {
  readonly context: LanguageContext;
  readonly entity: Entity;
  /** The table of a column. */
  readonly owner: string | undefined;
  readonly tokens: readonly Token[];
  /** Of the statement that has the body. */
  readonly index: number;
}

function otherVerdicts(body: Body): (at: number) => Verdict {
  const { scopes } = queryNames(body.tokens, body.context.script.dialect);
  const isRead = (at: number) =>
    scopes.some(({ sources }) => sources.some(({ relation, table }) => relation?.at === at && !table));
  return (at) =>
    body.entity.kind === "relation" && body.tokens[at - 1]?.text !== "." && isRead(at)
      ? "it"
      : otherVerdict(body, at);
}

/** A relation is certain behind FROM and the like or before a dot, a function before its arguments. */
function otherVerdict({ context, entity, tokens }: Body, at: number): Verdict {
  const previous = tokens[at - 1];
  const next = tokens[at + 1];
  switch (entity.kind) {
    case "relation":
      if (isWord(previous, ...beforeRelation) || next?.text === ".") return "it";
      if (next?.text === "%") return "it";
      if (previous?.text !== ".") return isWord(previous, "AS") ? "other" : "unsure";
      return names(tokens[at - 2], schemaOf(context, entity), context) ? "it" : "other";
    case "type":
      return "unsure";
    case "routine":
      return next?.text === "(" ? "it" : "unsure";
    case "schema":
      return next?.text === "." ? "it" : "other";
    default:
      return "other";
  }
}

/** What each word of the column's name is, by the queries around it. */
function columnVerdicts(body: Body): (at: number) => Verdict {
  const { context, entity, owner, tokens } = body;
  const { schema, script } = context;
  const { used, outputs } = queryNames(tokens, script.dialect);
  const fold = (at: number) => (tokens[at] ? foldIdentifier(tokens[at], script.dialect) : "");
  const byPlace = new Map(used.map((one) => [one.at, one]));
  const isVariable = variablesOf(body).has(entity.name);

  function verdictOfSource({ relation, table }: Source): Verdict | undefined {
    if (table) return table.columns ? (table.columns.includes(entity.name) ? "other" : undefined) : "unsure";
    if (!relation) return "unsure";
    const name = fold(relation.at);
    const found = findRelation(
      schema,
      relation.schema === undefined ? { name } : { schema: fold(relation.schema), name },
    );
    if (!found) return "unsure";
    if (found.name === owner) return "it";
    if (found.kind === "view" && !found.columns) return "unsure";
    return columnsOf(schema, found).some((column) => column.name === entity.name) ? "other" : undefined;
  }
  /** What a bare name is: a column of the innermost query that has one of its name. */
  function bare(scope: QueryScope, target: number | undefined): Verdict {
    for (let at: QueryScope | undefined = scope; at; at = at.parent) {
      const written = at.sources.find(({ relation }) => target !== undefined && relation?.at === target);
      const sources = written ? [written] : at.sources;
      const verdicts = sources.flatMap((source) => verdictOfSource(source) ?? []);
      const [first] = verdicts;
      if (first === undefined) continue;
      if ((isVariable && !written) || verdicts.some((verdict) => verdict !== first)) return "unsure";
      return first;
    }
    return isVariable ? "other" : "unsure";
  }
  return (at) => {
    // A body that does not name the table, and is not called by its triggers, is not about it.
    if (owner !== undefined && !isAbout(body)) return "other";
    const one = byPlace.get(at);
    if (!one) return outputs.includes(at) ? "other" : "unsure";
    if (one.qualifier === undefined) return bare(one.scope, insertTarget(tokens, at));
    const qualifier = fold(one.qualifier);
    const source = sourceOf(one.scope, qualifier);
    if (source) return verdictOfSource(source) ?? "other";
    if (qualifier === owner) return "it";
    return qualifier === "new" || qualifier === "old" ? rowVerdict(body) : "unsure";
  };
}

/** The table's name where the name stands in `INSERT INTO table (…)`, whose columns alone can stand there. */
function insertTarget(tokens: readonly Token[], at: number): number | undefined {
  let open = at - 1;
  while (open > 0 && tokens[open]?.text !== "(") if (tokens[open--]?.text === ")") return undefined;
  let into = open - 2;
  while (tokens[into]?.text === ".") into -= 2;
  return isWord(tokens[into], "INTO") ? open - 1 : undefined;
}

function isAbout(body: Body): boolean {
  const { context, owner, tokens } = body;
  return (
    tokens.some((token) => owner !== undefined && names(token, owner, context)) ||
    triggerTables(body).some((name) => name === owner)
  );
}

/** NEW and OLD are rows of the tables whose triggers call the function. */
function rowVerdict(body: Body): Verdict {
  const tables = triggerTables(body);
  if (tables.length === 0) return "unsure";
  if (tables.every((name) => name === body.owner)) return "it";
  return tables.includes(body.owner ?? "") ? "unsure" : "other";
}

function triggerTables({ context: { schema }, index }: Body): readonly string[] {
  const own = schema.routines.filter(({ statement }) => statement === index).map(({ name }) => name);
  return schema.triggers
    .filter((trigger) => own.includes(trigger.function.name))
    .map(({ table }) => table.name);
}

/** The names of arguments and of what DECLARE and FOR introduce. */
function variablesOf({ context: { schema, script }, tokens, index }: Body): ReadonlySet<string> {
  const found = new Set<string>();
  for (const routine of schema.routines)
    if (routine.statement === index)
      for (const { name } of routine.arguments) if (name !== undefined) found.add(name);
  let isDeclaring = false;
  for (const [at, token] of tokens.entries()) {
    if (isWord(token, "DECLARE")) isDeclaring = true;
    else if (isWord(token, "BEGIN")) isDeclaring = false;
    const previous = tokens[at - 1];
    const begins = isDeclaring && (isWord(previous, "DECLARE") || previous?.text === ";");
    if (begins || isWord(previous, "FOR", "FOREACH")) found.add(foldIdentifier(token, script.dialect));
  }
  return found;
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
    const body = dollarBody(token);
    if (!body) continue;
    const tokens = tokenize(body.text, dialect).filter((inner) => inner.kind !== "comment");
    yield [statement.span.start + body.start, tokens];
  }
}

/** Whether the token is the name, written in any way. */
export function names(token: Token | undefined, name: string, context: LanguageContext): boolean {
  if (token?.kind !== "word" && token?.kind !== "quoted") return false;
  return foldIdentifier(token, context.script.dialect) === name;
}

/** The statements whose text holds the name in any case; the others need not be read word by word. */
export function statementsNaming(
  { script }: LanguageContext,
  name: string,
): readonly { readonly statement: Statement; readonly index: number }[] {
  const written = name.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll('"', '"{1,2}');
  const found: { readonly statement: Statement; readonly index: number }[] = [];
  for (const { index } of script.text.matchAll(new RegExp(written, "gi"))) {
    const at = statementAt(script, index);
    if (at && at.statement !== found.at(-1)?.statement) found.push(at);
  }
  return found;
}
