import { DocumentHighlightKind, type Location, type TextDocumentPositionParams } from "vscode-languageserver";
import {
  definitionsAt,
  highlightsAt,
  referencesAt,
  typeDefinitionsAt,
  type LanguageContext,
} from "../../language";
import type { Span } from "../../sql";
import { lineWalk } from "../convert";
import type { Handler } from "../handler";

/** Definition, type definition, references and highlights of the name under the cursor. */
export const navigation: Handler = {
  capabilities: () => ({
    definitionProvider: true,
    typeDefinitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
  }),
  register({ connection, documents }) {
    const locate = async (
      { textDocument, position }: TextDocumentPositionParams,
      find: (context: LanguageContext, offset: number) => readonly Span[],
    ): Promise<Location[]> => {
      const scope = await documents.scope(textDocument.uri);
      if (!scope) return [];
      return find(scope.context, scope.offsetAt(position)).flatMap((span) => scope.locate(span) ?? []);
    };
    connection.onDefinition((params) => locate(params, definitionsAt));
    connection.onTypeDefinition((params) => locate(params, typeDefinitionsAt));
    connection.onReferences((params) =>
      locate(params, (context, offset) =>
        referencesAt(context, offset, { includeDefinition: params.context.includeDeclaration }),
      ),
    );
    connection.onDocumentHighlight(({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return [];
      const { text, result } = document;
      // A table of a long file has thousands of them, in their order.
      const positionOf = lineWalk(text);
      return highlightsAt(result, text.offsetAt(position)).map(({ span: { start, end }, kind }) => ({
        range: { start: positionOf(start), end: positionOf(end) },
        kind: kind === "write" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
    });
  },
};
