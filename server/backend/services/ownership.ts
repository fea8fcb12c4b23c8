import type { Transaction } from "../database/database";
import * as members from "../repositories/members";
import { deleteProject, lockProject } from "../repositories/projects";
import { putEvent } from "../repositories/events";

// A project always has exactly one owner; a unique index holds the "at most", this file the "at least".

/**
 * Takes a member out of a project. When it is the owner, the next in line becomes owner first; without anybody else
 * nothing is done and "alone" is given. The project must be locked.
 */
export async function removeMember(
  tx: Transaction,
  projectId: string,
  userId: string,
  actorId: string,
): Promise<"removed" | "alone"> {
  const role = await members.findRole(tx, projectId, userId);
  if (role === "owner") {
    const heir = await members.findHeir(tx, projectId, userId);
    if (heir === undefined) return "alone";
    await members.setRole(tx, projectId, userId, "admin");
    await members.setRole(tx, projectId, heir, "owner");
    await putEvent(tx, { type: "member.updated", projectId, objectId: heir, userId: heir, actorId });
  }
  await members.unassign(tx, projectId, userId);
  await putEvent(tx, { type: "member.removed", projectId, objectId: userId, userId, actorId });
  await members.deleteMember(tx, projectId, userId);
  return "removed";
}

/** Before an account goes: its projects go to the next in line, or go with it. */
export async function leaveAllProjects(tx: Transaction, userId: string): Promise<void> {
  for (const { projectId } of await members.listMemberships(tx, userId)) {
    if (!(await lockProject(tx, projectId))) continue;
    if ((await removeMember(tx, projectId, userId, userId)) === "alone") {
      await putEvent(tx, { type: "project.deleted", projectId, objectId: projectId, actorId: userId });
      await deleteProject(tx, projectId);
    }
  }
}
