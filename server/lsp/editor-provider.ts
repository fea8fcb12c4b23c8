import { randomUUID } from "node:crypto";
import type { Connection } from "vscode-languageserver";
import { ProviderFailure, type Provider } from "../generation";
import {
  editorModelRequest,
  editorModelTextNotification,
  type EditorModelParams,
  type EditorModelResult,
  type EditorModelTextParams,
} from "../protocol/lsp";
import { MessageListeners, requested } from "./asking-client";

const texts = new MessageListeners<EditorModelTextParams>(editorModelTextNotification);

/** Asks a language model of the editor, which only the client can reach. */
export function editorProvider(connection: Connection, { model }: { readonly model?: string }): Provider {
  return {
    name: "editor",
    ...(model !== undefined && { model }),
    async complete({ messages }, { signal, onText }) {
      signal.throwIfAborted();
      const params: EditorModelParams = { id: randomUUID(), messages };
      let text = "";
      const stopListening = texts.listen(connection, params.id, (more) => {
        text += more.text;
        onText(more.text);
      });
      try {
        const result = await requested<EditorModelResult>(connection, editorModelRequest, params, signal);
        if ("failure" in result) throw new ProviderFailure(result.failure, result.message);
        return { text, finish: "stop", model: result.model };
      } finally {
        stopListening();
      }
    },
  };
}
