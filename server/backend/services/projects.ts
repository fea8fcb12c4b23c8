import type { Caller, Context } from "../context";
import type { Transaction } from "../database/database";
import { notFound } from "../errors";
import type { Project } from "../model";
import { putEvent } from "../repositories/events";
import { insertMember } from "../repositories/members";
import type { Page } from "../repositories/pages";
import * as projects from "../repositories/projects";
import { uuidV7 } from "../uuid";
import { assertRight } from "./access";
import { assertCurrent, type Precondition } from "./preconditions";

/** The JSON text of a page. */
export async function listProjects(context: Context, caller: Caller, page: Page): Promise<string> {
  return (await context.database.readJson(caller.actor, projects.projectsQuery(caller.userId, page))) ?? "";
}

export async function createProject(
  tx: Transaction,
  caller: Caller,
  input: { name: string; description: string },
): Promise<Project> {
  const id = uuidV7();
  await projects.insertProject(tx, { id, ...input, createdBy: caller.userId });
  await insertMember(tx, { projectId: id, userId: caller.userId, role: "owner" });
  await putEvent(tx, {
    type: "project.created",
    projectId: id,
    objectId: id,
    userId: caller.userId,
    actorId: caller.userId,
  });
  return existing(await projects.findProject(tx, id, caller.userId));
}

export async function getProject(context: Context, caller: Caller, id: string): Promise<Project> {
  return context.database.transaction(caller.actor, async (tx) =>
    existing(await projects.findProject(tx, id, caller.userId)),
  );
}

export async function updateProject(
  context: Context,
  caller: Caller,
  id: string,
  changes: { name?: string; description?: string },
  precondition: Precondition,
): Promise<Project> {
  return context.database.transaction(caller.actor, async (tx) => {
    await assertRight(tx, id, caller.userId, "manage");
    await projects.lockProject(tx, id);
    assertCurrent(precondition, existing(await projects.findProject(tx, id, caller.userId)));
    await projects.updateProject(tx, id, changes);
    await putEvent(tx, { type: "project.updated", projectId: id, objectId: id, actorId: caller.userId });
    return existing(await projects.findProject(tx, id, caller.userId));
  });
}

export async function deleteProject(
  context: Context,
  caller: Caller,
  id: string,
  precondition: Precondition,
): Promise<void> {
  await context.database.transaction(caller.actor, async (tx) => {
    await assertRight(tx, id, caller.userId, "own");
    await projects.lockProject(tx, id);
    assertCurrent(precondition, existing(await projects.findProject(tx, id, caller.userId)));
    await putEvent(tx, { type: "project.deleted", projectId: id, objectId: id, actorId: caller.userId });
    await projects.deleteProject(tx, id);
  });
}

function existing(project: Project | undefined): Project {
  if (!project) throw notFound("project");
  return project;
}
