import * as vscode from "vscode";
import { SignedOut } from "../api/failure";
import { describe } from "../api/words";
import { roleDetail, roleLabel, dialectLabel, ago, plain, when } from "./labels";
import type { Page } from "./lists";
import { projectNodes, type ProjectNode, type ProjectNodeOf, type WayOut } from "./nodes";
import type { Connection, Work } from "./work";
import { versionUri } from "./version-documents";

/** The view of projects: invitations first, then each project with its schemas and members. */
export class ProjectsView implements vscode.TreeDataProvider<ProjectNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ProjectNode | undefined>();
  private readonly view: vscode.TreeView<ProjectNode>;
  private readonly disposables: vscode.Disposable[];
  private shownConnection: Connection | undefined;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly work: Work,
    dragAndDropController: vscode.TreeDragAndDropController<ProjectNode>,
  ) {
    this.view = vscode.window.createTreeView("dbscst.projects", {
      treeDataProvider: this,
      dragAndDropController,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.disposables = [
      this.changed,
      this.view,
      work.onDidChange((extent) => {
        // No task is shown here, and a tree that draws itself swallows keys and clicks.
        if (extent !== "tasks") this.changed.fire(undefined);
      }),
      work.onDidChangeConnection(() => this.showConnection()),
    ];
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** What a command is about: what it was run on, all that is chosen with it, or what is chosen when a key was pressed. */
  taken<K extends ProjectNode["kind"]>(
    argument: unknown,
    selection: unknown,
    kind: K,
  ): readonly ProjectNodeOf<K>[] {
    return projectNodes(argument, argument === "selection" ? this.view.selection : selection, kind);
  }

  async getChildren(node?: ProjectNode): Promise<ProjectNode[]> {
    try {
      return await this.childrenOf(node);
    } catch (error) {
      this.work.noteFailure(error);
      if (error instanceof SignedOut) return [];
      return [{ kind: "unavailable", of: node === undefined ? "" : idOf(node), reason: describe(error) }];
    }
  }

  private async childrenOf(node?: ProjectNode): Promise<ProjectNode[]> {
    const { work } = this;
    switch (node?.kind) {
      case undefined:
        return this.roots();
      case "project":
        return [
          { kind: "schemas", project: node.project },
          { kind: "members", project: node.project },
        ];
      case "schemas": {
        const { project } = node;
        const { items, nextCursor } = await work.schemas.get(project.id);
        const nodes = items
          .filter(({ id }) => !work.deleting.has(id))
          .map((schema): ProjectNode => ({ kind: "schema", project, schema }));
        return [...nodes, ...this.more(nextCursor, project.id, () => work.schemas.more(project.id))];
      }
      case "schema": {
        const { project, schema } = node;
        const { items, nextCursor } = await work.versions.get(schema.id);
        const nodes = items.map((version): ProjectNode => ({ kind: "version", project, schema, version }));
        return [...nodes, ...this.more(nextCursor, schema.id, () => work.versions.more(schema.id))];
      }
      case "members": {
        const { project } = node;
        const maySee = project.role === "owner" || project.role === "admin";
        const [members, invited] = await Promise.all([
          work.members.get(project.id),
          maySee ? work.invited.get(project.id) : { items: [] },
        ]);
        return [
          ...members.items.map((member): ProjectNode => ({ kind: "member", project, member })),
          ...invited.items
            .filter(({ status }) => status === "pending")
            .map((invitation): ProjectNode => ({ kind: "invited", project, invitation })),
        ];
      }
      default:
        return [];
    }
  }

  async getTreeItem(node: ProjectNode): Promise<vscode.TreeItem> {
    switch (node.kind) {
      case "invitation":
        return invitationItem(node.invitation);
      case "project":
        return projectItem(node.project);
      case "schemas":
        return this.groupItem(node, vscode.l10n.t("Schemas"), "database", this.work.schemas);
      case "members":
        return this.groupItem(node, vscode.l10n.t("Members"), "organization", this.work.members);
      case "schema":
        return schemaItem(node);
      case "version":
        return this.versionItem(node);
      case "member":
        return this.memberItem(node);
      case "invited":
        return invitedItem(node.invitation, node.project.role);
      case "unavailable":
        return unavailableItem(node);
      case "way":
        return wayItem(node.way);
      case "more":
        return moreItem(node);
    }
  }

  private async roots(): Promise<ProjectNode[]> {
    const { work } = this;
    const projects = await work.load();
    const hasProjects = work.connection !== "signedOut" && projects.length > 0;
    void vscode.commands.executeCommand("setContext", "dbscst.hasProjects", hasProjects);
    const invitations = work.connection === "ready" ? await work.ownInvitations().catch(() => []) : [];
    this.view.badge =
      invitations.length === 0
        ? undefined
        : { value: invitations.length, tooltip: vscode.l10n.t("{0} invitations", invitations.length) };
    const next = work.projects.peek("all")?.nextCursor ?? null;
    // A view that says why it is empty has no room for the buttons of a welcome.
    if (work.connection === "offline" && projects.length === 0) {
      const ways = work.accounts.backend.isLocal ? waysOut.filter((way) => way !== "address") : waysOut;
      return ways.map((way): ProjectNode => ({ kind: "way", way }));
    }
    return [
      ...invitations.map((invitation): ProjectNode => ({ kind: "invitation", invitation })),
      ...projects.map((project): ProjectNode => ({ kind: "project", project })),
      ...this.more(next, "projects", () => work.moreProjects()),
    ];
  }

  private more(nextCursor: string | null, of: string, load: () => Promise<void>): ProjectNode[] {
    return nextCursor === null ? [] : [{ kind: "more", of, load }];
  }

  private async versionItem({
    schema,
    version,
    project,
  }: Extract<ProjectNode, { kind: "version" }>): Promise<vscode.TreeItem> {
    const label = vscode.l10n.t("Version {0}", version.n);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
    const members = this.work.members.peek(project.id)?.items ?? [];
    const author = members.find(({ userId }) => userId === version.createdBy)?.name;
    const first = version.message.split("\n")[0] ?? "";
    item.id = `version:${schema.id}:${version.n}`;
    item.description = [first, ago(version.createdAt)].filter((part) => part !== "").join(" · ");
    item.iconPath = new vscode.ThemeIcon(version.n === schema.latestVersion ? "git-commit" : "history");
    item.contextValue = `version.${version.n === schema.latestVersion ? "latest" : "old"}.${project.role}`;
    item.tooltip = markdown(
      `**${plain(schema.name)}**, ${plain(label)}`,
      plain(version.message),
      [author === undefined ? "" : plain(author), plain(when(version.createdAt))].filter(Boolean).join(", "),
    );
    item.accessibilityInformation = { label: `${label}, ${item.description}` };
    item.command = {
      command: "vscode.open",
      title: vscode.l10n.t("Open"),
      arguments: [versionUri(schema, version.n), { preview: true }],
    };
    return Promise.resolve(item);
  }

  private async memberItem({
    member,
    project,
  }: Extract<ProjectNode, { kind: "member" }>): Promise<vscode.TreeItem> {
    const me = (await this.work.accounts.current())?.userId;
    const isMe = member.userId === me;
    const item = new vscode.TreeItem(member.name);
    item.id = `member:${project.id}:${member.userId}`;
    item.description = isMe ? vscode.l10n.t("{0} · you", roleLabel(member.role)) : roleLabel(member.role);
    item.iconPath = new vscode.ThemeIcon(isMe ? "account" : "person");
    item.contextValue = `member.${isMe ? "me" : "other"}.${member.role}.by-${project.role}`;
    item.tooltip = markdown(`**${plain(member.name)}**`, plain(member.email), plain(roleDetail(member.role)));
    item.accessibilityInformation = { label: `${member.name}, ${item.description}` };
    return item;
  }

  private async groupItem(
    { kind, project }: Extract<ProjectNode, { kind: "schemas" | "members" }>,
    label: string,
    icon: string,
    list: { get(key: string): Promise<Page<unknown>> },
  ): Promise<vscode.TreeItem> {
    const { Expanded, Collapsed, None } = vscode.TreeItemCollapsibleState;
    const page = await list.get(project.id).catch(() => undefined);
    const count = page?.items.length;
    const item = new vscode.TreeItem(label, count === 0 ? None : kind === "schemas" ? Expanded : Collapsed);
    // An empty group has another id: it opens when something comes in.
    item.id = `${kind}:${project.id}${count === 0 ? ":empty" : ""}`;
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = kind === "members" ? `members.${project.role}` : kind;
    if (count !== undefined) item.description = `${count}${typeof page?.nextCursor === "string" ? "+" : ""}`;
    item.accessibilityInformation = { label: vscode.l10n.t("{0} of {1}", label, project.name) };
    return item;
  }

  private showConnection(): void {
    const { connection, reason } = this.work;
    const hasOld = (this.work.projects.peek("all")?.items.length ?? 0) > 0;
    this.view.description = connection === "offline" ? vscode.l10n.t("offline") : "";
    const old = vscode.l10n.t("This is what was loaded before.");
    // An empty message takes no room.
    this.view.message = connection === "offline" ? (hasOld ? `${reason} ${old}` : reason) : "";
    const isOther = connection !== this.shownConnection;
    this.shownConnection = connection;
    if (isOther && !hasOld) this.changed.fire(undefined);
  }
}

function projectItem(project: Extract<ProjectNode, { kind: "project" }>["project"]): vscode.TreeItem {
  const item = new vscode.TreeItem(project.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `project:${project.id}`;
  item.iconPath = new vscode.ThemeIcon("project");
  item.description = project.role === "owner" ? "" : roleLabel(project.role);
  item.contextValue = `project.${project.role}`;
  item.tooltip = markdown(
    `**${plain(project.name)}**`,
    project.description,
    plain(vscode.l10n.t("Your role: {0}", roleLabel(project.role))),
  );
  item.accessibilityInformation = {
    label: vscode.l10n.t("Project {0}, your role: {1}", project.name, roleLabel(project.role)),
  };
  return item;
}

function schemaItem({ schema, project }: Extract<ProjectNode, { kind: "schema" }>): vscode.TreeItem {
  const item = new vscode.TreeItem(schema.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `schema:${schema.id}`;
  item.iconPath = new vscode.ThemeIcon("file-code");
  item.description = `v${schema.latestVersion} · ${dialectLabel(schema.dialect)}`;
  item.contextValue = `schema.${project.role}`;
  item.tooltip = markdown(
    `**${plain(schema.name)}**`,
    schema.description,
    plain(
      vscode.l10n.t(
        "{0}, {1} versions, changed {2}",
        dialectLabel(schema.dialect),
        schema.latestVersion,
        ago(schema.updatedAt),
      ),
    ),
  );
  item.accessibilityInformation = {
    label: vscode.l10n.t(
      "Schema {0}, version {1}, {2}",
      schema.name,
      schema.latestVersion,
      dialectLabel(schema.dialect),
    ),
  };
  return item;
}

function invitationItem(
  invitation: Extract<ProjectNode, { kind: "invitation" }>["invitation"],
): vscode.TreeItem {
  const item = new vscode.TreeItem(invitation.projectName);
  const by = invitation.invitedBy ?? vscode.l10n.t("somebody");
  item.id = `invitation:${invitation.id}`;
  item.iconPath = new vscode.ThemeIcon("mail", new vscode.ThemeColor("list.highlightForeground"));
  item.description = vscode.l10n.t("{0} invites you as {1}", by, roleLabel(invitation.role));
  item.contextValue = "invitation";
  item.tooltip = markdown(
    plain(
      vscode.l10n.t(
        "{0} invites you to the project {1} as {2}.",
        by,
        invitation.projectName,
        roleLabel(invitation.role),
      ),
    ),
    plain(vscode.l10n.t("The invitation ends {0}.", when(invitation.expiresAt))),
  );
  item.accessibilityInformation = {
    label: vscode.l10n.t("Invitation to project {0}: {1}", invitation.projectName, item.description),
  };
  return item;
}

function invitedItem(
  invitation: Extract<ProjectNode, { kind: "invited" }>["invitation"],
  role: string,
): vscode.TreeItem {
  const item = new vscode.TreeItem(invitation.email);
  item.id = `invited:${invitation.id}`;
  item.iconPath = new vscode.ThemeIcon("mail");
  item.description = vscode.l10n.t("invited as {0}", roleLabel(invitation.role));
  item.contextValue = `invited.${role}`;
  item.tooltip = vscode.l10n.t("Has not answered yet. The invitation ends {0}.", when(invitation.expiresAt));
  item.accessibilityInformation = { label: `${invitation.email}, ${item.description}` };
  return item;
}

/** Instead of what could not be loaded and was not loaded before. */
function unavailableItem(node: Extract<ProjectNode, { kind: "unavailable" }>): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t("Not loaded. Try again"));
  item.id = `unavailable:${node.of}`;
  item.iconPath = new vscode.ThemeIcon("debug-disconnect");
  item.tooltip = node.reason;
  item.command = { command: "dbscst.refreshProjects", title: vscode.l10n.t("Try Again") };
  item.accessibilityInformation = { label: `${vscode.l10n.t("Not loaded. Try again")}. ${node.reason}` };
  return item;
}

const waysOut: readonly WayOut[] = ["retry", "address", "output"];

function wayItem(way: WayOut): vscode.TreeItem {
  const {
    label,
    icon,
    command,
    arguments: given,
  } = {
    retry: { label: vscode.l10n.t("Try Again"), icon: "refresh", command: "dbscst.refreshProjects" },
    address: {
      label: vscode.l10n.t("Change the Address of the Server"),
      icon: "settings-gear",
      command: "workbench.action.openSettings",
      arguments: ["dbscst.backend.url"],
    },
    output: { label: vscode.l10n.t("Show the Output"), icon: "output", command: "dbscst.showOutput" },
  }[way];
  const item = new vscode.TreeItem(label);
  item.id = `way:${way}`;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.command = { command, title: label, arguments: given };
  return item;
}

function idOf(node: ProjectNode): string {
  const id = "schema" in node ? node.schema.id : "project" in node ? node.project.id : "";
  return `${node.kind}:${id}`;
}

/** The last entry of a list that goes on. */
export function moreItem(node: Extract<ProjectNode, { kind: "more" }>): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t("Show More…"));
  item.id = `more:${node.of}`;
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.command = { command: "dbscst.showMore", title: vscode.l10n.t("Show More"), arguments: [node] };
  return item;
}

/** A tooltip of paragraphs; empty ones are left out. */
export function markdown(...paragraphs: readonly string[]): vscode.MarkdownString {
  const text = paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
  return new vscode.MarkdownString(text.replaceAll("![", "!\\["));
}
