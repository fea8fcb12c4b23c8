import { LSPErrorCodes, ResponseError, type CancellationToken } from "vscode-languageserver";
import { generate, listModels, ProviderFailure } from "../generation";
import {
  generateProgressNotification,
  type GenerateParams,
  type GenerateProgressParams,
  type GenerateResult,
  type ListModelsParams,
  type ListModelsResult,
} from "../protocol/lsp";
import { backendProvider } from "./backend-provider";
import { toSignal } from "./convert";
import { editorProvider } from "./editor-provider";
import type { Server } from "./handler";
import { refinedTrace } from "./refined-trace";
import { newSchemaDialect, type Workspace } from "./workspace";

/** Loaded with the first request alone: who only checks files needs neither a model's client nor the generator. */
export async function generateSchema(
  {
    connection,
    engines,
    workspace,
  }: Pick<Server, "connection" | "engines"> & { readonly workspace: Workspace },
  { id, uri, editor, backend, ...request }: GenerateParams,
  token: CancellationToken,
): Promise<GenerateResult> {
  const signal = toSignal(token);
  const config = await workspace.config(uri);
  const asked = {
    ...request,
    dialect: request.dialect ?? newSchemaDialect(config),
    design: { ...config?.generate, ...request.design },
  };
  return answered(signal, async () => {
    const outcome = await generate(asked, {
      signal,
      engines: engines.source,
      providers: [
        ...(editor ? [editorProvider(connection, editor)] : []),
        ...(backend === true ? [backendProvider(connection)] : []),
      ],
      onProgress: (progress) => {
        if (signal.aborted) return;
        const message: GenerateProgressParams = { id, ...progress };
        void connection.sendNotification(generateProgressNotification, message);
      },
    });
    const { current, instruction } = request;
    if (current === undefined || instruction === undefined) return outcome;
    return { ...outcome, trace: refinedTrace(current, outcome.sql, instruction, outcome.dialect) };
  });
}

export async function modelsOf(
  { openai }: ListModelsParams,
  token: CancellationToken,
): Promise<ListModelsResult> {
  const signal = toSignal(token);
  return answered(signal, async () => ({ models: await listModels(openai, signal) }));
}

/** Failures of a provider are for people: their message goes to the client as it is, their code beside it. */
async function answered<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
    if (error instanceof ProviderFailure)
      throw new ResponseError(LSPErrorCodes.RequestFailed, error.message, { code: error.code });
    throw error;
  }
}
