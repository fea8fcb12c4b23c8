import type { createEngines } from "../../engine/node";
import type { GenerateRequest, ProviderFailure } from "../../generation";
import type { Caller, Context } from "../context";
import { ApiError, problemDocument } from "../errors";
import type { EventStream } from "../sse";
import { takePoints } from "./rate-limits";

type Engines = Awaited<ReturnType<typeof createEngines>>;

/** The engines that judge what is generated; nothing is started before the first use. */
export interface Generation {
  run(caller: Caller, request: GenerationRequest, stream: EventStream, requestId: string): Promise<void>;
  /** Throws `rate_limited` when the caller's share is used up or too many of his run. */
  assertQuota(caller: Caller): Promise<void>;
  /** The server is stopping: what runs gets a little time, then ends with an error that says so. */
  stop(): void;
  close(): Promise<void>;
}

export type GenerationRequest = Pick<
  GenerateRequest,
  "brief" | "dialect" | "current" | "instruction" | "design"
>;

/** No answer takes longer to fail (milliseconds), and none starts more at once for one person. */
const longestMs = 88_000;
const atOnce = 2;
/** What is left to those that run when the server stops; the whole stop has 15 s. */
const graceMs = 6000;

export function createGeneration(context: Context): Generation {
  const { settings, log } = context;
  const running = new Map<string, number>();
  const stopping = new AbortController();
  let engines: Promise<Engines> | undefined;

  /** Parsers and all are loaded when the first schema is asked for: most servers need them rarely. */
  async function load() {
    const { generate, createEngines } = await import("../later/generation");
    engines ??= createEngines();
    return { generate, source: (await engines).source };
  }

  async function run(
    caller: Caller,
    request: GenerationRequest,
    stream: EventStream,
    requestId: string,
  ): Promise<void> {
    running.set(caller.userId, (running.get(caller.userId) ?? 0) + 1);
    const limit = new AbortController();
    const timer = setTimeout(() => {
      limit.abort(new ApiError("provider_failed", `The schema was not ready after ${longestMs / 1000} s.`));
    }, longestMs);
    const beating = setInterval(() => {
      stream.beat();
    }, 15_000);
    try {
      const { generate, source } = await load();
      const { apiKey, baseUrl, model } = settings.openai;
      const outcome = await generate(
        {
          ...request,
          provider: "auto",
          openai: {
            ...(apiKey !== undefined && { apiKey }),
            ...(baseUrl !== undefined && { baseUrl }),
            ...(model !== undefined && { model }),
          },
          stallTimeoutMs: 60_000,
        },
        {
          signal: AbortSignal.any([stream.signal, limit.signal, stopping.signal]),
          engines: source,
          // Only what the settings say; nothing else of the environment is theirs to use.
          environment: {},
          onProgress: ({ kind, ...data }) => {
            stream.send(kind, data);
          },
        },
      );
      stream.send("done", outcome);
    } catch (error) {
      if (!stream.signal.aborted) stream.send("error", problemDocument(asProblem(error), requestId));
      const failure = isProviderFailure(error) ? error.code : undefined;
      if (failure === undefined && !(error instanceof ApiError) && !stream.signal.aborted)
        log.error({ err: error }, "generation failed");
      else log.info({ failure, left: stream.signal.aborted }, "generation ended early");
    } finally {
      clearTimeout(timer);
      clearInterval(beating);
      const left = (running.get(caller.userId) ?? 1) - 1;
      if (left > 0) running.set(caller.userId, left);
      else running.delete(caller.userId);
      stream.end();
    }
  }

  return {
    run,
    assertQuota: async (caller) => {
      if ((running.get(caller.userId) ?? 0) >= atOnce) {
        throw new ApiError("rate_limited", "Two schemas are being made for you already: wait for one.", {
          retryAfterSeconds: 10,
        });
      }
      const limit = { points: settings.generationsPerHour, seconds: 3600 };
      await takePoints(context, [{ name: "generate", of: caller.userId, limit }]);
    },
    stop: () => {
      setTimeout(() => {
        stopping.abort(
          new ApiError("overloaded", "The server is being stopped: ask again in a minute.", {
            retryAfterSeconds: 60,
          }),
        );
      }, graceMs).unref();
    },
    close: async () => {
      await (await engines?.catch(() => undefined))?.dispose();
    },
  };
}

/** By its name: the class is not loaded before it is needed. */
function isProviderFailure(error: unknown): error is ProviderFailure {
  return error instanceof Error && error.name === "ProviderFailure";
}

function asProblem(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (isProviderFailure(error)) {
    return error.code === "invalid_request"
      ? new ApiError("invalid_request", error.message)
      : new ApiError("provider_failed", error.message);
  }
  return new ApiError("internal", "Something went wrong on our side. Its id is in our log; try again later.");
}
