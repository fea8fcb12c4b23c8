import * as vscode from "vscode";

type Show = (uri: vscode.Uri, diagnostics: vscode.Diagnostic[]) => void;

/**
 * Holds back the problems of documents that are being written by a generation: a schema that is half there would
 * flash with errors that the next words mend.
 */
export class HeldDiagnostics {
  private readonly held = new Map<string, (() => void) | undefined>();

  /** What is given to the language client in place of showing diagnostics at once. */
  take(uri: vscode.Uri, diagnostics: vscode.Diagnostic[], show: Show): void {
    const name = uri.toString();
    if (this.held.has(name)) this.held.set(name, () => show(uri, diagnostics));
    else show(uri, diagnostics);
  }

  hold(uri: vscode.Uri): vscode.Disposable {
    const name = uri.toString();
    this.held.set(name, undefined);
    return new vscode.Disposable(() => {
      const last = this.held.get(name);
      this.held.delete(name);
      last?.();
    });
  }
}
