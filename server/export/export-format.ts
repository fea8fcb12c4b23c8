import type { Schema } from "../schema";

/** A way to write a schema for another tool. The file's name is the format's name. */
export interface ExportFormat {
  readonly name: string;
  /** One line, as in a list of formats. */
  readonly title: string;
  /** Of the file, without the dot. */
  readonly extension: string;
  /** A line that the other tool passes over. */
  remark(line: string): string;
  /** What has to stand in front of remarks; nothing, where that is absent. */
  readonly opening?: RegExp;
  /**
   * The whole text of a schema in which every name means something; what the format cannot say is left out or said in
   * a remark. Never throws.
   */
  print(schema: Schema): string | Promise<string>;
}
