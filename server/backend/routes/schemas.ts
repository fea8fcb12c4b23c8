import { Type } from "typebox";
import { Description, Dialect, PageQuery, pageOf as pageType, PersonName, Uuid } from "../model";
import { callerOf } from "../plugins/authentication";
import { pageOf } from "../repositories/pages";
import * as schemas from "../services/schemas";
import {
  answerOnce,
  answers,
  IdParams,
  noContent,
  preconditionOf,
  sendJson,
  sendRow,
  userRoute,
  type Routes,
} from "./api";

const tags = ["schemas"];
const SqlText = Type.String({ description: "Up to 5 MB." });
const Message = Type.String({ maxLength: 2000, description: "What was changed, in words." });
/** In JSON a text may grow: a line break has two signs, a control sign six. */
const bodyLimit = 2 * schemas.largestText + 1024 * 1024;

export const schemaRoutes: Routes = (api, context) => {
  api.get(
    "/projects/:id/schemas",
    {
      ...userRoute,
      schema: {
        tags,
        params: IdParams,
        querystring: PageQuery,
        response: answers({ 200: pageType("Schema") }),
      },
    },
    async (request, reply) => {
      const page = pageOf(request.query);
      return sendJson(reply, await schemas.listSchemas(context, callerOf(request), request.params.id, page));
    },
  );

  api.post(
    "/projects/:id/schemas",
    {
      ...userRoute,
      bodyLimit,
      schema: {
        tags,
        params: IdParams,
        body: Type.Object({
          name: PersonName,
          description: Type.Optional(Description),
          dialect: Type.Optional(Dialect),
          sql: Type.Optional(SqlText),
          message: Type.Optional(Message),
        }),
        response: answers({ 201: Type.Ref("Schema") }),
      },
    },
    async (request, reply) =>
      answerOnce(context, request, reply, async (tx) => {
        const { name, description = "", dialect = "postgresql", sql, message = "" } = request.body;
        const input = { name, description, dialect, message, ...(sql !== undefined && { sql }) };
        return { row: await schemas.createSchema(tx, callerOf(request), request.params.id, input) };
      }),
  );

  api.get(
    "/schemas/:id",
    { ...userRoute, schema: { tags, params: IdParams, response: answers({ 200: Type.Ref("Schema") }) } },
    async (request, reply) =>
      sendRow(reply, await schemas.getSchema(context, callerOf(request), request.params.id)),
  );

  api.patch(
    "/schemas/:id",
    {
      ...userRoute,
      schema: {
        tags,
        params: IdParams,
        description: "`projectId` moves the schema, with all its versions and the tasks about it.",
        body: Type.Object({
          name: Type.Optional(PersonName),
          description: Type.Optional(Description),
          dialect: Type.Optional(Dialect),
          projectId: Type.Optional(Uuid),
        }),
        response: answers({ 200: Type.Ref("Schema") }),
      },
    },
    async (request, reply) => {
      const { name, description, dialect, projectId } = request.body;
      const changes = {
        ...(projectId !== undefined && { projectId: projectId.toLowerCase() }),
        ...(name !== undefined && { name }),
        ...(description !== undefined && { description }),
        ...(dialect !== undefined && { dialect }),
      };
      const precondition = preconditionOf(request);
      return sendRow(
        reply,
        await schemas.updateSchema(context, callerOf(request), request.params.id, changes, precondition),
      );
    },
  );

  api.delete(
    "/schemas/:id",
    { ...userRoute, schema: { tags, params: IdParams, response: answers(noContent) } },
    async (request, reply) => {
      await schemas.deleteSchema(context, callerOf(request), request.params.id, preconditionOf(request));
      return reply.code(204).send();
    },
  );

  api.get(
    "/schemas/:id/versions",
    {
      ...userRoute,
      schema: {
        tags,
        params: IdParams,
        querystring: PageQuery,
        response: answers({ 200: pageType("SchemaVersionSummary") }),
      },
    },
    async (request, reply) =>
      sendJson(
        reply,
        await schemas.listVersions(context, callerOf(request), request.params.id, request.query),
      ),
  );

  api.post(
    "/schemas/:id/versions",
    {
      ...userRoute,
      bodyLimit,
      schema: {
        tags,
        params: IdParams,
        description: "If-Match takes the schema's version. The text that is the newest already gives 200.",
        body: Type.Object({ sql: SqlText, message: Type.Optional(Message) }),
        response: answers({ 200: Type.Ref("SchemaVersion"), 201: Type.Ref("SchemaVersion") }),
      },
    },
    async (request, reply) =>
      answerOnce(context, request, reply, async (tx) => {
        const { sql, message = "" } = request.body;
        const { added, ...row } = await schemas.addVersion(
          tx,
          callerOf(request),
          request.params.id,
          { sql, message },
          preconditionOf(request),
        );
        return { row, status: added ? 201 : 200 };
      }),
  );

  api.get(
    "/schemas/:id/versions/:n",
    {
      ...userRoute,
      schema: {
        tags,
        params: Type.Object({ id: Uuid, n: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
        response: answers({ 200: Type.Ref("SchemaVersion") }),
      },
    },
    async (request, reply) => {
      const { id, n } = request.params;
      return sendJson(reply, await schemas.getVersion(context, callerOf(request), id, n));
    },
  );
};
