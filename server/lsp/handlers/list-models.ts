import type { CancellationToken } from "vscode-languageserver";
import { listModelsRequest, type ListModelsParams } from "../../protocol/lsp";
import type { Handler } from "../handler";

/** `dbscst/listModels`: what the OpenAI API, or a server that speaks it, offers. */
export const listModels: Handler = {
  register({ connection }) {
    connection.onRequest(listModelsRequest, async (params: ListModelsParams, token: CancellationToken) =>
      (await import("../generation")).modelsOf(params, token),
    );
  },
};
