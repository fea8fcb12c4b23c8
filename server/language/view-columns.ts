import {
  selectList,
  valueEnd,
  type Column,
  type OutputItem,
  type Schema,
  type Table,
  type View,
} from "../schema";
import { foldIdentifier, shift, type Span, type Token } from "../sql";
import { findRelation, sameName, scopeAt } from "./completion/scope";
import type { LanguageContext } from "./context";

/** Where a view takes a column from. */
export interface ViewColumn {
  /** Where its query names it; a column that comes by a star stands where its table defines it. */
  readonly span: Span;
  /** The expression that it is; undefined for one that comes by a star. */
  readonly value?: Span;
  /** Whether it keeps the name of a column, so that nothing in the view gives it one. */
  readonly isKept: boolean;
  /** The column of a table that it is, also through other views. */
  readonly column?: { readonly table: Table; readonly column: Column };
}

/** More views than ever read one another. */
const deepest = 12;

/** What a column of a view is, as far as the text of the view tells. */
export function viewColumn(
  context: LanguageContext,
  view: View,
  name: string,
  depth = 0,
): ViewColumn | undefined {
  const { script, schema } = context;
  const statement = script.statements[view.statement];
  if (statement?.kind !== "sql" || depth > deepest) return undefined;
  const { start } = statement.span;
  const tokens = statement.parsed.tokens.filter(({ kind }) => kind !== "comment");
  const as = tokens.findIndex((token) => start + token.span.start >= view.query.start) - 1;
  const items = as < 0 ? [] : (selectList(tokens, script.dialect, as + 1, tokens.length) ?? []);
  const fold = (at: number) => (tokens[at] ? foldIdentifier(tokens[at], script.dialect) : "");
  const listed = listedBefore(tokens, as);
  const place = listed.findIndex((at) => fold(at) === name);
  const own =
    place < 0 ? items.find((item) => item.name !== undefined && fold(item.name) === name) : items[place];
  if (!own || own.star)
    return items.some(({ star }) => star) ? byStar({ schema, tokens, items, name }) : undefined;
  const at = place < 0 ? own.name : listed[place];
  const token = at === undefined ? undefined : tokens[at];
  const last = valueEnd(tokens, own);
  if (!token) return undefined;
  const value = { start: tokens[own.from]?.span.start ?? 0, end: tokens[last]?.span.end ?? 0 };
  const column = isPlain(tokens, own.from, last) ? columnAt(context, start, tokens[last], depth) : undefined;
  return {
    span: shift(token.span, start),
    value: shift(value, start),
    isKept: place < 0 && !own.isAlias,
    ...(column && { column }),
  };
}

/** Whether the tokens are a name, with or without others before it. */
function isPlain(tokens: readonly Token[], from: number, last: number): boolean {
  return (
    (last - from) % 2 === 0 && tokens.slice(from, last).every(({ text }, at) => at % 2 === 0 || text === ".")
  );
}

/** The names in parentheses behind the view's own. */
function listedBefore(tokens: readonly Token[], as: number): readonly number[] {
  if (tokens[as - 1]?.text !== ")") return [];
  const open = tokens.findIndex(({ text }) => text === "(");
  return tokens.flatMap((token, at) => {
    const isName = token.kind === "word" || token.kind === "quoted";
    return at > open && at < as && isName ? [at] : [];
  });
}

/** The column that the model says the name at the place is. */
function columnAt(
  context: LanguageContext,
  start: number,
  token: Token | undefined,
  depth: number,
): ViewColumn["column"] {
  const { schema } = context;
  const reference = schema.references.find(
    ({ kind, span, role }) =>
      kind === "column" && role === "use" && span.start === start + (token?.span.start ?? -1),
  );
  const relation = reference?.relation && findRelation(schema, reference.relation);
  if (!reference || !relation) return undefined;
  if (relation.kind === "view") return viewColumn(context, relation, reference.name, depth + 1)?.column;
  const column = relation.columns.find(({ name }) => name === reference.name);
  return column && { table: relation, column };
}

function byStar({
  schema,
  tokens,
  items,
  name,
}: {
  readonly schema: Schema;
  readonly tokens: readonly Token[];
  readonly items: readonly OutputItem[];
  readonly name: string;
}): ViewColumn | undefined {
  const isIt = sameName(name, schema.dialect);
  for (const { star, from } of items) {
    if (!star) continue;
    const qualifier = star.qualifier === undefined ? undefined : tokens[star.qualifier];
    const alias = qualifier && foldIdentifier(qualifier, schema.dialect);
    for (const relation of scopeAt(tokens, schema, from).relations) {
      if (alias !== undefined && relation.alias !== alias) continue;
      const table = relation.columns.find((column) => isIt(column.name))?.table;
      const column = table?.columns.find((one) => isIt(one.name));
      if (table && column) return { span: column.nameSpan, isKept: true, column: { table, column } };
    }
  }
  return undefined;
}
