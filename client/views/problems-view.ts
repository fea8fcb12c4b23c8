import * as vscode from "vscode";
import type { DiagramTable } from "../../server/protocol/diagram";
import type { LanguageServer } from "../language/language-server";
import { counted } from "../counted";
import { markdown } from "./projects-view";
import { plain } from "./labels";
import type { SchemaLinks } from "./schema-links";
import type { Work } from "./work";

/** What the view of problems is made of: schemas, their tables, and what is wrong there. */
type Node =
  | { readonly kind: "schema"; readonly uri: vscode.Uri; readonly diagnostics: readonly vscode.Diagnostic[] }
  | {
      readonly kind: "table";
      readonly uri: vscode.Uri;
      /** Empty for what is in no table. */
      readonly name: string;
      readonly diagnostics: readonly vscode.Diagnostic[];
    }
  | { readonly kind: "problem"; readonly uri: vscode.Uri; readonly diagnostic: vscode.Diagnostic };

/** Changes that come together are shown together. */
const settleMs = 150;

/** The view of problems: by schema and table, where the editor's own list goes by file and line. */
export class ProblemsView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly view: vscode.TreeView<Node>;
  private readonly disposables: vscode.Disposable[];
  private settling: NodeJS.Timeout | undefined;
  private shown = "";
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly language: LanguageServer,
    private readonly links: SchemaLinks,
    private readonly work: Work,
  ) {
    this.view = vscode.window.createTreeView("dbscst.problems", {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.disposables = [
      this.changed,
      this.view,
      vscode.languages.onDidChangeDiagnostics(() => this.refresh()),
      language.onChecked(() => this.refresh()),
    ];
  }

  dispose(): void {
    clearTimeout(this.settling);
    for (const disposable of this.disposables) disposable.dispose();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) return this.roots();
    if (node.kind === "schema") return this.tablesOf(node);
    if (node.kind === "problem") return [];
    return node.diagnostics.map((diagnostic) => ({ kind: "problem", uri: node.uri, diagnostic }));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case "schema":
        return this.schemaItem(node.uri, node.diagnostics);
      case "table":
        return tableItem(node.uri, node.name, node.diagnostics);
      case "problem":
        return problemItem(node.uri, node.diagnostic);
    }
  }

  private roots(): Node[] {
    const roots = shownProblems().sort((a, b) => a.uri.path.localeCompare(b.uri.path));
    const errors = roots.flatMap(({ diagnostics }) => diagnostics).filter(isError).length;
    this.view.badge = errors === 0 ? undefined : { value: errors, tooltip: counted.errors(errors) };
    void vscode.commands.executeCommand("setContext", "dbscst.hasProblems", roots.length > 0);
    return roots.map((root) => ({ kind: "schema", ...root }));
  }

  private async tablesOf({ uri, diagnostics }: Extract<Node, { kind: "schema" }>): Promise<Node[]> {
    const model = await this.language.diagram(uri.toString()).catch(() => undefined);
    const byTable = new Map<string, vscode.Diagnostic[]>();
    for (const diagnostic of diagnostics) {
      const { line } = diagnostic.range.start;
      const isOn = ({ start, end }: DiagramTable["extent"]) => start.line <= line && line <= end.line;
      const table =
        model?.tables.find(({ extent }) => isOn(extent)) ??
        model?.tables.find(({ statements }) => statements.some(isOn));
      const list = byTable.get(table?.name ?? "");
      if (list) list.push(diagnostic);
      else byTable.set(table?.name ?? "", [diagnostic]);
    }
    // Tables in the order of their worst problem; what is in none comes last.
    return [...byTable]
      .sort(([a], [b]) => Number(a === "") - Number(b === ""))
      .map(([name, list]) => ({ kind: "table", uri, name, diagnostics: list }));
  }

  private schemaItem(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]): vscode.TreeItem {
    const link = this.links.of(uri);
    const project = this.work.projects.peek("all")?.items.find(({ id }) => id === link?.projectId);
    const schema =
      link && this.work.schemas.peek(link.projectId)?.items.find(({ id }) => id === link.schemaId);
    const file = vscode.workspace.asRelativePath(uri);
    const item = new vscode.TreeItem(schema?.name ?? file, vscode.TreeItemCollapsibleState.Expanded);
    item.id = `problems:${uri.toString()}`;
    item.description = [project?.name ?? "", countsOf(diagnostics)].filter((part) => part !== "").join(" · ");
    item.iconPath = new vscode.ThemeIcon("database");
    item.contextValue = "schema";
    item.tooltip = markdown(`**${plain(schema?.name ?? file)}**`, plain(file), plain(countsOf(diagnostics)));
    item.accessibilityInformation = { label: `${schema?.name ?? file}, ${item.description}` };
    return item;
  }

  private refresh(): void {
    this.settling ??= setTimeout(() => {
      this.settling = undefined;
      // Drawn anew only for what is new: a tree that draws itself swallows keys and clicks.
      const state = stateOfProblems();
      if (state === this.shown) return;
      this.shown = state;
      this.changed.fire(undefined);
    }, settleMs);
  }
}

