import { identifierName, tokenize, type Dialect, type Span, type Token } from "../../../sql";

/** A CREATE TABLE of a schema, with the places where it can be changed. */
export interface TextTable {
  readonly name: string;
  readonly columns: readonly TextColumn[];
  /** Behind the last column: where another one goes. */
  readonly end: number;
  /** How the lines of columns are indented. */
  readonly indent: string;
  /** From `create` to the closing parenthesis. */
  readonly span: Span;
}

export interface TextColumn {
  readonly name: string;
  readonly nameSpan: Span;
  /** The words behind the name. */
  readonly definition: string;
}

const constraintWords =
  /^(?:primary|unique|check|foreign|constraint|exclude|key|index|fulltext|spatial|like)$/i;

/** The tokens that count, without comments. */
export function wordsOf(sql: string, dialect: Dialect): Token[] {
  return tokenize(sql, dialect).filter(({ kind }) => kind !== "comment");
}

/** Finds the tables of a schema by its tokens, so that it works whether or not the rest of the text parses. */
export function tablesOf(sql: string, dialect: Dialect): TextTable[] {
  const tokens = wordsOf(sql, dialect);
  const tables: TextTable[] = [];
  for (const [index, token] of tokens.entries()) {
    if (!is(token, "create")) continue;
    let at = index + 1;
    while (/^(?:temporary|temp|unlogged|global|local)$/i.test(tokens[at]?.text ?? "")) at++;
    if (!is(tokens[at], "table")) continue;
    at++;
    if (is(tokens[at], "if")) at += 3;
    while (tokens[at + 1]?.text === ".") at += 2;
    const name = tokens[at];
    const open = tokens[at + 1];
    if (!name || open?.text !== "(") continue;
    const table = readTable(sql, tokens, index, at);
    if (table) tables.push(table);
  }
  return tables;
}

function readTable(
  sql: string,
  tokens: readonly Token[],
  first: number,
  name: number,
): TextTable | undefined {
  let depth = 0;
  let element: Token[] = [];
  const elements: Token[][] = [];
  let close: Token | undefined;
  for (let at = name + 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    if (token.text === "(") {
      depth++;
      if (depth === 1) continue;
    } else if (token.text === ")") {
      depth--;
      if (depth === 0) {
        close = token;
        break;
      }
    } else if (token.text === "," && depth === 1) {
      elements.push(element);
      element = [];
      continue;
    }
    element.push(token);
  }
  const nameToken = tokens[name];
  const start = tokens[first];
  if (!close || !nameToken || !start) return undefined;
  elements.push(element);
  const columns: TextColumn[] = [];
  let end = close.span.start;
  let indent = "  ";
  for (const each of elements) {
    const [word] = each;
    const last = each.at(-1);
    if (!word || !last || (word.kind === "word" && constraintWords.test(word.text))) continue;
    columns.push({
      name: identifierName(word),
      nameSpan: word.span,
      definition: sql.slice(word.span.end, last.span.end).trim(),
    });
    end = last.span.end;
    const line = sql.slice(sql.lastIndexOf("\n", word.span.start) + 1, word.span.start);
    if (/^\s+$/.test(line)) indent = line;
  }
  return columns.length === 0
    ? undefined
    : {
        name: identifierName(nameToken),
        columns,
        end,
        indent,
        span: { start: start.span.start, end: close.span.end },
      };
}

function is(token: Token | undefined, word: string): boolean {
  return token?.kind === "word" && token.text.toLowerCase() === word;
}
