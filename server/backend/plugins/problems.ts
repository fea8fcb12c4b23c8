import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { SessionEnded, sqlState } from "../database/database";
import { gaveWay } from "../database/retry";
import { ApiError, invalid, overloaded, problemDocument } from "../errors";
import { invalidToken } from "../tokens";
import { uuidV7 } from "../uuid";
import { fieldErrors } from "./validation";

/** Every answer that is not a success is a problem (RFC 9457); what went wrong inside stays in the log. */
export const problems = fp((app, _options, done) => {
  app.setErrorHandler<FastifyError | ApiError>((error, request, reply) => {
    const problem = asProblem(error);
    if (problem.status >= 500 && problem.code !== "provider_failed") {
      request.log.error({ err: error }, "request failed");
    }
    return sendProblem(request, reply, problem);
  });
  done();
});

/** Answers what is no HTTP, or has headers that are too large, before it is a request at all. */
export function refuseGarbage(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, problem] = refusalOf(error.code);
  const body = JSON.stringify({ ...problemDocument(problem, uuidV7()), status });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n` +
      `Content-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  );
}

/** HTTP has statuses of its own for what never became a request (RFC 9110, 15.5.9; RFC 6585, 5). */
function refusalOf(code: string | undefined): [status: number, problem: ApiError] {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return [431, new ApiError("payload_too_large", "The headers are too large.")];
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return [408, new ApiError("invalid_request", "The request did not arrive in time.")];
    default:
      return [400, new ApiError("invalid_request", "This is not a request of HTTP.")];
  }
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: ApiError): FastifyReply {
  if (problem.extras.retryAfterSeconds !== undefined) {
    void reply.header("retry-after", problem.extras.retryAfterSeconds);
  }
  if (problem.status === 401) void reply.header("www-authenticate", 'Bearer realm="dbscst"');
  return reply
    .code(problem.status)
    .header("cache-control", "no-store")
    .type("application/problem+json; charset=utf-8")
    .send(JSON.stringify(problemDocument(problem, request.id)));
}

/** SQLSTATE classes and codes that say that the database cannot be used now (manual, appendix A). */
const unavailable = /^(08...|53...|57P0[123]|25006)$/;

export function asProblem(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof SessionEnded) return invalidToken();
  if (isFastifyError(error)) {
    if (error.validation) return invalid(fieldErrors(error.validation, error.validationContext));
    if (error.code === "FST_UNDER_PRESSURE") return overloaded();
    if (error.statusCode === 413) {
      return new ApiError("payload_too_large", "The body is larger than this path takes.");
    }
    if (error.statusCode === 415) {
      return new ApiError("unsupported_media_type", "Send the body as application/json.");
    }
    if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
      return new ApiError("invalid_request", `${error.message.replace(/\.$/, "")}.`);
    }
  }
  const state = sqlState(error);
  if (state !== undefined) {
    if (unavailable.test(state) || /^E[A-Z]+$/.test(state)) return overloaded();
    if (gaveWay(error)) return overloaded("Others are changing the same at this moment");
    // Two requests made the same thing at once.
    if (state === "23505") return new ApiError("conflict", "It is there already.");
    // A row that was referred to has gone meanwhile.
    if (state === "23503") return new ApiError("not_found", "Something that this refers to is gone.");
  }
  if (
    error instanceof Error &&
    /timeout exceeded when trying to connect|Connection terminated|not queryable/.test(error.message)
  ) {
    return overloaded();
  }
  return new ApiError("internal", "Something went wrong on our side. Its id is in our log; try again later.");
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && ("validation" in error || "statusCode" in error);
}
