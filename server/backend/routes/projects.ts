import { Type } from "typebox";
import { Description, PageQuery, pageOf as pageType, PersonName } from "../model";
import { callerOf } from "../plugins/authentication";
import { pageOf } from "../repositories/pages";
import * as projects from "../services/projects";
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

const tags = ["projects"];

export const projectRoutes: Routes = (api, context) => {
  api.get(
    "/projects",
    {
      ...userRoute,
      schema: { tags, querystring: PageQuery, response: answers({ 200: pageType("Project") }) },
    },
    async (request, reply) =>
      sendJson(reply, await projects.listProjects(context, callerOf(request), pageOf(request.query))),
  );

  api.post(
    "/projects",
    {
      ...userRoute,
      schema: {
        tags,
        body: Type.Object({ name: PersonName, description: Type.Optional(Description) }),
        response: answers({ 201: Type.Ref("Project") }),
      },
    },
    async (request, reply) =>
      answerOnce(context, request, reply, async (tx) => {
        const { name, description = "" } = request.body;
        return { row: await projects.createProject(tx, callerOf(request), { name, description }) };
      }),
  );

  api.get(
    "/projects/:id",
    { ...userRoute, schema: { tags, params: IdParams, response: answers({ 200: Type.Ref("Project") }) } },
    async (request, reply) =>
      sendRow(reply, await projects.getProject(context, callerOf(request), request.params.id)),
  );

  api.patch(
    "/projects/:id",
    {
      ...userRoute,
      schema: {
        tags,
        params: IdParams,
        body: Type.Object({ name: Type.Optional(PersonName), description: Type.Optional(Description) }),
        response: answers({ 200: Type.Ref("Project") }),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const precondition = preconditionOf(request);
      return sendRow(
        reply,
        await projects.updateProject(context, callerOf(request), id, request.body, precondition),
      );
    },
  );

  api.delete(
    "/projects/:id",
    { ...userRoute, schema: { tags, params: IdParams, response: answers(noContent) } },
    async (request, reply) => {
      await projects.deleteProject(context, callerOf(request), request.params.id, preconditionOf(request));
      return reply.code(204).send();
    },
  );
};
