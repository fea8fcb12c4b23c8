/** What the backend asks of the worker that holds the embedded database, and what comes back. */
export type PgliteRequest =
  | { readonly id: number; readonly kind: "script"; readonly text: string }
  | {
      readonly id: number;
      readonly kind: "query";
      readonly text: string;
      readonly values: readonly unknown[];
    }
  | { readonly id: number; readonly kind: "close" };

export type PgliteReply =
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "rows"; readonly id: number; readonly rows: Record<string, unknown>[] }
  | { readonly kind: "error"; readonly id: number; readonly message: string; readonly code?: string };

export interface PgliteWorkerData {
  /** Absent: in memory, gone at the end. */
  readonly directory?: string;
  readonly pgliteWasm: string;
  readonly pgliteData: string;
  readonly initdbWasm: string;
}
