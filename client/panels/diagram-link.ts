import * as vscode from "vscode";
import type { DiagramModel, DiagramTable, DiagramTextParams } from "../../server/protocol/diagram";
import type {
  DiagramLayout,
  EditOutcome,
  FromDiagram,
  ProblemCount,
  ToDiagram,
} from "../../server/protocol/diagram-messages";
import type { Range } from "../../server/protocol/lsp";
import type { LanguageServer } from "../language/language-server";
import type { SideFiles } from "../side-file";
import type { Team } from "../views/team";
import { editSchema, isReadOnly } from "./edit-schema";
import { LayoutKeeper } from "./layout-keeper";
import { saveDiagram } from "./save-diagram";

/** What a diagram is about, and where what a person makes of it is kept. */
export interface DiagramSources {
  readonly language: LanguageServer;
  readonly sideFiles: SideFiles;
  readonly output: vscode.LogOutputChannel;
  readonly team: Pick<Team, "work" | "schemaTasks">;
}

/** An earlier text, shown in one picture with the one that is drawn. */
export interface Earlier {
  readonly text: string;
  readonly title: string;
  readonly dialect?: Dialect;
}

type Dialect = NonNullable<DiagramTextParams["dialect"]>;

/** Ties a diagram in a page to its document: it follows the text, its problems and the cursor, and leads back to the text. */
export class DiagramLink implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[];
  private readonly language: LanguageServer;
  private readonly layout: LayoutKeeper;
  private readonly tasks: Team["schemaTasks"];
  private model: DiagramModel | undefined;
  /** Drawn in place of the document. */
  private proposed: string | undefined;
  private earlier: Earlier | undefined;
  /** Whether the page shows a comparison. */
  private comparing = false;
  private ready = false;
  private reading = false;
  private arranging = false;
  private stale = false;
  private readOnly = false;

  constructor(
    private readonly webview: vscode.Webview,
    readonly uri: vscode.Uri,
    { language, sideFiles, output, team }: DiagramSources,
  ) {
    this.language = language;
    this.tasks = team.schemaTasks;
    this.layout = new LayoutKeeper({
      read: () => sideFiles.read(uri),
      update: (sections) => sideFiles.update(uri, sections),
      failed: (error) => output.warn(`The layout of ${uri.path} cannot be kept.`, error),
    });
    const isMine = (other: vscode.Uri) => other.toString() === uri.toString();
    this.disposables = [
      this.layout,
      sideFiles.onDidChange((other) => isMine(other) && this.postLayout(this.layout.news())),
      team.work.onDidChange(() => this.postTasks()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => isMine(document.uri) && this.refresh()),
      language.onChecked((checked) => isMine(vscode.Uri.parse(checked.uri)) && this.refresh()),
      language.onState((state) => state === "running" && this.refresh()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.some(isMine) && this.postModel()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
        const [selection] = selections;
        if (isMine(textEditor.document.uri) && selection && kind !== undefined) this.select(selection.active);
      }),
    ];
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** What the diagram in the page says. */
  receive(message: FromDiagram): void {
    switch (message.type) {
      case "ready":
        this.ready = true;
        void Promise.all([isReadOnly(this.uri), this.postLayout(this.layout.first())]).then(([readOnly]) => {
          this.readOnly = readOnly;
          this.refresh();
        });
        this.postTasks();
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
      case "edit":
        void this.edit(message);
        return;
      case "undo":
        void this.undo();
        return;
      case "layout":
        // Places of a proposal are not those of the document.
        if (this.proposed === undefined && !this.readOnly) this.layout.keep(message.layout);
        return;
    }
  }

  private async edit({ id, ...request }: Extract<FromDiagram, { type: "edit" }>): Promise<void> {
    const outcome = await editSchema(this.language, this.uri, request).catch(
      (error: unknown): EditOutcome => ({
        kind: "refused",
        message: error instanceof Error ? error.message : String(error),
      }),
    );
    this.post({ type: "edited", id, outcome });
  }

  /** Takes back the last change of the text: the editor undoes in the document that has the focus. */
  private async undo(): Promise<void> {
    const shown = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === this.uri.toString(),
    );
    await vscode.window.showTextDocument(this.uri, {
      viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
      preserveFocus: false,
    });
    await vscode.commands.executeCommand("undo");
  }

  /**
   * Draws a text, such as a change that is proposed, in place of the document until it is undefined; with an earlier
   * one, as what became of that.
   */
  preview(text: string | undefined, earlier?: Earlier): void {
    this.proposed = text;
    this.earlier = text === undefined ? undefined : earlier;
    this.refresh();
  }

  /** Lays the diagram out anew, once the text as it is now has been drawn. */
  arrange(): void {
    this.arranging = true;
    this.refresh();
  }

  /** Reads the model; while it is being read, later changes ask for one more reading. */
  private refresh(): void {
    if (!this.ready) return;
    if (this.reading) {
      this.stale = true;
      return;
    }
    this.reading = true;
    const uri = this.uri.toString();
    const { proposed, earlier } = this;
    const textOf = (text: string) =>
      this.language.diagramOfText({ uri, text, ...(earlier?.dialect && { dialect: earlier.dialect }) });
    const drawn: Promise<readonly [DiagramModel | undefined, DiagramModel | undefined]> = Promise.all([
      proposed === undefined ? this.language.diagram(uri) : textOf(proposed),
      earlier && textOf(earlier.text),
    ]);
    drawn
      .then(
        ([model, before]) => {
          this.postComparison(before, earlier?.title);
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
        } else if (this.arranging) {
          this.arranging = false;
          this.post({ type: "arrange" });
        }
      });
  }

  private async postLayout(kept: Promise<DiagramLayout | undefined>): Promise<void> {
    const layout = await kept;
    if (this.ready && layout) this.post({ type: "layout", layout });
  }

  private postComparison(before: DiagramModel | undefined, title: string | undefined): void {
    if (before) this.post({ type: "compare", before, ...(title !== undefined && { title }) });
    else if (this.comparing) this.post({ type: "compare" });
    this.comparing = before !== undefined;
  }

  private postTasks(): void {
    if (!this.ready) return;
    void this.tasks.counts(this.uri).then((tasks) => this.post({ type: "tasks", tasks }));
  }

  private postModel(): void {
    if (!this.model) return;
    // Places of a proposal are not those of the document.
    const isProposal = this.proposed !== undefined;
    const problems = isProposal ? {} : countProblems(this.model, vscode.languages.getDiagnostics(this.uri));
    this.post({
      type: "model",
      title: nameOf(this.uri),
      model: this.model,
      problems,
      ...((this.readOnly || isProposal) && { readOnly: true }),
    });
  }

  private select(position: vscode.Position): void {
    if (this.proposed !== undefined) return;
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
    void this.webview.postMessage(message);
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

/** The last part of its path. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.split("/").at(-1) ?? uri.path;
}
