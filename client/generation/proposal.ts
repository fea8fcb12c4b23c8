import * as vscode from "vscode";

const scheme = "dbscst-proposal";

/** The texts that a model proposes for documents, shown as the right side of a difference until accepted. */
export class Proposals implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly disposables: vscode.Disposable[];
  private count = 0;

  constructor() {
    this.disposables = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.texts.delete(uri.toString());
      }),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  /** Opens the difference between the document and the proposed text; gives the way to close it. */
  async show(
    document: vscode.TextDocument,
    text: string,
    title: string,
  ): Promise<{ close(): Promise<void> }> {
    this.count++;
    const name = document.uri.path.split("/").at(-1) ?? "schema.sql";
    const uri = vscode.Uri.from({ scheme, path: `/${this.count}/${name}` });
    this.texts.set(uri.toString(), text);
    await vscode.commands.executeCommand("vscode.diff", document.uri, uri, title, { preview: false });
    return {
      async close() {
        const tabs = vscode.window.tabGroups.all
          .flatMap((group) => group.tabs)
          .filter(
            ({ input }) =>
              input instanceof vscode.TabInputTextDiff && input.modified.toString() === uri.toString(),
          );
        await vscode.window.tabGroups.close(tabs);
      },
    };
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }
}
