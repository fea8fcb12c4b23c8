import { APIConnectionError, APIError } from "openai";
import { ProviderFailure } from "../provider";
import { isRecord } from "./chunk";
import type { Endpoint } from "./endpoint";
import type { Redactor } from "./redact";
import { NotTheApi } from "./wire";

/** A failed attempt, and whether another may help. */
export interface Failed {
  readonly failure: ProviderFailure;
  readonly retry: "no" | "once" | "later";
  /** How long the server asks to wait. */
  readonly retryAfterMs?: number;
  /** The server's own words about a request that it finds faulty, in lower case. */
  readonly complaint?: string;
  /** The path may be wrong, rather than the model's name. */
  readonly nothingThere?: boolean;
}

export interface FailureContext {
  readonly endpoint: Endpoint;
  readonly model: string;
  readonly hasKey: boolean;
  readonly redactor: Redactor;
}

const setKey = "Set a valid one with OPENAI_API_KEY or the command “dbscst: Set API Key”.";

/** Turns whatever an attempt threw into words for people; no key is in them. */
export function failedBy(error: unknown, context: FailureContext): Failed {
  if (error instanceof ProviderFailure) return { failure: error, retry: "no" };
  const notTheApi = chainOf(error).find((link) => link instanceof NotTheApi);
  if (notTheApi !== undefined) {
    return final(
      "network",
      `${context.endpoint.host} answered with ${notTheApi.message}, not as a model server. Check the base URL; it usually ends in /v1.`,
    );
  }
  if (error instanceof APIConnectionError) return unreachable(error, context);
  if (error instanceof APIError) return byStatus(error, context);
  if (error instanceof SyntaxError) {
    return later(
      "server",
      `${context.endpoint.host} sent a line that is no JSON. Try again, or use another server.`,
    );
  }
  return unreachable(error, context);
}

/** An error object that came where an answer was due. */
export function failedInStream(
  error: { readonly message: string; readonly code?: string },
  context: FailureContext,
): Failed {
  return classified(statusIn(error.code), error.message, error.code, undefined, context);
}

/** Errors inside of a stream carry the HTTP status as their code, if anything. */
function statusIn(code: unknown): number | undefined {
  const text = typeof code === "number" || typeof code === "string" ? String(code) : "";
  return /^[45]\d\d$/.test(text) ? Number(text) : undefined;
}

/** What is read of the package's error, whose own type leaves everything open. */
interface Refusal {
  /** Absent for an error that came inside of a stream. */
  readonly status: number | undefined;
  readonly error: unknown;
  readonly headers: unknown;
  readonly message: string;
  readonly code?: string | null | undefined;
  readonly type?: string | undefined;
  readonly param?: string | null | undefined;
}

function byStatus(error: Refusal, context: FailureContext): Failed {
  const { error: body, headers } = error;
  const status = error.status ?? statusIn(error.code);
  const message =
    isRecord(body) && typeof body.message === "string"
      ? body.message
      : typeof body === "string"
        ? body
        : error.message;
  const code = error.code ?? error.type ?? undefined;
  const retryAfterMs = headers instanceof Headers ? retryAfter(headers) : undefined;
  const failed = classified(status, message, code, retryAfterMs, context);
  if ((status !== 400 && status !== 422) || failed.failure.code !== "server") return failed;
  return { ...failed, complaint: [message, error.param, error.code].join(" ").toLowerCase() };
}

function classified(
  status: number | undefined,
  message: string,
  code: string | undefined,
  retryAfterMs: number | undefined,
  context: FailureContext,
): Failed {
  const { endpoint, model } = context;
  const said = quote(message, context.redactor);
  const words = `${code ?? ""} ${message}`.toLowerCase();
  if (status === 401 || status === 403 || /invalid_api_key|incorrect api key/.test(words)) {
    return final(
      "unauthorized",
      context.hasKey
        ? `${endpoint.host} refused the API key${said}. ${setKey}`
        : `${endpoint.host} wants an API key and none is set${said}. ${setKey}`,
    );
  }
  if (
    /context_length|context.?size|context length|context window|maximum context|too many tokens|prompt is too long/.test(
      words,
    ) ||
    status === 413
  ) {
    return final(
      "context_length",
      `The brief is longer than ${model} can read${said}. Shorten it, or choose a model with a larger context.`,
    );
  }
  if (/content_filter|content management policy|responsibleai/.test(words)) {
    return final(
      "bad_answer",
      `The filter of ${endpoint.host} holds the brief back${said}. Reword it, or use another model.`,
    );
  }
  if (/insufficient_quota|exceeded your current quota|billing/.test(words) || status === 402) {
    return final(
      "rate_limited",
      `The account at ${endpoint.host} has no quota left${said}. Check its plan and billing, or use another key.`,
    );
  }
  if (status === 429 || words.includes("rate_limit")) {
    return later(
      "rate_limited",
      `${endpoint.host} takes no more requests at present${said}. Wait ${waitOf(retryAfterMs)} and try again.`,
      retryAfterMs,
    );
  }
  const namesModel =
    words.includes("model") && /not.?found|does not exist|unknown|no such|not exist|pull|invalid/.test(words);
  if (status === 404 || status === 405 || (namesModel && (status === undefined || status === 400))) {
    if (namesModel || endpoint.deployment) {
      return final(
        "model_not_found",
        `${endpoint.host} does not have the model ${model}${said}. Choose one that it offers, or load it there first.`,
      );
    }
    return { ...final("network", nothingAt(endpoint, said)), nothingThere: true };
  }
  if (words.includes("unexpected endpoint")) {
    return { ...final("network", nothingAt(endpoint, said)), nothingThere: true };
  }
  if (status === undefined || status >= 500 || status === 408 || status === 409) {
    const what = status === undefined ? "stopped its answer with an error" : `failed (${status})`;
    return later("server", `${endpoint.host} ${what}${said}. Try again, or use another model.`, retryAfterMs);
  }
  return final(
    "server",
    `${endpoint.host} refused the request (${status})${said}. Check that the model and the base URL fit each other.`,
  );
}

