import { Type } from "typebox";
import {
  Description,
  nullable,
  PageQuery,
  pageOf as pageType,
  TaskPosition,
  TaskPriority,
  TaskStatus,
  Title,
  Uuid,
} from "../model";
import { callerOf } from "../plugins/authentication";
import { pageOf, rank } from "../repositories/pages";
import type { TaskFilter } from "../repositories/tasks";
import * as tasks from "../services/tasks";
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

const tags = ["tasks"];

const fields = {
  title: Title,
  description: Type.Optional(Description),
  status: Type.Optional(TaskStatus),
  priority: Type.Optional(TaskPriority),
  assigneeId: Type.Optional(nullable(Uuid)),
  dueOn: Type.Optional(nullable(Type.String({ format: "date" }))),
  schemaId: Type.Optional(nullable(Uuid)),
  objectName: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  position: Type.Optional(nullable(TaskPosition)),
};

const TaskQuery = Type.Object({
  limit: PageQuery.properties.limit,
  cursor: PageQuery.properties.cursor,
  status: Type.Optional(
    Type.String({
      pattern: "^(todo|in_progress|done)(,(todo|in_progress|done)){0,2}$",
      description: "One, or several with commas between.",
    }),
  ),
  assignee: Type.Optional(
    Type.String({
      pattern: "^(me|none|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$",
      description: "A member's id, `me` or `none`.",
    }),
  ),
  assigneeId: Type.Optional(Uuid),
  schemaId: Type.Optional(Uuid),
  text: Type.Optional(
    Type.String({ maxLength: 200, description: "In title, description or object name; no sign is special." }),
  ),
  q: Type.Optional(Type.String({ maxLength: 200, description: "The same as `text`." })),
  sort: Type.Optional(
    Type.Enum(["newest", "position"], {
      default: "newest",
      description: "`position`: as people have put them, what nobody has placed by when it was made.",
    }),
  ),
});

export const taskRoutes: Routes = (api, context) => {
  api.get(
    "/projects/:id/tasks",
    {
      ...userRoute,
      schema: {
        tags,
        params: IdParams,
        querystring: TaskQuery,
        response: answers({ 200: pageType("Task") }),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { status, assignee, assigneeId, schemaId, text, q, sort = "newest" } = request.query;
      const who = assignee === "me" ? caller.userId : (assignee ?? assigneeId);
      const words = text ?? q;
      const filter: TaskFilter = {
        ...(status !== undefined && { statuses: status.split(",") }),
        ...(who !== undefined && { assignee: who }),
        ...(schemaId !== undefined && { schemaId }),
        ...(words !== undefined && words !== "" && { text: words }),
      };
      const page = pageOf(request.query, sort === "position" ? rank : undefined);
      return sendJson(reply, await tasks.listTasks(context, caller, request.params.id, filter, sort, page));
    },
  );

  api.post(
    "/projects/:id/tasks",
    {
      ...userRoute,
      schema: {
        tags,
        params: IdParams,
        body: Type.Object(fields),
        response: answers({ 201: Type.Ref("Task") }),
      },
    },
    async (request, reply) => {
      const { body, params } = request;
      const caller = callerOf(request);
      const input = {
        title: body.title,
        description: body.description ?? "",
        status: body.status ?? "todo",
        priority: body.priority ?? "medium",
        assigneeId: body.assigneeId ?? null,
        dueOn: body.dueOn ?? null,
        schemaId: body.schemaId ?? null,
        objectName: body.objectName ?? null,
        position: body.position ?? null,
      };
      return answerOnce(
        context,
        request,
        reply,
        async (tx) => ({ row: await tasks.createTask(tx, caller, params.id, input) }),
        async (key) => tasks.createTaskAtOnce(context, caller, params.id, input, key),
      );
    },
  );

  api.get(
    "/tasks/:id",
    { ...userRoute, schema: { tags, params: IdParams, response: answers({ 200: Type.Ref("Task") }) } },
    async (request, reply) =>
      sendRow(reply, await tasks.getTask(context, callerOf(request), request.params.id)),
  );

  api.patch(
    "/tasks/:id",
    {
      ...userRoute,
      schema: {
        tags,
        params: IdParams,
        description:
          "`projectId` moves the task: it loses its link to a schema, its place, and who is no member there.",
        body: Type.Object({ ...fields, title: Type.Optional(Title), projectId: Type.Optional(Uuid) }),
        response: answers({ 200: Type.Ref("Task") }),
      },
    },
    async (request, reply) => {
      const { body } = request;
      const { title, description, status, priority, assigneeId, dueOn, schemaId, objectName, position } =
        body;
      const changes = {
        ...(body.projectId !== undefined && { projectId: body.projectId.toLowerCase() }),
        ...(title !== undefined && { title }),
        ...(description !== undefined && { description }),
        ...(status !== undefined && { status }),
        ...(priority !== undefined && { priority }),
        ...(assigneeId !== undefined && { assigneeId }),
        ...(dueOn !== undefined && { dueOn }),
        ...(schemaId !== undefined && { schemaId }),
        ...(objectName !== undefined && { objectName }),
        ...(position !== undefined && { position }),
      };
      const precondition = preconditionOf(request);
      return sendRow(
        reply,
        await tasks.updateTask(context, callerOf(request), request.params.id, changes, precondition),
      );
    },
  );

  api.delete(
    "/tasks/:id",
    { ...userRoute, schema: { tags, params: IdParams, response: answers(noContent) } },
    async (request, reply) => {
      await tasks.deleteTask(context, callerOf(request), request.params.id, preconditionOf(request));
      return reply.code(204).send();
    },
  );

  api.get(
    "/tasks/:id/history",
    {
      ...userRoute,
      schema: {
        tags,
        params: IdParams,
        querystring: PageQuery,
        response: answers({ 200: pageType("TaskChange") }),
      },
    },
    async (request, reply) => {
      const page = pageOf(request.query);
      return sendJson(reply, await tasks.listChanges(context, callerOf(request), request.params.id, page));
    },
  );

  api.get(
    "/tasks/:id/comments",
    {
      ...userRoute,
      schema: {
        tags,
        params: IdParams,
        querystring: PageQuery,
        response: answers({ 200: pageType("Comment") }),
      },
    },
    async (request, reply) => {
      const page = pageOf(request.query);
      return sendJson(reply, await tasks.listComments(context, callerOf(request), request.params.id, page));
    },
  );

  api.post(
    "/tasks/:id/comments",
    {
      ...userRoute,
      schema: {
        tags,
        params: IdParams,
        body: Type.Object({ body: Type.String({ minLength: 1, maxLength: 20_000, pattern: "\\S" }) }),
        response: answers({ 201: Type.Ref("Comment") }),
      },
    },
    async (request, reply) =>
      answerOnce(context, request, reply, async (tx) => ({
        row: await tasks.addComment(tx, callerOf(request), request.params.id, request.body.body),
      })),
  );
};
