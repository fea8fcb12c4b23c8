import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import underPressure from "@fastify/under-pressure";
import Fastify, { LogController, type FastifyInstance } from "fastify";
import type { Context } from "./context";
import { overloaded } from "./errors";
import { components } from "./model";
import { authentication } from "./plugins/authentication";
import { openapi } from "./plugins/openapi";
import { answerNoRoute, methods } from "./plugins/methods";
import { asProblem, problems, refuseGarbage, sendProblem } from "./plugins/problems";
import { validation } from "./plugins/validation";
import { routes } from "./routes";
import type { Live } from "./routes/api";
import { operationRoutes } from "./routes/operations";
import { pageRoutes } from "./routes/pages";
import { uuidV7 } from "./uuid";

export interface AppOptions {
  readonly version: string;
  /** The files of Swagger UI. */
  readonly uiDirectory: string;
}

const bodyLimit = 1024 * 1024;
/** Requests that wait for a connection to the database; who comes then is better told at once. */
const mostWaiting = 500;

/** The server without its socket. `context` is made with the logger that the server has. */
export async function buildApp(context: Context, live: Live, options: AppOptions): Promise<FastifyInstance> {
  const { settings, log } = context;
  const app = Fastify({
    loggerInstance: log,
    genReqId: uuidV7,
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "id" }),
    trustProxy: (_address, hop) => hop < settings.trustedProxies,
    bodyLimit,
    // Who sends slowly does not hold a connection for ever.
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    http: { headersTimeout: 15_000, maxHeaderSize: 16_384, connectionsCheckingInterval: 5000 },
    routerOptions: { maxParamLength: 200, caseSensitive: true, ignoreTrailingSlash: true },
    forceCloseConnections: "idle",
    clientErrorHandler: refuseGarbage,
    // What the router itself refuses, such as an address that cannot be decoded.
    frameworkErrors: (error, request, reply) => {
      void sendProblem(request, reply, asProblem(error));
    },
  });
  app.server.maxConnections = 10_000;

  for (const component of components) app.addSchema(component);
  await app.register(problems);
  await app.register(methods);
  await app.register(validation);
  // Not the delay of the event loop: on a machine that others keep busy it says nothing about our own load.
  await app.register(underPressure, { maxHeapUsedBytes: 1024 ** 3, retryAfter: 2, sampleInterval: 1000 });
  app.addHook("onRequest", (_request, _reply, next) => {
    next(context.database.load().waiting > mostWaiting ? overloaded() : undefined);
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
    },
    // TLS ends at the proxy, which knows whether plain HTTP is to be refused.
    strictTransportSecurity: settings.publicUrl?.startsWith("https:") ?? false,
  });
  if (settings.corsOrigins.length > 0) {
    await app.register(cors, { origin: [...settings.corsOrigins], exposedHeaders: ["etag", "retry-after"] });
  }
  await app.register(openapi, options);
  app.addHook("onRequest", (request, reply, done) => {
    void reply.header("x-request-id", request.id);
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    const { method, routeOptions, ip } = request;
    // The route, not the address: an address may hold a token.
    request.log.info(
      { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime), ip },
      "answered",
    );
    done();
  });
  app.addHook("preClose", async () => {
    live.generation.stop();
    await live.events.close();
  });
  operationRoutes(app, context, live.events);
  await pageRoutes(app, context);
  await app.register(
    async (scope) => {
      await scope.register(authentication, { context });
      // Its own, so that the hook above asks for the API key here as well.
      scope.setNotFoundHandler(answerNoRoute);
      const api = scope.withTypeProvider<TypeBoxTypeProvider>();
      for (const group of routes) group(api, context, live);
    },
    { prefix: "/v1" },
  );
  return app;
}
