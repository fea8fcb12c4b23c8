import { createHash } from "node:crypto";
import type { Caller, Context } from "../context";
import type { Transaction } from "../database/database";
import { ApiError, invalid, notFound } from "../errors";
import type { SchemaRow, SchemaVersion } from "../model";
import { putEvent, putMoved } from "../repositories/events";
import * as schemas from "../repositories/schemas";
import { defaultLimit, type Page } from "../repositories/pages";
import { uuidV7 } from "../uuid";
import { assertRight, type Right } from "./access";
import { assertCurrent, type Precondition } from "./preconditions";
import { moveWithSchema } from "./tasks";

/** Bytes of UTF-8 that a schema's text may have. */
export const largestText = 5 * 1024 * 1024;

/** The JSON text of a page. */
export async function listSchemas(
  context: Context,
  caller: Caller,
  projectId: string,
  page: Page,
): Promise<string> {
  const json = await context.database.readJson(caller.actor, schemas.schemasQuery(projectId, page));
  if (json === undefined) throw notFound("project");
  return json;
}

export async function createSchema(
  tx: Transaction,
  caller: Caller,
  projectId: string,
  input: Pick<SchemaRow, "name" | "description" | "dialect"> & { sql?: string; message: string },
): Promise<SchemaRow> {
  await assertRight(tx, projectId, caller.userId, "write");
  const id = uuidV7();
  const { name, description, dialect } = input;
  await schemas.insertSchema(tx, { id, projectId, name, description, dialect, createdBy: caller.userId });
  await putEvent(tx, { type: "schema.created", projectId, objectId: id, actorId: caller.userId });
  if (input.sql !== undefined) {
    await addVersion(tx, caller, id, { sql: input.sql, message: input.message }, undefined);
  }
  return existing(await schemas.findSchema(tx, id));
}

export async function getSchema(context: Context, caller: Caller, id: string): Promise<SchemaRow> {
  return context.database.transaction(caller.actor, async (tx) => findWithRight(tx, caller, id, "read"));
}

export async function updateSchema(
  context: Context,
  caller: Caller,
  id: string,
  changes: Partial<Pick<SchemaRow, "name" | "description" | "dialect" | "projectId">>,
  precondition: Precondition,
): Promise<SchemaRow> {
  return context.database.transaction(caller.actor, async (tx) => {
    await findWithRight(tx, caller, id, "write");
    const before = existing(await schemas.lockSchema(tx, id));
    assertCurrent(precondition, before);
    const projectId = changes.projectId ?? before.projectId;
    if (projectId === before.projectId) {
      await schemas.updateSchema(tx, id, changes);
      await putEvent(tx, { type: "schema.updated", projectId, objectId: id, actorId: caller.userId });
    } else {
      await assertRight(tx, projectId, caller.userId, "write");
      await schemas.moveSchema(tx, id, projectId);
      await schemas.updateSchema(tx, id, changes);
      await putMoved(tx, "schema", id, { from: before.projectId, to: projectId }, caller);
      await moveWithSchema(tx, caller, id, projectId);
    }
    return existing(await schemas.findSchema(tx, id));
  });
}

export async function deleteSchema(
  context: Context,
  caller: Caller,
  id: string,
  precondition: Precondition,
): Promise<void> {
  await context.database.transaction(caller.actor, async (tx) => {
    const { projectId } = await findWithRight(tx, caller, id, "write");
    assertCurrent(precondition, existing(await schemas.lockSchema(tx, id)));
    await putEvent(tx, { type: "schema.deleted", projectId, objectId: id, actorId: caller.userId });
    await schemas.deleteSchema(tx, id);
  });
}

export async function listVersions(
  context: Context,
  caller: Caller,
  id: string,
  query: { limit?: number; cursor?: string },
): Promise<string> {
  await getSchema(context, caller, id);
  const { limit = defaultLimit, cursor } = query;
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) {
    throw invalid([{ path: "cursor", message: "is not a cursor" }]);
  }
  const below = cursor === undefined ? undefined : Number(cursor);
  return (await context.database.readJson(caller.actor, schemas.versionsQuery(id, limit, below))) ?? "";
}

/** The JSON text of one version. */
export async function getVersion(context: Context, caller: Caller, id: string, n: number): Promise<string> {
  await getSchema(context, caller, id);
  const json = await context.database.readJson(caller.actor, schemas.versionQuery(id, n));
  if (json === undefined) throw notFound("version");
  return json;
}

/**
 * Adds a version; the numbers have no gaps, since the schema is locked until the end. The text that is the newest
 * already makes no other version: that one is given.
 */
export async function addVersion(
  tx: Transaction,
  caller: Caller,
  id: string,
  input: { sql: string; message: string },
  precondition: Precondition,
): Promise<SchemaVersion & { added: boolean }> {
  if (Buffer.byteLength(input.sql) > largestText) {
    throw new ApiError("payload_too_large", "A schema's text has 5 MB at most.");
  }
  const { projectId } = await findWithRight(tx, caller, id, "write");
  const schema = existing(await schemas.lockSchema(tx, id));
  assertCurrent(precondition, schema);
  const hash = createHash("sha256").update(input.sql).digest("hex");
  const newest = await schemas.findVersion(tx, id, schema.latestVersion);
  if (newest?.hash === hash) return { ...newest, added: false };
  const n = schema.latestVersion + 1;
  await schemas.insertVersion(tx, { ...input, schemaId: id, projectId, n, hash, createdBy: caller.userId });
  await putEvent(tx, { type: "schema.version.created", projectId, objectId: id, actorId: caller.userId });
  const version = await schemas.findVersion(tx, id, n);
  if (!version) throw notFound("version");
  return { ...version, added: true };
}

async function findWithRight(tx: Transaction, caller: Caller, id: string, right: Right): Promise<SchemaRow> {
  const schema = existing(await schemas.findSchema(tx, id));
  await assertRight(tx, schema.projectId, caller.userId, right);
  return schema;
}

function existing(schema: SchemaRow | undefined): SchemaRow {
  if (!schema) throw notFound("schema");
  return schema;
}
