import { tableDetailsOf } from "../../language";
import {
  tableDetailsRequest,
  type TableDetailsParams,
  type TableDetailsResult,
} from "../../protocol/table-details";
import { toRange } from "../convert";
import type { Handler } from "../handler";

/** `dbscst/tableDetails`: all of one table that its box in the diagram has no room for. */
export const tableDetails: Handler = {
  register({ connection, documents }) {
    connection.onRequest(
      tableDetailsRequest,
      ({ uri, table }: TableDetailsParams): TableDetailsResult | null => {
        const document = documents.get(uri);
        const details = document && tableDetailsOf(document.result, table);
        if (!details) return null;
        const { text } = document;
        const placed = ({ text: line, span }: (typeof details.policies)[number]) => ({
          text: line,
          range: toRange(text, span),
        });
        return {
          sql: text.getText(toRange(text, details.span)),
          range: toRange(text, details.span),
          keys: details.keys,
          policies: details.policies.map(placed),
          triggers: details.triggers.map(placed),
        };
      },
    );
  },
};
