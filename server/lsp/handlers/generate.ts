import { LSPErrorCodes, ResponseError, type CancellationToken } from "vscode-languageserver";
import { generate as generateSchema, ProviderFailure } from "../../generation";
import {
  generateProgressNotification,
  generateRequest,
  type GenerateParams,
  type GenerateProgressParams,
  type GenerateResult,
} from "../../protocol/lsp";
import { toSignal } from "../convert";
import { editorModels } from "../editor-models";
import type { Handler } from "../handler";

/** `dbscst/generate`: a brief becomes a schema; what happens meanwhile is told as it happens. */
export const generate: Handler = {
  register({ connection, engines }) {
    const editorProvider = editorModels(connection);
    connection.onRequest(
      generateRequest,
      async (params: GenerateParams, token: CancellationToken): Promise<GenerateResult> => {
        const signal = toSignal(token);
        const { id, editor, ...request } = params;
        try {
          return await generateSchema(request, {
            signal,
            engines: engines.source,
            providers: editor ? [editorProvider(editor)] : [],
            onProgress: (progress) => {
              if (signal.aborted) return;
              const message: GenerateProgressParams = { id, ...progress };
              void connection.sendNotification(generateProgressNotification, message);
            },
          });
        } catch (error) {
          if (signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
          throw providerError(error);
        }
      },
    );
  },
};

/** Failures of a provider are for people: their message goes to the client as it is, their code beside it. */
export function providerError(error: unknown): unknown {
  return error instanceof ProviderFailure
    ? new ResponseError(LSPErrorCodes.RequestFailed, error.message, { code: error.code })
    : error;
}
