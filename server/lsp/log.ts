import type { Connection } from "vscode-languageserver";

export interface Log {
  /** Writes what went wrong to the client's log, and never the text of a document, a brief or a key. */
  failed(what: string, error: unknown): void;
}

export function connectionLog(connection: Connection): Log {
  return {
    failed(what, error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      connection.console.error(`${what} failed: ${detail}`);
    },
  };
}
