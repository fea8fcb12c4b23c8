import { randomUUID } from "node:crypto";
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "../../server/protocol/http";
import { ApiProblem, SignedOut, Unreachable, unreachable } from "./failure";

export type Api = Client<paths>;

type Schemas = components["schemas"];
export type TokenPair = Schemas["TokenPair"];
export type Project = Schemas["Project"];
export type Member = Schemas["Member"];
export type Invitation = Schemas["Invitation"];
export type Task = Schemas["Task"];
export type Schema = Schemas["Schema"];
export type SchemaVersionSummary = Schemas["SchemaVersionSummary"];

/** Where the access token comes from. */
export interface Tokens {
  access(): Promise<string>;
  /** Another one for the one that the server has refused. Rejects with `SignedOut` when there is none. */
  renew(refused: string): Promise<string>;
  /** The same for whoever is signed in now, and nobody else: a request ends in whose name it began. */
  asNow?(): Promise<Tokens>;
}

export interface ApiOptions {
  /** Without a slash at the end; asked for each request, since the local backend may come back elsewhere. */
  readonly address: () => Promise<string>;
  /** Absent for the routes that take no token. */
  readonly tokens?: Tokens;
  /** Milliseconds that one request may take. */
  readonly timeout?: number;
  /** Told how many requests have no answer yet, each time that this changes. */
  readonly onRunning?: (running: number) => void;
}

/** What no server may take longer for; a person has to be told something by then. */
const defaultTimeout = 10_000;

/**
 * The backend's routes, typed by its own description. Every failure rejects: with `ApiProblem` in the server's words,
 * `Unreachable`, or `SignedOut`. A `POST` carries an Idempotency-Key, so that being sent again does nothing twice.
 */
export function createApi(options: ApiOptions): Api {
  let running = 0;
  return createClient<paths>({
    baseUrl: "http://backend.invalid",
    fetch: (request) => {
      options.onRunning?.(++running);
      return send(request, options).finally(() => options.onRunning?.(--running));
    },
  });
}

/** The content of an answer. */
export async function contentOf<T>(answer: Promise<{ readonly data?: T }>): Promise<NonNullable<T>> {
  const { data } = await answer;
  if (data === undefined || data === null) throw new Unreachable("stranger", "The answer is empty.");
  return data;
}

/** One page of a list. */
export async function pageOf<T>(
  answer: Promise<{ readonly data?: { readonly items: ArrayLike<T>; readonly nextCursor: string | null } }>,
): Promise<{ readonly items: readonly T[]; readonly nextCursor: string | null }> {
  const { items, nextCursor } = await contentOf(answer);
  return { items: Array.from(items), nextCursor };
}

/** The headers of a write that must not overwrite what somebody else wrote meanwhile. */
export function ifMatch(row: { readonly version: number }): { readonly headers: Record<string, string> } {
  return { headers: { "If-Match": `"${row.version}"` } };
}

async function send(request: Request, { address, tokens: of, timeout = defaultTimeout }: ApiOptions) {
  const tokens = (await of?.asNow?.()) ?? of;
  const base = await address();
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  if (request.method === "POST" && !headers.has("idempotency-key"))
    headers.set("idempotency-key", randomUUID());
  const body = request.body === null ? null : await request.text();
  let token = await tokens?.access();
  for (let renewed = false; ; renewed = true) {
    if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
    const init = { method: request.method, headers, body, redirect: "manual" } as const;
    const response = await ask(base, pathname + search, init, request.signal, timeout);
    if (response.ok) return response;
    const problem = await problemOf(response, base);
    const isStale = problem.code === "token_expired" || problem.code === "token_invalid";
    if (!isStale || token === undefined || tokens === undefined) throw problem;
    if (renewed) throw new SignedOut(problem.message);
    token = await tokens.renew(token);
  }
}

/** One exchange, read to its end within the time. */
async function ask(
  base: string,
  path: string,
  init: RequestInit,
  cancelled: AbortSignal,
  timeout: number,
): Promise<Response> {
  const signal = AbortSignal.any([cancelled, AbortSignal.timeout(timeout)]);
  try {
    const response = await fetch(base + path, { ...init, signal });
    const text = await response.text();
    const type = response.headers.get("content-type") ?? "";
    if (response.ok && response.status !== 204 && !type.includes("json")) {
      throw new Unreachable("stranger", `The answer is ${type || "nothing that is known"}.`, base);
    }
    const { status, headers } = response;
    return new Response(status === 204 || status === 304 ? null : text, { status, headers });
  } catch (error) {
    if (cancelled.aborted) throw error;
    throw unreachable(error, base);
  }
}

/** What an answer says that is no success. */
export async function problemOf(response: Response, base: string): Promise<ApiProblem> {
  const text = await response.text();
  const content: unknown = /^\s*\{/.test(text) ? tryJson(text) : undefined;
  const elsewhere = elsewhereOf(response, base);
  if (elsewhere !== undefined) throw new Unreachable("moved", elsewhere, base);
  if (
    typeof content !== "object" ||
    content === null ||
    !("code" in content) ||
    typeof content.code !== "string"
  ) {
    // A proxy answers instead of a backend that is being restarted.
    const isGateway = response.status >= 502 && response.status <= 504;
    throw isGateway
      ? new Unreachable("gateway", `HTTP ${response.status}`, base)
      : new Unreachable("stranger", `It answers with HTTP ${response.status}.`, base);
  }
  const detail = "detail" in content && typeof content.detail === "string" ? content.detail : content.code;
  const current = "current" in content ? content.current : undefined;
  const wait = Number(response.headers.get("retry-after") ?? NaN);
  const retryAfter = Number.isFinite(wait) ? wait : undefined;
  return new ApiProblem(response.status, content.code, detail, current, retryAfter);
}

/** The other server that an answer leads to, such as the one that speaks https. */
function elsewhereOf({ status, headers }: Response, base: string): string | undefined {
  const target = headers.get("location");
  if (status < 300 || status >= 400 || target === null || !URL.canParse(target, base)) return undefined;
  const { origin } = new URL(target, base);
  return origin === new URL(base).origin ? undefined : origin;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
