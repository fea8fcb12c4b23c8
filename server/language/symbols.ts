import {
  indexesOf,
  printType,
  resolveObject,
  type Column,
  type Index,
  type Schema,
  type SchemaObject,
  type Table,
} from "../schema";
import { contains, type Span } from "../sql";
import type { LanguageContext } from "./context";

export type SymbolKind =
  | "schema"
  | "table"
  | "view"
  | "column"
  | "constraint"
  | "index"
  | "enum"
  | "enum value"
  | "type"
  | "sequence"
  | "function"
  | "trigger"
  | "policy";

/** One entry of the outline; children lie inside of `span` where they come from the same statement. */
export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

/** A search asks again at each letter. */
const outlines = new WeakMap<Schema, readonly DocumentSymbol[]>();

/** The outline of the document, in document order: tables with what belongs to them, then the rest. */
export function documentSymbols({ schema }: LanguageContext): readonly DocumentSymbol[] {
  let outline = outlines.get(schema);
  if (!outline) {
    outline = outlineIn(schema);
    outlines.set(schema, outline);
  }
  return outline;
}

function outlineIn(schema: Schema): readonly DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [
    ...schema.schemas.map((namespace) => leaf("schema", namespace, "schema")),
    ...schema.tables.map((table) => tableSymbol(schema, table)),
    ...schema.views.map((view) => objectLeaf("view", view, view.materialized ? "materialized view" : "view")),
    ...schema.indexes
      .filter((index) => !isWithin(schema, index))
      .map((index) => objectLeaf("index", index, `index on ${index.table.name}`)),
    ...schema.enums.map((type) => ({
      ...objectLeaf("enum", type, "enum"),
      children: type.values.map(({ value, span }): DocumentSymbol => ({
        name: value === "" ? "''" : value,
        detail: "",
        kind: "enum value",
        span,
        nameSpan: span,
        children: [],
      })),
    })),
    ...schema.domains.map((domain) => objectLeaf("type", domain, `domain of ${printType(domain.type)}`)),
    ...schema.compositeTypes.map((type) => ({
      ...objectLeaf("type", type, "composite type"),
      children: type.columns.map((column) => columnSymbol(column)),
    })),
    ...schema.sequences
      .filter((sequence) => !sequence.ownedBy)
      .map((sequence) => objectLeaf("sequence", sequence, "sequence")),
    ...schema.routines.map((routine) => objectLeaf("function", routine, routine.kind)),
    ...schema.triggers.map((trigger) => leaf("trigger", trigger, `trigger on ${trigger.table.name}`)),
    ...schema.policies.map((policy) => leaf("policy", policy, `policy on ${policy.table.name}`)),
  ];
  return symbols.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly nameSpan: Span;
  readonly container?: string;
}

/**
 * The first `limit` things whose name holds the letters of `query` in order, columns with their table as the
 * container.
 */
export function workspaceSymbols(
  context: LanguageContext,
  query: string,
  limit = Infinity,
): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const found: WorkspaceSymbol[] = [];
  const visit = (symbol: DocumentSymbol, container?: string) => {
    if (found.length >= limit) return;
    if (isSubsequence(wanted, symbol.name.toLowerCase())) {
      found.push({
        name: symbol.name,
        kind: symbol.kind,
        nameSpan: symbol.nameSpan,
        ...(container && { container }),
      });
    }
    for (const child of symbol.children) visit(child, symbol.name);
  };
  for (const symbol of documentSymbols(context)) visit(symbol);
  return found;
}

/** Whether the index is an element of its table, as MySQL's KEY is. */
function isWithin(schema: Schema, index: Index): boolean {
  const table = resolveObject(schema, index.table);
  return table?.statement === index.statement && contains(table.span, index.span);
}

function tableSymbol(schema: Schema, table: Table): DocumentSymbol {
  const children = [
    ...table.columns.map((column) => columnSymbol(column)),
    ...table.constraints
      .filter((constraint) => constraint.named)
      .map((constraint) => leaf("constraint", constraint, constraint.kind)),
    ...indexesOf(schema, table)
      .filter((index) => isWithin(schema, index))
      .map((index) => leaf("index", index, "index")),
  ].filter((child) => contains(table.span, child.span));
  children.sort((a, b) => a.span.start - b.span.start);
  const count = table.columns.length;
  return {
    ...objectLeaf("table", table, count === 1 ? "1 column" : `${count} columns`),
    children,
  };
}

function columnSymbol(column: Column): DocumentSymbol {
  return leaf("column", column, printType(column.type) + (column.notNull ? " not null" : ""));
}

function objectLeaf(kind: SymbolKind, object: SchemaObject, detail: string): DocumentSymbol {
  const name =
    object.schema === "public" || object.schema === "" ? object.name : `${object.schema}.${object.name}`;
  return { ...leaf(kind, object, detail), name };
}

function leaf(
  kind: SymbolKind,
  object: { readonly name: string; readonly span: Span; readonly nameSpan: Span },
  detail: string,
): DocumentSymbol {
  // LSP wants the name inside of the whole; a constraint without a name may point elsewhere.
  const nameSpan = contains(object.span, object.nameSpan) ? object.nameSpan : object.span;
  return {
    name: object.name === "" ? kind : object.name,
    detail,
    kind,
    span: object.span,
    nameSpan,
    children: [],
  };
}

function isSubsequence(wanted: string, text: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === wanted[at]) at++;
  return at >= wanted.length;
}
