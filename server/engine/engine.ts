import type { Dialect, ParsedStatement, Span, StatementKind } from "../sql";
import type { RawFailure } from "./messages";

/**
 * A real database that judges statements. It is throw-away: what is run leaves nothing behind, reaches no
 * network and no disk, and is ended when it overruns.
 */
export interface Engine {
  readonly dialect: Dialect;
  /** What the status item shows. */
  readonly state: EngineState;
  /** Called at each change of `state`; gives the way to stop listening. */
  onStateChange(listener: (state: EngineState) => void): () => void;
  /**
   * Judges the statements of a document, in order, from an empty database. What an earlier call for the same
   * document has judged already is reused where that cannot change the answer.
   * Rejects with the signal's reason when aborted, with `EngineUnavailable` when no engine can be had.
   */
  run(request: EngineRequest, options?: EngineRunOptions): Promise<EngineRun>;
  /** Starts the worker, where nothing else is to be done: a document whose `run` is soon to come is being read. */
  start(): void;
  /**
   * Starts on a document whose `run` is soon to come, where nothing else is to be done: the worker itself and the first
   * statements, of which that run then takes what has been done over. Nothing is told of it.
   */
  begin(request: EngineRequest): void;
  /** Forgets what it keeps for a document. */
  forget(document: string): void;
  /** Ends the worker; a later `run` starts another. */
  dispose(): Promise<void>;
}

export type EngineState = "stopped" | "starting" | "idle" | "busy" | "failed";

export interface EngineRequest {
  /** Identifies the document between calls; a URI. */
  readonly document: string;
  readonly statements: readonly EngineStatement[];
  /** Questions to what the statements leave behind, each a statement that is run and undone. */
  readonly probes?: readonly string[];
}

export interface EngineStatement {
  readonly kind: StatementKind;
  readonly text: string;
  readonly parsed: ParsedStatement;
}

export interface EngineRunOptions {
  readonly signal?: AbortSignal;
  /** How many statements have been judged. */
  readonly onProgress?: (done: number, total: number) => void;
  /** For one statement; 5,000 ms unless given. */
  readonly statementTimeoutMs?: number;
}

/** What the database said of a probe; undefined where it took it, or was not asked. */
export type ProbeAnswer = RawFailure | undefined;

export interface EngineRun {
  /** One for each statement of the request, in order. */
  readonly verdicts: readonly Verdict[];
  readonly ms: number;
  /** One for each probe of the request. */
  readonly answers?: readonly ProbeAnswer[];
}

export type Verdict =
  | { readonly outcome: "accepted" }
  | { readonly outcome: "failed"; readonly failure: Failure }
  /** It was not run, or its failure says nothing about the schema. */
  | { readonly outcome: "unknown"; readonly reason: UnknownReason; readonly failure?: Failure };

export type UnknownReason =
  | "syntax" // it does not parse; the parser has reported that
  | "client" // a psql line or COPY data, or a statement that the file does not tell the whole of
  | "tolerated" // refused here, but run by most builds of the database
  | "extension" // needs an extension that is not shipped
  | "role" // needs a role that nothing creates
  | "refused" // would reach outside of the sandbox, such as COPY … PROGRAM
  | "timeout" // ran too long and was ended
  | "unrun" // not run, since too many before it ran too long
  | "environment"; // cannot be done in a sandbox, such as CREATE DATABASE or LISTEN

/** What the database said, its place mapped to the statement. */
export interface Failure {
  /** SQLSTATE, five characters. */
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  /** The words that are wrong, relative to the statement's text; also where the database gave no position. */
  readonly span: Span;
  /** Whether the database gave the position itself. */
  readonly exact: boolean;
}

/** No engine can be started here; `message` says why and what to do. */
export class EngineUnavailable extends Error {
  override readonly name = "EngineUnavailable";
}
