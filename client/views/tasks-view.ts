import * as vscode from "vscode";
import type { Project } from "../api/client";
import { day, plain, priorityIcon, priorityLabel, statusLabel, today } from "./labels";
import { groupsOf, sorted, type TaskOrder } from "./task-groups";
import type { TaskEntry, TaskGroup, TaskNode } from "./nodes";
import { markdown, moreItem } from "./projects-view";
import type { Work } from "./work";

/** Which tasks are shown. */
export interface TaskFilter {
  readonly mine?: boolean;
  readonly projectId?: string;
  readonly text?: string;
}

const filterKey = "dbscst.taskFilter";
const orderKey = "dbscst.taskOrder";
const dragType = "application/vnd.code.tree.dbscst.tasks";

/** The view of tasks, of all projects: by status, the most pressing first, with boxes to check them off. */
export class TasksView
  implements vscode.TreeDataProvider<TaskNode>, vscode.TreeDragAndDropController<TaskNode>, vscode.Disposable
{
  private readonly changed = new vscode.EventEmitter<TaskNode | undefined>();
  private readonly view: vscode.TreeView<TaskNode>;
  private readonly disposables: vscode.Disposable[];
  readonly onDidChangeTreeData = this.changed.event;
  readonly dragMimeTypes = [dragType];
  readonly dropMimeTypes = [dragType];

  constructor(
    private readonly work: Work,
    private readonly state: vscode.Memento,
    /** Changes a task, and says what is to be said when that fails. */
    private readonly change: (
      entry: TaskEntry,
      changes: NonNullable<TaskGroup["changes"]>,
    ) => Promise<unknown>,
  ) {
    this.view = vscode.window.createTreeView("dbscst.tasks", {
      treeDataProvider: this,
      dragAndDropController: this,
      manageCheckboxStateManually: true,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.disposables = [
      this.changed,
      this.view,
      work.onDidChange(() => this.changed.fire(undefined)),
      work.onDidChangeConnection(() => {
        // Without the projects there is nothing to be shown here; the other view says why.
        if (work.connection !== "ready") this.changed.fire(undefined);
      }),
      this.view.onDidChangeCheckboxState(({ items }) => {
        for (const [node, checked] of items) {
          if (node.kind !== "task") continue;
          const isDone = checked === vscode.TreeItemCheckboxState.Checked;
          void this.change(node, { status: isDone ? "done" : "todo" });
        }
      }),
    ];
    this.showFilter();
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  get filter(): TaskFilter {
    return this.state.get<TaskFilter>(filterKey, {});
  }

  async setFilter(filter: TaskFilter): Promise<void> {
    await this.state.update(filterKey, filter);
    this.showFilter();
    this.changed.fire(undefined);
  }

  get order(): TaskOrder {
    return this.state.get<TaskOrder>(orderKey, { group: "status", sort: "urgency" });
  }

  async setOrder(order: TaskOrder): Promise<void> {
    await this.state.update(orderKey, order);
    this.changed.fire(undefined);
  }

  async getChildren(node?: TaskNode): Promise<TaskNode[]> {
    if (node?.kind === "group") return node.entries.map((entry) => ({ kind: "task", ...entry }));
    return node ? [] : this.roots();
  }

  getTreeItem(node: TaskNode): vscode.TreeItem {
    if (node.kind === "more") return moreItem(node);
    return node.kind === "group" ? groupItem(node) : taskItem(node);
  }

  handleDrag(nodes: readonly TaskNode[], data: vscode.DataTransfer): void {
    const dragged = nodes.filter((node) => node.kind === "task");
    if (dragged.length > 0) data.set(dragType, new vscode.DataTransferItem(dragged));
  }

  async handleDrop(target: TaskNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const dragged: unknown = data.get(dragType)?.value;
    if (!target || target.kind === "more" || !Array.isArray(dragged)) return;
    const groups = await this.groups();
    const group =
      target.kind === "group"
        ? target
        : groups.find(({ entries }) => entries.some(({ task }) => task.id === target.task.id));
    const changes = group?.changes;
    if (!changes) return;
    for (const entry of groups.flatMap(({ entries }) => entries)) {
      const isDragged = dragged.some((node: unknown) => idOf(node) === entry.task.id);
      const isOther = Object.entries(changes).some(([field, value]) => {
        const old: unknown = Object.entries(entry.task).find(([name]) => name === field)?.[1];
        return old !== value;
      });
      if (isDragged && isOther) await this.change(entry, changes);
    }
  }

  private async roots(): Promise<TaskNode[]> {
    const entries = await this.entries();
    const { work } = this;
    await vscode.commands.executeCommand("setContext", "dbscst.hasTasks", entries.length > 0);
    const me = (await work.accounts.current())?.userId;
    const mine = entries.filter(({ task }) => task.assigneeId === me && task.status !== "done").length;
    this.view.badge =
      mine === 0 ? undefined : { value: mine, tooltip: vscode.l10n.t("{0} open tasks of yours", mine) };
    if (entries.length === 0) return [];
    const groups = (await this.groups()).map((group): TaskNode => ({ kind: "group", ...group }));
    const unfinished = (await work.load()).filter(
      ({ id }) => (work.tasks.peek(id)?.nextCursor ?? null) !== null,
    );
    for (const { id } of unfinished) void work.loadAllTasks(id);
    if (unfinished.length === 0) return groups;
    const load = async () => {
      await Promise.all(unfinished.map(({ id }) => work.tasks.more(id)));
      work.show();
    };
    return [...groups, { kind: "more", of: "tasks", load }];
  }

  private async groups() {
    const { order } = this;
    const { work } = this;
    const projects = await work.load();
    return groupsOf(sorted(await this.entries(), order.sort), order.group, projects);
  }

  private async entries(): Promise<TaskEntry[]> {
    const { work, filter } = this;
    const me = (await work.accounts.current())?.userId;
    const projects = (await work.load()).filter(
      ({ id }) => filter.projectId === undefined || filter.projectId === id,
    );
    const lists = await Promise.all(projects.map((project) => this.entriesOf(project)));
    const words = filter.text?.toLowerCase() ?? "";
    return lists
      .flat()
      .filter(({ task }) => filter.mine !== true || task.assigneeId === me)
      .filter(({ task }) =>
        `${task.title}\n${task.description}\n${task.objectName ?? ""}`.toLowerCase().includes(words),
      );
  }

  private async entriesOf(project: Project): Promise<TaskEntry[]> {
    const { work } = this;
    const { items } = await work.tasks.get(project.id).catch((error: unknown) => {
      work.noteFailure(error);
      return { items: [] };
    });
    const isGiven = items.some(({ assigneeId }) => assigneeId !== null);
    const members = isGiven ? (await work.members.get(project.id).catch(() => ({ items: [] }))).items : [];
    return items
      .filter(({ id }) => !work.deleting.has(id))
      .map((task) => {
        const assignee = members.find(({ userId }) => userId === task.assigneeId)?.name;
        return { task, project, ...(assignee !== undefined && { assignee }) };
      });
  }

  private showFilter(): void {
    const { mine, projectId, text } = this.filter;
    const project = this.work.projects.peek("all")?.items.find(({ id }) => id === projectId);
    const parts = [
      mine === true ? vscode.l10n.t("mine") : "",
      projectId === undefined ? "" : (project?.name ?? vscode.l10n.t("one project")),
      text === undefined ? "" : `"${text}"`,
    ].filter((part) => part !== "");
    this.view.description = parts.join(" · ");
    void vscode.commands.executeCommand("setContext", "dbscst.tasksFiltered", parts.length > 0);
  }
}

function groupItem(group: Extract<TaskNode, { kind: "group" }>): vscode.TreeItem {
  const { Expanded, Collapsed, None } = vscode.TreeItemCollapsibleState;
  const count = group.entries.length;
  const item = new vscode.TreeItem(group.label, count === 0 ? None : group.isQuiet ? Collapsed : Expanded);
  // An empty group has another id: what was folded then does not stay so when something comes in.
  item.id = `${group.id}${count === 0 ? ":empty" : ""}`;
  item.description = String(count);
  item.iconPath = new vscode.ThemeIcon(group.icon);
  item.contextValue = "group";
  item.accessibilityInformation = { label: vscode.l10n.t("{0}, {1} tasks", group.label, count) };
  return item;
}

function taskItem({ task, project, assignee }: TaskEntry): vscode.TreeItem {
  const item = new vscode.TreeItem(task.title);
  const mayChange = project.role !== "viewer";
  const isLate = task.dueOn !== null && task.status !== "done" && task.dueOn < today();
  const due =
    task.dueOn === null
      ? ""
      : isLate
        ? vscode.l10n.t("overdue since {0}", day(task.dueOn))
        : vscode.l10n.t("due {0}", day(task.dueOn));
  item.id = `task:${task.id}`;
  item.description = [project.name, task.objectName ?? "", due, assignee ?? ""]
    .filter((part) => part !== "")
    .join(" · ");
  const icon = isLate
    ? new vscode.ThemeIcon("clock", new vscode.ThemeColor("list.errorForeground"))
    : priorityIcon(task.priority);
  if (icon) item.iconPath = icon;
  item.contextValue = `task.${mayChange ? "editable" : "readonly"}.${task.status}`;
  if (mayChange) {
    const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
    const isDone = task.status === "done";
    item.checkboxState = {
      state: isDone ? Checked : Unchecked,
      tooltip: isDone ? vscode.l10n.t("Done: take it up again") : vscode.l10n.t("Check it off"),
      accessibilityInformation: { label: vscode.l10n.t("{0} is done", task.title), role: "checkbox" },
    };
  }
  item.tooltip = markdown(
    `**${plain(task.title)}**`,
    task.description,
    plain(
      [statusLabel(task.status), priorityLabel(task.priority), due, assignee ?? ""]
        .filter((part) => part !== "")
        .join(" · "),
    ),
  );
  item.accessibilityInformation = {
    label: `${task.title}, ${statusLabel(task.status)}, ${priorityLabel(task.priority)}, ${item.description}`,
  };
  item.command = {
    command: "dbscst.openTask",
    title: vscode.l10n.t("Open"),
    arguments: [{ kind: "task", task, project }],
  };
  return item;
}

function idOf(node: unknown): unknown {
  const task = typeof node === "object" && node !== null && "task" in node ? node.task : undefined;
  return typeof task === "object" && task !== null && "id" in task ? task.id : undefined;
}
