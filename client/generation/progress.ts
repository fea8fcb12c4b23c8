import * as vscode from "vscode";
import { counted } from "../counted";
import type { GenerateProgress } from "../../server/protocol/lsp";

/** What is shown while a schema is made: the stage, the round where there is more than one, and the time. */
export class StageReport implements vscode.Disposable {
  private readonly started = Date.now();
  private stage = vscode.l10n.t("Starting");
  private round = 1;
  private tables = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly progress: vscode.Progress<{ message?: string }>) {
    this.timer = setInterval(() => this.show(), 1_000);
    this.show();
  }

  take(event: GenerateProgress): void {
    switch (event.kind) {
      case "stage":
        this.stage = event.message;
        this.round = event.round;
        break;
      case "sql":
        if (event.reset) this.tables = 0;
        this.tables += event.text.match(/\bcreate\s+table\b/gi)?.length ?? 0;
        break;
      case "problems":
        this.round = event.round;
        break;
    }
    this.show();
  }

  /** Whole seconds since the start. */
  get seconds(): number {
    return Math.round((Date.now() - this.started) / 1_000);
  }

  private show(): void {
    const parts = [
      this.stage,
      this.round > 1 ? vscode.l10n.t("round {0}", this.round) : "",
      this.tables > 0 ? counted.tables(this.tables) : "",
      vscode.l10n.t("{0} s", this.seconds),
    ];
    this.progress.report({ message: parts.filter((part) => part !== "").join(" · ") });
  }

  dispose(): void {
    clearInterval(this.timer);
  }
}
