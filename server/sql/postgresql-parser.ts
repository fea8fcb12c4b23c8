import type { Node } from "@pgsql/types";
import { fingerprintSync, hasSqlDetails, loadModule, parseSync } from "libpg-query";
import { codePointOffset } from "./byte-offsets";
import type { Span } from "./span";
import type { SyntaxProblem, Token } from "./statement";
import { syntaxHint } from "./syntax-hint";

export interface PostgresqlParse {
  readonly tree?: Node;
  readonly problem?: SyntaxProblem;
  /** Other statements follow in the text, of which nothing is told. */
  readonly hasMore?: true;
}

/** Loads PostgreSQL's parser; it can be called any number of times. */
export async function loadPostgresqlParser(): Promise<void> {
  await loadModule();
}

/**
 * PostgreSQL's scanner takes time in the square of such a run when it stands in a comment; nobody writes one, so
 * nothing is said of the statement.
 */
const endlessOperator = /[-~!@#^&|`?+*/%<>=]{20000}/;

/** Parses one statement by PostgreSQL's own grammar. `tokens` is asked for only where the text does not parse. */
export function parsePostgresql(text: string, tokens: () => readonly Token[]): PostgresqlParse {
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    const message = 'invalid byte sequence for encoding "UTF8": 0x00';
    return { problem: { span: { start: nul, end: nul + 1 }, code: "22021", message } };
  }
  if (text === "" || endlessOperator.test(text)) return {};
  const parsed = parseOnce(text);
  return "message" in parsed ? { problem: problemOf(text, parsed, tokens()) } : parsed;
}

/** The hash of a tree, where a text has one. */
const fingerprint = /^[0-9a-f]{16}$/;

/**
 * Whether a text is known to parse. It takes a third of the time of a tree, which has to be written and read as JSON;
 * where it is false, parsing tells.
 */
export function isKnownToParse(text: string): boolean {
  if (text === "" || text.includes("\0") || endlessOperator.test(text)) return false;
  try {
    return fingerprint.test(fingerprintSync(text));
  } catch {
    return false;
  }
}

interface ParseFailure {
  readonly message: string;
  /** In code points. */
  readonly position: number;
}

function parseOnce(text: string): PostgresqlParse | ParseFailure {
  try {
    const [first, second] = parseSync(text).stmts ?? [];
    const tree = first?.stmt;
    return tree ? { tree, ...(second && { hasMore: true }) } : {};
  } catch (error) {
    if (hasSqlDetails(error) && error.sqlDetails) {
      return { message: error.sqlDetails.message, position: error.sqlDetails.cursorPosition };
    }
    // The parser's stack ran out, or its memory: nothing is known of the text, so nothing is said of it.
    return {};
  }
}

function problemOf(text: string, failure: ParseFailure, tokens: readonly Token[]): SyntaxProblem {
  const { message } = failure;
  const span = message.startsWith("syntax error at end of input")
    ? lastToken(text, tokens)
    : tokenSpan(text, codePointOffset(text, failure.position), tokens);
  const hint = syntaxHint(text, span, message, tokens);
  const problem = { span, code: sqlstate(message), message: firstLine(message) };
  return hint === undefined ? problem : { ...problem, hint };
}

function lastToken(text: string, tokens: readonly Token[]): Span {
  return (
    tokens.findLast((token) => token.kind !== "comment")?.span ?? { start: text.length, end: text.length }
  );
}

/** The token at the offset, but no more than the line it starts on: an open quote reaches to the end. */
function tokenSpan(text: string, at: number, tokens: readonly Token[]): Span {
  const token = tokens.find(({ span }) => span.start <= at && at < span.end);
  const start = token?.kind === "word" || token?.kind === "quoted" ? token.span.start : at;
  const end = token?.span.end ?? Math.min(at + 1, text.length);
  const line = text.slice(start, end).search(/[\r\n]/);
  return { start, end: line > 0 ? start + line : end };
}

/** PostgreSQL repeats the rest of the statement in some messages. */
function firstLine(message: string): string {
  const [first = ""] = message.split(/\r?\n/, 1);
  const line = first.slice(0, 200);
  return line.length < message.length ? `${line}…"` : line;
}

/** libpg_query keeps no SQLSTATE; these are what gram.y and scan.l give besides 42601. */
function sqlstate(message: string): string {
  if (message === "invalid Unicode escape") return "22025";
  if (message.startsWith("invalid byte sequence")) return "22021";
  if (message.startsWith("frame ")) return "42P20";
  if (/^precision for type float|^unrecognized partitioning strategy/.test(message)) return "22023";
  if (/^role name ".+" is reserved$|cannot be used as a role name here$/.test(message)) return "42939";
  if (message.endsWith("for hash partition provided more than once")) return "42710";
  if (message.startsWith("LIMIT #,# syntax")) return "42601";
  if (
    /not (?:yet )?(?:supported|implemented)|no longer supported|cannot be marked|cannot have output|unsafe use/.test(
      message,
    )
  )
    return "0A000";
  if (message.startsWith("CREATE SCHEMA IF NOT EXISTS cannot include")) return "0A000";
  return "42601";
}