function tableItem(
  uri: vscode.Uri,
  name: string,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const label = name === "" ? vscode.l10n.t("Elsewhere") : name;
  const item = new vscode.TreeItem(label, diagnostics.some(isError) ? Expanded : Collapsed);
  item.id = `problems:${uri.toString()}:${name}`;
  item.description = countsOf(diagnostics);
  item.iconPath = new vscode.ThemeIcon(name === "" ? "file-code" : "table");
  item.contextValue = "table";
  item.accessibilityInformation = { label: `${label}, ${item.description}` };
  return item;
}

function problemItem(uri: vscode.Uri, diagnostic: vscode.Diagnostic): vscode.TreeItem {
  const code = codeOf(diagnostic);
  const { start } = diagnostic.range;
  const item = new vscode.TreeItem(diagnostic.message.split("\n")[0] ?? "");
  item.id = `problem:${uri.toString()}:${start.line}:${start.character}:${code}:${diagnostic.message}`;
  item.description = vscode.l10n.t("{0} · line {1}", code, start.line + 1);
  item.iconPath = isError(diagnostic)
    ? new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"))
    : new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  item.contextValue = "problem";
  item.tooltip = markdown(plain(diagnostic.message), `\`${code}\``);
  item.accessibilityInformation = {
    label: `${isError(diagnostic) ? vscode.l10n.t("Error") : vscode.l10n.t("Warning")}: ${diagnostic.message}, ${item.description}`,
  };
  item.command = {
    command: "vscode.open",
    title: vscode.l10n.t("Go to the Problem"),
    arguments: [uri, { selection: diagnostic.range }],
  };
  return item;
}

function shownProblems(): { uri: vscode.Uri; diagnostics: vscode.Diagnostic[] }[] {
  return vscode.languages
    .getDiagnostics()
    .map(([uri, all]) => ({ uri, diagnostics: all.filter(isShown).sort(bySeverity) }))
    .filter(({ diagnostics }) => diagnostics.length > 0);
}

/** Equal for as long as neither the problems nor the texts that they are in change. */
function stateOfProblems(): string {
  const versions = new Map(
    vscode.workspace.textDocuments.map(({ uri, version }) => [uri.toString(), version]),
  );
  return JSON.stringify(
    shownProblems().map(({ uri, diagnostics }) => [
      uri.toString(),
      versions.get(uri.toString()),
      diagnostics.map(({ severity, range, message }) => [severity, range, message]),
    ]),
  );
}

/** Of ours, and what asks for something to be done. */
function isShown({ source, severity }: vscode.Diagnostic): boolean {
  return source === "dbscst" && severity <= vscode.DiagnosticSeverity.Warning;
}

function isError({ severity }: vscode.Diagnostic): boolean {
  return severity === vscode.DiagnosticSeverity.Error;
}

function bySeverity(a: vscode.Diagnostic, b: vscode.Diagnostic): number {
  return a.severity - b.severity || a.range.start.line - b.range.start.line;
}

function countsOf(diagnostics: readonly vscode.Diagnostic[]): string {
  const errors = diagnostics.filter(isError).length;
  const warnings = diagnostics.length - errors;
  return [errors > 0 ? counted.errors(errors) : "", warnings > 0 ? counted.warnings(warnings) : ""]
    .filter((part) => part !== "")
    .join(", ");
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : (code ?? ""));
}
