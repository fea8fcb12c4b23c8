import * as vscode from "vscode";
import { Refused } from "../api/failure";
import { describe } from "../api/words";

/** Long enough to see what was done and to change one's mind. */
const graceMs = 7_000;

/** What is gone from view but not yet from the server. */
export class PendingDeletes {
  private hidden = new Set<string>();

  /** Told when something goes from view or comes back. */
  constructor(private readonly onChange: () => void) {}

  has(id: string): boolean {
    return this.hidden.has(id);
  }

  /**
   * Hides things at once and deletes them a little later, unless the person takes it back; `remove` also takes care
   * that they are read anew. Closing the window before then deletes nothing.
   */
  async run(label: string, ids: readonly string[], remove: () => Promise<void>): Promise<void> {
    const { hidden } = this;
    for (const id of ids) hidden.add(id);
    this.onChange();
    try {
      const isWanted = await this.grace(label);
      if (isWanted && hidden !== this.hidden)
        throw new Refused(vscode.l10n.t("Another account is in use by now."));
      if (isWanted) await remove();
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t("Not deleted: {0}. {1}", label, describe(error)));
    } finally {
      for (const id of ids) hidden.delete(id);
      this.onChange();
    }
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
