import type { FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import type { Caller, Context, Origin } from "../context";
import { ApiError } from "../errors";
import { invalidToken, sameText } from "../tokens";

declare module "fastify" {
  interface FastifyContextConfig {
    /** `public`: no token is asked for. Every route says which. */
    auth?: "public" | "user";
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/**
 * Each route says whether it is public; one that says nothing is refused at the start. The signature and the times
 * of a token are checked here, whether its session still lives in the database, with the first statement.
 */
export const authentication = fp<{ context: Context }>((app, { context }, done) => {
  const { apiKey } = context.settings;
  app.decorateRequest("caller", null);
  app.addHook("onRoute", (route) => {
    if (route.config?.auth === undefined) throw new Error(`${route.url} does not say who may call it`);
    if (route.config.auth === "user") route.schema = { ...route.schema, security: [{ bearer: [] }] };
  });
  app.addHook("onRequest", (request, _reply, next) => {
    const given = request.headers["x-api-key"];
    if (apiKey !== undefined && (typeof given !== "string" || !sameText(given, apiKey))) {
      next(new ApiError("api_key_required", "Send the server's API key as x-api-key."));
      return;
    }
    if (request.routeOptions.config.auth === "user") request.caller = authenticate(context, request);
    next();
  });
  done();
});

function authenticate(context: Context, request: FastifyRequest): Caller {
  const [scheme, token, ...rest] = (request.headers.authorization ?? "").split(" ");
  if (scheme?.toLowerCase() !== "bearer" || token === undefined || rest.length > 0) {
    throw new ApiError("token_invalid", "Log in, and send the access token as Authorization: Bearer.");
  }
  const { userId, sessionId } = context.tokens.verify(token);
  return { userId, sessionId, actor: { kind: "user", userId, sessionId } };
}

/** The caller of a route that is not public. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw invalidToken();
  return request.caller;
}

export function originOf(request: FastifyRequest): Origin {
  const { "user-agent": userAgent = "" } = request.headers;
  return { address: request.ip, userAgent: userAgent.slice(0, 300).replaceAll("\0", "") };
}
