import type { FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { ApiError } from "../errors";
import { sendProblem } from "./problems";

declare module "fastify" {
  interface FastifyInstance {
    /** The methods that a path takes, in the order of the alphabet; none where there is no such path. */
    methodsOf(path: string): readonly string[];
  }
}

interface Known {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** What a path takes is known from the routes themselves: `Allow` (RFC 9110, 10.2.1) cannot be wrong about it. */
export const methods = fp((app, _options, done) => {
  const known = new Map<string, Known>();
  app.addHook("onRoute", ({ url, method }) => {
    const of = known.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const one of [method].flat()) of.methods.add(one);
    known.set(url, of);
  });
  app.decorate("methodsOf", (path: string) => {
    const all = [...known.values()]
      .filter(({ pattern }) => pattern.test(path))
      .flatMap((one) => [...one.methods]);
    return all.length === 0 ? [] : [...new Set([...all, "OPTIONS"])].sort();
  });
  app.setNotFoundHandler(answerNoRoute);
  done();
});

/** For a method that a path does not take, and for a path that is not there. */
export function answerNoRoute(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split("?", 1)[0] ?? "";
  const allowed = request.server.methodsOf(path);
  // A path whose end is anything takes the method, and yet has nothing there; OPTIONS asks what a path takes.
  const takesIt = request.method !== "OPTIONS" && allowed.includes(request.method);
  if (allowed.length === 0 || takesIt) {
    return sendProblem(
      request,
      reply,
      new ApiError("not_found", `There is no ${request.method} at this path.`),
    );
  }
  void reply.header("allow", allowed.join(", "));
  if (request.method === "OPTIONS") return reply.code(204).send();
  const detail = `This path takes ${allowed.join(", ")}, not ${request.method}.`;
  return sendProblem(request, reply, new ApiError("method_not_allowed", detail));
}

/** `/v1/tasks/:id` and `/docs/static/*` as expressions; a slash at the end makes no difference to the router either. */
function patternOf(url: string): RegExp {
  const parts = url.split(/(:\w+|\*)/).map((part) => {
    if (part === "*") return ".*";
    return part.startsWith(":") ? "[^/]+" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("").replace(/\/$/, "")}/?$`);
}
