import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Context } from "../context";
import type { EventHub } from "../event-hub";

const readyWithinMs = 3000;

/** Health and figures, for those who run the server. */
export function operationRoutes(app: FastifyInstance, context: Context, events: EventHub): void {
  const { database } = context;
  const register = new Registry();
  collectDefaultMetrics({ register });
  const answered = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time to answer, by route and status.",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  new Gauge({
    name: "dbscst_database_connections",
    help: "Connections of the pool, by state; waiting: requests that have none yet.",
    labelNames: ["state"],
    registers: [register],
    collect() {
      for (const [state, count] of Object.entries(database.load())) this.set({ state }, count);
    },
  });
  new Gauge({
    name: "dbscst_event_listeners",
    help: "Open streams of events.",
    registers: [register],
    collect() {
      this.set(events.listeners);
    },
  });
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    answered.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });

  let closing = false;
  app.addHook("preClose", (done) => {
    closing = true;
    done();
  });
  app.get("/health/live", { schema: { tags: ["operations"] } }, () => ({ status: "ok" }));
  app.get("/health/ready", { schema: { tags: ["operations"] } }, async (request, reply) => {
    if (closing) return reply.code(503).send({ status: "stopping" });
    try {
      await Promise.race([
        database.ping(),
        new Promise((_resolve, reject) => {
          setTimeout(() => {
            reject(new Error("the database did not answer in time"));
          }, readyWithinMs).unref();
        }),
      ]);
      return await reply.send({ status: "ready", database: database.kind });
    } catch (error) {
      request.log.warn({ err: error }, "not ready");
      return reply.code(503).send({ status: "database unavailable" });
    }
  });
  app.get("/metrics", { schema: { tags: ["operations"] } }, async (_request, reply) =>
    reply.type(register.contentType).send(await register.metrics()),
  );
}
