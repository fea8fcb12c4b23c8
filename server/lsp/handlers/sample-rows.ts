import { LSPErrorCodes, ResponseError, type CancellationToken } from "vscode-languageserver";
import { sampleRowsRequest, type SampleRowsParams, type SampleRowsResult } from "../../protocol/samples";
import { toSignal } from "../convert";
import type { Handler } from "../handler";

/** `dbscst/sampleRows`: rows that a document's schema takes. */
export const sampleRows: Handler = {
  register({ connection, documents, engines }) {
    connection.onRequest(
      sampleRowsRequest,
      async (
        { uri, rows, seed }: SampleRowsParams,
        token: CancellationToken,
      ): Promise<SampleRowsResult | null> => {
        const document = documents.get(uri);
        if (!document) return null;
        const { dialect, text: sql } = document.result.script;
        // Loaded with the first request: most who check files never ask for rows.
        const samples = await import("../../generation/samples");
        const signal = toSignal(token);
        const wanted = Math.min(1_000, Math.max(1, Math.trunc(rows)));
        const request = { sql, dialect, rows: wanted, ...(seed !== undefined && { seed }) };
        try {
          return await samples.sampleRows(request, { signal, engines: engines.source });
        } catch (error) {
          if (signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
          throw error;
        }
      },
    );
  },
};
