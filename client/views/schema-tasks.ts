import * as vscode from "vscode";
import type { DiagramTable } from "../../server/protocol/diagram";
import type { TaskCount } from "../../server/protocol/diagram-messages";
import type { LanguageServer } from "../language/language-server";
import { sqlLanguages } from "../language/languages";
import { day, plain, priorityLabel, statusLabel } from "./labels";
import type { TaskEntry } from "./nodes";
import { problemOf } from "./problem-task";
import type { SchemaLinks } from "./schema-links";
import { countTasks } from "./task-counts";
import type { Work } from "./work";

const selector = sqlLanguages.flatMap((language) => [
  { language, scheme: "file" },
  { language, scheme: "untitled" },
  { language, scheme: "vscode-vfs" },
]);

/** A table of a file and the open tasks about it. */
interface TaskedTable {
  readonly table: DiagramTable;
  readonly entries: readonly TaskEntry[];
}

/** How long after the last check a problem counts as gone: a statement that is being typed hides many. */
const calmMs = 1_200;

/**
 * Tasks where the schema is written: a lens, a badge and a hover on each table that has open ones, a quick fix that
 * makes one from a problem, and an offer to close it when the problem is gone.
 */
export class SchemaTasks
  implements vscode.CodeLensProvider, vscode.HoverProvider, vscode.CodeActionProvider, vscode.Disposable
{
  private readonly lensChange = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.lensChange.event;
  private readonly badge = vscode.window.createTextEditorDecorationType({
    after: {
      margin: "0 0 0 0.6em",
      color: new vscode.ThemeColor("badge.foreground"),
      backgroundColor: new vscode.ThemeColor("badge.background"),
      textDecoration: "none; font-size: 0.8em; padding: 0 0.5em; border-radius: 0.8em",
    },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    overviewRulerColor: new vscode.ThemeColor("badge.background"),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });
  private readonly disposables: vscode.Disposable[];
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  /** Tasks whose closing was offered; asked again only when their problem has come back meanwhile. */
  private readonly offered = new Set<string>();

  constructor(
    private readonly work: Work,
    private readonly links: SchemaLinks,
    private readonly language: LanguageServer,
    /** Changes a task, and says what is to be said when that fails. */
    private readonly change: (entry: TaskEntry, changes: { readonly status: "done" }) => Promise<unknown>,
  ) {
    this.disposables = [
      this.lensChange,
      this.badge,
      vscode.languages.registerCodeLensProvider(selector, this),
      vscode.languages.registerHoverProvider(selector, this),
      vscode.languages.registerCodeActionsProvider(selector, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
      work.onDidChange(() => this.update()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.update()),
      language.onChecked(({ uri }) => {
        this.update();
        this.watch(vscode.Uri.parse(uri));
      }),
    ];
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    return (await this.tables(document)).map(
      ({ table, entries }) =>
        new vscode.CodeLens(toRange(table), {
          title: counted(entries.length),
          tooltip: entries.map(({ task }) => task.title).join("\n"),
          command: "dbscst.showTasks",
          arguments: [entries],
        }),
    );
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const found = (await this.tables(document)).find(({ table }) => toRange(table).contains(position));
    if (!found) return undefined;
    const text = new vscode.MarkdownString(`**${counted(found.entries.length)}**\n\n`, true);
    text.isTrusted = { enabledCommands: ["dbscst.openTask"] };
    for (const entry of found.entries.slice(0, 10)) {
      const { task, project } = entry;
      // A parenthesis that is not closed would end the link.
      const argument = encodeURIComponent(JSON.stringify([{ kind: "task", task, project }])).replace(
        /[()]/g,
        (sign) => (sign === "(" ? "%28" : "%29"),
      );
      const about = [
        statusLabel(task.status),
        priorityLabel(task.priority),
        task.dueOn === null ? "" : vscode.l10n.t("due {0}", day(task.dueOn)),
        entry.assignee ?? "",
      ].filter((part) => part !== "");
      const title = `[${plain(task.title)}](command:dbscst.openTask?${argument})`;
      text.appendMarkdown(`- ${title} — ${plain(about.join(" · "))}\n`);
    }
    return new vscode.Hover(text, toRange(found.table));
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (only && !only.contains(vscode.CodeActionKind.QuickFix)) return [];
    return diagnostics
      .filter(
        ({ source, severity }) => source === "dbscst" && severity < vscode.DiagnosticSeverity.Information,
      )
      .map((diagnostic) => {
        const title = vscode.l10n.t("Create task from problem “{0}”", codeOf(diagnostic));
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic];
        action.command = {
          command: "dbscst.createTaskFromProblem",
          title,
          arguments: [
            {
              uri: document.uri.toString(),
              line: diagnostic.range.start.line,
              code: codeOf(diagnostic),
              message: diagnostic.message,
              isError: diagnostic.severity === vscode.DiagnosticSeverity.Error,
            },
          ],
        };
        return action;
      });
  }

  /** The open tasks about things of the file, by the name that they give them. */
  async counts(uri: vscode.Uri): Promise<Readonly<Record<string, TaskCount>>> {
    return countTasks((await this.entries(uri)).map(({ task }) => task));
  }

  /** The open tasks of the project that the file was saved to, by the table of the file that they are about. */
  private async tables(document: vscode.TextDocument): Promise<readonly TaskedTable[]> {
    const entries = await this.entries(document.uri);
    const about = entries.filter(({ task }) => task.objectName !== null);
    if (about.length === 0) return [];
    const model = await this.language.diagram(document.uri.toString()).catch(() => undefined);
    return (model?.tables ?? []).flatMap((table) => {
      const own = about.filter(({ task }) => isAbout(task.objectName ?? "", table));
      return own.length === 0 ? [] : [{ table, entries: own }];
    });
  }

  /** The open tasks of the schema that the file was saved to. Asks no server about a file that was not. */
  private async entries(uri: vscode.Uri): Promise<readonly TaskEntry[]> {
    const link = this.links.of(uri);
    if (!link || !(await this.work.accounts.current())) return [];
    const project = await this.work.project(link.projectId);
    if (!project) return [];
    const items = await this.work.tasksOf(project.id).catch(() => []);
    const members = this.work.members.peek(project.id)?.items ?? [];
    return items
      .filter(({ status, schemaId }) => status !== "done" && (schemaId ?? link.schemaId) === link.schemaId)
      .map((task) => {
        const assignee = members.find(({ userId }) => userId === task.assigneeId)?.name;
        return { task, project, ...(assignee !== undefined && { assignee }) };
      });
  }

  private update(): void {
    this.lensChange.fire();
    for (const editor of vscode.window.visibleTextEditors) {
      if (!sqlLanguages.includes(editor.document.languageId)) continue;
      void this.tables(editor.document).then((tables) => {
        const decorations = tables.map(({ table, entries }) => ({
          range: toRange(table),
          renderOptions: { after: { contentText: String(entries.length) } },
        }));
        editor.setDecorations(this.badge, decorations);
      });
    }
  }

  /** Looks, when the document has been calm for a moment, whether tasks were made from problems that it has no more. */
  private watch(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.waiting.get(key));
    this.waiting.set(
      key,
      setTimeout(() => {
        this.waiting.delete(key);
        void this.offerToClose(uri);
      }, calmMs),
    );
  }

  private async offerToClose(uri: vscode.Uri): Promise<void> {
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    if (!document || !this.language.lastChecked(document)) return;
    const diagnostics = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "dbscst");
    // What does not parse hides what is wrong with it.
    if (diagnostics.some((diagnostic) => codeOf(diagnostic) === "42601")) return;
    const gone: TaskEntry[] = [];
    for (const entry of await this.entries(uri)) {
      const problem = problemOf(entry.task.description);
      if (!problem || entry.project.role === "viewer") continue;
      const isThere = diagnostics.some(
        (diagnostic) => codeOf(diagnostic) === problem.code && diagnostic.message === problem.message,
      );
      if (isThere) this.offered.delete(entry.task.id);
      else if (!this.offered.has(entry.task.id)) gone.push(entry);
    }
    const [first] = gone;
    if (!first) return;
    for (const { task } of gone) this.offered.add(task.id);
    const close = gone.length === 1 ? vscode.l10n.t("Close Task") : vscode.l10n.t("Close Tasks");
    const answer = await vscode.window.showInformationMessage(
      gone.length === 1
        ? vscode.l10n.t("The problem of the task “{0}” is gone.", first.task.title)
        : vscode.l10n.t("The problems of {0} tasks are gone.", gone.length),
      close,
      vscode.l10n.t("Keep Open"),
    );
    if (answer === close) for (const entry of gone) await this.change(entry, { status: "done" });
  }
}

/** A task names a table as people do, or with its schema, or one of its columns. */
function isAbout(objectName: string, { id, name }: DiagramTable): boolean {
  return (
    objectName === name ||
    objectName === id ||
    objectName.startsWith(`${name}.`) ||
    objectName.startsWith(`${id}.`)
  );
}

function toRange({ range: { start, end } }: DiagramTable): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function counted(count: number): string {
  return count === 1 ? vscode.l10n.t("1 open task") : vscode.l10n.t("{0} open tasks", count);
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : (code ?? ""));
}
