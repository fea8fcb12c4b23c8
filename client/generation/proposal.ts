import * as vscode from "vscode";

const scheme = "dbscst-proposal";

/** The context key that holds the differences above which the buttons to decide are shown. */
const undecidedKey = "dbscst.undecided";

export type Decision = "accept" | "discard";

/** A difference that is shown. */
export interface Shown {
  close(): Promise<void>;
}

/** A difference that waits for what a person says of it. */
export interface Undecided extends Shown {
  /** By a button above the difference or its command; whoever closes it discards. Settles once. */
  readonly decision: Promise<Decision>;
}

/** The texts that a model proposes for documents, shown as the right side of a difference until accepted. */
export class Proposals implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly undecided = new Map<string, (decision: Decision) => void>();
  private readonly disposables: vscode.Disposable[];
  private count = 0;

  constructor() {
    this.disposables = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.texts.delete(uri.toString());
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const uri of closed.flatMap(proposalIn)) {
          if (tabsOf(uri).length === 0) this.settle(uri, "discard");
        }
      }),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  /** Opens the difference between the document and the proposed text; gives the way to close it. */
  async show(document: vscode.TextDocument, text: string, title: string): Promise<Shown> {
    return this.open(this.add(document, text), document, title);
  }

  /** The same, with buttons that decide what becomes of it: a notification alone is soon out of sight. */
  async ask(document: vscode.TextDocument, text: string, title: string): Promise<Undecided> {
    const uri = this.add(document, text);
    const decision = new Promise<Decision>((resolve) => this.undecided.set(uri.toString(), resolve));
    this.tell();
    return { ...(await this.open(uri, document, title)), decision };
  }

  /** Decides on a difference; without its URI on the one that is in front. */
  decide(uri: vscode.Uri | undefined, decision: Decision): void {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    const decided = uri ?? (tab && proposalIn(tab)[0]);
    if (decided) this.settle(decided, decision);
  }

  private add(document: vscode.TextDocument, text: string): vscode.Uri {
    this.count++;
    const name = document.uri.path.split("/").at(-1) ?? "schema";
    // The name tells the editor the language.
    const file = name.includes(".") ? name : `${name}.sql`;
    const uri = vscode.Uri.from({ scheme, path: `/${this.count}/${file}` });
    this.texts.set(uri.toString(), text);
    return uri;
  }

  private async open(uri: vscode.Uri, document: vscode.TextDocument, title: string): Promise<Shown> {
    await vscode.commands.executeCommand("vscode.diff", document.uri, uri, title, { preview: false });
    return {
      async close() {
        await vscode.window.tabGroups.close(tabsOf(uri));
      },
    };
  }

  private settle(uri: vscode.Uri, decision: Decision): void {
    this.undecided.get(uri.toString())?.(decision);
    if (this.undecided.delete(uri.toString())) this.tell();
  }

  private tell(): void {
    void vscode.commands.executeCommand("setContext", undecidedKey, [...this.undecided.keys()]);
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }
}

function proposalIn({ input }: vscode.Tab): vscode.Uri[] {
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === scheme ? [input.modified] : [];
}

function tabsOf(uri: vscode.Uri): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => proposalIn(tab).some((each) => each.toString() === uri.toString()));
}
