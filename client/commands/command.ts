import type { App } from "../app";

/** One thing that a person can ask for: a file here and a line in the table. */
export interface Command {
  /** Without the `dbscst.` that every command has. */
  readonly name: string;
  readonly run: (app: App, argument?: unknown, selection?: unknown) => unknown;
}
