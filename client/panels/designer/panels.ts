import * as vscode from "vscode";
import type { App } from "../../app";
import { DesignerPanel } from "./panel";

const viewType = "dbscst.designer";
/** Of `customEditors` in package.json. */
const editorType = "dbscst.designerEditor";

/** The designers that are open: panels of their own, and editors in place of the text. */
export class DesignerPanels
  implements vscode.Disposable, vscode.WebviewPanelSerializer, vscode.CustomTextEditorProvider
{
  private readonly open = new Set<DesignerPanel>();
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly app: () => App) {
    this.disposables = [
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      vscode.window.registerCustomEditorProvider(editorType, this, {
        supportsMultipleEditorsPerDocument: true,
        webviewOptions: { retainContextWhenHidden: true },
      }),
    ];
  }

  /** Shows the designer of a document, or an empty one that begins with a brief. */
  show(uri: vscode.Uri | undefined): void {
    const known = [...this.open].find((panel) => panel.uri?.toString() === uri?.toString());
    if (known) {
      known.reveal();
      return;
    }
    const column = uri ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const panel = vscode.window.createWebviewPanel(viewType, vscode.l10n.t("Designer"), column, {
      retainContextWhenHidden: true,
    });
    panel.iconPath = new vscode.ThemeIcon("type-hierarchy");
    this.add(panel, uri, false);
  }

  /** After a reload of the window the editor gives back its panels with what their pages saved. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const saved = typeof state === "object" && state !== null && "uri" in state ? state.uri : undefined;
    const uri = typeof saved === "string" ? vscode.Uri.parse(saved) : undefined;
    // The server knows open documents alone. One that is gone leaves an empty designer.
    const document = uri && (await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined));
    this.add(panel, document?.uri, false);
  }

  resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    this.add(panel, document.uri, true);
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
    for (const panel of this.open) panel.dispose();
  }

  private add(panel: vscode.WebviewPanel, uri: vscode.Uri | undefined, isCustomEditor: boolean): void {
    const designer = new DesignerPanel(panel, uri, this.app(), isCustomEditor);
    this.open.add(designer);
    panel.onDidDispose(() => {
      this.open.delete(designer);
      designer.dispose();
    });
  }
}
