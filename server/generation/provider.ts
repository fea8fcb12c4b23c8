import type { Dialect } from "../sql";
import type { DesignChoices } from "./design-choices";

/** Something that turns messages, or a brief, into text. Providers give text; the pipeline owns the rest. */
export interface Provider {
  readonly name: "openai" | "editor" | "backend" | "builtin";
  /** The model that answers, where there is one. */
  readonly model?: string;
  /**
   * Answers one request. Rejects with `ProviderFailure`, or with the signal's reason when aborted.
   * Text arrives through `onText` as it comes and is given whole at the end.
   */
  complete(request: ProviderRequest, options: ProviderOptions): Promise<ProviderAnswer>;
}

export interface ProviderRequest {
  readonly dialect: Dialect;
  /** The person's words, untouched. */
  readonly brief: string;
  /** The schema to change and what to change, for a refinement. */
  readonly current?: string;
  readonly instruction?: string;
  /** Already in `messages`; for a provider that takes the brief alone. */
  readonly design?: DesignChoices;
  /** The conversation for a model: system, user, and in a repair round the draft and its problems. */
  readonly messages: readonly Message[];
  /** The answer is to be JSON of this form. The messages say so too, for a provider that cannot enforce it. */
  readonly form?: AnswerForm;
}

/** A form of answers as JSON Schema. */
export interface AnswerForm {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
  /** Pictures that go with the words, as data URLs (PNG, JPEG, GIF or WebP). */
  readonly images?: readonly string[];
}

export interface ProviderOptions {
  readonly signal: AbortSignal;
  readonly onText: (text: string) => void;
  /** The request is sent again: what `onText` gave so far is void. `reason` is a sentence for people. */
  readonly onRestart?: (reason: string) => void;
  /** Another draft takes the place of what `onText` gave so far. */
  readonly onDraft?: () => void;
  /** What a provider with stages of its own does, a sentence for people. */
  readonly onStage?: (message: string) => void;
}

/** What a server says that an answer took. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; only some servers tell, and none is reckoned from a list of prices. */
  readonly costUsd?: number;
}

export interface ProviderAnswer {
  readonly text: string;
  /** `length`: the model was cut off; `refusal`: it would not answer. */
  readonly finish: "stop" | "length" | "refusal";
  /** The model that answered, where the provider learns it only then. */
  readonly model?: string;
  readonly usage?: Usage;
  /** What the provider assumed and what it left out, when it can tell (builtin). */
  readonly assumptions?: readonly string[];
  readonly uncovered?: readonly string[];
}

/** What can be wrong with a provider; stable, since callers choose exit codes and hints by it. */
export const providerFailureCodes = [
  "unauthorized",
  "rate_limited",
  "stalled",
  "network",
  "model_not_found",
  "context_length",
  "server",
  "bad_answer",
  "unavailable",
  "invalid_request",
] as const;

export type ProviderFailureCode = (typeof providerFailureCodes)[number];

/** The provider gave nothing of use. `message` says what happened and what to do; it holds no key. */
export class ProviderFailure extends Error {
  override readonly name = "ProviderFailure";
  constructor(
    readonly code: ProviderFailureCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
