import { exportAs, exportFormats } from "../../export";
import {
  exportFormatsRequest,
  exportRequest,
  type ExportFormatsResult,
  type ExportParams,
  type ExportResult,
} from "../../protocol/export";
import type { Handler } from "../handler";

/** `dbscst/exportFormats` and `dbscst/export`: the document in the format of another tool. */
export const exportSchema: Handler = {
  register({ connection, documents }) {
    connection.onRequest(exportFormatsRequest, (): ExportFormatsResult => ({
      formats: exportFormats.map(({ name, title, extension }) => ({ name, title, extension })),
    }));
    connection.onRequest(
      exportRequest,
      async ({ uri, format }: ExportParams): Promise<ExportResult | null> => {
        const document = documents.get(uri);
        const chosen = exportFormats.find(({ name }) => name === format);
        if (!document || !chosen) return null;
        const { schema, script } = document.result;
        const leftOut = script.statements.filter(({ parsed }) => parsed.problem).length;
        const { text, leftOut: unresolved } = await exportAs(chosen, schema);
        return { text, leftOut, unresolved };
      },
    );
  },
};
