import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import type { Session } from "../account/sessions";
import type { Work } from "./work";

/** A request that takes no longer than this is nothing to speak of. */
const patienceMs = 600;

/** Longer names are cut: room is short there. */
const longestName = 24;

/** The item in the status bar of whoever is signed in: the account, or that the server is away or takes its time. */
export class SyncItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    "dbscst.sync",
    vscode.StatusBarAlignment.Right,
    99,
  );
  private readonly disposables: vscode.Disposable[];
  private waiting: NodeJS.Timeout | undefined;
  private isSlow = false;
  private account: Session | undefined;

  constructor(
    private readonly work: Work,
    private readonly accounts: Accounts,
  ) {
    this.item.name = vscode.l10n.t("dbscst projects");
    this.disposables = [
      this.item,
      work.onDidChangeConnection(() => this.update()),
      accounts.onDidChangeCurrent(() => void this.look()),
      accounts.onDidChangeRunning((running) => this.note(running)),
    ];
    void this.look();
  }

  dispose(): void {
    clearTimeout(this.waiting);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async look(): Promise<void> {
    this.account = await this.accounts.current();
    this.update();
  }

  private note(running: number): void {
    if (running === 0) {
      clearTimeout(this.waiting);
      this.waiting = undefined;
      this.isSlow = false;
      this.update();
      return;
    }
    this.waiting ??= setTimeout(() => {
      this.isSlow = true;
      this.update();
    }, patienceMs);
  }

  private update(): void {
    const { connection, reason } = this.work;
    const { name } = this.accounts.backend;
    if (connection === "offline") {
      this.item.text = `$(debug-disconnect) ${vscode.l10n.t("dbscst: offline")}`;
      this.item.tooltip = vscode.l10n.t("{0} It is tried again by itself; click to try now.", reason);
      this.item.command = "dbscst.refreshProjects";
      this.item.accessibilityInformation = { label: vscode.l10n.t("dbscst: offline. {0}", reason) };
      this.item.show();
    } else if (this.isSlow && connection !== "signedOut") {
      const text = vscode.l10n.t("Waiting for {0}", name);
      this.item.text = `$(sync~spin) ${text}`;
      this.item.tooltip = vscode.l10n.t("dbscst waits for the answer of its server.");
      this.item.command = "dbscst.projects.focus";
      this.item.accessibilityInformation = { label: text };
      this.item.show();
    } else if (this.account) {
      const { name: person, email } = this.account;
      const short = person.length > longestName ? `${person.slice(0, longestName - 1)}…` : person;
      this.item.text = `$(account) ${short}`;
      const text = vscode.l10n.t("{0} ({1}) is signed in to dbscst on {2}.", person, email, name);
      this.item.tooltip = text;
      this.item.command = "dbscst.showAccount";
      this.item.accessibilityInformation = { label: text };
      this.item.show();
    } else this.item.hide();
  }
}
