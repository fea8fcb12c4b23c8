import type { Node } from "@pgsql/types";
import { byteOffsets } from "./byte-offsets";
import type { Dialect } from "./dialect";
import { loadForeignParsers, parseForeign, type ForeignDialect } from "./foreign-parser";
import { foreignProblem } from "./foreign-syntax";
import { tokenize } from "./lexer";
import { PlaceholderStatement } from "./placeholder-statement";
import {
  isKnownToParse,
  loadPostgresqlParser,
  parsePostgresql,
  type PostgresqlParse,
} from "./postgresql-parser";
import { initialPsqlState, isPassedOver, isPlain, type PsqlState } from "./psql/state";
import { PsqlStatement } from "./psql/statement";
import { mayHoldPlaceholder, mayMention } from "./psql/variables";
import { holdsPsqlLine } from "./scan";
import type { ParsedStatement, StatementKind, SyntaxProblem, Token, Undecided } from "./statement";

/** Loads the parsers of all dialects; after that everything here is synchronous. Calling it again costs nothing. */
export async function loadParsers(): Promise<void> {
  await Promise.all([loadPostgresqlParser(), loadForeignParsers()]);
}

/** Texts longer than this are not kept by their text; the script that holds them keeps them. */
const longestCached = 100_000;
/**
 * How many code units of statement text the cache holds before it lets the oldest go. A tree takes some fifty times
 * the memory of its text, and what a script has at present is kept by the script.
 */
const cacheCapacity = 2_000_000;

/** By the way in which a text is read, and by the text. */
const cache = new Map<string, Map<string, ParsedStatement>>();
let cached = 0;

/** What parsing the text of one statement gives; equal texts in the same state of psql share one. */
export function parseStatement(
  text: string,
  dialect: Dialect,
  kind: StatementKind = "sql",
  psql = initialPsqlState,
): ParsedStatement {
  if (kind !== "sql") return new ClientStatement(ownCopy(text), dialect);
  const way = keyOf(text, dialect, psql);
  const ofWay = cache.get(way) ?? new Map<string, ParsedStatement>();
  const known = ofWay.get(text);
  if (known) return known;
  const own = ownCopy(text);
  const parsed = dialect === "postgresql" ? postgresqlStatement(own, psql) : foreignStatement(own, dialect);
  if (own.length <= longestCached) {
    cache.set(way, ofWay.set(own, parsed));
    cached += own.length;
    if (cached > cacheCapacity) forgetOldest();
  }
  return parsed;
}

/** Lets go of what equal texts share; scripts keep what is theirs. */
export function forgetStatements(): void {
  cache.clear();
  cached = 0;
}

/** Of the way that has been in use for longest first. */
function forgetOldest(): void {
  for (const [way, ofWay] of cache) {
    for (const text of ofWay.keys()) {
      if (cached <= cacheCapacity) return;
      ofWay.delete(text);
      cached -= text.length;
    }
    cache.delete(way);
  }
}

/**
 * The same text in memory of its own: a slice keeps the whole text that it was cut from, so that a statement that
 * outlives its version would keep that version's text. Put together and cut again, it is a slice of nothing else.
 */
function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}

function keyOf(text: string, dialect: Dialect, psql: PsqlState): string {
  if (dialect !== "postgresql" || isPlain(text, psql)) return dialect;
  if (isPassedOver(psql) && !holdsPsqlLine(text)) return "passed over";
  return JSON.stringify([psql.branches, [...psql.variables]]);
}

function postgresqlStatement(text: string, psql: PsqlState): ParsedStatement {
  const plain = new PostgresqlStatement(text);
  if (isPassedOver(psql) && !holdsPsqlLine(text)) return new PassedOverStatement(plain);
  const isAsWritten = isPlain(text, psql) && !mayMention(text);
  return isAsWritten ? plain : new PsqlStatement(plain, psql, (sent) => new PostgresqlStatement(sent));
}

function foreignStatement(text: string, dialect: ForeignDialect): ParsedStatement {
  const plain = new ForeignStatement(text, dialect);
  if (!mayHoldPlaceholder(text)) return plain;
  return PlaceholderStatement.of(plain, (filled) => new ForeignStatement(filled, dialect)) ?? plain;
}

