import type * as vscode from "vscode";
import { Accounts } from "../account/accounts";
import { Backend } from "../api/backend";
import { changeTask } from "./change-task";
import { ProjectsView } from "./projects-view";
import { SchemaLinks } from "./schema-links";
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
  private readonly disposables: vscode.Disposable[];

  constructor(context: vscode.ExtensionContext) {
    this.backend = new Backend(context);
    this.accounts = new Accounts(context, this.backend);
    const work = new Work(this.accounts);
    this.work = work;
    this.tasks = new TasksView(work, context.workspaceState, (entry, changes) =>
      changeTask(work, entry, changes),
    );
    this.versions = new VersionDocuments(this.accounts);
    this.links = new SchemaLinks(context.workspaceState, () => this.backend.id);
    const projects = new ProjectsView(work);
    this.disposables = [this.versions, this.tasks, projects, work, this.accounts, this.backend];
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }
}
