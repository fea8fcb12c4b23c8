import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import { contentOf, ifMatch, type Invitation, type Project, type Schema, type Task } from "../api/client";
import { listen, type ServerEvent } from "../api/events";
import { ApiProblem, Cancelled, Refused, SignedOut, Unreachable } from "../api/failure";
import { describe } from "../api/words";
import { PendingDeletes } from "./delete-later";
import { isOfTasks, LiveLists } from "./live-lists";
import type { OfflineCache } from "./offline-cache";
import { paintMs } from "./lists";
import type { TaskEntry } from "./nodes";
import { PendingTasks, type TaskChanges } from "./pending-tasks";
import { listsOf, workLists, type WorkLists } from "./work-lists";

/** What is different: of tasks alone, or anything. */
export type Extent = "tasks" | "all";

export type Connection = "unknown" | "signedOut" | "offline" | "ready";

const all = "all";
/** More than anybody scrolls through; behind them comes "Show More". */
const mostTasks = 5_000;
/** Changes that come together are shown together. */
const settleMs = 150;
/** When it is tried again to reach the server, at first and at last. */
const [firstRetryMs, longestRetryMs] = [5_000, 60_000];
/** Who is invited is no member yet, whom the server would tell of it: it is asked this often. */
const lookMs = 60_000;
/** Who has waited longer for the server to listen may have missed something meanwhile. */
const slowMs = 1_500;

