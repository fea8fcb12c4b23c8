import type { CancellationToken } from "vscode-languageserver";
import {
  generateRequest,
  newSchemaDialectRequest,
  type GenerateParams,
  type NewSchemaDialectParams,
  type NewSchemaDialectResult,
} from "../../protocol/lsp";
import type { Handler } from "../handler";
import { newSchemaDialect } from "../workspace";

/** `dbscst/generate`: a brief becomes a schema; what happens meanwhile is told as it happens. With it the dialect that is taken. */
export const generate: Handler = {
  register(server) {
    server.connection.onRequest(generateRequest, async (params: GenerateParams, token: CancellationToken) =>
      (await import("../generation")).generateSchema(
        { ...server, workspace: server.documents.workspace },
        params,
        token,
      ),
    );
    const { workspace } = server.documents;
    server.connection.onRequest(
      newSchemaDialectRequest,
      async ({ uri }: NewSchemaDialectParams): Promise<NewSchemaDialectResult> => ({
        dialect: newSchemaDialect(await workspace.config(uri)),
      }),
    );
  },
};
