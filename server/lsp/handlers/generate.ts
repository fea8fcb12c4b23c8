import type { CancellationToken } from "vscode-languageserver";
import { generateRequest, type GenerateParams } from "../../protocol/lsp";
import type { Handler } from "../handler";

/** `dbscst/generate`: a brief becomes a schema; what happens meanwhile is told as it happens. */
export const generate: Handler = {
  register(server) {
    server.connection.onRequest(generateRequest, async (params: GenerateParams, token: CancellationToken) =>
      (await import("../generation")).generateSchema(
        { ...server, workspace: server.documents.workspace },
        params,
        token,
      ),
    );
  },
};
