import type { Caller, Context } from "../context";
import { system, type Transaction } from "../database/database";
import { ApiError, notFound } from "../errors";
import type { Invitation, Member, Role } from "../model";
import { findUser } from "../repositories/accounts";
import { putEvent } from "../repositories/events";
import * as invitations from "../repositories/invitations";
import { putJob } from "../repositories/jobs";
import * as members from "../repositories/members";
import type { Page } from "../repositories/pages";
import { lockProject } from "../repositories/projects";
import { uuidV7 } from "../uuid";
import { assertRight, forbidden, isAbove } from "./access";
import { canonicalEmail } from "./accounts";
import { removeMember } from "./ownership";
import { takePoints } from "./rate-limits";

/** The JSON text of the list. */
export async function listMembers(context: Context, caller: Caller, projectId: string): Promise<string> {
  const json = await context.database.readJson(caller.actor, members.membersQuery(projectId));
  if (json === undefined) throw notFound("project");
  return json;
}

/** Before anything is written: invitations send mail, so their number is limited. */
export async function limitInvitations(context: Context, caller: Caller): Promise<void> {
  await takePoints(context, [{ name: "invite", of: caller.userId, limit: context.limits.invitationsOfUser }]);
}

/** Whether the address has an account makes no difference to what is answered. */
export async function invite(
  tx: Transaction,
  caller: Caller,
  projectId: string,
  request: { email: string; role: Exclude<Role, "owner"> },
): Promise<Invitation> {
  const mine = await assertRight(tx, projectId, caller.userId, "manage");
  if (!isAbove(mine, request.role)) throw forbidden(mine, "owner");
  const email = canonicalEmail(request.email);
  if (await members.isMemberByEmail(tx, projectId, email)) {
    throw new ApiError("conflict", "This person is a member already: change the role instead.");
  }
  const invitation = await invitations.putInvitation(tx, {
    id: uuidV7(),
    projectId,
    email,
    role: request.role,
    invitedBy: caller.userId,
  });
  if (!invitation) throw notFound("project");
  await putJob(tx, { kind: "invitation", invitationId: invitation.id });
  await putEvent(tx, {
    type: "invitation.created",
    projectId,
    objectId: invitation.id,
    actorId: caller.userId,
  });
  return invitation;
}

export async function listProjectInvitations(
  context: Context,
  caller: Caller,
  projectId: string,
  page: Page,
): Promise<string> {
  await context.database.transaction(caller.actor, async (tx) =>
    assertRight(tx, projectId, caller.userId, "manage"),
  );
  const query = invitations.projectInvitationsQuery(projectId, page);
  return (await context.database.readJson(caller.actor, query)) ?? "";
}

export async function revokeInvitation(
  context: Context,
  caller: Caller,
  projectId: string,
  invitationId: string,
): Promise<void> {
  await context.database.transaction(caller.actor, async (tx) => {
    const mine = await assertRight(tx, projectId, caller.userId, "manage");
    const invitation = await invitations.findInvitation(tx, invitationId);
    if (invitation?.projectId !== projectId || invitation.status !== "pending") throw notFound("invitation");
    if (!isAbove(mine, invitation.role)) throw forbidden(mine, "owner");
    await invitations.setInvitationStatus(tx, invitationId, "revoked");
    await putEvent(tx, {
      type: "invitation.updated",
      projectId,
      objectId: invitationId,
      actorId: caller.userId,
    });
  });
}

/** Those to the caller's address. */
export async function listOwnInvitations(context: Context, caller: Caller, page: Page): Promise<string> {
  return (await context.database.readJson(caller.actor, invitations.ownInvitationsQuery(page))) ?? "";
}

export async function answerInvitation(
  tx: Transaction,
  context: Context,
  caller: Caller,
  id: string,
  status: "accepted" | "declined",
): Promise<Invitation> {
  const me = await findUser(tx, caller.userId);
  // Only an address that was proven is an invitation's.
  if (me?.emailVerified !== true && context.settings.requireEmailVerification) throw notFound("invitation");
  const invitation = await invitations.lockOwnInvitation(tx, id);
  if (invitation?.status !== "pending") throw notFound("invitation");
  const { projectId, role } = invitation;
  if (status === "accepted") {
    const already = await members.findRole(tx, projectId, caller.userId);
    if (already === undefined) {
      await members.insertMember(tx, { projectId, userId: caller.userId, role });
    }
    await putEvent(tx, {
      type: "member.added",
      projectId,
      objectId: caller.userId,
      userId: caller.userId,
      actorId: caller.userId,
    });
  }
  await invitations.setInvitationStatus(tx, id, status);
  return { ...invitation, status };
}

/**
 * Admins set the roles of those below them, to roles below their own. Only the owner hands the project over: the
 * former owner is admin then.
 */
export async function changeRole(
  context: Context,
  caller: Caller,
  projectId: string,
  userId: string,
  role: Role,
): Promise<Member> {
  return context.database.transaction(caller.actor, async (tx) => {
    await assertRight(tx, projectId, caller.userId, "manage");
    await lockProject(tx, projectId);
    // Once more under the lock: the roles may have changed meanwhile.
    const mine = await assertRight(tx, projectId, caller.userId, "manage");
    const theirs = await members.findRole(tx, projectId, userId);
    if (theirs === undefined) throw notFound("member");
    if (role === "owner") {
      if (mine !== "owner") throw forbidden(mine, "owner");
      if (theirs !== "owner") {
        await members.setRole(tx, projectId, caller.userId, "admin");
        await members.setRole(tx, projectId, userId, "owner");
      }
    } else if (theirs === "owner") {
      if (mine !== "owner") throw forbidden(mine, "owner");
      throw new ApiError("conflict", "A project needs an owner: make another member owner instead.");
    } else {
      if (!isAbove(mine, theirs) || !isAbove(mine, role)) throw forbidden(mine, "owner");
      await members.setRole(tx, projectId, userId, role);
    }
    await putEvent(tx, {
      type: "member.updated",
      projectId,
      objectId: userId,
      userId,
      actorId: caller.userId,
    });
    const member = await members.findMember(tx, projectId, userId);
    if (!member) throw notFound("member");
    return member;
  });
}

/** Anybody may leave; admins take out those below them. An owner who leaves is followed by the next in line. */
export async function removeFromProject(
  context: Context,
  caller: Caller,
  projectId: string,
  userId: string,
): Promise<void> {
  await context.database.transaction(caller.actor, async (tx) => {
    const mine = await assertRight(tx, projectId, caller.userId, "read");
    if (userId === caller.userId) return;
    const theirs = await members.findRole(tx, projectId, userId);
    if (theirs === undefined) throw notFound("member");
    if (mine !== "owner" && mine !== "admin") throw forbidden(mine, "admin");
    if (!isAbove(mine, theirs)) throw forbidden(mine, "owner");
  });
  // As the system: who leaves may not lock the project or choose a successor otherwise.
  await context.database.transaction(system, async (tx) => {
    if (!(await lockProject(tx, projectId))) throw notFound("project");
    const mine = await members.findRole(tx, projectId, caller.userId);
    const theirs = await members.findRole(tx, projectId, userId);
    if (mine === undefined || theirs === undefined) throw notFound("member");
    if (userId !== caller.userId && !(isAbove(mine, theirs) && isAbove(mine, "editor"))) {
      throw forbidden(mine, "owner");
    }
    if ((await removeMember(tx, projectId, userId, caller.userId)) === "alone") {
      throw new ApiError("conflict", "You are its only member: delete the project instead.");
    }
  });
}