/** Projects and what is in them, as far as somebody looked: kept here, brought up to date by the server's events. */
export class Work implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Extent>();
  private readonly connectionChange = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  private listening: AbortController | undefined;
  private settling: NodeJS.Timeout | undefined;
  private settlingExtent: Extent = "tasks";
  private opening: NodeJS.Timeout | undefined;
  private retrying: NodeJS.Timeout | undefined;
  private retryMs = firstRetryMs;
  private readonly looking = setInterval(() => {
    if (vscode.window.state.focused) void this.lookForInvitations();
  }, lookMs);
  private failures = 0;
  private readonly filling = new Set<string>();
  private readonly live: LiveLists;
  /** The last change of each task that is on its way. */
  private changing = new Map<string, Promise<Task | undefined>>();

  /** Something that is shown is different or stale by now. */
  readonly onDidChange = this.changed.event;
  readonly onDidChangeConnection = this.connectionChange.event;

  /** What is not shown any more though the server still has it. */
  readonly deleting = new PendingDeletes(() => this.show("all"));
  /** What is shown already though the server does not have it yet. */
  readonly pending = new PendingTasks();

  connection: Connection = "unknown";
  /** Why it is offline. */
  reason = "";

  readonly projects: WorkLists["projects"];
  readonly invitations: WorkLists["invitations"];
  readonly members: WorkLists["members"];
  readonly invited: WorkLists["invited"];
  readonly schemas: WorkLists["schemas"];
  readonly versions: WorkLists["versions"];
  readonly tasks: WorkLists["tasks"];
  private readonly lists: WorkLists;

  constructor(
    readonly accounts: Accounts,
    cache: OfflineCache,
  ) {
    this.lists = workLists(accounts.api, cache, {
      onFailure: (error) => this.noteFailure(error),
      onFresh: () => this.settle("all"),
      onReached: () => {
        // What comes late for somebody who has signed out does not make it theirs again.
        if (accounts.now) this.setConnection("ready");
      },
    });
    ({
      projects: this.projects,
      invitations: this.invitations,
      members: this.members,
      invited: this.invited,
      schemas: this.schemas,
      versions: this.versions,
      tasks: this.tasks,
    } = this.lists);
    this.live = new LiveLists(this.lists, accounts.api);
    this.disposables = [
      this.changed,
      this.connectionChange,
      accounts.onDidChangeCurrent(() => this.restart()),
      accounts.backend.onDidChange(() => this.restart()),
      // Whoever comes back to the editor sees what happened meanwhile, even where no event could come through.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.connection === "offline") this.refresh();
        else if (focused) void this.lookForInvitations();
      }),
    ];
    this.looking.unref();
  }

  dispose(): void {
    clearTimeout(this.settling);
    clearTimeout(this.retrying);
    clearTimeout(this.opening);
    clearInterval(this.looking);
    this.listening?.abort();
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** The projects of the account in use. Empty, with `connection` telling why, when they cannot be had. */
  async load(): Promise<readonly Project[]> {
    if (!(await this.accounts.current())) {
      this.setConnection("signedOut");
      return [];
    }
    const failures = this.failures;
    // What is there from before is painted first.
    this.opening ??= setTimeout(() => this.listen(), paintMs);
    try {
      const [{ items }] = await Promise.all([this.projects.get(all), this.invitations.get(all)]);
      // What is shown from before does not make it reachable.
      if (this.failures === failures && this.connection !== "offline") this.setConnection("ready");
      return items;
    } catch (error) {
      this.noteFailure(error);
      return [];
    }
  }

  /** The same for a command, which says what came between. */
  async loadOrThrow(): Promise<readonly Project[]> {
    const { items } = await this.projects.get(all);
    return items;
  }

  async ownInvitations(): Promise<readonly Invitation[]> {
    const { items } = await this.invitations.get(all);
    return items.filter(({ status }) => status === "pending");
  }

  async project(id: string): Promise<Project | undefined> {
    return (await this.load()).find((project) => project.id === id);
  }

  async moreProjects(): Promise<void> {
    await this.projects.more(all);
    this.changed.fire("all");
  }

  /** Loads the tasks of a project to the last, as far as a list is good for; shows them when they are there. */
  async loadAllTasks(projectId: string): Promise<void> {
    if (this.filling.has(projectId)) return;
    this.filling.add(projectId);
    try {
      for (
        let page = await this.tasks.get(projectId);
        page.nextCursor !== null && page.items.length < mostTasks;
      ) {
        await this.tasks.more(projectId);
        page = await this.tasks.get(projectId);
      }
      this.settle("tasks");
    } catch (error) {
      this.noteFailure(error);
    } finally {
      this.filling.delete(projectId);
    }
  }

  /** Everything is asked for anew. */
  refresh(): void {
    for (const lists of listsOf(this.lists)) lists.invalidate();
    this.changed.fire("all");
  }

  /** Shows what was put into a list. */
  show(extent: Extent): void {
    this.changed.fire(extent);
  }

  /** The tasks of a project as they are shown. Rejects where there are none from before and no server. */
  async tasksOf(projectId: string): Promise<readonly Task[]> {
    const { items } = await this.tasks.get(projectId);
    const shown = items.filter(({ id }) => !this.deleting.has(id));
    return this.pending.over(projectId, shown);
  }

  /** Tasks by their ids, wherever they are, as they are shown. */
  async entries(ids: readonly string[]): Promise<readonly TaskEntry[]> {
    const projects = await this.loadOrThrow();
    const lists = await Promise.all(
      projects.map(async (project) => ({ project, tasks: await this.tasksOf(project.id) })),
    );
    return lists.flatMap(({ project, tasks }) =>
      tasks.filter(({ id }) => ids.includes(id)).map((task) => ({ task, project })),
    );
  }

  /** The project that has a schema by now, as far as lists are loaded: it may have been moved from the one named. */
  homeOf({ schemaId, projectId }: { readonly schemaId: string; readonly projectId: string }): string {
    const has = (id: string) => this.schemas.peek(id)?.items.some((schema) => schema.id === schemaId);
    if (has(projectId) !== false) return projectId;
    return this.projects.peek(all)?.items.find(({ id }) => has(id) === true)?.id ?? projectId;
  }

  /** Puts a schema into the list of its project, and out of that of any other. */
  putSchema(schema: Schema): void {
    for (const { id } of this.projects.peek(all)?.items ?? []) {
      const page = this.schemas.peek(id);
      if (!page) continue;
      const others = page.items.filter((each) => each.id !== schema.id);
      this.schemas.put(id, { ...page, items: id === schema.projectId ? [schema, ...others] : others });
    }
  }

  /** Puts a task into its list: a new one, or instead of the one that was there. */
  putTask(task: Task): void {
    this.live.put(task);
    this.changed.fire("tasks");
  }

  /**
   * Changes a task at once, and takes it back when the server does not agree. Changes of one task follow each other.
   * Rejects with what the server said.
   */
  async changeTask(task: Task, changes: TaskChanges): Promise<Task> {
    const show = this.pending.change(task, changes);
    const writing = this.writeTask(task, changes, this.changing.get(task.id));
    const over = writing.catch(() => undefined);
    this.changing.set(task.id, over);
    this.changed.fire("tasks");
    try {
      const changed = await writing;
      this.live.put(changed);
      return changed;
    } catch (error) {
      if (error instanceof Unreachable) this.noteFailure(error);
      throw error;
    } finally {
      show();
      if (this.changing.get(task.id) === over) this.changing.delete(task.id);
      this.changed.fire("tasks");
    }
  }

  private async writeTask(
    task: Task,
    body: TaskChanges,
    before: Promise<Task | undefined> | undefined,
  ): Promise<Task> {
    // What we have written ourselves meanwhile is no conflict.
    const { changing } = this;
    const version = Math.max(task.version, (await before)?.version ?? 0);
    if (changing !== this.changing) throw new Refused(vscode.l10n.t("Another account is in use by now."));
    const params = { path: { id: task.id } };
    return contentOf(this.accounts.api.PATCH("/v1/tasks/{id}", { params, body, ...ifMatch({ version }) }));
  }

  /** Remembers why something failed; gives whether it is a matter of the connection. */
  noteFailure(error: unknown): boolean {
    if (error instanceof SignedOut) {
      this.setConnection("signedOut");
      return false;
    }
    if (error instanceof Cancelled) return false;
    const isBusy = error instanceof ApiProblem && (error.status >= 500 || error.status === 429);
    const isStateOfView = error instanceof Unreachable || isBusy || this.connection === "unknown";
    if (isStateOfView) {
      this.failures++;
      this.setConnection("offline", describe(error));
    }
    return isStateOfView;
  }

  private setConnection(connection: Connection, reason = ""): void {
    if (connection === "offline") this.retryLater();
    else {
      clearTimeout(this.retrying);
      this.retrying = undefined;
      this.retryMs = firstRetryMs;
    }
    if (this.connection === connection && this.reason === reason) return;
    this.connection = connection;
    this.reason = reason;
    void vscode.commands.executeCommand("setContext", "dbscst.connection", connection);
    this.connectionChange.fire();
  }

  private async lookForInvitations(): Promise<void> {
    const before = this.invitations.peek(all);
    if (this.connection !== "ready" || !before) return;
    const known = JSON.stringify(before.items);
    const { items } = await this.invitations.fresh(all).catch(() => before);
    if (JSON.stringify(items) !== known) this.changed.fire("all");
  }

  private retryLater(): void {
    this.retrying ??= setTimeout(() => {
      this.retrying = undefined;
      this.retryMs = Math.min(this.retryMs * 2, longestRetryMs);
      this.refresh();
    }, this.retryMs);
  }

  /** Another account, another backend: nothing of what was shown is theirs. */
  private restart(): void {
    clearTimeout(this.opening);
    this.opening = undefined;
    this.listening?.abort();
    this.listening = undefined;
    for (const lists of listsOf(this.lists)) lists.clear();
    this.pending.clear();
    this.deleting.clear();
    this.changing = new Map();
    this.setConnection("unknown");
    this.changed.fire("all");
  }

  /** Follows what happens, and is how it is found out that the server is away, or back. */
  private listen(): void {
    this.opening = undefined;
    if (this.listening) return;
    const listening = new AbortController();
    this.listening = listening;
    const since = Date.now();
    let isFirst = true;
    const { accounts } = this;
    void listen({
      address: () => accounts.backend.address(),
      tokens: accounts.tokens,
      onEvent: (event) => {
        const isLate = isFirst && Date.now() - since > slowMs;
        isFirst = false;
        if (event.type !== "ready") this.take(event);
        else if (this.connection === "offline" || isLate) this.refresh();
      },
      onFailure: (error) => {
        if (this.listening !== listening) return;
        const hasAnswered =
          error instanceof ApiProblem || (error instanceof Unreachable && error.reason === "gateway");
        // It may be the stream alone that is refused: then this is how it is found out what has happened.
        if (hasAnswered && this.connection === "ready") this.refresh();
        else this.noteFailure(error);
      },
      signal: listening.signal,
    }).finally(() => {
      if (this.listening === listening) this.listening = undefined;
    });
  }

  private take(event: ServerEvent): void {
    this.live.take(event);
    this.settle(isOfTasks(event) ? "tasks" : "all");
  }

  private settle(extent: Extent): void {
    if (extent === "all") this.settlingExtent = extent;
    this.settling ??= setTimeout(() => {
      const shown = this.settlingExtent;
      this.settling = undefined;
      this.settlingExtent = "tasks";
      void this.live.readTasks().then(() => this.changed.fire(shown));
    }, settleMs);
  }
}
