import * as vscode from "vscode";
import type { FromDiagram } from "../../server/protocol/diagram-messages";
import { DiagramLink, nameOf, type DiagramSources, type Earlier } from "./diagram-link";
import { pageOf } from "./page";

const viewType = "dbscst.diagram";
const comparisonType = "dbscst.comparison";

/** The diagrams that are open, one for each document. */
export class DiagramPanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly open = new Map<string, DiagramPanel>();
  private readonly comparisons = new Set<DiagramPanel>();
  private readonly serializer: vscode.Disposable;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly sources: DiagramSources,
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

  /** Shows a text as what became of an earlier one, in a panel of its own, which a reload of the window ends. */
  compare(uri: vscode.Uri, text: string, earlier: Earlier): void {
    const panel = vscode.window.createWebviewPanel(
      comparisonType,
      vscode.l10n.t("Diagram: {0}", earlier.title),
      vscode.ViewColumn.Active,
    );
    const diagram = new DiagramPanel(panel, uri, this.extension, this.sources);
    diagram.link.preview(text, earlier);
    this.comparisons.add(diagram);
    panel.onDidDispose(() => {
      this.comparisons.delete(diagram);
      diagram.dispose();
    });
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
    for (const panel of [...this.open.values(), ...this.comparisons]) panel.dispose();
  }

  private attach(panel: vscode.WebviewPanel, uri: vscode.Uri): void {
    const diagram = new DiagramPanel(panel, uri, this.extension, this.sources);
    this.open.set(uri.toString(), diagram);
    panel.onDidDispose(() => {
      this.open.delete(uri.toString());
      diagram.dispose();
    });
  }
}

/** One panel with nothing but a diagram in it. */
class DiagramPanel implements vscode.Disposable {
  readonly link: DiagramLink;
  private readonly disposables: vscode.Disposable[];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    uri: vscode.Uri,
    extension: vscode.Uri,
    sources: DiagramSources,
  ) {
    const root = vscode.Uri.joinPath(extension, "dist", "webview");
    panel.webview.options = { enableScripts: true, localResourceRoots: [root] };
    this.link = new DiagramLink(panel.webview, uri, sources);
    this.disposables = [
      this.link,
      panel.webview.onDidReceiveMessage((message: FromDiagram) => this.link.receive(message)),
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
}
