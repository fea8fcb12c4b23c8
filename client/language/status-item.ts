import * as vscode from "vscode";
import type { CheckedParams, EngineStateParams } from "../../server/protocol/lsp";
import { counted } from "../counted";
import type { LanguageServer, ServerState } from "./language-server";
import { isChecked } from "./languages";

/** How people write the names of the dialects. */
export const dialectLabels: Readonly<Record<string, string>> = {
  auto: vscode.l10n.t("Detect from the file"),
  postgresql: "PostgreSQL",
  mysql: "MySQL",
  mariadb: "MariaDB",
  sqlite: "SQLite",
};

/** The item in the status bar: dialect, what the engine does, and how many errors and warnings there are. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    "dbscst.status",
    vscode.StatusBarAlignment.Right,
    100,
  );
  private readonly disposables: vscode.Disposable[];
  private engine: EngineStateParams = { state: "stopped" };
  private server: ServerState = "starting";

  constructor(private readonly language: LanguageServer) {
    this.item.name = "dbscst";
    this.item.command = "dbscst.showMenu";
    this.disposables = [
      this.item,
      language.onChecked(() => this.update()),
      language.onEngineState((engine) => {
        this.engine = engine;
        this.update();
      }),
      language.onState((server) => {
        this.server = server;
        if (server !== "running") this.engine = { state: "stopped" };
        this.update();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) this.update();
      }),
    ];
    this.update();
  }

  private update(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isChecked(document)) {
      this.item.hide();
      return;
    }
    const checked = this.language.lastChecked(document);
    const { text, severity } = this.describe(checked);
    this.item.text = text;
    this.item.tooltip = this.tooltip(checked);
    this.item.backgroundColor = severity && new vscode.ThemeColor(`statusBarItem.${severity}Background`);
    this.item.accessibilityInformation = { label: `dbscst: ${plain(text)}` };
    this.item.show();
  }

  private describe(checked: CheckedParams | undefined): { text: string; severity?: "error" | "warning" } {
    if (this.server === "stopped")
      return { text: `$(error) dbscst ${vscode.l10n.t("is not running")}`, severity: "error" };
    if (this.server === "starting") return { text: "$(loading~spin) dbscst" };
    const label =
      checked?.dialect === undefined ? "SQL" : (dialectLabels[checked.dialect] ?? checked.dialect);
    if (!checked) return { text: `$(loading~spin) ${label}` };
    const counts = `$(error) ${checked.errors} $(warning) ${checked.warnings}`;
    const failed = checked.engine === "unavailable" && this.engine.state === "failed";
    return failed
      ? { text: `$(warning) ${label}  ${counts}`, severity: "warning" }
      : { text: `$(${checked.engine === "ran" ? "database" : "book"}) ${label}  ${counts}` };
  }

  private tooltip(checked: CheckedParams | undefined): vscode.MarkdownString {
    const lines = ["**dbscst**"];
    if (checked?.dialect !== undefined)
      lines.push(vscode.l10n.t("Dialect: {0}", dialectLabels[checked.dialect] ?? checked.dialect));
    if (checked)
      lines.push(
        vscode.l10n.t(
          "{0}, {1}, checked in {2} ms",
          counted.errors(checked.errors),
          counted.warnings(checked.warnings),
          Math.round(checked.ms),
        ),
      );
    lines.push(this.engineLine(checked));
    return new vscode.MarkdownString(lines.join("\n\n"));
  }

  private engineLine(checked: CheckedParams | undefined): string {
    switch (this.engine.state) {
      case "starting":
        return vscode.l10n.t("The database engine is starting.");
      case "busy":
        return vscode.l10n.t("The database engine is running the statements.");
      case "failed":
        return (
          this.engine.message ?? vscode.l10n.t("The database engine failed; the file was parsed and linted.")
        );
      default:
        return checked?.engine === "ran"
          ? vscode.l10n.t("Every statement was run on a throw-away database.")
          : vscode.l10n.t("The statements were parsed and linted, not run on a database.");
    }
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }
}

/** The text without its icons, for a screen reader. */
function plain(text: string): string {
  return text
    .replace("$(error)", vscode.l10n.t("errors"))
    .replace("$(warning)", vscode.l10n.t("warnings"))
    .replaceAll(/\$\([^)]*\)/g, "")
    .trim();
}
