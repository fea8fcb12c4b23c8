import OpenAI from "openai";
import {
  adaptationFor,
  complainsOfPictures,
  parametersFor,
  sentMessages,
  type Adaptation,
  type Parameters,
} from "../openai/parameters";
import { chunkOf, isRecord } from "../openai/chunk";
import { deadlineOf } from "../openai/deadline";
import { endpointOf, isOfficial, type Endpoint, type EndpointSettings } from "../openai/endpoint";
import { failedBy, failedInStream, type Failed, type FailureContext } from "../openai/failures";
import { redactorOf } from "../openai/redact";
import { streamingFetch, type WireEvents } from "../openai/wire";
import { ProviderFailure, type Provider, type ProviderAnswer, type ProviderOptions } from "../provider";

/** Asked where neither a setting nor OPENAI_MODEL names a model and the server is no local one. */
const defaultModel = "gpt-4.1";

/** More is no schema; a server that never ends would fill the memory, UTF-16 code units. */
const longestAnswer = 4_000_000;

export interface OpenAiSettings extends EndpointSettings {
  /** How long the model may send no byte, milliseconds. */
  readonly stallTimeoutMs: number;
}

/** The OpenAI API or any server that speaks it. Throws `ProviderFailure` where the settings can never work. */
export function openAiProvider(settings: OpenAiSettings): Provider {
  const endpoint = endpointOf(settings);
  requireKey(endpoint, settings.apiKey);
  const redactor = redactorOf(endpoint.secrets);
  const adaptations: Adaptation[] = [];
  let baseUrl = endpoint.baseUrl;
  let model = settings.model;

  const answer: Provider["complete"] = async (request, options) => {
    model ??= await firstModel(settings, endpoint, options.signal);
    const context: FailureContext = { endpoint, model, hasKey: settings.apiKey !== undefined, redactor };
    const deadline = deadlineOf(settings.stallTimeoutMs);
    let attempt = 1;
    for (;;) {
      const parameters = adaptations.reduce<Parameters>(
        (adapted, adapt) => adapt(adapted),
        parametersFor(model, request.messages, request.form),
      );
      const outcome = await attemptOnce({
        parameters,
        client: (events) => clientFor(settings, endpoint, baseUrl, streamingFetch(events)),
        context,
        stallTimeoutMs: settings.stallTimeoutMs,
        firstByteMs: deadline.firstByteMs(),
        options,
      });
      if ("text" in outcome) return { ...outcome, text: redactor.clean(outcome.text) };
      options.signal.throwIfAborted();
      if (complainsOfPictures(parameters, outcome.complaint ?? outcome.failure.message))
        throw new ProviderFailure(
          "invalid_request",
          `${model} cannot look at pictures. Take them away and describe them in words, or use a model that can see.`,
          { cause: outcome.failure },
        );
      const adaptation = outcome.complaint && adaptationFor(parameters, outcome.complaint);
      if (adaptation) {
        adaptations.push(adaptation);
        continue;
      }
      if (outcome.nothingThere === true && endpoint.bare && baseUrl === endpoint.baseUrl) {
        baseUrl = `${endpoint.baseUrl}/v1`;
        continue;
      }
      if (outcome.retry === "no" || (outcome.retry === "once" && attempt > 1)) throw outcome.failure;
      attempt++;
      if (!(await deadline.wait(attempt, outcome.retryAfterMs, options.signal))) throw outcome.failure;
      options.onRestart?.(outcome.failure.message);
    }
  };

  return {
    name: "openai",
    get model() {
      return model;
    },
    async complete(request, options) {
      try {
        return await answer(request, options);
      } catch (error) {
        options.signal.throwIfAborted();
        throw error;
      }
    },
  };
}

/** The names of the models that a server offers, in its order. Rejects with `ProviderFailure`. */
export async function listModels(settings: EndpointSettings, signal?: AbortSignal): Promise<string[]> {
  const endpoint = endpointOf(settings);
  requireKey(endpoint, settings.apiKey);
  const within = AbortSignal.any([AbortSignal.timeout(15_000), ...(signal === undefined ? [] : [signal])]);
  const urls = endpoint.bare ? [endpoint.baseUrl, `${endpoint.baseUrl}/v1`] : [endpoint.baseUrl];
  const context = {
    endpoint,
    model: settings.model ?? "",
    hasKey: settings.apiKey !== undefined,
    redactor: redactorOf(endpoint.secrets),
  };
  let failed: Failed | undefined;
  for (const url of urls) {
    try {
      const client = clientFor(settings, endpoint, url, fetch);
      const answer: unknown = await client.get<unknown>("/models", { signal: within });
      const names = modelNames(answer);
      if (names !== undefined) return names;
      failed ??= {
        failure: new ProviderFailure(
          "bad_answer",
          `${endpoint.host} gave no list of models. Check the base URL, or name the model yourself.`,
        ),
        retry: "no",
      };
    } catch (error) {
      signal?.throwIfAborted();
      failed = failedBy(error, context);
      if (failed.nothingThere !== true) break;
    }
  }
  throw failed?.failure ?? new ProviderFailure("network", `${endpoint.host} cannot be reached.`);
}

function modelNames(answer: unknown): string[] | undefined {
  const list: unknown = Array.isArray(answer)
    ? answer
    : isRecord(answer)
      ? (answer.data ?? answer.models)
      : undefined;
  if (!Array.isArray(list)) return undefined;
  const entries: readonly unknown[] = list;
  return entries.flatMap((entry) => {
    const name = isRecord(entry) ? (entry.id ?? entry.name ?? entry.model) : entry;
    return typeof name === "string" ? [name] : [];
  });
}

