import type { Transaction } from "../database/database";
import { sql } from "../database/sql";
import type { Invitation, Role } from "../model";
import { pageQuery, type Page } from "./pages";

const invitationJson = sql`json_build_object(
  'id', i.id, 'projectId', i.project_id,
  'projectName', (SELECT name FROM invited_project(i.project_id)), 'email', i.email, 'role', i.role,
  'status', CASE WHEN i.status = 'pending' AND i.expires_at <= now() THEN 'revoked' ELSE i.status END,
  'invitedBy', (SELECT name FROM inviting_user(i.invited_by)),
  'createdAt', rfc3339(i.created_at), 'expiresAt', rfc3339(i.expires_at))`;

/** The open invitations of a project. */
export function projectInvitationsQuery(projectId: string, page: Page) {
  return pageQuery(
    invitationJson,
    sql`invitations i`,
    sql`i.project_id = ${projectId}::uuid AND i.status = 'pending'`,
    sql`i.id`,
    page,
  );
}

/** The open invitations to the caller's address. */
export function ownInvitationsQuery(page: Page) {
  return pageQuery(
    invitationJson,
    sql`invitations i`,
    sql`i.email = my_email() AND i.status = 'pending' AND i.expires_at > now()`,
    sql`i.id`,
    page,
  );
}

export async function findInvitation(tx: Transaction, id: string): Promise<Invitation | undefined> {
  const [row] = await tx.query<{ json: Invitation }>(
    sql`SELECT ${invitationJson} AS json FROM invitations i WHERE id = ${id}`,
  );
  return row?.json;
}

/** Locks an invitation to the caller's address. */
export async function lockOwnInvitation(tx: Transaction, id: string): Promise<Invitation | undefined> {
  await tx.query(sql`SELECT id FROM invitations WHERE id = ${id} AND email = my_email() FOR UPDATE`);
  const [row] = await tx.query<{ json: Invitation }>(
    sql`SELECT ${invitationJson} AS json FROM invitations i WHERE id = ${id} AND email = my_email()`,
  );
  return row?.json;
}

/** A second invitation to the same address takes the place of the first. */
export async function putInvitation(
  tx: Transaction,
  invitation: { id: string; projectId: string; email: string; role: Role; invitedBy: string },
): Promise<Invitation | undefined> {
  const [row] = await tx.query<{ id: string }>(sql`
    INSERT INTO invitations (id, project_id, email, role, invited_by, expires_at)
    VALUES (${invitation.id}, ${invitation.projectId}, ${invitation.email}, ${invitation.role},
      ${invitation.invitedBy}, now() + interval '14 days')
    ON CONFLICT (project_id, email) WHERE status = 'pending' DO UPDATE
      SET role = excluded.role, invited_by = excluded.invited_by, expires_at = excluded.expires_at
    RETURNING id`);
  return row && findInvitation(tx, row.id);
}

export async function setInvitationStatus(
  tx: Transaction,
  id: string,
  status: Invitation["status"],
): Promise<void> {
  await tx.query(sql`UPDATE invitations SET status = ${status} WHERE id = ${id}`);
}
