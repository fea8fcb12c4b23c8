import { randomUUID } from "node:crypto";
import { CancellationTokenSource, type Connection } from "vscode-languageserver";
import { ProviderFailure, type Provider } from "../generation";
import {
  editorModelRequest,
  editorModelTextNotification,
  type EditorModelParams,
  type EditorModelResult,
  type EditorModelTextParams,
} from "../protocol/lsp";

/** Makes providers that ask the language models of the editor, which only the client can reach. */
export function editorModels(connection: Connection): (editor: { readonly model?: string }) => Provider {
  const listeners = new Map<string, (text: string) => void>();
  connection.onNotification(editorModelTextNotification, ({ id, text }: EditorModelTextParams) =>
    listeners.get(id)?.(text),
  );
  return ({ model }) => ({
    name: "editor",
    ...(model !== undefined && { model }),
    async complete({ messages }, { signal, onText }) {
      const params: EditorModelParams = { id: randomUUID(), messages };
      const cancellation = new CancellationTokenSource();
      const cancel = () => cancellation.cancel();
      signal.addEventListener("abort", cancel, { once: true });
      let text = "";
      listeners.set(params.id, (more) => {
        text += more;
        onText(more);
      });
      try {
        signal.throwIfAborted();
        const result = await connection.sendRequest<EditorModelResult>(
          editorModelRequest,
          params,
          cancellation.token,
        );
        if ("failure" in result) throw new ProviderFailure(result.failure, result.message);
        return { text, finish: "stop", model: result.model };
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        listeners.delete(params.id);
        signal.removeEventListener("abort", cancel);
        cancellation.dispose();
      }
    },
  });
}
