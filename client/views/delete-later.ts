import * as vscode from "vscode";
import { Refused } from "../api/failure";
import { withEach } from "./with-each";

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
   * then deletes nothing. One that the server keeps does not keep the others. Rejects with `Refused` when some were kept.
   */
  async run(label: string, things: readonly Deletable[]): Promise<void> {
    const { hidden } = this;
    for (const { id } of things) hidden.add(id);
    this.onChange();
    try {
      if (!(await this.grace(label))) return;
      const nameOf = ({ name }: Deletable) => name;
      await withEach(things, nameOf, vscode.l10n.t("Not deleted"), ({ remove }) => {
        if (hidden !== this.hidden) throw new Refused(vscode.l10n.t("Another account is in use by now."));
        return remove();
      });
    } finally {
      for (const { id } of things) hidden.delete(id);
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
