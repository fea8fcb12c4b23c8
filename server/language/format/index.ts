import type * as Formatter from "sql-formatter";
import type { FormatOptionsWithLanguage, SqlLanguage } from "sql-formatter";
import {
  parseScript,
  tokenize,
  type Dialect,
  type ParsedStatement,
  type Script,
  type Span,
  type Statement,
  type Token,
} from "../../sql";
import type { RenameEdit } from "../rename";
import {
  laidOut,
  layoutBetween,
  lengthened,
  repeatsIn,
  shapeOf,
  shortened,
  type Layout,
  type Repeats,
  type Vocabulary,
} from "./layout";
import { phrasesOf, tableBody, type Phrases, type TableBody } from "./table-body";

export interface FormatStyle {
  readonly keywordCase?: "upper" | "lower" | "preserve";
  readonly indent?: number;
  readonly useTabs?: boolean;
  /** Blank lines between statements. */
  readonly linesBetween?: number;
  /** Columns after which an expression is broken. */
  readonly width?: number;
}

const languages: Readonly<Record<Dialect, SqlLanguage>> = {
  postgresql: "postgresql",
  mysql: "mysql",
  mariadb: "mariadb",
  sqlite: "sqlite",
};

let formatter: typeof Formatter | undefined;

/** Loads the formatter, which takes time that no other feature should wait for; to be awaited before the first use. */
export async function prepareFormatter(): Promise<void> {
  formatter ??= await import("sql-formatter");
}

function loaded(): typeof Formatter {
  if (!formatter) throw new Error("prepareFormatter has not been awaited");
  return formatter;
}

/**
 * The edits that format the statements within the span, or all of them. Each statement is formatted alone and
 * only where its meaning is the same before and after: a statement that does not parse, or that the formatter
 * would change, is left as it is. So are psql lines, COPY data and what stands between statements.
 */
export function formatEdits(script: Script, style: FormatStyle = {}, within?: Span): readonly RenameEdit[] {
  return [...formatSteps(script, style, within)].filter((edit) => edit !== undefined);
}

/** The same, one step a statement, so that whoever formats a long file can do other things between them. */
export function* formatSteps(
  script: Script,
  style: FormatStyle = {},
  within?: Span,
): Generator<RenameEdit | undefined> {
  for (const statement of script.statements) {
    if (within && (statement.span.end <= within.start || statement.span.start >= within.end)) continue;
    const newText = formatStatement(statement, script.dialect, style);
    yield newText === undefined || newText === statement.text ? undefined : { span: statement.span, newText };
  }
}

/** What each statement came to under each style; an edit then costs the statements that it changed. */
const done = new WeakMap<ParsedStatement, Map<string, string | undefined>>();

function formatStatement(statement: Statement, dialect: Dialect, style: FormatStyle): string | undefined {
  if (statement.kind !== "sql" || statement.parsed.problem) return undefined;
  const byStyle = done.get(statement.parsed) ?? new Map<string, string | undefined>();
  done.set(statement.parsed, byStyle);
  const key = JSON.stringify(style);
  if (!byStyle.has(key)) byStyle.set(key, layOut(statement, dialect, style));
  return byStyle.get(key);
}

function layOut(statement: Statement, dialect: Dialect, style: FormatStyle): string | undefined {
  const { tokens } = statement.parsed;
  const printer = printerOf(dialect, style);
  const body = tableBody(tokens, printer.options.expressionWidth, printer.grammar);
  const inParts = body && printTable(printer, statement.text, tokens, body);
  return inParts ?? print(printer, statement.text, tokens);
}

interface Printer {
  readonly dialect: Dialect;
  readonly options: FormatOptionsWithLanguage & { readonly expressionWidth: number };
  readonly vocabulary: Vocabulary;
  readonly grammar: { readonly wholes: Phrases; readonly clauses: Phrases };
  /** By shape; null where the formatter would change what a statement means. */
  readonly layouts: Map<string, Layout | null>;
}

const printers = new Map<string, Printer>();
const mostPrinters = 8;
const mostLayouts = 20_000;

function printerOf(dialect: Dialect, style: FormatStyle): Printer {
  const key = JSON.stringify([dialect, style]);
  const known = printers.get(key);
  if (known) return known;
  if (printers.size >= mostPrinters) printers.clear();
  const { tokenizerOptions: words } = loaded()[dialect];
  const clauses = [
    words.reservedSelect,
    words.reservedClauses,
    words.reservedSetOperations,
    words.reservedJoins,
  ];
  const wholes = [words.reservedKeywordPhrases ?? [], words.reservedDataTypePhrases ?? []];
  const all = [
    ...clauses,
    ...wholes,
    words.reservedKeywords,
    words.reservedDataTypes,
    words.reservedFunctionNames,
  ];
  const printer: Printer = {
    dialect,
    options: {
      language: languages[dialect],
      keywordCase: style.keywordCase ?? "upper",
      dataTypeCase: "preserve",
      functionCase: "preserve",
      identifierCase: "preserve",
      tabWidth: style.indent ?? 2,
      useTabs: style.useTabs ?? false,
      expressionWidth: style.width ?? 80,
      linesBetweenQueries: style.linesBetween ?? 1,
    },
    vocabulary: new Set([...all.flat().flatMap((one) => one.toUpperCase().split(/\s+/)), ...otherWords]),
    grammar: { clauses: phrasesOf(clauses), wholes: phrasesOf(wholes) },
    layouts: new Map(),
  };
  printers.set(key, printer);
  return printer;
}

/** Words that the formatter's scanner knows beside those in its lists. */
const otherWords = [
  "CASE",
  "WHEN",
  "THEN",
  "ELSE",
  "END",
  "BETWEEN",
  "AND",
  "OR",
  "XOR",
  "LIMIT",
  "OPERATOR",
];

