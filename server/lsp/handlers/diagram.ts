import { diagramOf } from "../../language";
import { diagramRequest, type DiagramModel, type DiagramParams } from "../../protocol/diagram";
import type { Span } from "../../sql";
import { toRange } from "../convert";
import type { Handler } from "../handler";

/** `dbscst/diagram`: the document as a picture; null where it is not open. */
export const diagram: Handler = {
  register({ connection, documents }) {
    connection.onRequest(diagramRequest, ({ uri }: DiagramParams): DiagramModel | null => {
      const document = documents.get(uri);
      if (!document) return null;
      const { text, result } = document;
      const range = (span: Span) => toRange(text, span);
      const { tables, relations, enums } = diagramOf(result);
      return {
        uri,
        version: text.version,
        tables: tables.map(({ nameSpan, span, columns, ...table }) => ({
          ...table,
          range: range(nameSpan),
          extent: range(span),
          columns: columns.map(({ span: place, ...column }) => ({ ...column, range: range(place) })),
        })),
        relations: relations.map(({ span, ...relation }) => ({ ...relation, range: range(span) })),
        enums: enums.map(({ span, ...type }) => ({ ...type, range: range(span) })),
      };
    });
  },
};
