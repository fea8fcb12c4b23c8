import * as vscode from "vscode";
import { contentOf, pageOf, type Api, type Project, type Schema, type Task } from "../api/client";
import { Cancelled } from "../api/failure";
import { saying } from "../api/words";
import type { Command } from "./command";

/** Copies projects of the backend on this computer to the team's: schemas with their versions, tasks and comments. */
export const takeProjects: Command = {
  name: "takeProjects",
  run: ({ team: { accounts, backend, work } }) =>
    saying(async () => {
      if (backend.isLocal) {
        const open = vscode.l10n.t("Open Settings");
        const text = vscode.l10n.t("Set the address of your team's server first.");
        if ((await vscode.window.showInformationMessage(text, open)) === open)
          await vscode.commands.executeCommand("workbench.action.openSettings", "dbscst.backend.url");
        return;
      }
      const local = await accounts.localApi();
      if (!local) {
        const text = vscode.l10n.t(
          "Nobody is signed in to the backend of this computer, so there is nothing to take.",
        );
        void vscode.window.showInformationMessage(text);
        return;
      }
      await accounts.require();
      const projects = await all((cursor) => pageOf(local.GET("/v1/projects", { params: page(cursor) })));
      const chosen = await vscode.window.showQuickPick(
        projects.map((project) => ({ label: project.name, picked: true, project })),
        {
          title: vscode.l10n.t("Take projects along to {0}", backend.name),
          placeHolder: vscode.l10n.t("They are copied; those of this computer stay"),
          canPickMany: true,
          ignoreFocusOut: true,
        },
      );
      if (!chosen || chosen.length === 0) throw new Cancelled();
      await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t("Taking projects along"),
          cancellable: true,
        },
        async (progress, token) => {
          for (const { project } of chosen) {
            if (token.isCancellationRequested) break;
            progress.report({ message: project.name, increment: 100 / chosen.length });
            await copyProject(local, accounts.api, project);
          }
        },
      );
      work.refresh();
      void vscode.window.showInformationMessage(
        chosen.length === 1
          ? vscode.l10n.t("{0} is on {1} now.", chosen[0]?.label ?? "", backend.name)
          : vscode.l10n.t("{0} projects are on {1} now.", chosen.length, backend.name),
      );
    }),
};

async function copyProject(from: Api, to: Api, { id, name, description }: Project): Promise<void> {
  const project = await contentOf(to.POST("/v1/projects", { body: { name, description } }));
  const of = { path: { id } };
  const target = { path: { id: project.id } };
  const schemas = await all((cursor) =>
    pageOf(from.GET("/v1/projects/{id}/schemas", { params: { ...of, ...page(cursor) } })),
  );
  const ids = new Map<string, string>();
  // Lists are newest first; copies are made in the order of the originals.
  for (const schema of schemas.reverse()) {
    const copy = await copySchema(from, to, schema, project.id);
    if (copy !== undefined) ids.set(schema.id, copy);
  }
  const tasks = await all((cursor) =>
    pageOf(from.GET("/v1/projects/{id}/tasks", { params: { ...of, ...page(cursor) } })),
  );
  for (const task of tasks.reverse()) {
    const { title, description: more, status, priority, dueOn, objectName } = task;
    const schemaId = ids.get(task.schemaId ?? "") ?? null;
    const body = { title, description: more, status, priority, dueOn, objectName, schemaId };
    const made = await contentOf(to.POST("/v1/projects/{id}/tasks", { params: target, body }));
    await copyComments(from, to, task, made);
  }
}

async function copySchema(
  from: Api,
  to: Api,
  { id, name, description, dialect }: Schema,
  projectId: string,
): Promise<string | undefined> {
  const versions = await all((cursor) =>
    pageOf(from.GET("/v1/schemas/{id}/versions", { params: { path: { id }, ...page(cursor) } })),
  );
  let copy: string | undefined;
  for (const { n } of versions.sort((a, b) => a.n - b.n)) {
    const params = { path: { id, n } };
    const { sql, message } = await contentOf(from.GET("/v1/schemas/{id}/versions/{n}", { params }));
    if (copy === undefined) {
      const body = { name, description, dialect, sql, message };
      const schema = await contentOf(
        to.POST("/v1/projects/{id}/schemas", { params: { path: { id: projectId } }, body }),
      );
      copy = schema.id;
    } else {
      await to.POST("/v1/schemas/{id}/versions", { params: { path: { id: copy } }, body: { sql, message } });
    }
  }
  return copy;
}

async function copyComments(from: Api, to: Api, task: Task, made: Task): Promise<void> {
  const comments = await all((cursor) =>
    pageOf(from.GET("/v1/tasks/{id}/comments", { params: { path: { id: task.id }, ...page(cursor) } })),
  );
  for (const { body } of comments.sort((a, b) => a.createdAt.localeCompare(b.createdAt))) {
    await to.POST("/v1/tasks/{id}/comments", { params: { path: { id: made.id } }, body: { body } });
  }
}

function page(cursor: string | undefined) {
  return { query: { limit: 200, ...(cursor !== undefined && { cursor }) } };
}

/** Every page of a list. */
async function all<T>(
  load: (cursor: string | undefined) => Promise<{ items: readonly T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | undefined; ;) {
    const next = await load(cursor);
    items.push(...next.items);
    if (next.nextCursor === null) return items;
    cursor = next.nextCursor;
  }
}
