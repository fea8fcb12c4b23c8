import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import underPressure from "@fastify/under-pressure";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import type { Context } from "./context";
import { components } from "./model";
import { authentication } from "./plugins/authentication";
import { openapi } from "./plugins/openapi";
import { problems } from "./plugins/problems";
import { validation } from "./plugins/validation";
import { routes } from "./routes";
import { uuidV7 } from "./uuid";

export interface AppOptions {
  readonly version: string;
  /** The files of Swagger UI. */
  readonly uiDirectory: string;
}

const bodyLimit = 1024 * 1024;

/** The server without its socket. `context` is made with the logger that the server has. */
export async function buildApp(
  makeContext: (log: FastifyBaseLogger) => Context,
  log: FastifyBaseLogger,
  options: AppOptions,
): Promise<FastifyInstance> {
  const context = makeContext(log);
  const { settings } = context;
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
    http: { headersTimeout: 15_000, maxHeaderSize: 16_384 },
    routerOptions: { maxParamLength: 200, caseSensitive: true, ignoreTrailingSlash: true },
    forceCloseConnections: "idle",
    exposeHeadRoutes: false,
  });
  app.server.maxConnections = 10_000;

  for (const component of components) app.addSchema(component);
  await app.register(problems);
  await app.register(validation);
  await app.register(underPressure, {
    // The mean over a sample: one long stall, such as the start on a busy machine, is no reason to turn people away.
    maxEventLoopDelay: 10_000,
    maxHeapUsedBytes: 1024 ** 3,
    retryAfter: 2,
    sampleInterval: 1000,
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
  await app.register(
    async (scope) => {
      await scope.register(authentication, { context });
      const api = scope.withTypeProvider<TypeBoxTypeProvider>();
      for (const group of routes) group(api, context);
    },
    { prefix: "/v1" },
  );
  return app;
}
