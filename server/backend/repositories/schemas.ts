import type { Transaction } from "../database/database";
import { sql } from "../database/sql";
import type { SchemaRow, SchemaVersion } from "../model";
import { pageQuery, type Page } from "./pages";

const schemaJson = sql`json_build_object(
  'id', s.id, 'projectId', s.project_id, 'name', s.name, 'description', s.description, 'dialect', s.dialect,
  'latestVersion', s.latest_version, 'version', s.version, 'createdBy', s.created_by,
  'createdAt', rfc3339(s.created_at), 'updatedAt', rfc3339(s.updated_at))`;

/** A page of a project's schemas; NULL for who is no member. */
export function schemasQuery(projectId: string, page: Page) {
  const list = pageQuery(schemaJson, sql`schemas s`, sql`s.project_id = ${projectId}::uuid`, sql`s.id`, page);
  return sql`
    SELECT (${list}) FROM members
    WHERE project_id = ${projectId}::uuid AND user_id = current_user_id()`;
}

export async function findSchema(tx: Transaction, id: string): Promise<SchemaRow | undefined> {
  const [row] = await tx.query<{ json: SchemaRow }>(
    sql`SELECT ${schemaJson} AS json FROM schemas s WHERE s.id = ${id}`,
  );
  return row?.json;
}

/** Locked until the end, so that versions get their numbers one after the other. */
export async function lockSchema(tx: Transaction, id: string): Promise<SchemaRow | undefined> {
  const [row] = await tx.query<{ json: SchemaRow }>(
    sql`SELECT ${schemaJson} AS json FROM schemas s WHERE s.id = ${id} FOR UPDATE`,
  );
  return row?.json;
}

export async function insertSchema(
  tx: Transaction,
  schema: Pick<SchemaRow, "id" | "projectId" | "name" | "description" | "dialect"> & { createdBy: string },
): Promise<void> {
  await tx.query(sql`
    INSERT INTO schemas (id, project_id, name, description, dialect, created_by)
    VALUES (${schema.id}, ${schema.projectId}, ${schema.name}, ${schema.description}, ${schema.dialect},
      ${schema.createdBy})`);
}

export async function updateSchema(
  tx: Transaction,
  id: string,
  changes: Partial<Pick<SchemaRow, "name" | "description" | "dialect">>,
): Promise<void> {
  await tx.query(sql`
    UPDATE schemas SET name = coalesce(${changes.name ?? null}, name),
      description = coalesce(${changes.description ?? null}, description),
      dialect = coalesce(${changes.dialect ?? null}, dialect), version = version + 1, updated_at = now()
    WHERE id = ${id}`);
}

/** A text that is there already is locked, and not written: nobody takes it away as unused before its new version is. */
const heldText = sql`ON CONFLICT (project_id, hash) DO UPDATE SET project_id = excluded.project_id WHERE false`;

/** Puts a schema with all its versions into another project; the texts that this leaves unused go by a trigger. */
export async function moveSchema(tx: Transaction, id: string, projectId: string): Promise<void> {
  await tx.query(sql`
    INSERT INTO schema_texts (project_id, hash, sql)
    SELECT DISTINCT ON (x.hash) ${projectId}::uuid, x.hash, x.sql
    FROM schema_versions v JOIN schema_texts x ON x.project_id = v.project_id AND x.hash = v.hash
    WHERE v.schema_id = ${id}
    ${heldText}`);
  await tx.query(sql`UPDATE schema_versions SET project_id = ${projectId}::uuid WHERE schema_id = ${id}`);
  await tx.query(sql`UPDATE schemas SET project_id = ${projectId}::uuid WHERE id = ${id}`);
}

export async function deleteSchema(tx: Transaction, id: string): Promise<void> {
  await tx.query(sql`DELETE FROM schemas WHERE id = ${id}`);
}

const summary = (hash = sql`v.hash`) => sql`
  'schemaId', v.schema_id, 'n', v.n, 'hash', ${hash}, 'message', v.message, 'createdBy', v.created_by,
  'createdAt', rfc3339(v.created_at)`;

/** The versions of a schema without their texts, newest first. Their cursor is a number. */
export function versionsQuery(schemaId: string, limit: number, below: number | undefined) {
  const beyond = below === undefined ? sql`` : sql`AND v.n < ${below}::int`;
  return sql`
    SELECT json_build_object(
      'items', coalesce(json_agg(item ORDER BY n DESC) FILTER (WHERE place <= ${limit}::int), '[]'),
      'nextCursor', CASE WHEN count(*) > ${limit}::int
        THEN ((array_agg(n ORDER BY place))[${limit}::int])::text END)
    FROM (
      SELECT json_build_object(${summary()}) AS item, v.n, row_number() OVER (ORDER BY v.n DESC) AS place
      FROM schema_versions v WHERE v.schema_id = ${schemaId}::uuid ${beyond}
      ORDER BY v.n DESC LIMIT ${limit + 1}::int
    ) AS found`;
}

/** One version with its text, as JSON text. */
export function versionQuery(schemaId: string, n: number) {
  return sql`
    SELECT json_build_object(${summary()}, 'sql', x.sql)
    FROM schema_versions v JOIN schema_texts x ON x.project_id = v.project_id AND x.hash = v.hash
    WHERE v.schema_id = ${schemaId}::uuid AND v.n = ${n}::int`;
}

export async function findVersion(
  tx: Transaction,
  schemaId: string,
  n: number,
): Promise<SchemaVersion | undefined> {
  const [row] = await tx.query<{ json: SchemaVersion }>(
    sql`SELECT (${versionQuery(schemaId, n)})::json AS json`,
  );
  return row?.json ?? undefined;
}

export async function insertVersion(
  tx: Transaction,
  version: {
    schemaId: string;
    projectId: string;
    n: number;
    hash: string;
    sql: string;
    message: string;
    createdBy: string;
  },
): Promise<void> {
  await tx.query(sql`
    INSERT INTO schema_texts (project_id, hash, sql) VALUES (${version.projectId}, ${version.hash}, ${version.sql})
    ${heldText}`);
  await tx.query(sql`
    INSERT INTO schema_versions (schema_id, n, project_id, hash, message, created_by)
    VALUES (${version.schemaId}, ${version.n}::int, ${version.projectId}, ${version.hash}, ${version.message},
      ${version.createdBy})`);
  await tx.query(sql`
    UPDATE schemas SET latest_version = ${version.n}::int, version = version + 1, updated_at = now()
    WHERE id = ${version.schemaId}`);
}
