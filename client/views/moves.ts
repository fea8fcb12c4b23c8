import * as vscode from "vscode";
import { contentOf, ifMatch, type Project, type Schema } from "../api/client";
import { saying } from "../api/words";
import { changeTask } from "./change-task";
import { choose, makeProject } from "./choose";
import { roleLabel, short } from "./labels";
import type { TaskEntry } from "./nodes";
import { mayWrite, mustWrite } from "./rights";
import type { SchemaLinks } from "./schema-links";
import { withEach } from "./with-each";
import type { Work } from "./work";

/** Moves tasks to another project, shown at once, with a way back. Rejects where the role does not allow it. */
export async function moveTasks(work: Work, entries: readonly TaskEntry[], target: Project): Promise<void> {
  const moving = entries.filter(({ task }) => task.projectId !== target.id);
  for (const project of [...moving.map((entry) => entry.project), target]) mustWrite(project);
  const results = await Promise.all(
    moving.map(async (entry) => ({
      before: entry,
      after: await changeTask(work, entry, { projectId: target.id }),
    })),
  );
  const moved = results.filter(({ after }) => after.projectId === target.id);
  const [first] = moved;
  if (!first) return;
  const said =
    moved.length === 1
      ? vscode.l10n.t("The task “{0}” is in {1} now.", short(first.after.title), target.name)
      : vscode.l10n.t("{0} tasks are in {1} now.", moved.length, target.name);
  offerUndo(said, async () => {
    await Promise.all(
      moved.map(async ({ before: { task }, after }) => {
        const { projectId, schemaId, position, assigneeId } = task;
        const back = { projectId, schemaId, position, assigneeId };
        await changeTask(work, { task: after, project: target }, back);
      }),
    );
  });
}

/** A schema, and the project that it is in. */
export interface SchemaEntry {
  readonly schema: Schema;
  readonly project: Project;
}

/**
 * Moves schemas with their versions and the tasks about them to another project, with one way back for all. One
 * that is refused keeps no other.
 */
export async function moveSchemas(
  work: Work,
  links: SchemaLinks,
  entries: readonly SchemaEntry[],
  target: Project,
): Promise<void> {
  const moving = entries.filter(({ project }) => project.id !== target.id);
  for (const project of [...moving.map((entry) => entry.project), target]) mustWrite(project);
  const moveTo = async (present: Schema, { id: projectId }: Project) => {
    const params = { path: { id: present.id } };
    const moved = await contentOf(
      work.accounts.api.PATCH("/v1/schemas/{id}", { params, body: { projectId }, ...ifMatch(present) }),
    );
    await links.follow(present.id, projectId);
    work.putSchema(moved);
    return moved;
  };
  const moved: SchemaEntry[] = [];
  try {
    await withEach(
      moving,
      ({ schema }) => schema.name,
      vscode.l10n.t("Not moved"),
      async ({ schema, project }) => moved.push({ schema: await moveTo(schema, target), project }),
    );
  } finally {
    const [first] = moved;
    if (first) {
      work.refresh();
      const said =
        moved.length === 1
          ? vscode.l10n.t(
              "The schema “{0}” is in {1} now, with the tasks about it.",
              first.schema.name,
              target.name,
            )
          : vscode.l10n.t(
              "{0} schemas are in {1} now, with the tasks about them.",
              moved.length,
              target.name,
            );
      offerUndo(said, async () => {
        for (const { schema, project } of moved) await moveTo(schema, project);
        work.refresh();
      });
    }
  }
}

/** The project to move something to: another that may be written to, or a new one. Rejects with `Cancelled`. */
export async function chooseTarget(work: Work, title: string, from: readonly Project[]): Promise<Project> {
  from.forEach(mustWrite);
  const others = (await work.loadOrThrow()).filter(
    (project) => mayWrite(project) && from.some(({ id }) => id !== project.id),
  );
  const chosen = await choose<Project | undefined>(
    title,
    [
      ...others.map((project) => ({
        label: `$(project) ${project.name}`,
        description: project.role === "owner" ? "" : roleLabel(project.role),
        value: project,
      })),
      { label: `$(add) ${vscode.l10n.t("New Project…")}`, value: undefined },
    ],
    vscode.l10n.t("Where to?"),
  );
  return chosen ?? makeProject(work);
}

function offerUndo(said: string, undo: () => Promise<unknown>): void {
  const label = vscode.l10n.t("Undo");
  void vscode.window
    .showInformationMessage(said, label)
    .then((answer) => (answer === label ? saying(undo) : undefined));
}
