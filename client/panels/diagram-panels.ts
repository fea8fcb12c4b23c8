import * as vscode from "vscode";
import type { DiagramModel, DiagramTable } from "../../server/protocol/diagram";
import type { FromDiagram, ProblemCount, ToDiagram } from "../../server/protocol/diagram-messages";
import type { Range } from "../../server/protocol/lsp";
import type { LanguageServer } from "../language/language-server";
import { pageOf } from "./page";
import { saveDiagram } from "./save-diagram";

const viewType = "dbscst.diagram";

/** The diagrams that are open, one for each document. */
export class DiagramPanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly open = new Map<string, DiagramPanel>();
  private readonly serializer: vscode.Disposable;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly language: LanguageServer,
  ) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(viewType, this);
  }

  /** Shows the diagram of a document beside it. */
  show(uri: vscode.Uri): void {
    const known = this.open.get(uri.toString());
    if (known) {
      known.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(viewType, vscode.l10n.t("Diagram: {0}", nameOf(uri)), {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
    });
    this.attach(panel, uri);
  }

  /** After a reload of the window the editor gives back its panels with what their pages saved. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const saved = typeof state === "object" && state !== null && "uri" in state ? state.uri : undefined;
    if (typeof saved !== "string") {
      panel.dispose();
      return;
    }
    const uri = vscode.Uri.parse(saved);
    // The server knows open documents alone.
    await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
    this.attach(panel, uri);
  }

  dispose(): void {
    this.serializer.dispose();
    for (const panel of this.open.values()) panel.dispose();
  }

  private attach(panel: vscode.WebviewPanel, uri: vscode.Uri): void {
    const diagram = new DiagramPanel(panel, uri, this.extension, this.language);
    this.open.set(uri.toString(), diagram);
    panel.onDidDispose(() => {
      this.open.delete(uri.toString());
      diagram.dispose();
    });
  }
}

/** One diagram: it follows the text, its problems and the cursor, and leads back to the text. */
class DiagramPanel implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[];
  private model: DiagramModel | undefined;
  private ready = false;
  private reading = false;
  private stale = false;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly uri: vscode.Uri,
    extension: vscode.Uri,
    private readonly language: LanguageServer,
  ) {
    const root = vscode.Uri.joinPath(extension, "dist", "webview");
    panel.webview.options = { enableScripts: true, localResourceRoots: [root] };
    const isMine = (other: vscode.Uri) => other.toString() === uri.toString();
    this.disposables = [
      panel.webview.onDidReceiveMessage((message: FromDiagram) => this.receive(message)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => isMine(document.uri) && this.refresh()),
      language.onChecked((checked) => isMine(vscode.Uri.parse(checked.uri)) && this.refresh()),
      language.onState((state) => state === "running" && this.refresh()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.some(isMine) && this.postModel()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
        const [selection] = selections;
        if (isMine(textEditor.document.uri) && selection && kind !== undefined) this.select(selection.active);
      }),
    ];
    panel.webview.html = pageOf(panel.webview, root, { script: "diagram", title: nameOf(uri) });
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
    this.panel.dispose();
  }

  private receive(message: FromDiagram): void {
    switch (message.type) {
      case "ready":
        this.ready = true;
        this.refresh();
        return;
      case "reveal":
        void this.revealText(message.range, message.focus);
        return;
      case "save":
        void saveDiagram(this.uri, message);
        return;
      case "copy":
        void vscode.env.clipboard.writeText(message.text);
        return;
    }
  }

  /** Reads the model; while it is being read, later changes ask for one more reading. */
  private refresh(): void {
    if (!this.ready) return;
    if (this.reading) {
      this.stale = true;
      return;
    }
    this.reading = true;
    this.language
      .diagram(this.uri.toString())
      .then(
        (model) => {
          if (model) {
            this.model = model;
            this.postModel();
          } else {
            this.post({
              type: "unavailable",
              message: vscode.l10n.t("The file is not open. Open it to see its diagram."),
            });
          }
        },
        (error: unknown) =>
          this.post({
            type: "unavailable",
            message: vscode.l10n.t(
              "The language server does not answer: {0}",
              error instanceof Error ? error.message : String(error),
            ),
          }),
      )
      .finally(() => {
        this.reading = false;
        if (this.stale) {
          this.stale = false;
          this.refresh();
        }
      });
  }

  private postModel(): void {
    if (!this.model) return;
    const problems = countProblems(this.model, vscode.languages.getDiagnostics(this.uri));
    this.post({ type: "model", title: nameOf(this.uri), model: this.model, problems });
  }

  private select(position: vscode.Position): void {
    const table = this.model?.tables.find(({ extent }) => toRange(extent).contains(position));
    if (!table) return;
    const column = table.columns.find(({ range }) => range.start.line === position.line);
    this.post({ type: "select", table: table.id, ...(column && { column: column.name }) });
  }

  private async revealText(range: Range, focus: boolean): Promise<void> {
    const place = toRange(range);
    const shown = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === this.uri.toString(),
    );
    if (shown && !focus) {
      shown.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      return;
    }
    if (!focus) return;
    await vscode.window.showTextDocument(this.uri, {
      viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
      selection: place,
      preserveFocus: false,
    });
  }

  private post(message: ToDiagram): void {
    void this.panel.webview.postMessage(message);
  }
}

/** Which table and column each problem belongs to: the innermost one whose place it touches. */
function countProblems(
  model: DiagramModel,
  diagnostics: readonly vscode.Diagnostic[],
): Readonly<Record<string, ProblemCount>> {
  const counts: Record<string, { errors: number; warnings: number; messages: string[] }> = {};
  const sorted = [...diagnostics].sort((a, b) => a.severity - b.severity);
  for (const diagnostic of sorted) {
    if (diagnostic.severity > vscode.DiagnosticSeverity.Warning) continue;
    const table = model.tables.find(
      ({ extent }) => toRange(extent).intersection(diagnostic.range) !== undefined,
    );
    if (!table) continue;
    const key = columnKey(table, diagnostic.range) ?? table.id;
    const count = (counts[key] ??= { errors: 0, warnings: 0, messages: [] });
    if (diagnostic.severity === vscode.DiagnosticSeverity.Error) count.errors++;
    else count.warnings++;
    if (count.messages.length < 5) count.messages.push(diagnostic.message);
  }
  return counts;
}

function columnKey(table: DiagramTable, range: vscode.Range): string | undefined {
  const column = table.columns.find((candidate) => candidate.range.start.line === range.start.line);
  return column && `${table.id}.${column.name}`;
}

function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split("/").at(-1) ?? uri.path;
}
