import type { Transaction } from "../database/database";
import { sql } from "../database/sql";
import type { Project } from "../model";
import { pageQuery, type Page } from "./pages";

const projectJson = sql`json_build_object(
  'id', p.id, 'name', p.name, 'description', p.description, 'role', m.role, 'version', p.version,
  'createdAt', rfc3339(p.created_at), 'updatedAt', rfc3339(p.updated_at))`;

/** The caller's projects, newest first. */
export function projectsQuery(userId: string, page: Page) {
  return pageQuery(
    projectJson,
    sql`members m JOIN projects p ON p.id = m.project_id`,
    sql`m.user_id = ${userId}::uuid`,
    sql`m.project_id`,
    page,
  );
}

export async function findProject(tx: Transaction, id: string, userId: string): Promise<Project | undefined> {
  const [row] = await tx.query<{ json: Project }>(sql`
    SELECT ${projectJson} AS json FROM projects p JOIN members m ON m.project_id = p.id
    WHERE p.id = ${id} AND m.user_id = ${userId}`);
  return row?.json;
}

/** Writers of a project's members take turns through this. Gives whether there is such a project. */
export async function lockProject(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.query(sql`SELECT id FROM projects WHERE id = ${id} FOR UPDATE`);
  return rows.length > 0;
}

export async function insertProject(
  tx: Transaction,
  project: { id: string; name: string; description: string; createdBy: string },
): Promise<void> {
  await tx.query(sql`
    INSERT INTO projects (id, name, description, created_by)
    VALUES (${project.id}, ${project.name}, ${project.description}, ${project.createdBy})`);
}

export async function updateProject(
  tx: Transaction,
  id: string,
  changes: { name?: string; description?: string },
): Promise<void> {
  await tx.query(sql`
    UPDATE projects SET name = coalesce(${changes.name ?? null}, name),
      description = coalesce(${changes.description ?? null}, description),
      version = version + 1, updated_at = now()
    WHERE id = ${id}`);
}

export async function deleteProject(tx: Transaction, id: string): Promise<void> {
  await tx.query(sql`DELETE FROM projects WHERE id = ${id}`);
}
