import { tokenize, type Script, type Span, type Token } from "../../sql";
import { isWord, statementAt } from "../context";
import { searchPathAt } from "../search-path";

/** The words around the place where a person types. */
export interface Cursor {
  /** The tokens of the statement before the word that is being typed, without comments. */
  readonly before: readonly Token[];
  /** All tokens of the statement without comments; those after the cursor tell what is in scope. */
  readonly all: readonly Token[];
  /** The schemas in which bare names are looked for here. */
  readonly path: readonly string[];
  /** What has been typed of the word, and its place in the document. */
  readonly prefix: string;
  readonly replace: Span;
  /** Where the cursor is in the body of a function. */
  readonly body?: Body;
}

/** The body of a function, which is a string to the statement around it. */
export interface Body {
  /** The statement around it, without the body. */
  readonly outer: readonly Token[];
  /** What declares variables, up to the cursor. */
  readonly declared: readonly Token[];
  readonly isDeclaring: boolean;
}

/** Reads the cursor; undefined inside of a comment or a string. */
export function cursorAt(script: Script, offset: number): Cursor | undefined {
  const { start, end } = surroundings(script, offset);
  const text = script.text.slice(start, end);
  const typed = tokenize(text.slice(0, offset - start), script.dialect);
  const last = typed.at(-1);
  const body = last && bodyCursor(script, text, { typed, last }, start, offset);
  if (body) return body;
  const touching = last?.span.end === offset - start ? last : undefined;
  if (touching?.kind === "comment" || touching?.kind === "string") return undefined;
  if (
    last?.kind === "comment" &&
    last.text.startsWith("--") &&
    !text.slice(last.span.start, offset - start).includes("\n")
  ) {
    return undefined;
  }
  const partial =
    touching?.kind === "word" || touching?.kind === "quoted" || touching?.kind === "number"
      ? touching
      : undefined;
  const before = ofLastStatement(partial ? typed.slice(0, -1) : typed);
  const isElement = before.length > 0 && before[0] !== typed.find(({ kind }) => kind !== "comment");
  const startsNew = before.length < typed.length && (isElement || typed.some((token) => token.text === ";"));
  const all = startsNew ? before : tokenize(text, script.dialect).filter((token) => token.kind !== "comment");
  const prefix = partial?.text ?? "";
  const path = searchPathAt(script, offset);
  return { before, all, path, prefix, replace: { start: offset - prefix.length, end: offset } };
}

/** From the start of the statement, or from the end of the one before where the cursor is between two. */
function surroundings(script: Script, offset: number): Span {
  const at = statementAt(script, offset);
  if (at?.statement.kind === "sql")
    return { start: at.statement.span.start, end: Math.max(at.statement.span.end, offset) };
  const before = script.statements.findLast(({ span }) => span.end <= offset);
  return { start: before?.span.end ?? 0, end: offset };
}

/** What follows the last `;`, comments left out. */
function ofLastStatement(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findLastIndex((token) => token.text === ";");
  const last = tokens.slice(end + 1).filter((token) => token.kind !== "comment");
  return isWord(last[0], "CREATE") && isWord(last[1], "SCHEMA") ? lastElement(last) : last;
}

/** Within CREATE SCHEMA, the last of the statements that it holds. */
function lastElement(tokens: readonly Token[]): readonly Token[] {
  let start = 0;
  for (let at = 2, depth = 0; at < tokens.length; at++) {
    if (tokens[at]?.text === "(") depth++;
    else if (tokens[at]?.text === ")") depth--;
    else if (depth === 0 && isWord(tokens[at], "CREATE", "GRANT")) start = at;
  }
  return tokens.slice(start);
}

/** The cursor in a body between dollar quotes: the statement there that it is in. */
function bodyCursor(
  script: Script,
  text: string,
  { typed, last }: { readonly typed: readonly Token[]; readonly last: Token },
  start: number,
  offset: number,
): Cursor | undefined {
  const { dialect } = script;
  const [quote] = /^\$\w*\$/.exec(last.text) ?? [];
  if (quote === undefined || last.span.end < offset - start || !isCode(typed)) return undefined;
  const from = last.span.start + quote.length;
  const at = offset - start - from;
  // A quote that has just been closed is no body any more.
  if (at < 0 || (last.text.length > quote.length && last.text.endsWith(quote))) return undefined;
  const end = text.indexOf(quote, from);
  const whole = text.slice(from, end < 0 ? text.length : end);
  const inner = tokenize(whole.slice(0, at), dialect);
  const touching = inner.at(-1)?.span.end === at ? inner.at(-1) : undefined;
  if (touching?.kind === "comment" || touching?.kind === "string") return undefined;
  if (inner.at(-1)?.text.startsWith("--") && !whole.slice(inner.at(-1)?.span.start, at).includes("\n"))
    return undefined;
  const partial = touching?.kind === "word" || touching?.kind === "quoted" ? touching : undefined;
  const tokens = inner.filter((token) => token.kind !== "comment" && token !== partial);
  const first = startOfStatement(tokens);
  const before = tokens.slice(first);
  const rest = tokenize(whole.slice(partial?.span.start ?? at), dialect).filter(
    ({ kind }) => kind !== "comment",
  );
  const semicolon = rest.findIndex((token) => token.text === ";");
  const prefix = partial?.text ?? "";
  const opens = tokens.findLastIndex((token) => isWord(token, "DECLARE", "BEGIN"));
  const declares = tokens.findIndex((token) => isWord(token, "DECLARE"));
  const begins = tokens.findIndex((token) => isWord(token, "BEGIN"));
  return {
    before,
    all: [...before, ...rest.slice(0, semicolon < 0 ? rest.length : semicolon)],
    path: searchPathAt(script, offset),
    prefix,
    replace: { start: offset - prefix.length, end: offset },
    body: {
      outer: typed.slice(0, -1).filter((token) => token.kind !== "comment"),
      declared: declares < 0 ? [] : tokens.slice(declares + 1, begins < declares ? first : begins),
      isDeclaring: isWord(tokens[opens], "DECLARE"),
    },
  };
}

/** Whether the string behind these tokens is code: that of a function, a procedure or DO. */
function isCode(typed: readonly Token[]): boolean {
  const from = typed.findLastIndex((token) => token.text === ";") + 1;
  const head = typed.slice(from, from + 4);
  return (
    isWord(head[0], "DO") ||
    (isWord(head[0], "CREATE") && head.some((token) => isWord(token, "FUNCTION", "PROCEDURE")))
  );
}

/** Where the last statement of a body starts: behind a semicolon, or a word that opens a list of them. */
function startOfStatement(tokens: readonly Token[]): number {
  const semicolon = tokens.findLastIndex((token) => token.text === ";") + 1;
  let start = semicolon;
  let cases = 0;
  for (let at = semicolon; at < tokens.length; at++) {
    const token = tokens[at];
    // THEN and ELSE within CASE have values behind them.
    if (isWord(token, "CASE")) cases++;
    else if (isWord(token, "END")) cases = Math.max(0, cases - 1);
    else if (isWord(token, "BEGIN", "DECLARE", "LOOP")) start = at + 1;
    else if (isWord(token, "THEN", "ELSE") && cases === 0) start = at + 1;
  }
  return start;
}
