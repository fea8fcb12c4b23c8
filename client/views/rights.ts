import * as vscode from "vscode";
import type { Member, Project } from "../api/client";
import { Refused } from "../api/failure";
import { roleLabel } from "./labels";

type Role = Project["role"];

/** From the highest to the lowest. */
const roles: readonly Role[] = ["owner", "admin", "editor", "viewer"];

/** Whether the role lets one change tasks and schemas. */
export function mayWrite({ role }: Pick<Project, "role">): boolean {
  return role !== "viewer";
}

export function mayManage({ role }: Pick<Project, "role">): boolean {
  return role === "owner" || role === "admin";
}

/** The roles that may be given to all of these members, each of a project of the person's own. */
export function rolesFor(
  members: readonly { readonly project: Pick<Project, "role">; readonly member: Pick<Member, "role"> }[],
): readonly Role[] {
  const [only] = members;
  return roles
    .filter((role) => {
      // A project has one owner, and only the owner says who it is.
      if (role === "owner") return members.length === 1 && only?.project.role === "owner";
      return members.every(({ project }) => isAbove(project.role, role));
    })
    .filter((role) => members.some(({ member }) => member.role !== role));
}

/** Whether one may change or remove a member: whoever manages, manages those below. */
export function mayChange(
  {
    project,
    member,
  }: { readonly project: Pick<Project, "role">; readonly member: Pick<Member, "role" | "userId"> },
  me: string,
): boolean {
  return member.userId !== me && mayManage(project) && isAbove(project.role, member.role);
}

function isAbove(role: Role, other: Role): boolean {
  return roles.indexOf(role) < roles.indexOf(other);
}

/** Throws what is said where the role lets one read only. */
export function mustWrite({ role, name }: Pick<Project, "role" | "name">): void {
  if (mayWrite({ role })) return;
  throw new Refused(vscode.l10n.t("You are {0} of {1} and may read it.", roleLabel(role), name));
}
