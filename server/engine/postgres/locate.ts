import type { ParsedStatement, Span } from "../../sql";
import type { RawFailure } from "../messages";

export interface Place {
  readonly span: Span;
  /** Whether the database gave the position itself. */
  readonly exact: boolean;
}

/** Finds the words of the statement that a failure is about. */
export function locate(raw: RawFailure, parsed: ParsedStatement): Place {
  if (raw.position !== undefined) {
    const at = utf16Offset(parsed.text, raw.position);
    const token = parsed.tokens.find(({ span }) => span.end > at);
    return { span: token?.span ?? { start: at, end: at + 1 }, exact: true };
  }
  return { span: parsed.tokens[0]?.span ?? { start: 0, end: parsed.text.length }, exact: false };
}

/** The UTF-16 offset of a 1-based position in code points. */
export function utf16Offset(text: string, position: number): number {
  let at = 0;
  for (let left = position - 1; left > 0 && at < text.length; left--) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}
