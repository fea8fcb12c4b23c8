import { TextDocument } from "vscode-languageserver-textdocument";
import { checkText, type CheckResult } from "../../checker";
import { diagramOf } from "../../language";
import {
  diagramRequest,
  diagramTextRequest,
  type DiagramModel,
  type DiagramParams,
  type DiagramTextParams,
} from "../../protocol/diagram";
import type { Span } from "../../sql";
import { toRange } from "../convert";
import type { Handler } from "../handler";

/** `dbscst/diagram`: the document as a picture, null where it is not open; `dbscst/diagramText`: any text as one. */
export const diagram: Handler = {
  register({ connection, documents }) {
    connection.onRequest(diagramRequest, ({ uri }: DiagramParams): DiagramModel | null => {
      const document = documents.get(uri);
      return document ? drawn(uri, document.text, document.result) : null;
    });
    connection.onRequest(
      diagramTextRequest,
      async ({ uri, text, dialect }: DiagramTextParams): Promise<DiagramModel> =>
        drawn(
          uri,
          TextDocument.create(uri, "sql", 0, text),
          await checkText(text, { ...(dialect && { dialect }) }),
        ),
    );
  },
};

function drawn(uri: string, text: TextDocument, result: CheckResult): DiagramModel {
  const range = (span: Span) => toRange(text, span);
  const { tables, relations, enums } = diagramOf(result);
  return {
    uri,
    version: text.version,
    tables: tables.map(({ nameSpan, span, statements, columns, partitions, ...table }) => ({
      ...table,
      ...(partitions && {
        partitions: partitions.map(({ span: place, name }) => ({ name, range: range(place) })),
      }),
      range: range(nameSpan),
      extent: range(span),
      statements: statements.map(range),
      columns: columns.map(({ span: place, ...column }) => ({ ...column, range: range(place) })),
    })),
    relations: relations.map(({ span, ...relation }) => ({ ...relation, range: range(span) })),
    enums: enums.map(({ span, ...type }) => ({ ...type, range: range(span) })),
  };
}
