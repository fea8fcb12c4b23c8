import { randomUUID } from "node:crypto";
import type { Connection } from "vscode-languageserver";
import { ProviderFailure, type Provider } from "../generation";
import {
  backendGenerateProgressNotification,
  backendGenerateRequest,
  type BackendGenerateParams,
  type BackendGenerateProgressParams,
  type BackendGenerateResult,
} from "../protocol/lsp";
import { MessageListeners, requested } from "./asking-client";

const progress = new MessageListeners<BackendGenerateProgressParams>(backendGenerateProgressNotification);

/** Has the team's backend write the schema, which only the client has an account for. */
export function backendProvider(connection: Connection): Provider {
  return {
    name: "backend",
    async complete({ messages: _, ...request }, { signal, onText, onDraft, onStage }) {
      signal.throwIfAborted();
      const params: BackendGenerateParams = { id: randomUUID(), ...request };
      let hasText = false;
      const stopListening = progress.listen(connection, params.id, ({ progress: event }) => {
        if (event.kind === "stage") {
          onStage?.(event.message);
          return;
        }
        if (event.reset && hasText) onDraft?.();
        hasText = true;
        onText(event.text);
      });
      try {
        const result = await requested<BackendGenerateResult>(
          connection,
          backendGenerateRequest,
          params,
          signal,
        );
        if ("failure" in result) throw new ProviderFailure(result.failure, result.message);
        const { sql, model, usage, assumptions, uncovered } = result;
        return { text: sql, finish: "stop", model, ...(usage && { usage }), assumptions, uncovered };
      } finally {
        stopListening();
      }
    },
  };
}