/** A local server has few models, and none of the official names: the first that writes text is taken. */
async function firstModel(
  settings: EndpointSettings,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<string> {
  if (!endpoint.local) return defaultModel;
  const names = await listModels(settings, signal).catch((error: unknown) => {
    // A server without a list may still answer; most such servers have one model and ignore the name.
    if (error instanceof ProviderFailure && error.code !== "unauthorized") return [];
    throw error;
  });
  return (
    names.find((name) => !/embed|whisper|tts|rerank|moderation|clip|bge-|vision-only/i.test(name)) ??
    defaultModel
  );
}

function requireKey(endpoint: Endpoint, apiKey: string | undefined): void {
  if (apiKey !== undefined || !isOfficial(endpoint)) return;
  throw new ProviderFailure(
    "unauthorized",
    "OpenAI wants an API key and none is set. Set OPENAI_API_KEY, run the command “dbscst: Set API Key”, or use another provider.",
  );
}

/** Retries are ours, since the package's own can neither be aborted while it waits nor be bounded. */
function clientFor(
  settings: EndpointSettings,
  endpoint: Endpoint,
  baseURL: string,
  fetcher: typeof fetch,
): OpenAI {
  return new OpenAI({
    apiKey: settings.apiKey ?? "none",
    adminAPIKey: null,
    ...(isOfficial(endpoint) ? {} : { organization: null, project: null }),
    baseURL,
    defaultQuery: { ...endpoint.query },
    defaultHeaders: { ...endpoint.headers },
    fetch: fetcher,
    maxRetries: 0,
    // Ours is the clock; a timer of Node takes no more than this.
    timeout: 2_147_483_647,
    logLevel: "off",
  });
}

interface Attempt {
  readonly parameters: Parameters;
  readonly client: (events: WireEvents) => OpenAI;
  readonly context: FailureContext;
  readonly stallTimeoutMs: number;
  readonly firstByteMs: number;
  readonly options: ProviderOptions;
}

/** One request. What fails is given, not thrown, since the next step depends on how it failed. */
async function attemptOnce(attempt: Attempt): Promise<ProviderAnswer | Failed> {
  const { context, options } = attempt;
  const stall = new AbortController();
  let timer = setTimeout(() => stall.abort(), attempt.firstByteMs);
  const onBytes = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stall.abort(), attempt.stallTimeoutMs);
  };
  let done = false;
  const client = attempt.client({ onBytes, onDone: () => (done = true) });
  try {
    const events = await client.post<AsyncIterable<unknown>>("/chat/completions", {
      body: { ...attempt.parameters, messages: sentMessages(attempt.parameters.messages) },
      stream: true,
      signal: AbortSignal.any([stall.signal, options.signal]),
    });
    const answer = await collect(events, attempt, () => done);
    // The package ends a stream without a word when it is aborted.
    return stall.signal.aborted ? stalled(attempt) : answer;
  } catch (error) {
    return stall.signal.aborted ? stalled(attempt) : failedBy(error, context);
  } finally {
    clearTimeout(timer);
  }
}

async function collect(
  events: AsyncIterable<unknown>,
  { context, options, parameters }: Attempt,
  isDone: () => boolean,
): Promise<ProviderAnswer | Failed> {
  const visible = context.redactor.stream();
  const show = (text: string) => {
    if (text !== "") options.onText(text);
  };
  let text = "";
  let refusal = "";
  let finish: string | undefined;
  let model: string | undefined;
  let usage: ProviderAnswer["usage"];
  for await (const event of events) {
    const chunk = chunkOf(event);
    if (chunk.error !== undefined) return failedInStream(chunk.error, context);
    text += chunk.text;
    refusal += chunk.refusal ?? "";
    finish = chunk.finish ?? finish;
    model = chunk.model ?? model;
    usage = chunk.usage ?? usage;
    show(visible.push(chunk.text));
    if (text.length > longestAnswer) {
      return {
        failure: new ProviderFailure(
          "bad_answer",
          `${parameters.model} does not stop writing. Try another model.`,
        ),
        retry: "no",
      };
    }
  }
  options.signal.throwIfAborted();
  show(visible.end());
  const refused = refusal !== "" || refusals.test(finish ?? "");
  return {
    text: text === "" ? refusal : text,
    // A stream that ends with neither a reason nor `[DONE]` was cut.
    finish: refused
      ? "refusal"
      : cuts.test(finish ?? "") || (finish === undefined && !isDone())
        ? "length"
        : "stop",
    model: model ?? parameters.model,
    ...(usage === undefined ? {} : { usage }),
  };
}

/** Reasons to end that mean a filter, in the words of OpenAI and of servers that translate other APIs. */
const refusals = /^(content_filter|safety|prohibited_content|blocklist|recitation|refusal)$/i;

/** Reasons to end before the answer was whole. */
const cuts = /^(length|max_tokens|max_output_tokens|model_length|limit|abort|error)$/i;

function stalled({ context, stallTimeoutMs, parameters }: Attempt): Failed {
  const seconds = Math.round(stallTimeoutMs / 100) / 10;
  return {
    failure: new ProviderFailure(
      "stalled",
      `${parameters.model} at ${context.endpoint.host} sent nothing for ${seconds} s. Try again, allow more time, or use another model.`,
    ),
    retry: "no",
  };
}
