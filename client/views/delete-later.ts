import * as vscode from "vscode";
import { Refused } from "../api/failure";
import { describe } from "../api/words";

/** Long enough to see what was done and to change one's mind. */
const graceMs = 7_000;

/** Something that is to be deleted. */
export interface Deletable {
  readonly id: string;
  readonly name: string;
  /** Deletes it, and takes care that it is read anew. */
  readonly remove: () => Promise<void>;
}

/** What is gone from view but not yet from the server. */
export class PendingDeletes {
  private hidden = new Set<string>();

  /** Told when something goes from view or comes back. */
  constructor(private readonly onChange: () => void) {}

  has(id: string): boolean {
    return this.hidden.has(id);
  }

  /**
   * Hides things at once and deletes them a little later, unless the person takes it back. Closing the window before
   * then deletes nothing. One that the server keeps does not keep the others.
   */
  async run(label: string, things: readonly Deletable[]): Promise<void> {
    const { hidden } = this;
    for (const { id } of things) hidden.add(id);
    this.onChange();
    const kept: { readonly name: string; readonly why: string }[] = [];
    try {
      if (!(await this.grace(label))) return;
      for (const { name, remove } of things) {
        try {
          if (hidden !== this.hidden) throw new Refused(vscode.l10n.t("Another account is in use by now."));
          await remove();
        } catch (error) {
          kept.push({ name, why: describe(error) });
        }
      }
    } finally {
      for (const { id } of things) hidden.delete(id);
      this.onChange();
    }
    const names = kept.map(({ name }) => `“${name}”`).join(", ");
    const reasons = [...new Set(kept.map(({ why }) => why))].join(" ");
    if (kept.length > 0)
      void vscode.window.showErrorMessage(vscode.l10n.t("Not deleted: {0}. {1}", names, reasons));
  }

  /** Another account is in use: nothing is deleted in its name that somebody else wanted to. */
  clear(): void {
    this.hidden = new Set();
  }

  /** False when it was taken back. */
  private async grace(label: string): Promise<boolean> {
    return vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t("Deleted: {0}. Cancel to undo.", label),
        cancellable: true,
      },
      (progress, token) =>
        new Promise<boolean>((resolve) => {
          const step = 250;
          let left = graceMs;
          const timer = setInterval(() => {
            left -= step;
            progress.report({ increment: (step / graceMs) * 100 });
            if (left <= 0) done(true);
          }, step);
          const listening = token.onCancellationRequested(() => done(false));
          const done = (isWanted: boolean) => {
            clearInterval(timer);
            listening.dispose();
            resolve(isWanted);
          };
        }),
    );
  }
}
