import type { Dialect } from "../sql";
import type {
  Engine,
  EngineRequest,
  EngineRun,
  EngineRunOptions,
  EngineState,
  EngineStatement,
  Verdict,
} from "./engine";
import { EngineUnavailable } from "./engine";
import type { EngineKind, Planned } from "./engine-kind";
import { EngineProcess } from "./engine-process";
import type { Step, StepReport } from "./messages";
import { DocumentMemory } from "./document-memory";
import { RunQueue } from "./run-queue";
import { isBroken, putStandIns } from "./stand-in";

export interface ProcessEngineOptions {
  /** The bundle of `server/engine/worker.ts`, with the folder `engine` beside it. */
  readonly worker: string;
  /** After this long without a run the process is ended, in milliseconds. */
  readonly idleMs: number;
}

/** For one statement, in milliseconds. */
const defaultTimeoutMs = 5000;

/**
 * WebAssembly's memory only grows, and a transaction that is never committed keeps a little of all that was undone
 * in it: beyond this many bytes the process is replaced when it has answered.
 */
const memoryLimit = 750 * 1024 * 1024;

/** Statements that may overrun or crash in one run; after that the rest is left unjudged. */
const maxRestarts = 4;

/** The document whose statements the process has taken, and what came of it. */
interface Live {
  readonly document: string;
  readonly steps: Step[];
  readonly verdicts: Verdict[];
  /** What the database said about the step before the next one; rows are judged by what it said about COPY. */
  last: StepReport | undefined;
}

/** A database in a process of its own, shared by all documents; one run at a time. */
export class ProcessEngine implements Engine {
  readonly dialect: Dialect;
  readonly #kind: EngineKind;
  readonly #options: ProcessEngineOptions;
  readonly #listeners = new Set<(state: EngineState) => void>();
  readonly #memory = new DocumentMemory();
  readonly #queue = new RunQueue();
  #state: EngineState = "stopped";
  #process: EngineProcess | undefined;
  #live: Live | undefined;
  #idle: NodeJS.Timeout | undefined;
  #isFull = false;

  constructor(kind: EngineKind, options: ProcessEngineOptions) {
    this.#kind = kind;
    this.dialect = kind.dialect;
    this.#options = options;
  }

  get state(): EngineState {
    return this.#state;
  }