class PostgresqlStatement implements ParsedStatement {
  readonly dialect = "postgresql";
  #offsetAt: ((byteOffset: number) => number) | undefined;
  #tokens: readonly Token[] | undefined;
  #parse: PostgresqlParse | undefined;
  #isSound: boolean | undefined;

  constructor(readonly text: string) {}

  get tokens(): readonly Token[] {
    return (this.#tokens ??= tokenize(this.text, "postgresql"));
  }

  offsetAt(byteOffset: number): number {
    return (this.#offsetAt ??= byteOffsets(this.text))(byteOffset);
  }

  get tree(): Node | undefined {
    return this.#result().tree;
  }

  get problem(): SyntaxProblem | undefined {
    return this.#result().problem;
  }

  get isSound(): boolean {
    return (this.#isSound ??= this.#parse ? !this.#parse.problem : isKnownToParse(this.text));
  }

  get hasMore(): boolean {
    return this.#result().hasMore ?? false;
  }

  #result(): PostgresqlParse {
    return (this.#parse ??= parsePostgresql(this.text, () => this.tokens));
  }
}

class ForeignStatement implements ParsedStatement {
  #tokens: readonly Token[] | undefined;
  #tree: { readonly value: unknown } | undefined;
  #problem: { readonly value: SyntaxProblem | undefined } | undefined;

  constructor(
    readonly text: string,
    readonly dialect: ForeignDialect,
  ) {}

  get tokens(): readonly Token[] {
    return (this.#tokens ??= tokenize(this.text, this.dialect));
  }

  get foreignTree(): unknown {
    return (this.#tree ??= { value: parseForeign(this.text, this.dialect) }).value;
  }

  get problem(): SyntaxProblem | undefined {
    return (this.#problem ??= { value: foreignProblem(this.text, this.dialect, this.tokens) }).value;
  }

  offsetAt(byteOffset: number): number {
    return byteOffsets(this.text)(byteOffset);
  }
}

/** A statement that psql does not send: nothing is said of it. */
class PassedOverStatement implements ParsedStatement {
  readonly dialect = "postgresql";
  readonly undecided: Undecided = { why: "passed over" };
  readonly text: string;

  constructor(private readonly plain: ParsedStatement) {
    this.text = plain.text;
  }

  get tokens(): readonly Token[] {
    return this.plain.tokens;
  }

  offsetAt(byteOffset: number): number {
    return this.plain.offsetAt(byteOffset);
  }
}

/** A line for psql, or for SQLite's shell, that runs what stands in another file, or what a query gives. */
const runsOther = /^\\(?:i|ir|include|include_relative|gexec)\b|^\.(?:read|restore|load|import|open)\b/;

/** A line for the client, or rows for COPY: nothing to parse. */
class ClientStatement implements ParsedStatement {
  readonly tokens: readonly Token[] = [];
  readonly undecided?: Undecided;

  constructor(
    readonly text: string,
    readonly dialect: Dialect,
  ) {
    if (runsOther.test(text)) this.undecided = { why: "include" };
  }

  offsetAt(byteOffset: number): number {
    return byteOffsets(this.text)(byteOffset);
  }
}

const missing = new WeakMap<ParsedStatement, ParsedStatement>();

/** The same statement, with the problem that no semicolon stands before it. */
export function afterMissingSemicolon(parsed: ParsedStatement): ParsedStatement {
  const known = missing.get(parsed);
  if (known) return known;
  const [first] = parsed.tokens;
  if (!first || parsed.problem) return parsed;
  const problem: SyntaxProblem = {
    span: first.span,
    code: "42601",
    message: `syntax error at or near "${first.text}"`,
    hint: "A semicolon is missing before it.",
  };
  const result: ParsedStatement = {
    text: parsed.text,
    dialect: parsed.dialect,
    ...(parsed.tree && { tree: parsed.tree }),
    ...(parsed.sent && { sent: parsed.sent }),
    ...(parsed.undecided && { undecided: parsed.undecided }),
    tokens: parsed.tokens,
    problem,
    offsetAt: (byteOffset) => parsed.offsetAt(byteOffset),
  };
  missing.set(parsed, result);
  return result;
}
