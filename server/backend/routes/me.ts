import { Type } from "typebox";
import { AnyPassword, PageQuery, PersonName, pageOf as pageType } from "../model";
import { callerOf, originOf } from "../plugins/authentication";
import { pageOf } from "../repositories/pages";
import * as accounts from "../services/accounts";
import { listAudit } from "../services/audit";
import * as factor from "../services/second-factor";
import * as sessions from "../services/sessions";
import {
  answers,
  IdParams,
  noContent,
  preconditionOf,
  sendJson,
  sendRow,
  userRoute,
  type Routes,
} from "./api";

const tags = ["me"];

/** One's own account. */
export const meRoutes: Routes = (api, context) => {
  api.get(
    "/me",
    { ...userRoute, schema: { tags, response: answers({ 200: Type.Ref("User") }) } },
    async (request, reply) => sendRow(reply, await accounts.getMe(context, callerOf(request))),
  );

  api.patch(
    "/me",
    {
      ...userRoute,
      schema: {
        tags,
        body: Type.Object({ name: Type.Optional(PersonName) }),
        response: answers({ 200: Type.Ref("User") }),
      },
    },
    async (request, reply) =>
      sendRow(
        reply,
        await accounts.updateMe(context, callerOf(request), request.body, preconditionOf(request)),
      ),
  );

  api.delete(
    "/me",
    {
      ...userRoute,
      schema: {
        tags,
        body: Type.Union([Type.Object({ password: Type.Optional(AnyPassword) }), Type.Null()]),
        response: answers(noContent),
      },
    },
    async (request, reply) => {
      const password = request.body?.password;
      await accounts.deleteMe(context, callerOf(request), password, preconditionOf(request));
      return reply.code(204).send();
    },
  );

  api.get(
    "/me/sessions",
    { ...userRoute, schema: { tags, response: answers({ 200: pageType("Session") }) } },
    async (request, reply) => sendJson(reply, await sessions.listSessions(context, callerOf(request))),
  );

  api.delete(
    "/me/sessions/:id",
    { ...userRoute, schema: { tags, params: IdParams, response: answers(noContent) } },
    async (request, reply) => {
      await sessions.endSession(context, callerOf(request), request.params.id, originOf(request));
      return reply.code(204).send();
    },
  );

  api.get(
    "/me/audit",
    {
      ...userRoute,
      schema: { tags, querystring: PageQuery, response: answers({ 200: pageType("AuditEvent") }) },
    },
    async (request, reply) =>
      sendJson(reply, await listAudit(context, callerOf(request), pageOf(request.query))),
  );

  api.post(
    "/me/totp",
    {
      ...userRoute,
      schema: {
        tags,
        response: answers({ 201: Type.Object({ secret: Type.String(), uri: Type.String() }) }),
      },
    },
    async (request, reply) => reply.code(201).send(await factor.beginTotp(context, callerOf(request))),
  );

  api.post(
    "/me/totp/confirm",
    {
      ...userRoute,
      schema: {
        tags,
        body: Type.Object({ code: Type.String({ maxLength: 20 }) }),
        response: answers({ 200: Type.Object({ recoveryCodes: Type.Array(Type.String()) }) }),
      },
    },
    async (request, reply) =>
      reply.send(await factor.confirmTotp(context, callerOf(request), request.body.code, originOf(request))),
  );

  api.delete(
    "/me/totp",
    {
      ...userRoute,
      schema: { tags, body: Type.Object({ password: AnyPassword }), response: answers(noContent) },
    },
    async (request, reply) => {
      await factor.removeTotp(context, callerOf(request), request.body.password, originOf(request));
      return reply.code(204).send();
    },
  );
};
