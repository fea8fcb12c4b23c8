import type { Range } from "./lsp";
import type { UncoveredSentence } from "./side-file";

/** Request, client → server: which sentences of the brief nothing in an open document covers any more or yet. */
export const uncoveredRequest = "dbscst/uncovered";

export interface UncoveredParams {
  readonly uri: string;
}

export interface OpenSentence extends UncoveredSentence {
  /** The table that the sentence before it in the brief asks for; else the first line. */
  readonly range: Range;
}

export interface UncoveredResult {
  readonly sentences: readonly OpenSentence[];
}
