import type { paths } from "../../server/protocol/http";
import type { BackendProgress, BackendSchema } from "../../server/protocol/lsp";
import { problemOf, type Tokens } from "./client";
import { eventsIn } from "./events";
import { ApiProblem, SignedOut, Unreachable, unreachable } from "./failure";

export type GenerateBody = paths["/v1/generate"]["post"]["requestBody"]["content"]["application/json"];

export interface GenerateCall {
  readonly address: () => Promise<string>;
  readonly tokens: Tokens;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BackendProgress) => void;
  /** Milliseconds without a byte after which the server counts as gone; it beats every fifteen seconds. */
  readonly silence?: number;
}

/** What the server may take to say that it has begun, milliseconds. */
const patience = 10_000;
const defaultSilence = 60_000;

/**
 * Has the backend write a schema, and tells how it goes. Rejects with `ApiProblem`, also for one that ends the stream,
 * with `Unreachable`, `SignedOut`, or the signal's reason.
 */
export async function generateOnBackend(body: GenerateBody, call: GenerateCall): Promise<BackendSchema> {
  const { signal, onProgress, silence = defaultSilence } = call;
  const tokens = (await call.tokens.asNow?.()) ?? call.tokens;
  // Before the address: who is not signed in starts no backend.
  await tokens.access();
  const base = await call.address();
  const token = await tokens.access();
  const silent = new AbortController();
  const ending = AbortSignal.any([signal, silent.signal]);
  const stream = await open(base, body, token, { tokens, signal }, ending);
  const watch = setTimeout(() => silent.abort(), silence);
  try {
    for await (const { type, data } of eventsIn(stream, () => watch.refresh())) {
      const fields = fieldsOf(data);
      if (type === "done") return schemaOf(fields, base);
      if (type === "error") throw streamedProblem(fields);
      const progress = progressOf(type, fields);
      if (progress) onProgress(progress);
    }
    throw new Unreachable("cut", "the stream ended early", base);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ApiProblem || error instanceof Unreachable) throw error;
    const detail = silent.signal.aborted
      ? `no word for ${silence / 1000} s`
      : unreachable(error, base).message;
    throw new Unreachable("cut", detail, base);
  } finally {
    clearTimeout(watch);
  }
}

/** The stream's bytes; a token that has run out is renewed once. */
async function open(
  base: string,
  body: GenerateBody,
  token: string,
  { tokens, signal }: Pick<GenerateCall, "tokens" | "signal">,
  ending: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  for (let renewed = false; ; renewed = true) {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new DOMException("too slow", "TimeoutError")), patience);
    try {
      const response = await fetch(`${base}/v1/generate`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
        signal: AbortSignal.any([ending, late.signal]),
        redirect: "manual",
      });
      const type = response.headers.get("content-type") ?? "";
      if (response.ok && response.body && type.includes("text/event-stream")) return response.body;
      if (response.ok) throw new Unreachable("stranger", `The answer is ${type || "empty"}.`, base);
      const problem = await problemOf(response, base);
      if (problem.code !== "token_expired" && problem.code !== "token_invalid") throw problem;
      if (renewed) throw new SignedOut(problem.message);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ApiProblem || error instanceof SignedOut) throw error;
      throw unreachable(error, base);
    } finally {
      clearTimeout(timer);
    }
    token = await tokens.renew(token);
  }
}

type Fields = ReadonlyMap<string, unknown>;

function fieldsOf(data: string): Fields {
  try {
    const value: unknown = JSON.parse(data);
    return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
  } catch {
    return new Map();
  }
}

function progressOf(type: string, fields: Fields): BackendProgress | undefined {
  const message = fields.get("message");
  // The end there is not the end: what was made is checked here.
  if (type === "stage" && typeof message === "string" && fields.get("stage") !== "done")
    return { kind: "stage", message };
  const text = fields.get("text");
  if (type === "sql" && typeof text === "string")
    return { kind: "sql", text, reset: fields.get("reset") === true };
  return undefined;
}

function schemaOf(fields: Fields, base: string): BackendSchema {
  const sql = fields.get("sql");
  if (typeof sql !== "string") throw new Unreachable("stranger", "Its schema has no SQL.", base);
  const model = fields.get("model") ?? fields.get("provider");
  const usage = new Map(Object.entries(Object(fields.get("usage")) as object)) as Fields;
  const inputTokens = usage.get("inputTokens");
  const outputTokens = usage.get("outputTokens");
  const costUsd = usage.get("costUsd");
  return {
    sql,
    model: typeof model === "string" ? model : "",
    assumptions: textsOf(fields.get("assumptions")),
    uncovered: textsOf(fields.get("uncovered")),
    ...(typeof inputTokens === "number" &&
      typeof outputTokens === "number" && {
        usage: { inputTokens, outputTokens, ...(typeof costUsd === "number" && { costUsd }) },
      }),
  };
}

function textsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter((one): one is string => typeof one === "string");
}

function streamedProblem(fields: Fields): ApiProblem {
  const text = (name: string) => {
    const value = fields.get(name);
    return typeof value === "string" ? value : undefined;
  };
  const status = fields.get("status");
  const code = text("code") ?? "internal";
  return new ApiProblem(typeof status === "number" ? status : 500, code, text("detail") ?? code);
}
