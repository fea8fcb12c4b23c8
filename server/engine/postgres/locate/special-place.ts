import type { Span } from "../../../sql";
import type { RawFailure } from "../../messages";
import type { Word } from "./words";

/** An error that PostgreSQL raises without a position, and whose place needs more than the names in its message. */
export interface SpecialPlace {
  /** SQLSTATE. */
  readonly code: RegExp;
  readonly message: RegExp;
  find(words: readonly Word[], match: RegExpExecArray, raw: RawFailure): Span | undefined;
}
