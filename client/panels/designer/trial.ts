import * as vscode from "vscode";
import type { FromDesigner, ToDesigner } from "../../../server/protocol/designer-messages";
import type { LanguageServer } from "../../language/language-server";

type TrialMessage = Extract<FromDesigner, { type: `try${string}` }>;

/** The throw-away database of one designer: what its page asks, done by the language server. */
export class Trial implements vscode.Disposable {
  private cancel: vscode.CancellationTokenSource | undefined;
  private uri: string | undefined;

  constructor(
    private readonly language: LanguageServer,
    private readonly post: (message: ToDesigner) => void,
  ) {}

  async receive(message: TrialMessage, document: vscode.Uri | undefined): Promise<void> {
    const uri = document?.toString();
    if (uri === undefined) return;
    if (this.uri !== uri) this.close();
    switch (message.type) {
      case "tryOpen":
        this.uri = uri;
        this.post({ type: "sandboxOpened", result: await this.language.openSandbox({ uri }) });
        return;
      case "tryRun":
        this.uri = uri;
        await this.run(uri, message.sql, message.explain);
        return;
      case "tryStop":
        this.cancel?.cancel();
        return;
      case "tryClose":
        this.close();
    }
  }

  dispose(): void {
    this.close();
  }

  private async run(uri: string, sql: string, explain: boolean): Promise<void> {
    const cancel = (this.cancel = new vscode.CancellationTokenSource());
    try {
      const result = await this.language.runInSandbox({ uri, sql, explain }, cancel.token);
      this.post({ type: "sandboxRan", result });
    } catch (error) {
      const message = cancel.token.isCancellationRequested
        ? vscode.l10n.t("Stopped. The next run begins with the schema alone.")
        : error instanceof Error
          ? error.message
          : String(error);
      this.post({ type: "sandboxRan", result: { kind: "unavailable", message } });
    } finally {
      cancel.dispose();
      this.cancel = undefined;
    }
  }

  private close(): void {
    this.cancel?.cancel();
    if (this.uri !== undefined) this.language.closeSandbox({ uri: this.uri });
    this.uri = undefined;
  }
}
