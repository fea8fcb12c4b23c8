import * as vscode from "vscode";
import type { Project, Task } from "../api/client";
import { today } from "./labels";
import { dropped, shifted, type Placement } from "./arrange-tasks";
import { taskNode, type TaskEntry, type TaskNode } from "./nodes";
import type { TaskChanges } from "./pending-tasks";
import { moreItem } from "./projects-view";
import { groupsOf, sorted, sortingLabel, type FilledGroup, type TaskOrder } from "./task-groups";
import { groupItem, taskItem, taskTooltip } from "./task-items";
import { idsIn, taskDragType } from "./task-drag";
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

/** The view of tasks, of all projects: by status, the most pressing first, with boxes to check them off. */
export class TasksView
  implements vscode.TreeDataProvider<TaskNode>, vscode.TreeDragAndDropController<TaskNode>, vscode.Disposable
{
  private readonly changed = new vscode.EventEmitter<TaskNode | undefined>();
  private readonly view: vscode.TreeView<TaskNode>;
  private readonly disposables: vscode.Disposable[];
  private isWhole = false;
  private filling: NodeJS.Timeout | undefined;
  /** The state that is on the screen; undefined where it is about to be drawn. */
  private shown: string | undefined;
  private chosen: readonly TaskNode[] = [];
  readonly onDidChangeTreeData = this.changed.event;
  readonly dragMimeTypes = [taskDragType];
  readonly dropMimeTypes = [taskDragType];

  constructor(
    private readonly work: Work,
    private readonly state: vscode.Memento,
    /** Changes a task, and says what is to be said when that fails. */
    private readonly change: (entry: TaskEntry, changes: TaskChanges) => Promise<Task>,
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
      work.onDidChange(() => void this.refresh()),
      work.onDidChangeConnection(() => {
        this.showFilter();
        // Without the projects there is nothing to be shown here; the other view says why.
        if (work.connection !== "ready") this.redraw();
      }),
      this.view.onDidChangeSelection(({ selection }) => (this.chosen = selection)),
      this.view.onDidChangeCheckboxState(({ items }) => {
        for (const [node, checked] of items) {
          if (node.kind !== "task") continue;
          const isDone = checked === vscode.TreeItemCheckboxState.Checked;
          void this.check(node, isDone ? "done" : "todo");
        }
      }),
    ];
    this.showFilter();
    this.showOrder();
  }

  dispose(): void {
    clearTimeout(this.filling);
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** The tasks that a command is about: those of a menu, or the chosen ones when a key was pressed. */
  taken(argument: unknown, selection: unknown): readonly TaskEntry[] {
    // While it is drawn anew the editor knows of no selection.
    const shown = this.view.selection.length > 0 ? this.view.selection : this.chosen;
    const chosen: readonly unknown[] =
      argument === "selection" ? shown : Array.isArray(selection) ? selection : [];
    const nodes = chosen.length > 0 ? chosen : [argument];
    return nodes.flatMap((node) => taskNode(node) ?? []).filter(({ isNew }) => isNew !== true);
  }

  get filter(): TaskFilter {
    return this.state.get<TaskFilter>(filterKey, {});
  }

  async setFilter(filter: TaskFilter): Promise<void> {
    await this.state.update(filterKey, filter);
    this.showFilter();
    this.redraw();
  }

  get order(): TaskOrder {
    return this.state.get<TaskOrder>(orderKey, { group: "status", sort: "urgency" });
  }

  async setOrder(order: TaskOrder): Promise<void> {
    await this.state.update(orderKey, order);
    this.showOrder();
    this.redraw();
  }

  /** Moves tasks up or down by one in the order that people make by hand. */
  async shift(moved: readonly TaskEntry[], by: "up" | "down"): Promise<void> {
    const ids = new Set(moved.map(({ task }) => task.id));
    const groups = await this.groups();
    const moves = groups.flatMap(({ entries }) => {
      const own = entries.filter(({ task }) => ids.has(task.id));
      return own.length === 0 ? [] : shifted(entries, own, by);
    });
    await this.place(moves);
  }

  async getChildren(node?: TaskNode): Promise<TaskNode[]> {
    if (node?.kind === "group")
      return this.firstOf(node.entries).map((entry) => ({ kind: "task", ...entry }));
    return node ? [] : this.roots();
  }

  /** What the person sees is the box as they have set it, until it is drawn anew. */
  private async check(entry: TaskEntry, status: Task["status"]): Promise<void> {
    const isAsSet = await this.change(entry, { status }).then(
      (task) => task.status === status,
      () => false,
    );
    if (!isAsSet) this.redraw();
  }

  /** As many as are in view at first, so that the view is there at once; all of them a moment later. */
  private firstOf(entries: readonly TaskEntry[]): readonly TaskEntry[] {
    if (this.isWhole || entries.length <= firstEntries) return entries;
    this.filling ??= setTimeout(() => {
      this.isWhole = true;
      this.redraw();
    }, fillMs);
    return entries.slice(0, firstEntries);
  }

  getTreeItem(node: TaskNode): vscode.TreeItem {
    if (node.kind === "more") return moreItem(node);
    return node.kind === "group" ? groupItem(node) : taskItem(node);
  }

  resolveTreeItem(item: vscode.TreeItem, node: TaskNode): vscode.TreeItem {
    if (node.kind === "task") item.tooltip = taskTooltip(node);
    return item;
  }

  handleDrag(nodes: readonly TaskNode[], data: vscode.DataTransfer): void {
    const ids = nodes.flatMap((node) => (node.kind === "task" && node.isNew !== true ? [node.task.id] : []));
    if (ids.length > 0) data.set(taskDragType, new vscode.DataTransferItem(JSON.stringify(ids)));
  }

  async handleDrop(target: TaskNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const dragged = await idsIn(data, taskDragType);
    if (!target || target.kind === "more" || dragged.length === 0) return;
    const groups = await this.groups();
    const group = groups.find(({ id, entries }) =>
      target.kind === "group" ? id === target.id : entries.some(({ task }) => task.id === target.task.id),
    );
    if (!group) return;
    const moved = groups
      .flatMap(({ entries }) => entries)
      .filter((entry) => dragged.includes(entry.task.id))
      // Only some groups can be entered.
      .filter((entry) => group.changes !== undefined || group.entries.includes(entry));
    const onto = target.kind === "task" ? target : undefined;
    const isSorted = this.order.sort !== "manual";
    if (isSorted && onto && moved.every((entry) => group.entries.includes(entry))) {
      if (moved.length > 0 && !moved.some(({ task }) => task.id === onto.task.id))
        await this.offerManualOrder(group, moved, onto);
      return;
    }
    await this.place(isSorted ? [] : dropped(group.entries, moved, onto), { entries: moved, group });
  }

  /** Dropping a task among its own kind means an order that the list does not show. */
  private async offerManualOrder(
    group: FilledGroup,
    moved: readonly TaskEntry[],
    target: TaskEntry,
  ): Promise<void> {
    const manual = sortingLabel("manual");
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        "The tasks are sorted: {0}. To arrange them yourself, choose the manual order.",
        sortingLabel(this.order.sort).toLowerCase(),
      ),
      manual,
    );
    if (answer !== manual) return;
    await this.setOrder({ ...this.order, sort: "manual" });
    const groups = await this.groups();
    const entries = groups.find(({ id }) => id === group.id)?.entries ?? [];
    await this.place(dropped(entries, moved, target));
  }

  /** Puts tasks where they belong, and makes of those that enter a group what it has in common. */
  private async place(
    placements: readonly Placement[],
    entering?: { readonly entries: readonly TaskEntry[]; readonly group: FilledGroup },
  ): Promise<void> {
    const changes = new Map<TaskEntry, TaskChanges>();
    for (const { entry, position } of placements) changes.set(entry, { position });
    for (const entry of entering?.entries ?? []) {
      if (entering?.group.entries.includes(entry) === true) continue;
      changes.set(entry, { ...entering?.group.changes, ...changes.get(entry) });
    }
    await Promise.all([...changes].map(([entry, change]) => this.change(entry, change)));
  }

  private async roots(): Promise<TaskNode[]> {
    const entries = await this.entries();
    const { work } = this;
    this.shown = this.stateOf(entries);
    const me = (await work.accounts.current())?.userId;
    const mine = entries.filter(({ task }) => task.assigneeId === me && task.status !== "done").length;
    this.view.badge =
      mine === 0 ? undefined : { value: mine, tooltip: vscode.l10n.t("{0} open tasks of yours", mine) };
    this.showLoaded();
    if (entries.length === 0) return [];
    const groups = (await this.groups(entries)).map((group): TaskNode => ({ kind: "group", ...group }));
    const unfinished = (await work.load()).filter(
      ({ id }) => (work.tasks.peek(id)?.nextCursor ?? null) !== null,
    );
    for (const { id } of unfinished) void work.loadAllTasks(id);
    if (unfinished.length === 0) return groups;
    const load = async () => {
      await Promise.all(unfinished.map(({ id }) => work.tasks.more(id)));
      work.show("tasks");
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

  /** Draws anew only for what is new: a tree that draws itself swallows keys and clicks. */
  private async refresh(): Promise<void> {
    if (!this.view.visible || this.shown === undefined) {
      this.redraw();
      return;
    }
    if (this.stateOf(await this.entries()) !== this.shown) this.redraw();
  }

  private redraw(): void {
    this.shown = undefined;
    this.changed.fire(undefined);
  }

  /** Equal for as long as nothing of what is drawn changes. */
  private stateOf(entries: readonly TaskEntry[]): string {
    const { work } = this;
    const isWhole = work.projects
      .peek("all")
      ?.items.map(({ id }) => (work.tasks.peek(id)?.nextCursor ?? null) === null);
    return JSON.stringify([
      work.connection,
      isWhole,
      today(),
      entries.map(({ task, project, assignee, isNew }) => [
        task,
        project.name,
        project.role,
        assignee,
        isNew,
      ]),
    ]);
  }

  private showOrder(): void {
    const isManual = this.order.sort === "manual";
    void vscode.commands.executeCommand("setContext", "dbscst.tasksInManualOrder", isManual);
  }

  /** Whether an empty view means that there are no tasks: all lists that it is made of came once. */
  private showLoaded(): void {
    const { work, filter } = this;
    const projects = (work.projects.peek("all")?.items ?? []).filter(
      ({ id }) => filter.projectId === undefined || filter.projectId === id,
    );
    const isLoaded = projects.length > 0 && projects.every(({ id }) => work.tasks.peek(id) !== undefined);
    void vscode.commands.executeCommand("setContext", "dbscst.tasksLoaded", isLoaded);
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
