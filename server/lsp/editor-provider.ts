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

/** Asks a language model of the editor, which only the client can reach. */
export function editorProvider(connection: Connection, { model }: { readonly model?: string }): Provider {
  return {
    name: "editor",
    ...(model !== undefined && { model }),
    async complete({ messages }, { signal, onText }) {
      signal.throwIfAborted();
      const params: EditorModelParams = { id: randomUUID(), messages };
      let text = "";
      const stopListening = listen(connection, params.id, (more) => {
        text += more;
        onText(more);
      });
      const cancellation = new CancellationTokenSource();
      const cancel = () => cancellation.cancel();
      signal.addEventListener("abort", cancel, { once: true });
      try {
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
        stopListening();
        signal.removeEventListener("abort", cancel);
        cancellation.dispose();
      }
    },
  };
}

type Listener = (text: string) => void;

/** A connection has one handler for a notification, so requests that run at the same time share it. */
const listenersOf = new WeakMap<Connection, Map<string, Listener>>();

function listen(connection: Connection, id: string, listener: Listener): () => void {
  let listeners = listenersOf.get(connection);
  if (!listeners) {
    const added = new Map<string, Listener>();
    connection.onNotification(editorModelTextNotification, (more: EditorModelTextParams) =>
      added.get(more.id)?.(more.text),
    );
    listenersOf.set(connection, added);
    listeners = added;
  }
  listeners.set(id, listener);
  return () => listeners.delete(id);
}
