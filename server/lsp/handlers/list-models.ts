import type { CancellationToken } from "vscode-languageserver";
import { listModels as modelsOf } from "../../generation";
import { listModelsRequest, type ListModelsParams, type ListModelsResult } from "../../protocol/lsp";
import { toSignal } from "../convert";
import type { Handler } from "../handler";
import { providerError } from "./generate";

/** `dbscst/listModels`: what the OpenAI API, or a server that speaks it, offers. */
export const listModels: Handler = {
  register({ connection }) {
    connection.onRequest(
      listModelsRequest,
      async ({ openai }: ListModelsParams, token: CancellationToken): Promise<ListModelsResult> => {
        try {
          return { models: await modelsOf(openai, toSignal(token)) };
        } catch (error) {
          throw providerError(error);
        }
      },
    );
  },
};
