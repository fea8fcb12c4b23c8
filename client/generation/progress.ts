import * as vscode from "vscode";
import { counted } from "../counted";
import type { GenerateProgress } from "../../server/protocol/lsp";

/** How far a generation is: the stage, the round, the tables so far, and the stages that are over. */
export class StageTracker {
  readonly startedAt = Date.now();
  stage = vscode.l10n.t("Starting");
  round = 1;
  tables = 0;
  /** The stages in order, each with the seconds since the start at which it began. */
  readonly log: { readonly message: string; readonly at: number }[] = [];
  /** The end of the text so far, since a piece may end within a word. */
  private tail = "";

  take(event: GenerateProgress): void {
    switch (event.kind) {
      case "stage":
        this.stage = event.message;
        // A part of a long brief says itself which it is.
        this.round = event.stage === "plan" || event.stage === "part" ? 1 : event.round;
        this.log.push({ message: event.message, at: (Date.now() - this.startedAt) / 1_000 });
        break;
      case "sql":
        if (event.reset) this.tables = 0;
        this.count(event.reset ? event.text : this.tail + event.text);
        break;
      case "problems":
        this.round = event.round;
        break;
    }
  }

  /** Whole seconds since the start. */
  get seconds(): number {
    return Math.round((Date.now() - this.startedAt) / 1_000);
  }

  private count(text: string): void {
    let end = 0;
    for (const found of text.matchAll(/\bcreate\s+table\b/gi)) {
      this.tables++;
      end = found.index + found[0].length;
    }
    this.tail = text.slice(Math.max(end, text.length - 40));
  }
}

/** What is shown while a schema is made: the stage, the round where there is more than one, and the time. */
export class StageReport implements vscode.Disposable {
  private readonly tracker = new StageTracker();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly progress: vscode.Progress<{ message?: string }>) {
    this.timer = setInterval(() => this.show(), 1_000);
    this.show();
  }

  take(event: GenerateProgress): void {
    this.tracker.take(event);
    this.show();
  }

  /** Whole seconds since the start. */
  get seconds(): number {
    return this.tracker.seconds;
  }

  private show(): void {
    const { stage, round, tables, seconds } = this.tracker;
    const parts = [
      stage,
      round > 1 ? vscode.l10n.t("round {0}", round) : "",
      tables > 0 ? counted.tables(tables) : "",
      vscode.l10n.t("{0} s", seconds),
    ];
    this.progress.report({ message: parts.filter((part) => part !== "").join(" · ") });
  }

  dispose(): void {
    clearInterval(this.timer);
  }
}
