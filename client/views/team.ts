import * as vscode from "vscode";
import { Accounts } from "../account/accounts";
import type { LanguageServer } from "../language/language-server";
import { Backend } from "../api/backend";
import type { TaskEntry } from "./nodes";
import { TaskPanels } from "../panels/task-panels";
import { changeTask, type TaskChanges } from "./change-task";
import { ProblemsView } from "./problems-view";
import { ProjectsView } from "./projects-view";
import { SchemaLinks } from "./schema-links";
import { SchemaTasks } from "./schema-tasks";
import { TasksView } from "./tasks-view";
import { VersionDocuments } from "./version-documents";
import { Work } from "./work";

/** All that needs an account: made on activation, and asks no server before somebody looks at it. */
export class Team implements vscode.Disposable {
  readonly backend: Backend;
  readonly accounts: Accounts;
  readonly work: Work;
  readonly tasks: TasksView;
  readonly versions: VersionDocuments;
  readonly links: SchemaLinks;
  readonly pages: TaskPanels;
  private readonly disposables: vscode.Disposable[];

  constructor(
    context: vscode.ExtensionContext,
    private readonly language: LanguageServer,
  ) {
    this.backend = new Backend(context);
    this.accounts = new Accounts(context, this.backend);
    const work = new Work(this.accounts);
    this.work = work;
    const change = (entry: TaskEntry, changes: TaskChanges) => changeTask(work, entry, changes);
    this.tasks = new TasksView(work, context.workspaceState, change);
    this.versions = new VersionDocuments(this.accounts);
    this.links = new SchemaLinks(context.workspaceState, () => this.backend.id);
    const projects = new ProjectsView(work);
    const schemaTasks = new SchemaTasks(work, this.links, language, change);
    this.pages = new TaskPanels(context.extensionUri, work, (schemaId) => this.tablesOf(schemaId));
    const problems = new ProblemsView(language, this.links, work);
    this.disposables = [
      problems,
      this.pages,
      schemaTasks,
      this.versions,
      this.tasks,
      projects,
      work,
      this.accounts,
      this.backend,
    ];
  }

  /** The tables of an open file that was saved to the schema. */
  private async tablesOf(schemaId: string | null): Promise<readonly string[]> {
    const document = vscode.workspace.textDocuments.find(
      ({ uri }) => schemaId !== null && this.links.of(uri)?.schemaId === schemaId,
    );
    const model = document && (await this.language.diagram(document.uri.toString()).catch(() => undefined));
    return model?.tables.map(({ name }) => name) ?? [];
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }
}
