import { InlayHintKind, type CodeLens } from "vscode-languageserver";
import { inlayHints, referenceLenses, signatureHelpAt, traceId, traceNow } from "../../language";
import { toRange, toSpan } from "../convert";
import type { Handler } from "../handler";
import { refusals } from "../refusals";

/** What is shown between the lines: hints, lenses, and the signature of the call that is being typed. */
export const annotations: Handler = {
  capabilities: () => ({
    inlayHintProvider: true,
    codeLensProvider: { resolveProvider: false },
    signatureHelpProvider: { triggerCharacters: ["(", ","] },
  }),
  register({ connection, documents, settings, sideFiles }) {
    connection.languages.inlayHint.on(async ({ textDocument, range }, token) => {
      const refuse = refusals(documents, textDocument.uri, token);
      const wanted = await settings.of(textDocument.uri);
      refuse();
      const document = documents.get(textDocument.uri);
      if (!document) return [];
      const { text, result } = document;
      return inlayHints(result, toSpan(text, range), wanted.inlayHints).map(({ offset, label, tooltip }) => ({
        position: text.positionAt(offset),
        label,
        tooltip,
        kind: InlayHintKind.Type,
      }));
    });
    connection.onCodeLens(async ({ textDocument }) => {
      const { trace } = await sideFiles.of(textDocument.uri);
      const document = documents.get(textDocument.uri);
      if (!document) return [];
      const { text, result } = document;
      const now = trace && traceNow(result.schema, trace);
      const asked = result.schema.tables.flatMap((table): CodeLens[] => {
        const sentence = now?.get(traceId({ table }))?.sentences[0];
        if (!sentence) return [];
        const title = sentence.text.length > 90 ? `${sentence.text.slice(0, 89)}…` : sentence.text;
        return [{ range: toRange(text, table.nameSpan), command: { title: `“${title}”`, command: "" } }];
      });
      const references = referenceLenses(result).map(({ span, mentions }): CodeLens => {
        const range = toRange(text, span);
        const title = mentions.length === 1 ? "1 reference" : `${mentions.length} references`;
        const locations = mentions.map((mention) => ({ uri: text.uri, range: toRange(text, mention) }));
        // The client turns these plain values into the editor's own classes.
        return {
          range,
          command: { title, command: "dbscst.showReferences", arguments: [text.uri, range.start, locations] },
        };
      });
      return [...asked, ...references];
    });
    connection.onSignatureHelp(({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      const help = document && signatureHelpAt(document.result, document.text.offsetAt(position));
      if (!help) return null;
      return {
        activeSignature: 0,
        activeParameter: help.activeParameter,
        signatures: help.signatures.map(({ label, documentation, parameters }) => ({
          label,
          ...(documentation !== undefined && { documentation }),
          parameters: parameters.map(({ start, end }) => ({ label: [start, end] as [number, number] })),
        })),
      };
    });
  },
};
