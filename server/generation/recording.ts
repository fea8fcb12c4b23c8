import { redactorOf, type Redactor } from "./openai/redact";
import { isRecord } from "./openai/chunk";
import { promptVersion } from "./prompt/system";
import {
  ProviderFailure,
  providerFailureCodes,
  type Message,
  type Provider,
  type ProviderAnswer,
  type ProviderFailureCode,
} from "./provider";

/** All that passed between the pipeline and a provider; JSON, without keys. */
export interface Recording {
  readonly version: 1;
  readonly promptVersion: number;
  readonly provider: Provider["name"];
  readonly model?: string;
  readonly exchanges: readonly Exchange[];
}

export interface Exchange {
  readonly messages: readonly Message[];
  /** The text as it arrived, in its pieces. */
  readonly chunks: readonly string[];
  readonly answer?: ProviderAnswer;
  readonly failure?: { readonly code: ProviderFailureCode; readonly message: string };
}

/** The provider, with everything that passes kept in `exchanges`. */
export function recorded(provider: Provider, exchanges: Exchange[], secrets: readonly string[]): Provider {
  const redactor = redactorOf(secrets);
  return {
    get name() {
      return provider.name;
    },
    get model() {
      return provider.model;
    },
    async complete(request, options) {
      const chunks: string[] = [];
      const messages = request.messages.map((message) => clean(message, redactor));
      try {
        const answer = await provider.complete(request, {
          ...options,
          onText(text) {
            chunks.push(redactor.clean(text));
            options.onText(text);
          },
          onRestart(reason) {
            chunks.length = 0;
            options.onRestart?.(reason);
          },
          onDraft() {
            chunks.length = 0;
            options.onDraft?.();
          },
        });
        exchanges.push({ messages, chunks, answer: { ...answer, text: redactor.clean(answer.text) } });
        return answer;
      } catch (error) {
        if (error instanceof ProviderFailure) {
          exchanges.push({ messages, chunks, failure: { code: error.code, message: error.message } });
        }
        throw error;
      }
    },
  };
}

function clean(message: Message, redactor: Redactor): Message {
  return { role: message.role, content: redactor.clean(message.content) };
}

export function recordingOf(provider: Provider, exchanges: readonly Exchange[]): Recording {
  return {
    version: 1,
    promptVersion,
    provider: provider.name,
    ...(provider.model === undefined ? {} : { model: provider.model }),
    exchanges,
  };
}

/** Plays a recording back: the same pieces, answers and failures in the same order, whatever is asked. */
export function replayProvider(recording: Recording): Provider {
  let next = 0;
  return {
    name: recording.provider,
    ...(recording.model === undefined ? {} : { model: recording.model }),
    complete(_request, options) {
      const exchange = recording.exchanges[next++];
      if (options.signal.aborted) return Promise.reject(asError(options.signal.reason));
      for (const chunk of exchange?.chunks ?? []) options.onText(chunk);
      if (exchange?.answer !== undefined) return Promise.resolve(exchange.answer);
      const { code, message } = exchange?.failure ?? {
        code: "unavailable" as const,
        message: `The recording ends after ${recording.exchanges.length} requests.`,
      };
      return Promise.reject(new ProviderFailure(code, message));
    },
  };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** Reads a recording from JSON; undefined where it is none. */
export function parseRecording(value: unknown): Recording | undefined {
  if (!isRecord(value) || value.version !== 1 || !Array.isArray(value.exchanges)) return undefined;
  const provider = (["openai", "editor", "backend", "builtin"] as const).find(
    (name) => name === value.provider,
  );
  if (provider === undefined) return undefined;
  const entries: readonly unknown[] = value.exchanges;
  const exchanges = entries.map(parseExchange);
  if (!exchanges.every((exchange) => exchange !== undefined)) return undefined;
  return {
    version: 1,
    promptVersion: typeof value.promptVersion === "number" ? value.promptVersion : 0,
    provider,
    ...(typeof value.model === "string" ? { model: value.model } : {}),
    exchanges,
  };
}

function parseExchange(value: unknown): Exchange | undefined {
  if (!isRecord(value)) return undefined;
  const chunks = stringsOf(value.chunks);
  const answer = isRecord(value.answer) ? parseAnswer(value.answer) : undefined;
  const failure = isRecord(value.failure) ? parseFailure(value.failure) : undefined;
  const list: readonly unknown[] = Array.isArray(value.messages) ? value.messages : [];
  return {
    messages: list.flatMap(parseMessage),
    chunks,
    ...(answer === undefined ? {} : { answer }),
    ...(failure === undefined ? {} : { failure }),
  };
}

function parseMessage(value: unknown): Message[] {
  if (!isRecord(value) || typeof value.content !== "string") return [];
  const role = (["system", "user", "assistant"] as const).find((name) => name === value.role);
  return role === undefined ? [] : [{ role, content: value.content }];
}

function parseAnswer(value: Record<string, unknown>): ProviderAnswer | undefined {
  const finish = (["stop", "length", "refusal"] as const).find((name) => name === value.finish);
  if (typeof value.text !== "string" || finish === undefined) return undefined;
  return {
    text: value.text,
    finish,
    ...(typeof value.model === "string" ? { model: value.model } : {}),
    ...parseUsage(value.usage),
    ...(Array.isArray(value.assumptions) ? { assumptions: stringsOf(value.assumptions) } : {}),
    ...(Array.isArray(value.uncovered) ? { uncovered: stringsOf(value.uncovered) } : {}),
  };
}

function parseUsage(value: unknown): Pick<ProviderAnswer, "usage"> {
  if (!isRecord(value)) return {};
  const { inputTokens, outputTokens, costUsd } = value;
  if (typeof inputTokens !== "number" || typeof outputTokens !== "number") return {};
  return { usage: { inputTokens, outputTokens, ...(typeof costUsd === "number" ? { costUsd } : {}) } };
}

function parseFailure(value: Record<string, unknown>): Exchange["failure"] {
  const code = providerFailureCodes.find((name) => name === value.code);
  if (code === undefined || typeof value.message !== "string") return undefined;
  return { code, message: value.message };
}

function stringsOf(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter((item) => typeof item === "string");
}
