import type { Handler } from "../handler";

/** Settings that change while the server runs. */
export const configuration: Handler = {
  register({ connection, documents, settings, log }) {
    connection.onDidChangeConfiguration((params) => {
      settings.push(params.settings);
      documents.reconfigure().catch((error: unknown) => log.failed("reading the settings", error));
    });
  },
};
