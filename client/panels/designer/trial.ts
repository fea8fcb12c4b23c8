import * as vscode from "vscode";
import type { FromDesigner, ToDesigner } from "../../../server/protocol/designer-messages";
import type { LanguageServer } from "../../language/language-server";

type TrialMessage = Extract<FromDesigner, { type: `try${string}` }>;

/** For each table. */
const sampleRows = 10;

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
      case "tryFill":
        this.uri = uri;
        await this.fill(uri, message.sql);
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

  private run(uri: string, sql: string, explain: boolean): Promise<void> {
    return this.work(async (token) => {
      const result = await this.language.runInSandbox({ uri, sql, explain }, token);
      this.post({ type: "sandboxRan", result });
    });
  }

  /** Begins again with the schema and rows that satisfy it. */
  private fill(uri: string, sql: string | undefined): Promise<void> {
    return this.work(async (token) => {
      const samples = await this.language.sampleRows({ uri, rows: sampleRows }, token);
      const opened = await this.language.openSandbox({ uri });
      this.post({ type: "sandboxOpened", result: opened, stays: opened.kind === "open" });
      if (opened.kind !== "open") return;
      const { tables = [], left = [] } = samples ?? {};
      if (samples && samples.sql !== "") {
        const ran = await this.language.runInSandbox({ uri, sql: samples.sql }, token);
        const failed = ran.kind === "ran" && ran.results.some(({ kind }) => kind === "failed");
        if (ran.kind === "unavailable" || failed) {
          this.post({ type: "sandboxRan", result: ran });
          return;
        }
      }
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      this.post({
        type: "sandboxFilled",
        filled: {
          tables: tables.filter((table) => table.rows > 0).length,
          rows,
          left: left.map(({ table, reason }) => `${table}: ${reason}`),
        },
        stays: sql !== undefined,
      });
      if (sql === undefined) return;
      this.post({ type: "sandboxRan", result: await this.language.runInSandbox({ uri, sql }, token) });
    });
  }

  /** Something that can be stopped, whose failure is said in place of its result. */
  private async work(what: (token: vscode.CancellationToken) => Promise<void>): Promise<void> {
    const cancel = (this.cancel = new vscode.CancellationTokenSource());
    try {
      await what(cancel.token);
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
