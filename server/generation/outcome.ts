import type { EngineSource } from "../checker";
import type { Dialect } from "../sql";
import type { DesignChoices } from "./design-choices";
import type { Provider, Usage } from "./provider";
import type { Recording } from "./recording";
import type { Trace } from "./trace";

export type ProviderChoice = "auto" | Provider["name"];

/** What a person asks for. */
export interface GenerateRequest {
  /** Plain language. May be empty where `current` and `instruction` are given. */
  readonly brief: string;
  readonly dialect: Dialect;
  readonly provider: ProviderChoice;
  /** What is absent is taken from OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL. */
  readonly openai?: { readonly apiKey?: string; readonly baseUrl?: string; readonly model?: string };
  /** The schema to change, with `instruction`: a refinement, whose outcome is the whole new text. */
  readonly current?: string;
  readonly instruction?: string;
  readonly design?: DesignChoices;
  /** Pictures that belong to the brief, as data URLs (PNG, JPEG, GIF or WebP); for `openai` alone. */
  readonly images?: readonly string[];
  /** How long the model may send no byte, milliseconds; 60,000 unless given. */
  readonly stallTimeoutMs?: number;
}

export interface GenerateOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (event: GenerateProgress) => void;
  readonly engines: EngineSource;
  /** Those that only the caller can offer, such as `editor` and `backend`; one of a known name replaces it. */
  readonly providers?: readonly Provider[];
  /** Where settings that the request does not name come from; `process.env` unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Gets all that was asked and answered, without keys, at the end of the run, also of a failed one. */
  readonly record?: (recording: Recording) => void;
}

export interface GeneratedProblem {
  readonly range: Range;
  readonly severity: "error" | "warning" | "information" | "hint";
  /** A SQLSTATE, a rule's name, or one of `incomplete`, `left-out`, `not-proven` and `repair-stopped`. */
  readonly code: string;
  readonly message: string;
}

/** Lines and characters from 0, UTF-16. */
interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** `plan` and `part` are for long briefs alone, in place of the first `model`. */
export type GenerateStage =
  "prompt" | "plan" | "part" | "model" | "parse" | "engine" | "rules" | "repair" | "done";

export type GenerateProgress =
  | {
      readonly kind: "stage";
      readonly stage: GenerateStage;
      /** The number of the request to the model, from 1. */
      readonly round: number;
      readonly message: string;
    }
  /** More SQL. `reset` means that what came before is replaced (a new round). */
  | { readonly kind: "sql"; readonly text: string; readonly reset: boolean }
  | { readonly kind: "problems"; readonly problems: readonly GeneratedProblem[]; readonly round: number };

export interface GenerateOutcome {
  readonly sql: string;
  readonly dialect: Dialect;
  readonly provider: Provider["name"];
  /** Why that provider, in words for people. */
  readonly providerReason: string;
  readonly model?: string;
  /** Requests made to the model; 1 when the first draft is clean. */
  readonly rounds: number;
  /** What the model says that it used, of all rounds; absent where it does not say. */
  readonly usage?: Usage;
  /** What is left, by position. */
  readonly problems: readonly GeneratedProblem[];
  readonly assumptions: readonly string[];
  /** Sentences of the brief that nothing in the schema covers. */
  readonly uncovered: readonly string[];
  readonly tables: readonly string[];
  /** Why each thing is there; absent for a refinement. The nth assumption has the id `a` + n, from 1. */
  readonly trace?: Trace;
  /** Milliseconds by stage, and `total`. */
  readonly timings: Readonly<Record<string, number>>;
}
