import type { ParsedStatement } from "../../sql";
import type { Failure } from "../engine";
import type { RawFailure } from "../messages";
import { locate } from "./locate/locate";

/** The failure with its place found in the statement's text. */
export function failureOf(raw: RawFailure, parsed: ParsedStatement): Failure {
  const { code, message, detail, hint } = raw;
  return {
    code,
    message,
    ...(detail !== undefined && { detail }),
    ...(hint !== undefined && { hint }),
    ...locate(raw, parsed),
  };
}
