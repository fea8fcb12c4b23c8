import * as vscode from "vscode";

/** How often arriving text is written to the editor, milliseconds; each write is an edit that the editor must paint. */
const interval = 60;

/** The untitled SQL document that a schema is written into as it arrives. */
export class Draft implements vscode.Disposable {
  private text = "";
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  private constructor(private current: vscode.TextDocument) {}

  /** Opens it in front, or beside what is in use, without the keyboard. */
  static async open(options: { readonly beside?: boolean } = {}): Promise<Draft> {
    const document = await vscode.workspace.openTextDocument({ language: "sql", content: "" });
    const beside = options.beside && { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    await vscode.window.showTextDocument(document, { preview: false, ...beside });
    return new Draft(document);
  }

  get document(): vscode.TextDocument {
    return this.current;
  }

  /** Takes more SQL; `reset` begins anew. */
  append(text: string, reset: boolean): void {
    this.text = reset ? text : this.text + text;
    this.timer ??= setTimeout(() => this.flush(), interval);
  }

  /** Makes the document hold exactly this, in a new one where a person has closed it meanwhile. */
  async finish(text: string): Promise<void> {
    this.text = text;
    this.flush();
    await this.writing;
    if (this.current.isClosed)
      this.current = await vscode.workspace.openTextDocument({ language: "sql", content: text });
  }

  /** Brings it to the front where it is; the group of editors in use may be another one. */
  show(): Thenable<vscode.TextEditor> {
    const [viewColumn] = this.columns();
    return vscode.window.showTextDocument(this.current, {
      preview: false,
      ...(viewColumn !== undefined && { viewColumn }),
    });
  }

  /** The groups of editors that have a tab of it. */
  private columns(): vscode.ViewColumn[] {
    const uri = this.current.uri.toString();
    const isDraft = ({ input }: vscode.Tab) =>
      input instanceof vscode.TabInputText && input.uri.toString() === uri;
    return vscode.window.tabGroups.all
      .filter((group) => group.tabs.some(isDraft))
      .map((group) => group.viewColumn);
  }

  /** Closes the document without asking whether to save it. */
  async discard(): Promise<void> {
    this.dispose();
    await this.writing;
    if (this.current.isClosed) return;
    for (const viewColumn of this.columns()) {
      await vscode.window.showTextDocument(this.current, { viewColumn });
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    }
  }

  private flush(): void {
    this.dispose();
    this.writing = this.writing.then(() => this.write());
  }

  /** Brings the document to what has arrived, by the least edit. */
  private async write(): Promise<void> {
    const document = this.current;
    if (document.isClosed) return;
    const eol = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
    const present = document.getText();
    const target = this.text.replace(/\r?\n/g, eol);
    if (present === target) return;
    const kept = commonPrefix(present, target);
    const rest = new vscode.Range(document.positionAt(kept), document.positionAt(present.length));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rest, target.slice(kept));
    await vscode.workspace.applyEdit(edit);
    this.follow();
  }

  /** Keeps the last line in view, as a terminal does. */
  private follow(): void {
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document === this.current);
    const last = this.current.lineAt(this.current.lineCount - 1).range;
    editor?.revealRange(last, vscode.TextEditorRevealType.Default);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

function commonPrefix(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let index = 0;
  while (index < length && a.charCodeAt(index) === b.charCodeAt(index)) index++;
  return index;
}
