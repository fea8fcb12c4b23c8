import { Type } from "typebox";
import { Email, GrantableRole, PageQuery, pageOf as pageType, RoleType, Uuid } from "../model";
import { callerOf } from "../plugins/authentication";
import { pageOf } from "../repositories/pages";
import * as members from "../services/members";
import { answerOnce, answers, IdParams, noContent, sendJson, userRoute, type Routes } from "./api";

const tags = ["members"];
const MemberParams = Type.Object({ id: Uuid, userId: Uuid });

/** Who belongs to a project, and who is asked to. */
export const memberRoutes: Routes = (api, context) => {
  api.get(
    "/projects/:id/members",
    { ...userRoute, schema: { tags, params: IdParams, response: answers({ 200: pageType("Member") }) } },
    async (request, reply) =>
      sendJson(reply, await members.listMembers(context, callerOf(request), request.params.id)),
  );

  api.post(
    "/projects/:id/members",
    {
      ...userRoute,
      schema: {
        tags,
        params: IdParams,
        body: Type.Object({ email: Email, role: GrantableRole }),
        response: answers({ 201: Type.Ref("Invitation") }),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      await members.limitInvitations(context, caller);
      const answer = await answerOnce(context, request, reply, async (tx) => ({
        row: await members.invite(tx, caller, request.params.id, request.body),
      }));
      context.wakeJobs();
      return answer;
    },
  );

  api.patch(
    "/projects/:id/members/:userId",
    {
      ...userRoute,
      schema: {
        tags,
        params: MemberParams,
        body: Type.Object({ role: RoleType }),
        response: answers({ 200: Type.Ref("Member") }),
      },
    },
    async (request, reply) => {
      const { id, userId } = request.params;
      const member = await members.changeRole(context, callerOf(request), id, userId, request.body.role);
      return sendJson(reply, JSON.stringify(member));
    },
  );

  api.delete(
    "/projects/:id/members/:userId",
    { ...userRoute, schema: { tags, params: MemberParams, response: answers(noContent) } },
    async (request, reply) => {
      const { id, userId } = request.params;
      await members.removeFromProject(context, callerOf(request), id, userId);
      return reply.code(204).send();
    },
  );

  api.get(
    "/projects/:id/invitations",
    {
      ...userRoute,
      schema: {
        tags,
        params: IdParams,
        querystring: PageQuery,
        response: answers({ 200: pageType("Invitation") }),
      },
    },
    async (request, reply) => {
      const page = pageOf(request.query);
      return sendJson(
        reply,
        await members.listProjectInvitations(context, callerOf(request), request.params.id, page),
      );
    },
  );

  api.delete(
    "/projects/:id/invitations/:invitationId",
    {
      ...userRoute,
      schema: {
        tags,
        params: Type.Object({ id: Uuid, invitationId: Uuid }),
        response: answers(noContent),
      },
    },
    async (request, reply) => {
      const { id, invitationId } = request.params;
      await members.revokeInvitation(context, callerOf(request), id, invitationId);
      return reply.code(204).send();
    },
  );

  api.get(
    "/invitations",
    {
      ...userRoute,
      schema: { tags, querystring: PageQuery, response: answers({ 200: pageType("Invitation") }) },
    },
    async (request, reply) =>
      sendJson(reply, await members.listOwnInvitations(context, callerOf(request), pageOf(request.query))),
  );

  for (const [path, status] of [
    ["accept", "accepted"],
    ["decline", "declined"],
  ] as const) {
    api.post(
      `/invitations/:id/${path}`,
      {
        ...userRoute,
        schema: { tags, params: IdParams, response: answers({ 200: Type.Ref("Invitation") }) },
      },
      async (request, reply) =>
        answerOnce(context, request, reply, async (tx) => ({
          row: await members.answerInvitation(tx, context, callerOf(request), request.params.id, status),
          status: 200,
        })),
    );
  }
};
