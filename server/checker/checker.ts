import type { Engine } from "../engine";
import type { Schema } from "../schema";
import type { Dialect, DialectChoice, Script } from "../sql";
import type { Severity } from "../rules";
import type { FileBeside } from "./beside";
import type { Problem } from "./problem";

/** Gives the engine of a dialect, or undefined where that dialect has none here. */
export type EngineSource = (dialect: Dialect) => Engine | undefined;

export interface CheckOptions {
  readonly dialect?: DialectChoice;
  /** The file's, where it has one: its names may tell the dialect. */
  readonly path?: string;
  /** By rule code: its severity, or `off`. */
  readonly rules?: Readonly<Record<string, Severity | "off">>;
  /** `migration` switches the rules of that group on. */
  readonly role?: "schema" | "migration";
  /** The texts of the migrations that come before this one, in order; it is checked on top of them. */
  readonly before?: readonly string[];
  /** Whether it is one of several files that are run in an order, the first of them included. */
  readonly isInOrder?: boolean;
  /** Whether the files that are run before it make what is not known, as those of other projects do. */
  readonly isContinued?: boolean;
  /** What lies beside a file that stands alone, as far as it is known by then; what one of them makes is not missing. */
  readonly beside?: () => readonly FileBeside[];
  /** Absent: the fast tier alone. */
  readonly engines?: EngineSource;
  /** Schemas that exist outside of the file (`dbscst.schema.assume`); what they lack here is never an error. */
  readonly assume?: readonly string[];
}

export type EngineOutcome = "ran" | "skipped" | "unavailable";

/** What is known of one version of a document. */
export interface CheckResult {
  readonly script: Script;
  readonly schema: Schema;
  /** Sorted by position. */
  readonly problems: readonly Problem[];
  readonly engine: EngineOutcome;
  /** Why the engine did not run, in words for people. */
  readonly engineMessage?: string;
}

/** A document that is being edited; an edit costs what changed, not the whole text. */
export interface CheckedDocument {
  readonly uri: string;
  readonly text: string;
  readonly dialect: Dialect;
  /** Replaces the text; what did not change is not parsed again. */
  update(text: string): void;
  /** Replaces the texts that come before this one (`CheckOptions.before`). */
  rebase(before: readonly string[]): void;
  /** Has the engine itself start, so that it comes up while the text is read for the first time. */
  start(): void;
  /** Has the engine start on the text, so that it works while the fast tier is made for the first time. */
  begin(): void;
  /** The syntax errors alone, which a long text has before its model is made; `fast` may word them better. Synchronous. */
  syntax(): readonly Problem[];
  /** The fast tier: parse, model, rules. Synchronous. */
  fast(): CheckResult;
  /** The engine's verdict merged with the fast tier. Rejects with the signal's reason when aborted. */
  full(signal?: AbortSignal): Promise<CheckResult>;
  /** Lets go of all that can be made of the text again, as the next check does; that one costs what the first did. */
  rest(): void;
  dispose(): void;
}
