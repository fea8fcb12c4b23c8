import * as vscode from "vscode";
import { saying } from "../api/words";
import { moveSchemas, moveTasks } from "./moves";
import type { ProjectNode } from "./nodes";
import type { SchemaLinks } from "./schema-links";
import { idsIn, taskDragType } from "./task-drag";
import type { Work } from "./work";

const dragType = "application/vnd.code.tree.dbscst.projects";

/** What is dropped onto a project, or onto anything in it, moves there: schemas of this view, tasks of the other one. */
export class ProjectDrops implements vscode.TreeDragAndDropController<ProjectNode> {
  readonly dragMimeTypes = [dragType];
  readonly dropMimeTypes = [dragType, taskDragType];

  constructor(
    private readonly work: Work,
    private readonly links: SchemaLinks,
  ) {}

  handleDrag(nodes: readonly ProjectNode[], data: vscode.DataTransfer): void {
    const ids = nodes.flatMap((node) => (node.kind === "schema" ? [node.schema.id] : []));
    if (ids.length > 0) data.set(dragType, new vscode.DataTransferItem(JSON.stringify(ids)));
  }

  async handleDrop(target: ProjectNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const home = target && "project" in target ? target.project : undefined;
    if (!home) return;
    const [schemas, tasks] = [await idsIn(data, dragType), await idsIn(data, taskDragType)];
    await saying(async () => {
      if (schemas.length > 0) await moveSchemas(this.work, this.links, await this.schemas(schemas), home);
      if (tasks.length > 0) await moveTasks(this.work, await this.work.entries(tasks), home);
    });
  }

  private async schemas(ids: readonly string[]) {
    const projects = await this.work.loadOrThrow();
    const lists = await Promise.all(
      projects.map(async (project) => ({ project, page: await this.work.schemas.get(project.id) })),
    );
    return lists.flatMap(({ project, page }) =>
      page.items.filter(({ id }) => ids.includes(id)).map((schema) => ({ project, schema })),
    );
  }
}
