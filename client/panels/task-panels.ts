import * as vscode from "vscode";
import type { Choice, FromTask, TaskFields, TaskModel, ToTask } from "../../server/protocol/task-messages";
import { contentOf, ifMatch, pageOf, type Project, type Task } from "../api/client";
import { ApiProblem, Unreachable } from "../api/failure";
import { describe } from "../api/words";
import { priorities, priorityLabel, short, statuses, statusLabel } from "../views/labels";
import { whoChanged } from "../views/who-changed";
import type { Work } from "../views/work";
import { pageOf as htmlOf } from "./page";
import { activityOf, conflictsOf, fieldsOf } from "./task-activity";

const viewType = "dbscst.task";

/** The pages of tasks, one each. */
export class TaskPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly open = new Map<string, TaskPanel>();
  private readonly serializer = vscode.window.registerWebviewPanelSerializer(viewType, this);

  constructor(
    private readonly extension: vscode.Uri,
    private readonly work: Work,
    /** Names of the tables that a task of the schema may be about. */
    private readonly tables: (schemaId: string | null) => Promise<readonly string[]>,
  ) {}

  show(task: Pick<Task, "id" | "title">): void {
    const known = this.open.get(task.id);
    if (known) {
      known.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(viewType, short(task.title), vscode.ViewColumn.Active);
    this.attach(panel, task.id);
  }

  /** Whoever signs out leaves nothing on the screen. */
  closeAll(): void {
    for (const panel of [...this.open.values()]) panel.dispose();
  }

  /** After a reload of the window the editor gives back its panels with what their pages saved. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const id = typeof state === "object" && state !== null && "taskId" in state ? state.taskId : undefined;
    if (typeof id === "string") this.attach(panel, id);
    else panel.dispose();
    return Promise.resolve();
  }

  dispose(): void {
    this.serializer.dispose();
    this.closeAll();
  }

  private attach(panel: vscode.WebviewPanel, id: string): void {
    const task = new TaskPanel(panel, id, this.extension, this.work, this.tables);
    this.open.set(id, task);
    panel.onDidDispose(() => {
      this.open.delete(id);
      task.dispose();
    });
  }
}

/** One task: it follows what others do to it, and changes it field by field. */
class TaskPanel implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[];
  private ready = false;
  private isClosed = false;
  private reading = false;
  private stale = false;
  /** Changes follow each other, so that each is made on top of the one before. */
  private changing: Promise<void> = Promise.resolve();

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly id: string,
    extension: vscode.Uri,
    private readonly work: Work,
    private readonly tables: (schemaId: string | null) => Promise<readonly string[]>,
  ) {
    const root = vscode.Uri.joinPath(extension, "dist", "webview");
    panel.webview.options = { enableScripts: true, localResourceRoots: [root] };
    panel.iconPath = new vscode.ThemeIcon("checklist");
    this.disposables = [
      panel.webview.onDidReceiveMessage((message: FromTask) => this.receive(message)),
      work.onDidChange(() => this.refresh()),
    ];
    panel.webview.html = htmlOf(panel.webview, root, { script: "task", title: panel.title });
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.isClosed = true;
    for (const disposable of this.disposables) disposable.dispose();
    this.panel.dispose();
  }

  private receive(message: FromTask): void {
    switch (message.type) {
      case "ready":
        this.ready = true;
        this.refresh();
        return;
      case "change": {
        const { changes, from } = message;
        this.changing = this.changing.then(() => this.change(changes, from));
        return;
      }
      case "comment":
        void this.comment(message.body);
        return;
    }
  }

  /** Reads everything; while it is being read, later changes ask for one more reading. */
  private refresh(): void {
    if (!this.ready) return;
    if (this.reading) {
      this.stale = true;
      return;
    }
    this.reading = true;
    this.read()
      .then(
        (model) => {
          this.panel.title = short(model.fields.title);
          this.post({ type: "model", model });
        },
        (error: unknown) => {
          this.post({ type: "unread", message: this.say(error) });
          // So that it is tried again, and read anew as soon as the server is back.
          if (error instanceof Unreachable) this.work.noteFailure(error);
        },
      )
      .finally(() => {
        this.reading = false;
        if (!this.stale) return;
        this.stale = false;
        this.refresh();
      });
  }

  private async read(): Promise<TaskModel> {
    const { api } = this.work.accounts;
    const params = { path: { id: this.id } };
    const query = { limit: 200 };
    const [task, history, comments] = await Promise.all([
      contentOf(api.GET("/v1/tasks/{id}", { params })),
      pageOf(api.GET("/v1/tasks/{id}/history", { params: { ...params, query } })),
      pageOf(api.GET("/v1/tasks/{id}/comments", { params: { ...params, query } })),
    ]);
    const project = await this.projectOf(task);
    const members = (await this.work.members.get(project.id)).items;
    return {
      id: task.id,
      project: project.name,
      fields: fieldsOf(task),
      mayEdit: project.role !== "viewer",
      statuses: statuses.map((value) => ({ value, label: statusLabel(value) })),
      priorities: priorities.map((value) => ({ value, label: priorityLabel(value) })),
      members: [
        { value: "", label: vscode.l10n.t("nobody") },
        ...members.map(({ userId, name }): Choice => ({ value: userId, label: name })),
      ],
      objects: await this.tables(task.schemaId),
      activity: activityOf(task, history.items, comments.items, members),
    };
  }

  private async projectOf(task: Task): Promise<Project> {
    const project = await this.work.project(task.projectId);
    if (!project) throw new ApiProblem(404, "not_found", vscode.l10n.t("The project is not there any more."));
    return project;
  }

  /** Writes what is to be changed, unless somebody else has changed the same field to something else meanwhile. */
  private async change(changes: Partial<TaskFields>, from: Partial<TaskFields>): Promise<void> {
    if (this.isClosed) return;
    const { api } = this.work.accounts;
    const params = { path: { id: this.id } };
    try {
      for (let attempt = 1; ; attempt++) {
        const current = await contentOf(api.GET("/v1/tasks/{id}", { params }));
        const theirs = fieldsOf(current);
        const members = this.work.members.peek(current.projectId)?.items ?? [];
        const conflicts = conflictsOf(changes, from, theirs, members);
        if (conflicts.length > 0) {
          const fields = conflicts.map(({ field }) => field);
          const title = await whoChanged(this.work, current, fields);
          this.post({ type: "conflict", title, conflicts, changes, theirs });
          return;
        }
        try {
          const task = await contentOf(
            api.PATCH("/v1/tasks/{id}", { params, body: changes, ...ifMatch(current) }),
          );
          this.work.putTask(task);
          const names = Object.keys(fieldsOf(task)) as (keyof TaskFields)[];
          this.post({ type: "saved", fields: names.filter((name) => changes[name] !== undefined) });
          this.refresh();
          return;
        } catch (error) {
          const isStale = error instanceof ApiProblem && error.code === "version_conflict";
          if (!isStale || attempt === 5) throw error;
        }
      }
    } catch (error) {
      this.post({ type: "failed", message: vscode.l10n.t("It was not changed: {0}", this.say(error)) });
      this.refresh();
    }
  }

  private async comment(body: string): Promise<void> {
    try {
      const params = { path: { id: this.id } };
      await this.work.accounts.api.POST("/v1/tasks/{id}/comments", { params, body: { body } });
      this.post({ type: "commented" });
      this.refresh();
    } catch (error) {
      this.post({ type: "failed", message: vscode.l10n.t("The comment was not sent: {0}", this.say(error)) });
    }
  }

  private say(error: unknown): string {
    const isGone = error instanceof ApiProblem && error.code === "not_found";
    return isGone ? vscode.l10n.t("The task is not there any more.") : describe(error);
  }

  private post(message: ToTask): void {
    void this.panel.webview.postMessage(message);
  }
}
