import { Type } from "typebox";
import { AnyPassword, Email, NewPassword, PersonName } from "../model";
import { callerOf, originOf } from "../plugins/authentication";
import * as accounts from "../services/accounts";
import * as sessions from "../services/sessions";
import { answers, idempotencyKey, noContent, publicRoute, sendJson, userRoute, type Routes } from "./api";

const Accepted = Type.Object({ status: Type.String() });

/** Sign-up, log-in and all that proves who one is. */
export const accountRoutes: Routes = (api, context) => {
  api.post(
    "/auth/signup",
    {
      ...publicRoute,
      schema: {
        tags: ["accounts"],
        body: Type.Object({
          email: Email,
          password: NewPassword,
          name: Type.Optional(PersonName),
        }),
        response: answers({ 201: Type.Object({ user: Type.Ref("User") }), 202: Accepted }),
      },
    },
    async (request, reply) => {
      const { email, password, name = email.split("@")[0] ?? email } = request.body;
      const result = await accounts.signUp(context, { email, password, name }, originOf(request));
      if (result === "verification_sent") return reply.code(202).send({ status: result });
      return sendJson(reply, JSON.stringify(result), 201);
    },
  );

  api.post(
    "/auth/verify",
    {
      ...publicRoute,
      schema: {
        tags: ["accounts"],
        body: Type.Union([
          Type.Object({ token: Type.String({ maxLength: 200 }), password: Type.Optional(NewPassword) }),
          Type.Object({
            email: Email,
            code: Type.String({ maxLength: 20 }),
            password: Type.Optional(NewPassword),
          }),
        ]),
        response: answers({ 200: Type.Object({ status: Type.Literal("verified"), user: Type.Ref("User") }) }),
      },
    },
    async (request, reply) => {
      const user = await accounts.verify(context, request.body, originOf(request));
      return sendJson(reply, JSON.stringify({ status: "verified", user }));
    },
  );

  const mail = (kind: "resend" | "forgot", path: string, status: string) => {
    api.post(
      path,
      {
        ...publicRoute,
        schema: {
          tags: ["accounts"],
          body: Type.Object({ email: Email }),
          response: answers({ 202: Accepted }),
        },
      },
      async (request, reply) => {
        await accounts.requestMail(context, kind, request.body.email, originOf(request));
        return reply.code(202).send({ status });
      },
    );
  };
  mail("resend", "/auth/verify/resend", "verification_sent");
  mail("forgot", "/auth/password/forgot", "reset_sent");

  api.post(
    "/auth/login",
    {
      ...publicRoute,
      schema: {
        tags: ["accounts"],
        body: Type.Object({
          email: Type.String({ maxLength: 254 }),
          password: AnyPassword,
          code: Type.Optional(Type.String({ maxLength: 40, description: "Of the second factor." })),
        }),
        response: answers({ 200: Type.Ref("TokenPair") }),
      },
    },
    async (request, reply) => {
      const pair = await sessions.logIn(context, request.body, originOf(request));
      return sendJson(reply.header("cache-control", "no-store"), JSON.stringify(pair));
    },
  );

  api.post(
    "/auth/refresh",
    {
      ...publicRoute,
      schema: {
        tags: ["accounts"],
        body: Type.Object({ refreshToken: Type.String({ maxLength: 200 }) }),
        response: answers({ 200: Type.Ref("TokenPair") }),
      },
    },
    async (request, reply) => {
      const { refreshToken } = request.body;
      const key = idempotencyKey(request);
      const pair = await sessions.refresh(context, refreshToken, key, originOf(request));
      return sendJson(reply.header("cache-control", "no-store"), JSON.stringify(pair));
    },
  );

  api.post(
    "/auth/logout",
    { ...userRoute, schema: { tags: ["accounts"], response: answers(noContent) } },
    async (request, reply) => {
      await sessions.logOut(context, callerOf(request), originOf(request));
      return reply.code(204).send();
    },
  );

  api.post(
    "/auth/logout-all",
    { ...userRoute, schema: { tags: ["accounts"], response: answers(noContent) } },
    async (request, reply) => {
      await sessions.logOutEverywhere(context, callerOf(request), originOf(request));
      return reply.code(204).send();
    },
  );

  api.post(
    "/auth/password/reset",
    {
      ...publicRoute,
      schema: {
        tags: ["accounts"],
        body: Type.Object({ token: Type.String({ maxLength: 200 }), password: NewPassword }),
        response: answers(noContent),
      },
    },
    async (request, reply) => {
      await accounts.resetPassword(context, request.body, originOf(request));
      return reply.code(204).send();
    },
  );

  api.post(
    "/auth/password/change",
    {
      ...userRoute,
      schema: {
        tags: ["accounts"],
        body: Type.Object({ currentPassword: AnyPassword, newPassword: NewPassword }),
        response: answers(noContent),
      },
    },
    async (request, reply) => {
      await accounts.changePassword(context, callerOf(request), request.body, originOf(request));
      return reply.code(204).send();
    },
  );
};
