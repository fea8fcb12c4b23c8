import path from "node:path";
import * as vscode from "vscode";
import { Accounts } from "../account/accounts";
import type { Session } from "../account/sessions";
import type { LanguageServer } from "../language/language-server";
import { Backend } from "../api/backend";
import type { TaskEntry } from "./nodes";
import { TaskPanels } from "../panels/task-panels";
import { changeTask } from "./change-task";
import { OfflineCache } from "./offline-cache";
import type { TaskChanges } from "./pending-tasks";
import { ProblemsView } from "./problems-view";
import { ProjectDrops } from "./project-drops";
import { ProjectsView } from "./projects-view";
import { SchemaLinks } from "./schema-links";
import { SchemaTasks } from "./schema-tasks";
import { SyncItem } from "./sync-item";
import { TasksView } from "./tasks-view";
import { VersionDocuments } from "./version-documents";
import { Work } from "./work";

/** All that needs an account: made on activation, and asks no server before somebody looks at it. */
export class Team implements vscode.Disposable {
  readonly backend: Backend;
  readonly accounts: Accounts;
  readonly work: Work;
  readonly tasks: TasksView;
  readonly projects: ProjectsView;
  readonly versions: VersionDocuments;
  readonly links: SchemaLinks;
  readonly pages: TaskPanels;
  readonly schemaTasks: SchemaTasks;
  private readonly disposables: vscode.Disposable[];
  /** The account that was in use last. */
  private user: string | undefined;

  constructor(
    context: vscode.ExtensionContext,
    private readonly language: LanguageServer,
  ) {
    this.backend = new Backend(context);
    this.accounts = new Accounts(context, this.backend);
    const { accounts } = this;
    const cache = new OfflineCache(path.join(context.globalStorageUri.fsPath, "cache"), {
      known: async () => nameOf(await accounts.current()),
      now: () => nameOf(accounts.now),
    });
    const work = new Work(this.accounts, cache);
    this.work = work;
    const change = (entry: TaskEntry, changes: TaskChanges) => changeTask(work, entry, changes);
    this.tasks = new TasksView(work, context.workspaceState, change);
    this.versions = new VersionDocuments(this.accounts);
    this.links = new SchemaLinks(
      context.workspaceState,
      () => this.backend.id,
      (link) => work.homeOf(link),
    );
    this.projects = new ProjectsView(work, new ProjectDrops(work, this.links));
    this.schemaTasks = new SchemaTasks(work, this.links, language, change);
    this.pages = new TaskPanels(context.extensionUri, work, (schemaId) => this.tablesOf(schemaId));
    const problems = new ProblemsView(language, this.links, work);
    this.disposables = [
      accounts.onDidSignOut((session) => {
        this.pages.closeAll();
        void cache.forget(nameOf(session));
      }),
      accounts.onDidChangeCurrent(() => this.closeOfOthers()),
      this.backend.onDidChange(() => void this.offerToTake(context)),
      new SyncItem(work, this.accounts),
      problems,
      this.pages,
      this.schemaTasks,
      this.versions,
      this.tasks,
      this.projects,
      work,
      this.accounts,
      this.backend,
    ];
    // The address may have changed while no window was open.
    void this.offerToTake(context);
  }

  /** What one account has opened is not left on the screen for another. A session that has ended may be taken up again. */
  private closeOfOthers(): void {
    const user = nameOf(this.accounts.now);
    if (user !== undefined && this.user !== undefined && user !== this.user) this.pages.closeAll();
    this.user = user ?? this.user;
  }

  /** Whoever moves to a team's server need not leave the projects of this computer behind; asked once for each. */
  private async offerToTake({ globalState }: vscode.ExtensionContext): Promise<void> {
    const key = `dbscst.takeOffered.${this.backend.id}`;
    if (this.backend.isLocal || globalState.get<boolean>(key) === true) return;
    if (!(await this.accounts.localApi())) return;
    await globalState.update(key, true);
    const take = vscode.l10n.t("Take Along…");
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        "dbscst uses {0} now. Projects of this computer stay here; they can be copied there.",
        this.backend.name,
      ),
      take,
    );
    if (answer === take) await vscode.commands.executeCommand("dbscst.takeProjects");
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

function nameOf(session: Session): string;
function nameOf(session: Session | undefined): string | undefined;
function nameOf(session: Session | undefined): string | undefined {
  return session && `${session.backend} ${session.userId}`;
}
