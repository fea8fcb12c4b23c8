import { queryNames, sourceOf, type QueryNames, type QueryScope, type Source } from "../schema";
import { dollarBody, foldIdentifier, tokenize, type Dialect, type Span, type Token } from "../sql";
import { columnsOf, findRelation, sameName } from "./completion/scope";
import { statementAt, type LanguageContext } from "./context";
import { outputColumns } from "./output-columns";

/** A name that lives within one statement: an alias, a table of WITH, or a column that a query gives. */
export interface LocalName {
  readonly kind: "alias" | "common table" | "output column";
  readonly name: string;
  readonly definition: Span;
  /** Where else it stands, in order. */
  readonly uses: readonly Span[];
  /** The relation behind an alias. */
  readonly relation?: { readonly schema?: string; readonly name: string };
  /** The columns of a table of WITH or of a query in FROM, as far as its words tell. */
  readonly columns?: readonly string[];
  /** Of an output column: the expression that the name stands for. */
  readonly value?: Span;
  /** Whether an output column keeps the name of the column that it is, so that no word defines it. */
  readonly isKept?: boolean;
}

/** A statement, or a statement's body in dollar quotes, as words. */
export interface Piece {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly isBody: boolean;
  readonly dialect: Dialect;
  readonly names: QueryNames;
}

/** The alias or the table of WITH that the word at the offset names. */
export function localNameAt(context: LanguageContext, offset: number): LocalName | undefined {
  const piece = pieceAt(context, offset);
  if (!piece) return undefined;
  return localNames(context, piece).find(({ definition, uses }) =>
    [definition, ...uses].some(({ start, end }) => start <= offset && offset <= end),
  );
}

/** All names that the statement or the body around the offset gives to what it reads. */
export function namesAround(context: LanguageContext, offset: number): ReadonlySet<string> {
  const piece = pieceAt(context, offset);
  const scopes = piece?.names.scopes ?? [];
  return new Set(
    scopes.flatMap(({ sources, tables }) => [...sources, ...tables].flatMap(({ name }) => name ?? [])),
  );
}

const pieces = new WeakMap<Token, Piece>();

/** The statement or the body around the offset. */
export function pieceAt({ script }: LanguageContext, offset: number): Piece | undefined {
  const statement = statementAt(script, offset)?.statement;
  if (statement?.kind !== "sql") return undefined;
  const local = offset - statement.span.start;
  const all = statement.parsed.tokens;
  const [first] = all;
  if (!first) return undefined;
  const around = all.find(({ span }) => span.start < local && local < span.end);
  const body = around && dollarBody(around);
  const key = around && body ? around : first;
  const start = statement.span.start + (body?.start ?? 0);
  const known = pieces.get(key);
  if (known) return known.start === start ? known : { ...known, start };
  const words = body ? tokenize(body.text, script.dialect) : all;
  const tokens = words.filter(({ kind }) => kind !== "comment");
  const { dialect } = script;
  const names = queryNames(tokens, dialect);
  const piece = { tokens, start, isBody: body !== undefined, dialect, names };
  pieces.set(key, piece);
  return piece;
}

function localNames({ schema }: LanguageContext, piece: Piece): readonly LocalName[] {
  const { names, tokens, dialect } = piece;
  const spanOf = (at: number): Span => {
    const { start, end } = tokens[at]?.span ?? { start: 0, end: 0 };
    return { start: piece.start + start, end: piece.start + end };
  };
  const fold = (at: number) => (tokens[at] ? foldIdentifier(tokens[at], dialect) : "");
  const usesOf = new Map<Source, number[]>();
  for (const { at, scope, qualifier } of names.used) {
    const source = sourceOf(scope, fold(qualifier ?? at));
    if (!source || (qualifier === undefined && hasColumn(scope, fold(at)))) continue;
    usesOf.set(source, [...(usesOf.get(source) ?? []), qualifier ?? at]);
  }
  /** Whether a bare name is a column and so no row of its own; what is not known may have any. */
  function hasColumn(scope: QueryScope, name: string): boolean {
    for (let at: QueryScope | undefined = scope; at; at = at.parent)
      for (const source of at.sources) {
        const columns = source.table ? source.table.columns : columnsOfRelation(source);
        if (columns?.some(sameName(name, dialect)) === true) return true;
      }
    return false;
  }
  function relationOf({ relation }: Source): LocalName["relation"] {
    if (!relation) return undefined;
    const name = fold(relation.at);
    return relation.schema === undefined ? { name } : { schema: fold(relation.schema), name };
  }
  function columnsOfRelation(source: Source): readonly string[] {
    const relation = relationOf(source);
    return relation ? columnsOf(schema, findRelation(schema, relation)).map(({ name }) => name) : [];
  }
  const found: LocalName[] = [];
  for (const { sources, tables } of names.scopes) {
    for (const source of sources) {
      if (source.alias === undefined || source.name === undefined) continue;
      const relation = source.table ? undefined : relationOf(source);
      found.push({
        kind: "alias",
        name: source.name,
        definition: spanOf(source.alias),
        uses: (usesOf.get(source) ?? []).map(spanOf),
        ...(relation && { relation }),
        ...(source.table?.columns && { columns: source.table.columns }),
      });
    }
    for (const table of tables) {
      if (table.at === undefined || table.name === undefined) continue;
      const readers = names.scopes.flatMap((scope) =>
        scope.sources.filter((source) => source.table === table),
      );
      const uses = readers.flatMap((source) => [
        ...(source.relation ? [source.relation.at] : []),
        ...(source.alias === undefined ? (usesOf.get(source) ?? []) : []),
      ]);
      found.push({
        kind: "common table",
        name: table.name,
        definition: spanOf(table.at),
        uses: uses.sort((a, b) => a - b).map(spanOf),
        ...(table.columns && { columns: table.columns }),
      });
    }
  }
  return [...found, ...outputColumns(piece, { spanOf, hasColumn })];
}
