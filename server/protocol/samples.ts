/** Request, client → server: rows that satisfy every constraint of an open document's schema. Null where the server does not have it. */
export const sampleRowsRequest = "dbscst/sampleRows";

export interface SampleRowsParams {
  readonly uri: string;
  /** For each table, 1 to 1,000. */
  readonly rows: number;
  /** Equal seeds give equal rows; 1 unless given. */
  readonly seed?: number;
}

export interface SampleRowsResult {
  /** Statements to run after the schema; empty where no table can be filled. */
  readonly sql: string;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  /** Tables that have no rows or fewer than were asked for, and why. */
  readonly left: readonly { readonly table: string; readonly reason: string }[];
  /** Whether a database has taken every statement; else `unproven` says why. */
  readonly proven: boolean;
  readonly unproven?: string;
}
