import type { Transaction } from "../database/database";
import { sql } from "../database/sql";
import type { Member, Role } from "../model";

const memberJson = sql`json_build_object(
  'userId', m.user_id, 'email', u.email, 'name', u.name, 'role', m.role, 'joinedAt', rfc3339(m.created_at))`;

/** The members of a project, oldest first, as the JSON text of a list. */
export function membersQuery(projectId: string) {
  return sql`
    SELECT json_build_object('nextCursor', NULL, 'items',
      coalesce(json_agg(${memberJson} ORDER BY m.role DESC, m.created_at, m.user_id), '[]'))
    FROM members m JOIN users u ON u.id = m.user_id
    WHERE m.project_id = ${projectId}::uuid
    HAVING bool_or(m.user_id = current_user_id())`;
}

export async function findMember(
  tx: Transaction,
  projectId: string,
  userId: string,
): Promise<Member | undefined> {
  const [row] = await tx.query<{ json: Member }>(sql`
    SELECT ${memberJson} AS json FROM members m JOIN users u ON u.id = m.user_id
    WHERE m.project_id = ${projectId} AND m.user_id = ${userId}`);
  return row?.json;
}

/** The role that one has in a project; the row stays locked against a change until the end. */
export async function findRole(
  tx: Transaction,
  projectId: string,
  userId: string,
): Promise<Role | undefined> {
  const [row] = await tx.query<{ role: Role }>(sql`
    SELECT role FROM members WHERE project_id = ${projectId} AND user_id = ${userId}`);
  return row?.role;
}

/** Nothing is asked back: the policy that lets one see a member does not see the new row in its own statement. */
export async function insertMember(
  tx: Transaction,
  member: { projectId: string; userId: string; role: Role },
): Promise<void> {
  await tx.query(sql`
    INSERT INTO members (project_id, user_id, role)
    VALUES (${member.projectId}, ${member.userId}, ${member.role})`);
}

export async function setRole(tx: Transaction, projectId: string, userId: string, role: Role): Promise<void> {
  await tx.query(
    sql`UPDATE members SET role = ${role} WHERE project_id = ${projectId} AND user_id = ${userId}`,
  );
}

/** Their tasks stay, without an assignee. */
export async function deleteMember(tx: Transaction, projectId: string, userId: string): Promise<void> {
  await tx.query(sql`DELETE FROM members WHERE project_id = ${projectId} AND user_id = ${userId}`);
}

export async function unassign(tx: Transaction, projectId: string, userId: string): Promise<void> {
  await tx.query(sql`
    UPDATE tasks SET assignee_id = NULL, version = version + 1, updated_at = now()
    WHERE project_id = ${projectId} AND assignee_id = ${userId}`);
}

/** Who becomes the owner when the owner goes: the highest role, of these the oldest member. */
export async function findHeir(
  tx: Transaction,
  projectId: string,
  leaving: string,
): Promise<string | undefined> {
  const [row] = await tx.query<{ userId: string }>(sql`
    SELECT user_id AS "userId" FROM members
    WHERE project_id = ${projectId} AND user_id <> ${leaving}
    ORDER BY role DESC, created_at, user_id LIMIT 1`);
  return row?.userId;
}

export async function listMemberships(
  tx: Transaction,
  userId: string,
): Promise<{ projectId: string; role: Role }[]> {
  return tx.query<{ projectId: string; role: Role }>(sql`
    SELECT project_id AS "projectId", role FROM members WHERE user_id = ${userId} ORDER BY project_id`);
}

export async function isMemberByEmail(tx: Transaction, projectId: string, email: string): Promise<boolean> {
  const rows = await tx.query(sql`
    SELECT m.user_id FROM members m JOIN users u ON u.id = m.user_id
    WHERE m.project_id = ${projectId} AND u.email = ${email}`);
  return rows.length > 0;
}
