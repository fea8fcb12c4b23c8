import { ApiError } from "../errors";

/** The versions that a caller accepts as the present one; undefined: whichever it is. */
export type Precondition = readonly number[] | undefined;

/** Throws `version_conflict`, with the present row, when it is not the one that the caller has seen. */
export function assertCurrent(precondition: Precondition, row: { readonly version: number }): void {
  if (precondition === undefined || precondition.includes(row.version)) return;
  throw new ApiError(
    "version_conflict",
    `It has version ${row.version} by now: look at the present state, then send that version.`,
    { current: row },
  );
}