  /** The process id, while there is one; for measuring, and for tests that kill it. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  onStateChange(listener: (state: EngineState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  run(request: EngineRequest, options: EngineRunOptions = {}): Promise<EngineRun> {
    return this.#queue.add(request.document, options.signal, (signal) => this.#run(request, options, signal));
  }

  forget(document: string): void {
    this.#memory.forget(document);
    if (this.#live?.document === document) this.#live = undefined;
  }

  async dispose(): Promise<void> {
    this.#queue.clear();
    await this.#stop();
  }

  async #run(
    { document, statements }: EngineRequest,
    { onProgress, statementTimeoutMs = defaultTimeoutMs }: EngineRunOptions,
    signal: AbortSignal,
  ): Promise<EngineRun> {
    const started = performance.now();
    // What is judged about a text that is being typed depends on what stood there before.
    const isWhole = !statements.some(isBroken);
    const known = isWhole ? this.#memory.recall(document, statements) : undefined;
    if (known) return { verdicts: known, ms: performance.now() - started };
    clearTimeout(this.#idle);
    try {
      const verdicts = await this.#judge(document, statements, statementTimeoutMs, signal, onProgress);
      if (isWhole) this.#memory.remember(document, statements, verdicts);
      return { verdicts, ms: performance.now() - started };
    } finally {
      if (this.#isFull) await this.#stop();
      this.#rest();
    }
  }

  async #judge(
    document: string,
    statements: readonly EngineStatement[],
    timeoutMs: number,
    signal: AbortSignal,
    onProgress: EngineRunOptions["onProgress"],
  ): Promise<readonly Verdict[]> {
    const planned = this.#kind
      .plan(statements)
      .map((one, index) => this.#withoutCulprits(document, one, statements[index]));
    putStandIns(planned, statements, this.#memory.taken(document));
    const crashes: number[] = [];
    for (let restarts = 0; ; restarts++) {
      const engine = await this.#started(signal);
      const live = this.#takeLive(document);
      const common = commonSteps(live.steps, planned);
      this.#change("busy");
      const record = (reports: readonly StepReport[], done: number) => {
        const said = new Map(reports.map((report) => [report.step, report]));
        for (let index = live.verdicts.length; index < done; index++) {
          const [one, statement] = [planned[index], statements[index]];
          if (!one || !statement) break;
          live.steps.push(one.step);
          const report = said.get(index);
          live.verdicts.push(
            statement.kind === "copy-data"
              ? this.#kind.judgeRows(statement, live.last)
              : this.#kind.judge(one, statement, report),
          );
          live.last = report;
        }
        onProgress?.(live.verdicts.length, statements.length);
      };
      // Rows without their COPY have no verdict of their own.
      const keep = statements[common]?.kind === "copy-data" ? common - 1 : common;
      live.steps.length = live.verdicts.length = keep;
      const end = await engine.run({
        keep,
        steps: planned.slice(keep).map(({ step }) => step),
        timeoutMs,
        signal,
        onReports: record,
      });
      this.#isFull = (end.memory ?? 0) > memoryLimit;
      signal.throwIfAborted();
      if (end.reason === "complete") {
        const taken = statements.map(({ text }, index) => ({
          text,
          step: planned[index]?.step ?? { op: "none" },
        }));
        this.#memory.take(document, taken);
        return verdictsOf(live, planned);
      }
      if (end.culprit === undefined) continue;
      await this.#stop();
      const { culprit, reason } = end;
      if (reason === "crash") {
        // Something may have ended the process that has nothing to do with the statement, so it gets another try.
        crashes.push(culprit);
        if (crashes.length === 1) continue;
        if (crashes.length > 2 || crashes[0] !== culprit) {
          this.#change("failed");
          throw new EngineUnavailable(
            `The ${this.#kind.name} engine ended unexpectedly. It is tried again at the next change.`,
          );
        }
      }
      const verdict: Verdict = {
        outcome: "unknown",
        reason: reason === "timeout" ? "timeout" : "environment",
      };
      const statement = statements[culprit];
      if (statement) this.#memory.blame(document, statement.text, verdict);
      planned[culprit] = { step: { op: "none" }, verdict };
      if (restarts < maxRestarts) continue;
      // A document full of endless loops: what follows is not worth the wait.
      for (let index = culprit; index < planned.length; index++)
        planned[index] = { step: { op: "none" }, verdict };
    }
  }

  #withoutCulprits(document: string, planned: Planned, statement: EngineStatement | undefined): Planned {
    const verdict = statement && this.#memory.blamed(document, statement.text);
    return verdict ? { step: { op: "none" }, verdict } : planned;
  }

  #takeLive(document: string): Live {
    if (this.#live?.document !== document)
      this.#live = { document, steps: [], verdicts: [], last: undefined };
    return this.#live;
  }

  async #started(signal: AbortSignal): Promise<EngineProcess> {
    if (this.#process && !this.#process.alive) await this.#stop();
    if (!this.#process) {
      this.#change("starting");
      this.#live = undefined;
      this.#process = new EngineProcess(this.#options.worker, this.#kind);
    }
    const engine = this.#process;
    try {
      await engine.ready;
    } catch (error) {
      await this.#stop();
      this.#change("failed");
      throw error;
    }
    signal.throwIfAborted();
    return engine;
  }

  #rest(): void {
    if (!this.#process) return;
    this.#change("idle");
    this.#idle = setTimeout(() => void this.#stop(), this.#options.idleMs);
    // A process that has nothing else to do need not wait for this.
    this.#idle.unref();
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idle);
    const engine = this.#process;
    this.#process = undefined;
    this.#live = undefined;
    this.#isFull = false;
    await engine?.end();
    if (engine) this.#change("stopped");
  }

  #change(state: EngineState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

/** How many steps at the beginning are the ones that were taken already. */
function commonSteps(taken: readonly Step[], planned: readonly Planned[]): number {
  const different = taken.findIndex((step, index) => !sameStep(step, planned[index]?.step));
  return different < 0 ? taken.length : different;
}

function sameStep(a: Step, b: Step | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Steps may be the same where statements are not (all that are not sent are alike), so the plan comes first. */
function verdictsOf(live: Live, planned: readonly Planned[]): Verdict[] {
  return planned.map(
    ({ verdict }, index) => verdict ?? live.verdicts[index] ?? { outcome: "unknown", reason: "environment" },
  );
}
