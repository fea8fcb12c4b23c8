import { basename } from "node:path";
import { configName } from "../../workspace";
import type { Handler } from "../handler";
import { pathOf } from "../workspace";

/** Files that change outside of the editor: what stands on them is checked again. */
export const watchedFiles: Handler = {
  register({ connection, documents, log }) {
    connection.onDidChangeWatchedFiles(({ changes }) => {
      const paths = changes.flatMap(({ uri }) => pathOf(uri) ?? []);
      if (paths.some((path) => basename(path) === configName))
        documents.reconfigure().catch((error: unknown) => log.failed("reading the configuration", error));
      else for (const path of paths) documents.changedOnDisk(path);
    });
  },
};
