import type { Range } from "./lsp";

/**
 * Request, client → server: a fresh throw-away database with the document's schema in it. What is done there is
 * seen by nobody else, and is gone when it is closed, opened anew, or left alone for ten minutes.
 */
export const sandboxOpenRequest = "dbscst/sandboxOpen";

export interface SandboxOpenParams {
  readonly uri: string;
}

export type SandboxOpenResult =
  | {
      readonly kind: "open";
      readonly dialect: string;
      /** How many statements of the document were run. */
      readonly statements: number;
      /** Those that failed; what they would have made is not there. */
      readonly failures: readonly SandboxFailure[];
      readonly ms: number;
    }
  | { readonly kind: "unavailable"; readonly message: string };

/** Request, client → server: runs SQL in the document's sandbox, which is opened where it is not. */
export const sandboxRunRequest = "dbscst/sandboxRun";

export interface SandboxRunParams {
  readonly uri: string;
  readonly sql: string;
  /** Show how each statement would be done, and undo it. */
  readonly explain?: boolean;
}

export type SandboxRunResult =
  | { readonly kind: "ran"; readonly results: readonly SandboxResult[]; readonly ms: number }
  | { readonly kind: "unavailable"; readonly message: string };

/** Request, client → server: ends the document's sandbox. */
export const sandboxCloseRequest = "dbscst/sandboxClose";

export interface SandboxFailure {
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  /** In the text that was run. */
  readonly range: Range;
}

/** What came of one statement; the one that fails is the last. */
export type SandboxResult =
  | {
      readonly kind: "rows";
      /** The type's name, or empty where it is not known. */
      readonly columns: readonly { readonly name: string; readonly type: string }[];
      /** At most 10,000, and 4 million characters. */
      readonly rows: readonly (readonly (string | null)[])[];
      readonly total: number;
      readonly ms: number;
    }
  | { readonly kind: "done"; readonly command: string; readonly ms: number }
  | { readonly kind: "plan"; readonly lines: readonly string[]; readonly ms: number }
  | ({ readonly kind: "failed" } & SandboxFailure);