/** The text of a whole statement. */
function print(printer: Printer, text: string, tokens: readonly Token[]): string | undefined {
  const { vocabulary, options, dialect } = printer;
  const shape = shapeOf(tokens, vocabulary, options.expressionWidth);
  if (shape === undefined) return printAnew(printer, text, tokens);
  const repeats = repeatsIn(shape, options.expressionWidth);
  const layout = layoutOf(printer, shortened(shape, repeats).join("\n"), () => {
    const short = withoutRepeats(text, tokens, repeats);
    return formattedLayout(printer, short, tokenize(short, dialect));
  });
  if (repeats.length === 0) return layout && laidOut(tokens, layout, vocabulary);
  const whole = layout && laidOut(tokens, lengthened(layout, repeats), vocabulary);
  return whole !== undefined && sameTokens(tokens, tokenize(whole, dialect))
    ? whole
    : printAnew(printer, text, tokens);
}

function formattedLayout(printer: Printer, text: string, tokens: readonly Token[]): Layout | undefined {
  const formatted = printAnew(printer, text, tokens);
  return formatted === undefined
    ? undefined
    : layoutBetween(tokens, tokenize(formatted, printer.dialect), formatted);
}

function withoutRepeats(text: string, tokens: readonly Token[], repeats: readonly Repeats[]): string {
  const startOf = (nth: number) => tokens[nth]?.span.start ?? text.length;
  let short = "";
  let end = 0;
  for (const { from, to } of repeats) {
    short += text.slice(end, startOf(from));
    end = startOf(to);
  }
  return short + text.slice(end);
}

function layoutOf(printer: Printer, shape: string, make: () => Layout | undefined): Layout | undefined {
  const known = printer.layouts.get(shape);
  if (known !== undefined) return known ?? undefined;
  if (printer.layouts.size >= mostLayouts) printer.layouts.clear();
  const layout = make();
  printer.layouts.set(shape, layout ?? null);
  return layout;
}

/** Each column and constraint by itself, and the table around them; undefined where one of them has to be left. */
function printTable(
  printer: Printer,
  text: string,
  tokens: readonly Token[],
  { open, close, items }: TableBody,
): string | undefined {
  const { dialect, vocabulary, options } = printer;
  // A name that is as long as a line keeps the list from being put on one.
  const long = "x".repeat(options.expressionWidth + 1);
  const from = (nth: number) => tokens[nth]?.span.start ?? 0;
  const to = (nth: number) => tokens[nth]?.span.end ?? 0;
  const frame = `${text.slice(0, to(open))}${long} int${text.slice(from(close))}`;
  const frameTokens = tokenize(frame, dialect);
  const framed = print(printer, frame, frameTokens);
  const at = framed?.indexOf(`${long} int`) ?? -1;
  if (framed === undefined || at < 0) return undefined;
  const indent = /\n[ \t]*$/.exec(framed.slice(0, at))?.[0];
  if (indent === undefined) return undefined;
  const printed: string[] = [];
  for (const item of items) {
    const itemTokens = tokens.slice(item.from, item.to);
    const itemText = text.slice(from(item.from), to(item.to - 1));
    const shape = shapeOf(itemTokens, vocabulary, options.expressionWidth);
    if (shape === undefined) return undefined;
    const layout = layoutOf(printer, `item\n${shape.join("\n")}`, () =>
      itemLayout(printer, itemText, itemTokens, long),
    );
    if (!layout) return undefined;
    printed.push(laidOut(itemTokens, layout, vocabulary));
  }
  return framed.slice(0, at) + printed.join(`,${indent}`) + framed.slice(at + long.length + " int".length);
}

/** How an item of a table's list is laid out, without what stands before its first token. */
function itemLayout(
  printer: Printer,
  text: string,
  tokens: readonly Token[],
  long: string,
): Layout | undefined {
  const whole = `CREATE TABLE x (${text}, ${long} int)`;
  const layout = formattedLayout(printer, whole, tokenize(whole, printer.dialect));
  if (!layout) return undefined;
  // After CREATE, TABLE, x and the parenthesis.
  const within = { start: 4, end: 4 + tokens.length };
  const gaps = ["", ...layout.gaps.slice(within.start + 1, within.end)];
  return { gaps, texts: layout.texts.slice(within.start, within.end) };
}

function printAnew(printer: Printer, text: string, tokens: readonly Token[]): string | undefined {
  let formatted: string;
  try {
    formatted = loaded().format(text, printer.options).trim();
  } catch {
    // The formatter has a grammar of its own and does not know all of the dialect.
    return undefined;
  }
  return sameMeaning(tokens, formatted, printer.dialect) ? formatted : undefined;
}

/** Whether it parses and its tokens are the same, keywords in any case; layout is then all that differs. */
function sameMeaning(before: readonly Token[], text: string, dialect: Dialect): boolean {
  const [formatted, ...more] = parseScript(text, dialect).statements;
  if (!formatted || more.length > 0 || formatted.parsed.problem) return false;
  return sameTokens(before, formatted.parsed.tokens);
}

function sameTokens(before: readonly Token[], after: readonly Token[]): boolean {
  return (
    before.length === after.length &&
    before.every((token, nth) => {
      const other = after[nth];
      if (other?.kind !== token.kind) return false;
      if (token.kind === "word") return token.text.toUpperCase() === other.text.toUpperCase();
      if (token.kind === "comment") return squeezed(token.text) === squeezed(other.text);
      return token.text === other.text;
    })
  );
}

/** Re-indenting moves the lines of a block comment. */
function squeezed(comment: string): string {
  return comment.replaceAll(/\s+/g, " ").trim();
}
