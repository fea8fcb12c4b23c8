import type { Dialect } from "../sql";
import type { EngineStatement, Verdict } from "./engine";
import type { Footprint, ReadFootprint } from "./footprint";
import type { RawFailure, Step, StepReport } from "./messages";

/** What is done for one statement, and the verdict that is known before. */
export interface Planned {
  readonly step: Step;
  /** Overrides what the database says, if it is asked at all. */
  readonly verdict?: Verdict;
  /** The footprints of what is run in the place of a statement that does not parse. */
  readonly standsFor?: readonly Footprint[];
}

/** What differs between the databases, on the side of the host. */
export interface EngineKind {
  readonly dialect: Dialect;
  /** As people call it. */
  readonly name: string;
  /** Turns a document into steps, one for each statement. */
  plan(statements: readonly EngineStatement[]): Planned[];
  /** What a statement reads and makes; without it, all that comes after a change is run again. */
  readonly footprint?: ReadFootprint;
  /** What a probe reads; without it, probes are asked only where every statement has been run. */
  readonly probeFootprint?: (probe: string) => Footprint;
  /** What the outcome of a step says about its statement. */
  judge(planned: Planned, statement: EngineStatement, report: StepReport | undefined): Verdict;
  /** What the outcome of a COPY says about the rows after it. */
  judgeRows(statement: EngineStatement, report: StepReport | undefined): Verdict;
}

/** What differs between the databases, on the side of the process: one document's statements, step by step. */
export interface StepSession {
  /** How many steps have been taken. */
  readonly done: number;
  /** Goes back to at most `keep` steps, with `next` to follow; gives those that must be taken again to be there. */
  rewind(keep: number, next: readonly Step[]): Step[];
  /** Takes one step; undefined when there is nothing to say about it. */
  take(step: Step): StepReport | undefined;
  /** Runs a statement and undoes it; gives what the database said. */
  probe?(sql: string): RawFailure | undefined;
}
