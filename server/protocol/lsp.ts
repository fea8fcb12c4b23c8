/** The parts of the language server's protocol that LSP does not have. Both sides import these names. */

import type { SideFile } from "./side-file";

export type EngineOutcome = "ran" | "skipped" | "unavailable";

/** Notification, server → client: all that is known of this version has been published. */
export const checkedNotification = "dbscst/checked";

export interface CheckedParams {
  readonly uri: string;
  readonly version: number;
  readonly errors: number;
  readonly warnings: number;
  readonly engine: EngineOutcome;
  /** From the change's arrival to the last publication, milliseconds. */
  readonly ms: number;
  /** The dialect that the document was read in. */
  readonly dialect?: string;
}

/** Notification, server → client: what the database engine is doing, for the status item. */
export const engineStateNotification = "dbscst/engineState";

export interface EngineStateParams {
  readonly state: "stopped" | "starting" | "idle" | "busy" | "failed";
  /** Why, when it failed. */
  readonly message?: string;
}

/** Request, client → server: turn a brief into a schema. Answers when done; progress comes as notifications. */
export const generateRequest = "dbscst/generate";

export type ProviderChoice = "auto" | "openai" | "editor" | "backend" | "builtin";

export interface GenerateParams {
  /** Chosen by the client; names the run in progress notifications. */
  readonly id: string;
  readonly brief: string;
  /** What is absent is as the configuration file says, else PostgreSQL. */
  readonly dialect?: "postgresql" | "mysql" | "mariadb" | "sqlite";
  /** The document or folder whose `dbscst.config.json` counts; the first folder of the workspace unless given. */
  readonly uri?: string;
  readonly provider: ProviderChoice;
  readonly openai?: { readonly apiKey?: string; readonly baseUrl?: string; readonly model?: string };
  /** Present where the client answers `dbscst/editorModel`; `model` names the one that it would ask. */
  readonly editor?: { readonly model?: string };
  /** Whether the client answers `dbscst/backendGenerate`. */
  readonly backend?: boolean;
  /** How keys and fixed sets of values are to be; what is absent is as the configuration file says, else as by default. */
  readonly design?: {
    readonly keys?: "identity" | "uuid";
    readonly categories?: "check" | "enum" | "lookup";
  };
  /** The schema to change, for a refinement; with `instruction`. */
  readonly current?: string;
  readonly instruction?: string;
  /** Pictures that belong to the brief, as data URLs (PNG, JPEG, GIF or WebP); for the provider `openai` alone. */
  readonly images?: readonly string[];
}

/** Request, client → server: the dialect that a new schema is written in where nobody chooses one. */
export const newSchemaDialectRequest = "dbscst/newSchemaDialect";

/** `uri` as in `GenerateParams`. */
export type NewSchemaDialectParams = Pick<GenerateParams, "uri">;

export interface NewSchemaDialectResult {
  readonly dialect: NonNullable<GenerateParams["dialect"]>;
}

/** Notification, client → server: what is known beside an untitled document, or that a side file on the disk is another now. */
export const sideFileNotification = "dbscst/sideFile";

export interface SideFileParams {
  readonly uri: string;
  /** Null for a document on the disk, whose side file the server reads itself, and where nothing is known. */
  readonly file: SideFile | null;
}

export interface GeneratedProblem {
  readonly range: Range;
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly code: string;
  readonly message: string;
}

export interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface GenerationUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars, where the server tells. */
  readonly costUsd?: number;
}

export interface GenerateResult {
  readonly sql: string;
  readonly dialect: string;
  /** The one that was taken, and for `auto` why. */
  readonly provider: string;
  readonly providerReason?: string;
  readonly model?: string;
  /** Requests made to the model. */
  readonly rounds: number;
  /** What the model says that it used, of all rounds; absent where it does not say. */
  readonly usage?: GenerationUsage;
  readonly problems: readonly GeneratedProblem[];
  readonly assumptions: readonly string[];
  /** Sentences of the brief that nothing in the schema covers. */
  readonly uncovered: readonly string[];
  readonly tables: readonly string[];
  /**
   * Why each thing is there. The nth assumption has the id `a` + n, from 1. For a refinement: why what is new is
   * there, with sentences of the instruction.
   */
  readonly trace?: NonNullable<SideFile["trace"]>;
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
}

/** Notification, server → client, while a generation runs. */
export const generateProgressNotification = "dbscst/generateProgress";

export type GenerateProgressParams = { readonly id: string } & GenerateProgress;

export type GenerateProgress =
  | {
      readonly kind: "stage";
      readonly stage: GenerateStage;
      readonly round: number;
      readonly message: string;
    }
  /** More SQL. `reset` means that what came before is replaced (a new round). */
  | { readonly kind: "sql"; readonly text: string; readonly reset: boolean }
  | { readonly kind: "problems"; readonly problems: readonly GeneratedProblem[]; readonly round: number };

/** `plan` and `part` are for long briefs alone, in place of the first `model`. */
export type GenerateStage =
  "prompt" | "plan" | "part" | "model" | "parse" | "engine" | "rules" | "repair" | "done";

/** Request, server → client: ask a language model of the editor. The text comes as notifications meanwhile. */
export const editorModelRequest = "dbscst/editorModel";

export interface EditorModelParams {
  /** Chosen by the server; names the request in the notifications. */
  readonly id: string;
  readonly messages: readonly {
    readonly role: "system" | "user" | "assistant";
    readonly content: string;
  }[];
}

/** A refusal to answer is a result; a request that rejects is a bug or a cancellation. */
export type EditorModelResult =
  { readonly model: string } | { readonly failure: EditorModelFailure; readonly message: string };

export type EditorModelFailure = "unavailable" | "unauthorized" | "server";

/** Notification, client → server: more of what the editor's model says. */
export const editorModelTextNotification = "dbscst/editorModelText";

export interface EditorModelTextParams {
  readonly id: string;
  readonly text: string;
}

/** Request, server → client: have the team's backend write a schema. How it goes comes as notifications meanwhile. */
export const backendGenerateRequest = "dbscst/backendGenerate";

export interface BackendGenerateParams extends Pick<
  GenerateParams,
  "brief" | "current" | "instruction" | "design"
> {
  readonly dialect: NonNullable<GenerateParams["dialect"]>;
  /** Chosen by the server; names the request in the notifications. */
  readonly id: string;
}

/** What the backend has made, or why it did not. A request that rejects is a bug or a cancellation. */
export type BackendGenerateResult =
  BackendSchema | { readonly failure: BackendFailure; readonly message: string };

export interface BackendSchema {
  readonly sql: string;
  /** Who wrote it there. */
  readonly model: string;
  readonly usage?: GenerationUsage;
  readonly assumptions: readonly string[];
  readonly uncovered: readonly string[];
}

export type BackendFailure =
  | "unavailable"
  | "unauthorized"
  | "rate_limited"
  | "network"
  | "stalled"
  | "server"
  | "bad_answer"
  | "invalid_request";

/** Notification, client → server: how it goes at the backend. */
export const backendGenerateProgressNotification = "dbscst/backendGenerateProgress";

export interface BackendGenerateProgressParams {
  readonly id: string;
  readonly progress: BackendProgress;
}

export type BackendProgress =
  | { readonly kind: "stage"; readonly message: string }
  | { readonly kind: "sql"; readonly text: string; readonly reset: boolean };

/** Request, client → server: the models that the provider offers. */
export const listModelsRequest = "dbscst/listModels";

export interface ListModelsParams {
  readonly openai: { readonly apiKey?: string; readonly baseUrl?: string };
}

export interface ListModelsResult {
  readonly models: readonly string[];
}
