import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import {
  contentOf,
  ifMatch,
  pageOf,
  type Invitation,
  type Member,
  type Project,
  type Schema,
  type SchemaVersionSummary,
  type Task,
} from "../api/client";
import { listen, type ServerEvent } from "../api/events";
import { ApiProblem, Cancelled, SignedOut, Unreachable } from "../api/failure";
import { describe } from "../api/words";
import { PendingDeletes } from "./delete-later";
import { Lists } from "./lists";
import type { OfflineCache } from "./offline-cache";

export type Connection = "unknown" | "signedOut" | "offline" | "ready";

const limit = 200;
const all = "all";
/** More than anybody scrolls through; behind them comes "Show More". */
const mostTasks = 5_000;
/** Changes that come together are shown together. */
const settleMs = 150;

/** Projects and what is in them, as far as somebody looked: kept here, brought up to date by the server's events. */
export class Work implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly connectionChange = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  private listening: AbortController | undefined;
  private settling: NodeJS.Timeout | undefined;
  private failures = 0;
  private readonly filling = new Set<string>();

  /** Something that is shown is different or stale by now. */
  readonly onDidChange = this.changed.event;
  readonly onDidChangeConnection = this.connectionChange.event;

  /** What is not shown any more though the server still has it. */
  readonly deleting = new PendingDeletes(() => this.refresh());

  connection: Connection = "unknown";
  /** Why it is offline. */
  reason = "";

  readonly projects: Lists<Project>;
  readonly invitations: Lists<Invitation>;
  readonly members: Lists<Member>;
  readonly invited: Lists<Invitation>;
  readonly schemas: Lists<Schema>;
  readonly versions: Lists<SchemaVersionSummary>;
  readonly tasks: Lists<Task>;

  constructor(
    readonly accounts: Accounts,
    private readonly cache: OfflineCache,
  ) {
    const { api } = accounts;
    const page = (cursor: string | undefined) => ({
      query: { limit, ...(cursor !== undefined && { cursor }) },
    });
    const failed = (error: unknown) => this.noteFailure(error);
    const before = <T>(kind: string) => ({ store: cache.of<T>(kind), onFresh: () => this.settle() });
    this.projects = new Lists(
      (_key, cursor) => pageOf(api.GET("/v1/projects", { params: page(cursor) })),
      failed,
      before("projects"),
    );
    this.invitations = new Lists(
      (_key, cursor) => pageOf(api.GET("/v1/invitations", { params: page(cursor) })),
      failed,
      before("invitations"),
    );
    const of = (id: string, cursor: string | undefined) => ({ params: { path: { id }, ...page(cursor) } });
    this.members = new Lists(
      (id) => pageOf(api.GET("/v1/projects/{id}/members", { params: { path: { id } } })),
      failed,
      before("members"),
    );
    this.invited = new Lists(
      (id, cursor) => pageOf(api.GET("/v1/projects/{id}/invitations", of(id, cursor))),
      failed,
      before("invited"),
    );
    this.schemas = new Lists(
      (id, cursor) => pageOf(api.GET("/v1/projects/{id}/schemas", of(id, cursor))),
      failed,
      before("schemas"),
    );
    this.versions = new Lists(
      (id, cursor) => pageOf(api.GET("/v1/schemas/{id}/versions", of(id, cursor))),
      failed,
      before("versions"),
    );
    this.tasks = new Lists(
      (id, cursor) => pageOf(api.GET("/v1/projects/{id}/tasks", of(id, cursor))),
      failed,
      before("tasks"),
    );
    this.disposables = [
      this.changed,
      this.connectionChange,
      accounts.onDidChangeCurrent(() => this.restart()),
      accounts.backend.onDidChange(() => this.restart()),
      // Whoever comes back to the editor sees what happened meanwhile, even where no event could come through.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.connection === "offline") this.refresh();
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.settling);
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
    try {
      const [{ items }] = await Promise.all([this.projects.get(all), this.invitations.get(all)]);
      // What is shown from before does not make it reachable.
      if (this.failures === failures) this.setConnection("ready");
      this.listen();
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
    this.changed.fire();
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
      this.settle();
    } catch (error) {
      this.noteFailure(error);
    } finally {
      this.filling.delete(projectId);
    }
  }

  /** Everything is asked for anew. */
  refresh(): void {
    for (const lists of this.allLists()) lists.invalidate();
    this.changed.fire();
  }

  /** Shows what was put into a list. */
  show(): void {
    this.changed.fire();
  }

  /** Puts a task into its list: a new one, or instead of the one that was there. */
  putTask(task: Task): void {
    const page = this.tasks.peek(task.projectId);
    if (!page) return;
    const isNew = !page.items.some(({ id }) => id === task.id);
    const items = isNew
      ? [...page.items, task]
      : page.items.map((other) => (other.id === task.id ? task : other));
    this.tasks.put(task.projectId, { ...page, items });
    this.changed.fire();
  }

  /**
   * Changes a task at once, and takes it back when the server does not agree. Rejects with what the server said; a
   * version conflict has shown the server's row by then.
   */
  async changeTask(
    task: Task,
    changes: Partial<Pick<Task, "title" | "description" | "status" | "priority" | "assigneeId" | "dueOn">>,
  ): Promise<Task> {
    this.putTask({ ...task, ...changes });
    try {
      const changed = await contentOf(
        this.accounts.api.PATCH("/v1/tasks/{id}", {
          params: { path: { id: task.id } },
          body: changes,
          ...ifMatch(task),
        }),
      );
      this.putTask(changed);
      return changed;
    } catch (error) {
      this.putTask(task);
      if (error instanceof Unreachable) this.noteFailure(error);
      throw error;
    }
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
    if (this.connection === connection && this.reason === reason) return;
    this.connection = connection;
    this.reason = reason;
    void vscode.commands.executeCommand("setContext", "dbscst.connection", connection);
    this.connectionChange.fire();
  }

  /** Another account, another backend: nothing of what was shown is theirs. */
  private restart(): void {
    this.listening?.abort();
    this.listening = undefined;
    for (const lists of this.allLists()) lists.clear();
    this.setConnection("unknown");
    this.changed.fire();
  }

  private listen(): void {
    if (this.listening || this.connection !== "ready") return;
    const listening = new AbortController();
    this.listening = listening;
    const { accounts } = this;
    void listen({
      address: () => accounts.backend.address(),
      tokens: accounts.tokens,
      onEvent: (event) => this.take(event),
      signal: listening.signal,
    }).finally(() => {
      if (this.listening === listening) this.listening = undefined;
    });
  }

  private take({ type, projectId, objectId }: ServerEvent): void {
    if (type === "ready") {
      if (this.connection === "offline") this.refresh();
      return;
    }
    const [kind] = type.split(".");
    if (kind === "task" || kind === "comment") this.tasks.invalidate(projectId);
    else if (kind === "schema") {
      this.schemas.invalidate(projectId);
      this.versions.invalidate(objectId);
    } else for (const lists of this.allLists()) lists.invalidate();
    this.settle();
  }

  private settle(): void {
    this.settling ??= setTimeout(() => {
      this.settling = undefined;
      this.changed.fire();
    }, settleMs);
  }

  private allLists(): readonly { invalidate(): void; clear(): void }[] {
    const { projects, invitations, members, invited, schemas, versions, tasks } = this;
    return [projects, invitations, members, invited, schemas, versions, tasks];
  }
}
