import * as vscode from "vscode";
import { ApiProblem, Cancelled, Refused, SignedOut, Unreachable } from "./failure";

/** Does what a person asked for, and says what came between; giving up is nothing to speak of. */
export async function saying(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Cancelled) return;
    if (!isExpected(error)) throw error;
    void vscode.window.showErrorMessage(describe(error));
  }
}

/** Whether it is a matter of the server or the network rather than a fault of ours. */
function isExpected(error: unknown): boolean {
  const expected = [ApiProblem, Unreachable, SignedOut, Refused];
  return expected.some((kind) => error instanceof kind);
}

/** What went wrong, why, and what to do, in one or two sentences. */
export function describe(error: unknown): string {
  if (error instanceof Unreachable) return describeUnreachable(error);
  if (error instanceof SignedOut) return vscode.l10n.t("You are signed out.");
  if (error instanceof ApiProblem && error.code === "api_key_required") {
    return vscode.l10n.t(
      "This server takes requests with its own API key only. Ask who runs it for an address without.",
    );
  }
  if (error instanceof ApiProblem && error.code === "internal") {
    return vscode.l10n.t("Something went wrong on the server. Try again; nothing was changed.");
  }
  return error instanceof Error ? error.message : String(error);
}

function describeUnreachable({ reason, message, url }: Unreachable): string {
  switch (reason) {
    case "address":
      return vscode.l10n.t("There is no server at {0}. See that the address in the settings is right.", url);
    case "refused":
      return vscode.l10n.t("Nothing answers at {0}. See that the server runs, and try again.", url);
    case "timeout":
      return vscode.l10n.t(
        "{0} does not answer in time. See that you are online, and try again.",
        url || vscode.l10n.t("The backend"),
      );
    case "certificate":
      return vscode.l10n.t(
        "The certificate of {0} is not trusted here: {1}. Ask who runs it for a certificate that is, or have its authority added to those of this computer.",
        url,
        message,
      );
    case "tls":
      return vscode.l10n.t(
        "{0} does not speak https as it should. See whether the address in the settings begins with http:// instead.",
        url,
      );
    case "moved":
      return vscode.l10n.t(
        "{0} leads to {1}. Set that as the address in the settings if you trust it.",
        url,
        message,
      );
    case "stranger":
      return vscode.l10n.t(
        "What answers at {0} is no dbscst backend: see that the address in the settings is right. {1}",
        url,
        message,
      );
    case "gateway":
      return vscode.l10n.t(
        "The backend behind {0} does not answer ({1}). Try again in a moment.",
        url,
        message,
      );
    case "local":
      return vscode.l10n.t(
        "The backend on this computer does not start: {0} Reload the window to try again; your projects stay on the disk.",
        /[.!?]$/.test(message) ? message : `${message}.`,
      );
    case "cut":
      return vscode.l10n.t("The connection to {0} broke before all had come: {1}. Try again.", url, message);
    case "network":
      return vscode.l10n.t(
        "{0} cannot be reached: {1}. See that you are online and that the address in the settings is right.",
        url,
        message,
      );
  }
}
