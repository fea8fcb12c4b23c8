import type { Range } from "./lsp";

/** Request, client → server: what a diagram does not draw of a table; null where there is none of that id. */
export const tableDetailsRequest = "dbscst/tableDetails";

export interface TableDetailsParams {
  readonly uri: string;
  /** As in the diagram: `schema.name`. */
  readonly table: string;
}

export interface TableDetailsResult {
  /** The statement that creates it, as it stands in the text. */
  readonly sql: string;
  readonly range: Range;
  /** Primary and unique keys, one line each. */
  readonly keys: readonly string[];
  readonly policies: readonly { readonly text: string; readonly range: Range }[];
  readonly triggers: readonly { readonly text: string; readonly range: Range }[];
}
