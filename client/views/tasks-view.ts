import * as vscode from "vscode";
import type { Project } from "../api/client";
import { day, plain, shortDay, priorityIcon, priorityLabel, statusLabel, today } from "./labels";
import { groupsOf, sorted, type TaskOrder } from "./task-groups";
import { taskNode, type TaskEntry, type TaskGroup, type TaskNode } from "./nodes";
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
/** More than fit on a screen. */
const firstEntries = 100;
const fillMs = 300;
const dragType = "application/vnd.code.tree.dbscst.tasks";

/** The view of tasks, of all projects: by status, the most pressing first, with boxes to check them off. */
export class TasksView
  implements vscode.TreeDataProvider<TaskNode>, vscode.TreeDragAndDropController<TaskNode>, vscode.Disposable
{
  private readonly changed = new vscode.EventEmitter<TaskNode | undefined>();
  private readonly view: vscode.TreeView<TaskNode>;
  private readonly disposables: vscode.Disposable[];
  private isWhole = false;
  private filling: NodeJS.Timeout | undefined;
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
        this.showFilter();
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
    clearTimeout(this.filling);
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** The tasks that a command is about: those of a menu, or the chosen ones when a key was pressed. */
  taken(argument: unknown, selection: unknown): readonly TaskEntry[] {
    const chosen: readonly unknown[] =
      argument === "selection" ? this.view.selection : Array.isArray(selection) ? selection : [];
    const nodes = chosen.length > 0 ? chosen : [argument];
    return nodes.flatMap((node) => taskNode(node) ?? []).filter(({ isNew }) => isNew !== true);
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
    if (node?.kind === "group")
      return this.firstOf(node.entries).map((entry) => ({ kind: "task", ...entry }));
    return node ? [] : this.roots();
  }

  /** As many as are in view at first, so that the view is there at once; all of them a moment later. */
  private firstOf(entries: readonly TaskEntry[]): readonly TaskEntry[] {
    if (this.isWhole || entries.length <= firstEntries) return entries;
    this.filling ??= setTimeout(() => {
      this.isWhole = true;
      this.changed.fire(undefined);
    }, fillMs);
    return entries.slice(0, firstEntries);
  }

  getTreeItem(node: TaskNode): vscode.TreeItem {
    if (node.kind === "more") return moreItem(node);
    return node.kind === "group" ? groupItem(node) : taskItem(node);
  }

  /** What is needed only where the pointer rests. */
  resolveTreeItem(item: vscode.TreeItem, node: TaskNode): vscode.TreeItem {
    if (node.kind === "task") item.tooltip = taskTooltip(node);
    return item;
  }

  handleDrag(nodes: readonly TaskNode[], data: vscode.DataTransfer): void {
    const dragged = nodes.filter((node) => node.kind === "task" && node.isNew !== true);
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
    const entries = groups
      .flatMap(({ entries }) => entries)
      .filter((entry) => {
        const isDragged = dragged.some((node: unknown) => idOf(node) === entry.task.id);
        const fields = new Map<string, unknown>(Object.entries(entry.task));
        const isOther = Object.entries(changes).some(([field, value]) => fields.get(field) !== value);
        return isDragged && isOther;
      });
    await Promise.all(entries.map((entry) => this.change(entry, changes)));
  }

  private async roots(): Promise<TaskNode[]> {
    const entries = await this.entries();
    const { work } = this;
    const me = (await work.accounts.current())?.userId;
    const mine = entries.filter(({ task }) => task.assigneeId === me && task.status !== "done").length;
    this.view.badge =
      mine === 0 ? undefined : { value: mine, tooltip: vscode.l10n.t("{0} open tasks of yours", mine) };
    if (entries.length === 0) return [];
    const groups = (await this.groups(entries)).map((group): TaskNode => ({ kind: "group", ...group }));
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

  private async groups(entries?: readonly TaskEntry[]) {
    const { order, work } = this;
    const projects = await work.load();
    return groupsOf(sorted(entries ?? (await this.entries()), order.sort), order.group, projects);
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
    const tasks = await work.tasksOf(project.id).catch((error: unknown) => {
      work.noteFailure(error);
      return [];
    });
    const isGiven = tasks.some(({ assigneeId }) => assigneeId !== null);
    const members = isGiven ? (await work.members.get(project.id).catch(() => ({ items: [] }))).items : [];
    const names = new Map(members.map(({ userId, name }) => [userId, name]));
    return tasks.map((task) => {
      const assignee = names.get(task.assigneeId ?? "");
      const isNew = work.pending.isNew(task.id);
      return {
        task,
        project,
        ...(assignee !== undefined && { assignee }),
        isNew,
      };
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
    const isOffline = this.work.connection === "offline";
    this.view.description = [isOffline ? vscode.l10n.t("offline") : "", ...parts]
      .filter((part) => part !== "")
      .join(" · ");
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

function taskItem({ task, project, assignee, isNew = false }: TaskEntry): vscode.TreeItem {
  const item = new vscode.TreeItem(task.title);
  item.id = `task:${task.id}`;
  const due = task.dueOn === null ? "" : shortDay(task.dueOn);
  const about = [project.name, task.objectName ?? "", assignee ?? ""].filter((part) => part !== "");
  item.description = [due, ...about].filter((part) => part !== "").join(" · ");
  const label = [task.title, statusLabel(task.status), priorityLabel(task.priority), dueOf(task), ...about];
  item.accessibilityInformation = { label: label.filter((part) => part !== "").join(", ") };
  if (isNew) {
    item.iconPath = new vscode.ThemeIcon("sync~spin");
    item.contextValue = "task.new";
    return item;
  }
  const mayChange = project.role !== "viewer";
  const icon = isLate(task)
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
  item.command = {
    command: "dbscst.openTask",
    title: vscode.l10n.t("Open"),
    arguments: [{ kind: "task", task, project }],
  };
  return item;
}

function taskTooltip({ task, assignee }: TaskEntry): vscode.MarkdownString {
  return markdown(
    `**${plain(task.title)}**`,
    task.description,
    plain(
      [statusLabel(task.status), priorityLabel(task.priority), dueOf(task), assignee ?? ""]
        .filter((part) => part !== "")
        .join(" · "),
    ),
  );
}

function isLate({ dueOn, status }: TaskEntry["task"]): boolean {
  return dueOn !== null && status !== "done" && dueOn < today();
}

function dueOf(task: TaskEntry["task"]): string {
  if (task.dueOn === null) return "";
  return isLate(task)
    ? vscode.l10n.t("overdue since {0}", day(task.dueOn))
    : vscode.l10n.t("due {0}", day(task.dueOn));
}

function idOf(node: unknown): unknown {
  const task = typeof node === "object" && node !== null && "task" in node ? node.task : undefined;
  return typeof task === "object" && task !== null && "id" in task ? task.id : undefined;
}