function waitOf(ms: number | undefined): string {
  if (ms === undefined || ms < 2_000) return "a little";
  return ms < 120_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.ceil(ms / 60_000)} minutes`;
}

function nothingAt(endpoint: Endpoint, said: string): string {
  return `${endpoint.host} has no chat completions at this base URL${said}. Check it; it usually ends in /v1.`;
}

/** What the codes of Node's sockets mean to a person. */
const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there. Start the server, or check the base URL",
  ENOTFOUND: "its name is not known. Check the base URL and the network",
  EAI_AGAIN: "its name cannot be looked up at present. Check the network",
  ECONNRESET: "it closed the connection. Try again",
  EPIPE: "it closed the connection. Try again",
  UND_ERR_SOCKET: "it closed the connection. Try again",
  ETIMEDOUT: "it does not answer. Check the base URL, the network and a firewall",
  UND_ERR_CONNECT_TIMEOUT: "it does not answer. Check the base URL, the network and a firewall",
  UND_ERR_HEADERS_TIMEOUT: "it does not answer. Check that the model is loaded",
  UND_ERR_BODY_TIMEOUT: "it stopped in the middle of an answer. Try again",
  EHOSTUNREACH: "there is no way to it. Check the network",
  ENETUNREACH: "there is no way to it. Check the network",
  ERR_SSL_WRONG_VERSION_NUMBER: "it speaks no TLS. Use http:// in the base URL",
};

function unreachable(error: unknown, context: FailureContext): Failed {
  const code = codesOf(error).find((name) => name in causes);
  const certificate = codesOf(error).find((name) => /CERT|SIGNED|ISSUER/.test(name));
  const why =
    code !== undefined
      ? causes[code]
      : certificate !== undefined
        ? `its certificate is not trusted (${certificate}). Use a server with a valid one, or set NODE_EXTRA_CA_CERTS`
        : "the connection failed. Check the base URL and the network";
  const failed = later("network", `${context.endpoint.host} cannot be reached: ${why ?? ""}.`);
  return settled.has(code ?? "") || certificate !== undefined ? { ...failed, retry: "once" } : failed;
}

/** Waiting rarely changes these, and the person can. */
const settled = new Set(["ECONNREFUSED", "ENOTFOUND", "ERR_SSL_WRONG_VERSION_NUMBER"]);

function codesOf(error: unknown): string[] {
  return chainOf(error).flatMap((link) =>
    isRecord(link) && typeof link.code === "string" ? [link.code] : [],
  );
}

/** An error and what caused it, outermost first. */
function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  let current = error;
  for (let depth = 0; depth < 6 && isRecord(current); depth++) {
    chain.push(current);
    const inner: unknown = Array.isArray(current.errors) ? current.errors[0] : undefined;
    current = current.cause ?? inner;
  }
  return chain;
}

/** The wait that a server asks for, milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3), or `retry-after-ms`. */
function retryAfter(headers: Headers): number | undefined {
  const precise = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(precise)) return Math.max(0, precise);
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** The server's own words, short, on one line and without keys; empty where it said nothing. */
function quote(message: string, redactor: Redactor): string {
  const line = redactor
    .clean(message)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^\d{3} (status code \(no body\))?/, "")
    .replace(/[.\s]+$/, "");
  if (line === "") return "";
  return `: “${line.length > 300 ? `${line.slice(0, 300)}…` : line}”`;
}

function final(code: ProviderFailure["code"], message: string): Failed {
  return { failure: new ProviderFailure(code, message), retry: "no" };
}

function later(code: ProviderFailure["code"], message: string, retryAfterMs?: number): Failed {
  return {
    failure: new ProviderFailure(code, message),
    retry: "later",
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
