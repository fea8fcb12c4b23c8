import type { Span } from "../../sql";

/** What a body does, one thing after the other, as far as it can be asked about. Spans are those of the body. */
export type Operation =
  /** A scope begins: declarations as PL/pgSQL has them, each with its semicolon. */
  | { readonly op: "open"; readonly declarations: readonly string[] }
  | { readonly op: "close" }
  /** Something that gives a record its columns, or takes them. */
  | { readonly op: "prepare"; readonly text: string }
  /** A query or an expression; `text` is as long as what stands in the body from `at` on. */
  | {
      readonly op: "ask";
      /** What is put before it: EXPLAIN, and what makes an expression a query. */
      readonly lead: string;
      readonly text: string;
      readonly at: number;
      /** What is put before it makes other failures than these possible, by SQLSTATE and message. */
      readonly only?: RegExp;
    };

export interface Program {
  /** `#variable_conflict use_column` and its like, which stand alone on their lines before all else. */
  readonly options: readonly string[];
  readonly operations: readonly Operation[];
  /** Whether control can come to the end of the body. */
  readonly fallsThrough: boolean;
  /** INTO with another number of variables than the query has columns. */
  readonly miscounts: readonly {
    readonly span: Span;
    readonly columns: number;
    readonly variables: number;
  }[];
  /** Queries whose rows nothing takes. */
  readonly untaken: readonly Span[];
  /** RETURN QUERY, and how many columns its query has. */
  readonly returned: readonly { readonly span: Span; readonly columns: number }[];
}
