import * as vscode from "vscode";
import type {
  BackendGenerateParams,
  BackendGenerateResult,
  BackendProgress,
} from "../../server/protocol/lsp";
import type { Accounts } from "../account/accounts";
import type { Backend } from "../api/backend";
import { ApiProblem, SignedOut, Unreachable } from "../api/failure";
import { generateOnBackend } from "../api/generate";
import { describe } from "../api/words";

/** Has the team's backend write a schema on behalf of the language server. What it says no to is a result. */
export async function askBackend(
  { backend, tokens }: Pick<Accounts, "tokens"> & { readonly backend: Pick<Backend, "name" | "address"> },
  { id: _, ...body }: BackendGenerateParams,
  onProgress: (progress: BackendProgress) => void,
  token: vscode.CancellationToken,
): Promise<BackendGenerateResult> {
  const ending = new AbortController();
  const cancelling = token.onCancellationRequested(() => ending.abort());
  if (token.isCancellationRequested) ending.abort();
  try {
    const address = () => backend.address();
    return await generateOnBackend(body, { address, tokens, signal: ending.signal, onProgress });
  } catch (error) {
    const told = ending.signal.aborted ? undefined : failureOf(error, backend.name);
    if (!told) throw error;
    return told;
  } finally {
    cancelling.dispose();
  }
}

/** What has happened and what to do; undefined for a fault of ours. */
function failureOf(
  error: unknown,
  name: string,
): Extract<BackendGenerateResult, { failure: string }> | undefined {
  if (error instanceof SignedOut) {
    const message = vscode.l10n.t(
      "Schemas are written by the backend on {0}, for whoever has an account there. Sign in or sign up, or choose another provider.",
      name,
    );
    return { failure: "unauthorized", message };
  }
  if (error instanceof Unreachable) return { failure: "network", message: describe(error) };
  if (!(error instanceof ApiProblem)) return undefined;
  switch (error.code) {
    case "rate_limited":
      return { failure: "rate_limited", message: limited(error, name) };
    case "invalid_request":
    case "payload_too_large":
      return { failure: "invalid_request", message: error.message };
    case "provider_failed":
      return {
        failure: "server",
        // What it says is for whoever set it up.
        message: vscode.l10n.t(
          "The model of {0} gave no schema. Choose another provider, or tell whoever runs it: {1}",
          name,
          error.message,
        ),
      };
    case "api_key_required":
    case "email_not_verified":
    case "forbidden":
      return { failure: "unauthorized", message: describe(error) };
    default:
      return { failure: "server", message: describe(error) };
  }
}

/** What is too much, and when it begins anew, by the clock on the wall. */
function limited({ message, retryAfter }: ApiProblem, name: string): string {
  // A moment is for another schema that is being made, and the server says so.
  if (retryAfter === undefined || retryAfter <= 60) return message;
  const time = new Date(Date.now() + retryAfter * 1000).toLocaleTimeString([], { timeStyle: "short" });
  return vscode.l10n.t(
    "Your share of schemas at {0} is used up for now. You can ask again at {1}, or choose another provider.",
    name,
    time,
  );
}
