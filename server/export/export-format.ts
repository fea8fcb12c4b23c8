import type { Schema } from "../schema";

/** A way to write a schema for another tool. The file's name is the format's name. */
export interface ExportFormat {
  readonly name: string;
  /** One line, as in a list of formats. */
  readonly title: string;
  /** Of the file, without the dot. */
  readonly extension: string;
  /** The whole text; what the format cannot say is left out or said in a comment. Never throws. */
  print(schema: Schema): string | Promise<string>;
}
