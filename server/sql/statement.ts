import type { Node } from "@pgsql/types";
import type { Dialect } from "./dialect";
import type { Span } from "./span";

/** A lexical token; spans are relative to the text that was scanned. */
export interface Token {
  readonly kind:
    | "word" // an unquoted identifier or keyword
    | "quoted" // a quoted identifier, in the dialect's quotes
    | "string" // any string constant, dollar-quoted ones included
    | "number"
    | "parameter" // $1, :name, ?
    | "operator" // an operator or a single punctuation character
    | "comment";
  readonly span: Span;
  /** The token as written. */
  readonly text: string;
}

/** Why a statement does not parse. */
export interface SyntaxProblem {
  /** Relative to the statement's text. */
  readonly span: Span;
  /** SQLSTATE, `42601` for most. */
  readonly code: string;
  readonly message: string;
  /** What to do about it, where that is known. */
  readonly hint?: string;
}

/**
 * What parsing one statement gave. It depends on the text (and dialect) alone and is shared by all statements
 * with the same text, so nothing in it knows about a document: every span is relative to `text`.
 */
export interface ParsedStatement {
  readonly text: string;
  readonly dialect: Dialect;
  /** PostgreSQL's syntax tree, such as `{ CreateStmt: {…} }`. Absent where the text does not parse, or is no PostgreSQL. */
  readonly tree?: Node;
  /** The tree of node-sql-parser, for the other dialects. It holds no locations. */
  readonly foreignTree?: unknown;
  readonly problem?: SyntaxProblem;
  /** True only where there is no `problem`; quicker than `problem` as long as the tree has not been asked for. */
  readonly isSound?: boolean;
  /** The tokens of `text`, comments included; scanned on first use. */
  readonly tokens: readonly Token[];
  /** What psql makes of it for the server, where that is another text: `tree` is that one's. */
  readonly sent?: SentStatement;
  /** Why the file does not tell what a server makes of it. */
  readonly undecided?: Undecided;
  /** Converts a location in `tree` (a UTF-8 byte offset) to a UTF-16 offset in `text`. */
  offsetAt(byteOffset: number): number;
}

/** A statement in which psql has put values in the place of variables. */
export interface SentStatement {
  readonly parsed: ParsedStatement;
  /** The tokens of what is sent; their spans are those of the statement as it is written. */
  readonly tokens: readonly Token[];
  /** Where values stand for variables in the statement as it is written. */
  readonly parts: readonly Span[];
  /** The place in the statement as it is written; all of a value is where the variable is. */
  placeOf(span: Span): Span;
}

/**
 * - `passed over`: it stands in a branch of psql's `\if` that is not run;
 * - `branch`: it depends on a value that the file does not tell whether it is run;
 * - `variable`: the file does not tell the values of variables in it, which may be any text. Where a word for each
 *   makes the statement parse, it has the tree of that;
 * - `include`: a backslash line that runs what the file does not tell, such as `\i`.
 */
export type Undecided =
  | { readonly why: "passed over" | "branch" | "include" }
  | {
      readonly why: "variable";
      readonly variables: readonly {
        readonly name: string;
        readonly span: Span;
        /** Not psql's, but one that the program fills in which runs the file. */
        readonly isPlaceholder: boolean;
      }[];
    };

/**
 * - `sql`: a statement of the dialect;
 * - `psql`: a line which a client runs and no server sees: with a backslash for psql, with a dot for SQLite's shell;
 * - `copy-data`: the rows after `COPY … FROM stdin`, up to and including `\.`.
 */
export type StatementKind = "sql" | "psql" | "copy-data";

/** One statement of a document. */
export interface Statement {
  readonly kind: StatementKind;
  /** From its first token to its last; without leading comments and without the `;` that ends it. */
  readonly span: Span;
  readonly text: string;
  /** For `psql` and `copy-data`: no tree and no problem. */
  readonly parsed: ParsedStatement;
}

/** A document cut into statements. */
export interface Script {
  readonly text: string;
  readonly dialect: Dialect;
  readonly statements: readonly Statement[];
  /** Comments outside and inside of statements that hold a `dbscst-` directive; spans of the document. */
  readonly directives: readonly { readonly span: Span; readonly text: string }[];
}
