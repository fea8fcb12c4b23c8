/** Request, client → server: the formats that a schema can be written in. */
export const exportFormatsRequest = "dbscst/exportFormats";

export interface ExportFormatsResult {
  readonly formats: readonly ExportFormatInfo[];
}

export interface ExportFormatInfo {
  readonly name: string;
  readonly title: string;
  /** Of the file, without the dot. */
  readonly extension: string;
}

/** Request, client → server: the open document in another tool's format; null where it is not open. */
export const exportRequest = "dbscst/export";

export interface ExportParams {
  readonly uri: string;
  readonly format: string;
}

export interface ExportResult {
  readonly text: string;
  /** Statements that do not parse and are left out. */
  readonly leftOut: number;
  /** What names a column or a table that is not there and is left out too, one phrase each. */
  readonly unresolved: readonly string[];
}
