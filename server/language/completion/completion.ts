import type { Span } from "../../sql";

export type CompletionKind =
  | "keyword"
  | "schema"
  | "table"
  | "view"
  | "column"
  | "type"
  | "enum"
  | "function"
  | "index"
  | "sequence"
  | "role"
  | "snippet";

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  readonly documentation?: string;
  /** What replaces `replace`; in LSP's snippet syntax where `snippet` says so. */
  readonly insertText: string;
  readonly snippet?: boolean;
  readonly replace: Span;
  /** What is compared with what has been typed, where that is not the label. */
  readonly filterText?: string;
  /** Lower comes first. */
  readonly rank: number;
}

/** A completion before its place is known; what is inserted is the label unless it says otherwise. */
export type Draft = Omit<Completion, "replace" | "insertText" | "filterText"> & {
  readonly insertText?: string;
};
