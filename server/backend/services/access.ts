import type { Transaction } from "../database/database";
import { ApiError, notFound } from "../errors";
import { roles, type Role } from "../model";
import { findRole } from "../repositories/members";

// Who may do what is decided here and nowhere else; the policies in the database say the same once more.

/** What one does, and the least role that may. */
const leastRole = {
  read: "viewer",
  write: "editor",
  manage: "admin",
  own: "owner",
} as const satisfies Record<string, Role>;

export type Right = keyof typeof leastRole;

/** Whether `role` is at least `least`. */
function atLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(least);
}

/** Whether `role` stands above `other`: who manages, manages those below. */
export function isAbove(role: Role, other: Role): boolean {
  return roles.indexOf(role) < roles.indexOf(other);
}

/** Throws `not_found` for who is no member, `forbidden` for a member whose role is too low; gives the role. */
export async function assertRight(
  tx: Transaction,
  projectId: string,
  userId: string,
  right: Right,
): Promise<Role> {
  const role = await findRole(tx, projectId, userId);
  if (role === undefined) throw notFound("project");
  if (!atLeast(role, leastRole[right])) throw forbidden(role, leastRole[right]);
  return role;
}

export function forbidden(role: Role, least: Role): ApiError {
  return new ApiError(
    "forbidden",
    `You are ${role} of this project; this takes ${least}. Ask its owner for another role.`,
  );
}
