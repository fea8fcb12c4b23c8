import type { Dialect } from "../sql";
import { asSent, asWritten } from "./as-sent";
import type {
  Engine,
  EngineRequest,
  EngineRun,
  EngineRunOptions,
  EngineState,
  EngineStatement,
  ProbeAnswer,
  Verdict,
} from "./engine";
import { EngineUnavailable } from "./engine";
import type { EngineKind, Planned } from "./engine-kind";
import { EngineLifecycle } from "./engine-lifecycle";
import { EngineProcess } from "./engine-process";
import { DocumentMemory } from "./document-memory";
import { foundationOf, judgePart, printOf, standFor, takenOf } from "./partial-replay";
import { commonSteps, takeSteps, type Live } from "./replay";
import { RunQueue } from "./run-queue";
import { isBroken, putStandIns, type Taken } from "./stand-in";

export interface ProcessEngineOptions {
  /** The bundle of `server/engine/worker.ts`, with the folder `engine` beside it. */
  readonly worker: string;
  /** After this long without a run the process is ended, in milliseconds. */
  readonly idleMs: number;
  /** When a process that has grown is replaced; other than usual in tests alone. */
  readonly renewal?: Partial<Renewal>;
}

/** Sizes in bytes, times in milliseconds. */
interface Renewal {
  /** Beyond this the process is replaced in a pause. */
  readonly pauseAbove: number;
  /** Beyond this it is ended as soon as it has answered. */
  readonly stopAbove: number;
  /** What it must have grown by since it was filled for a replacement in a pause to be worth the work. */
  readonly worthwhile: number;
  /** The same for one that makes the next change wait. */
  readonly worthWaiting: number;
  /** A pause is this long. */
  readonly pauseMs: number;
}

/** For one statement, in milliseconds. */
const defaultTimeoutMs = 5000;

/**
 * WebAssembly's memory only grows, and a transaction that is never committed keeps a little of all that was undone
 * in it. So a process that has grown is replaced in a pause, or else, beyond the second limit, as soon as it has
 * answered.
 */
const usualRenewal: Renewal = {
  pauseAbove: 500 * 1024 * 1024,
  stopAbove: 540 * 1024 * 1024,
  worthwhile: 60 * 1024 * 1024,
  worthWaiting: 100 * 1024 * 1024,
  pauseMs: 3000,
};

/** For all probes of a run, in milliseconds. */
const probesTimeoutMs = 10_000;

/**
 * Statements that are run again at most so that probes find a whole schema; beyond, only those on which the probes rest
 * are, and where these are more, probes are not asked.
 */
const mostForProbes = 800;

/** Statements that may overrun in one run; after that the rest is left unjudged. */
const maxRestarts = 4;

/** How often the process may die in one run, at whatever statements; after that it is taken for one that cannot work. */
const maxCrashes = 8;

/** How often a statement is tried at which the process dies: by itself, or by a signal from elsewhere. */
const [triesIfDied, triesIfKilled] = [2, 3];

/** What is known of a statement at which the process died each time. */
const deadly: Verdict = {
  outcome: "unknown",
  reason: "environment",
  failure: { code: "57P02", message: "the database ended", span: { start: 0, end: 0 }, exact: false },
};

/** A database in a process of its own, shared by all documents; one run at a time. */
export class ProcessEngine implements Engine {
  readonly dialect: Dialect;
  readonly #kind: EngineKind;
  readonly #renewal: Renewal;
  readonly #life: EngineLifecycle;
  readonly #memory = new DocumentMemory();
  readonly #answers = new WeakMap<
    readonly Verdict[],
    { readonly probes: readonly string[]; readonly answers: readonly ProbeAnswer[] }
  >();
  readonly #queue = new RunQueue();
  readonly #runs = { part: 0, whole: 0 };
  /** What the process holds. */
  #live: Live | undefined;
  #pause: NodeJS.Timeout | undefined;
  /** What the process took when it was filled with the document that it holds. */
  #filled = Infinity;
  /** Whether the process stands at the end of the document that was judged last, with nothing left out. */
  #isComplete = false;
  /** The plan of the document that was planned last: it is judged first, and then asked about. */
  #planned:
    | {
        readonly document: string;
        readonly statements: readonly EngineStatement[];
        readonly plan: readonly Planned[];
      }
    | undefined;
  /** Ends the filling of a new process when there is something to judge. */
  #renewing: AbortController | undefined;

  constructor(kind: EngineKind, options: ProcessEngineOptions) {
    this.#kind = kind;
    this.dialect = kind.dialect;
    this.#life = new EngineLifecycle(() => {
      this.#live = undefined;
      this.#filled = Infinity;
      return new EngineProcess(options.worker, kind);
    }, options.idleMs);
    this.#life.onStateChange((state) => {
      if (state !== "stopped") return;
      clearTimeout(this.#pause);
      this.#live = undefined;
      this.#planned = undefined;
      this.#filled = Infinity;
    });
    this.#renewal = { ...usualRenewal, ...options.renewal };
  }

  get state(): EngineState {
    return this.#life.state;
  }

  /** The process id, while there is one; for measuring, and for tests that kill it. */
  get pid(): number | undefined {
    return this.#life.process?.pid;
  }

  /** How many runs judged only what an edit affects, and how many all that comes after it; for measuring. */
  get runs(): Readonly<Record<"part" | "whole", number>> {
    return this.#runs;
  }

  onStateChange(listener: (state: EngineState) => void): () => void {
    return this.#life.onStateChange(listener);
  }

  run(request: EngineRequest, options: EngineRunOptions = {}): Promise<EngineRun> {
    this.#renewing?.abort();
    const sent = { ...request, statements: asSent(request.statements) };
    return this.#queue.add(request.document, options.signal, async (signal) => {
      const run = await this.#run(sent, options, signal);
      return { ...run, verdicts: asWritten(run.verdicts, request.statements) };
    });
  }

  start(): void {
    if (this.#queue.isBusy || this.state === "failed") return;
    this.#wake();
    this.#life.start();
    this.#life.rest();
  }

  begin({ document, statements: written }: EngineRequest): void {
    if (this.#queue.isBusy || this.state === "failed") return;
    const statements = asSent(written);
    const job = async (signal: AbortSignal) => {
      this.#wake();
      // Not waited for: whoever is about to hold this thread for a while has given the order before.
      const engine = this.#life.start();
      const planned = this.#kind.plan(statements);
      const live = this.#takeLive(document);
      const orders = { kind: this.#kind, engine, live, planned, statements, signal };
      const { reason } = await takeSteps({ ...orders, timeoutMs: defaultTimeoutMs }, planned);
      this.#isComplete = false;
      // Which statement it was is found by the run that is to come.
      if (reason === "crash" || reason === "timeout") await this.#life.stop();
      this.#life.rest();
    };
    this.#queue.add(document, undefined, job).catch(() => undefined);
  }

  forget(document: string): void {
    this.#renewing?.abort();
    clearTimeout(this.#pause);
    this.#memory.forget(document);
    if (this.#planned?.document === document) this.#planned = undefined;
    if (this.#live?.document === document) this.#live = undefined;
  }

  async dispose(): Promise<void> {
    this.#renewing?.abort();
    this.#queue.clear();
    await this.#life.stop();
  }

  async #run(
    { document, statements, probes = [] }: EngineRequest,
    { onProgress, statementTimeoutMs = defaultTimeoutMs }: EngineRunOptions,
    signal: AbortSignal,
  ): Promise<EngineRun> {
    const started = performance.now();
    // What is judged about a text that is being typed depends on what stood there before.
    const isWhole = !statements.some(isBroken);
    const known = isWhole ? this.#memory.recall(document, statements) : undefined;
    const answered = known && this.#answersOf(known, probes);
    if (known && answered) return { verdicts: known, ms: performance.now() - started, answers: answered };
    this.#wake();
    // Where everything is run anew anyway, what was ended may work by now.
    if (!this.#life.process?.alive && this.#memory.forgiveOnce(document)) this.#planned = undefined;
    try {
      // What probes ask about must be there, also where no edit of late has affected it.
      const extent = probes.length > 0 ? "asked" : "part";
      const verdicts = await this.#judge(
        document,
        statements,
        statementTimeoutMs,
        signal,
        onProgress,
        extent,
      );
      if (isWhole) this.#memory.remember(document, statements, verdicts);
      const answers = await this.#probe(document, statements, probes, signal);
      if (answers) this.#answers.set(verdicts, { probes, answers });
      return { verdicts, ms: performance.now() - started, answers: answers ?? [] };
    } finally {
      const memory = this.#life.process?.memory ?? 0;
      this.#filled = Math.min(this.#filled, memory);
      const grown = memory - this.#filled;
      const { pauseAbove, stopAbove, worthwhile, worthWaiting } = this.#renewal;
      if (memory > stopAbove && grown > worthWaiting) await this.#life.stop();
      this.#life.rest();
      if (memory > pauseAbove && grown > worthwhile) this.#renewSoon(document, statements);
    }
  }

  #answersOf(verdicts: readonly Verdict[], probes: readonly string[]): readonly ProbeAnswer[] | undefined {
    if (probes.length === 0) return [];
    const known = this.#answers.get(verdicts);
    const same =
      known?.probes.length === probes.length && known.probes.every((probe, index) => probe === probes[index]);
    return same ? known.answers : undefined;
  }

  /** Asks the process that has just judged a document; undefined where it does not answer in time. */
  async #probe(
    document: string,
    statements: readonly EngineStatement[],
    probes: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly ProbeAnswer[] | undefined> {
    const engine = this.#life.process;
    if (probes.length === 0 || !engine?.alive) return undefined;
    if (!this.#isComplete && !(await this.#standFor(document, statements, probes, signal))) return undefined;
    const answers = await engine.probe(probes, probesTimeoutMs, signal);
    signal.throwIfAborted();
    if (answers) return answers;
    await this.#life.stop();
    return probes.map(() => undefined);
  }

  /** Has the process stand on what the probes name, where an edit has left it without. */
  async #standFor(
    document: string,
    statements: readonly EngineStatement[],
    probes: readonly string[],
    signal: AbortSignal,
  ): Promise<boolean> {
    const { probeFootprint } = this.#kind;
    const engine = this.#life.process;
    const taken = this.#memory.taken(document);
    if (!probeFootprint || !engine?.alive || taken.length !== statements.length) return false;
    const planned = this.#plan(document, statements);
    const live = this.#takeLive(document);
    const orders = {
      kind: this.#kind,
      engine,
      live,
      planned,
      statements,
      timeoutMs: defaultTimeoutMs,
      signal,
    };
    const stands = await standFor(orders, taken, probes.map(probeFootprint), mostForProbes);
    if (!stands) await this.#life.stopDead();
    return stands;
  }

  #renewSoon(document: string, statements: readonly EngineStatement[]): void {
    const renew = () => {
      const controller = (this.#renewing = new AbortController());
      const job = (signal: AbortSignal) => this.#renew(document, statements, signal);
      // Whoever asks next starts what is missing and hears what is wrong with it.
      this.#queue.add(document, controller.signal, job).catch(() => undefined);
    };
    this.#pause = setTimeout(renew, this.#renewal.pauseMs);
    this.#pause.unref();
  }

  /** Fills a new process with a document that has been judged, so that the next change need not wait for it. */
  async #renew(document: string, statements: readonly EngineStatement[], signal: AbortSignal): Promise<void> {
    await this.#life.stop();
    try {
      const verdicts = await this.#judge(document, statements, defaultTimeoutMs, signal, undefined, "whole");
      if (!statements.some(isBroken)) this.#memory.remember(document, statements, verdicts);
      this.#filled = this.#life.process?.memory ?? Infinity;
    } finally {
      this.#life.rest();
    }
  }

  async #judge(
    document: string,
    statements: readonly EngineStatement[],
    timeoutMs: number,
    signal: AbortSignal,
    onProgress: EngineRunOptions["onProgress"],
    extent: "part" | "asked" | "whole" = "part",
  ): Promise<readonly Verdict[]> {
    const planned = this.#plan(document, statements);
    const before = this.#memory.taken(document);
    const crashes = new Map<number, number>();
    let [deaths, overruns] = [0, 0];
    for (let restarts = 0; ; restarts++) {
      const engine = await this.#life.ready(signal);
      const live = this.#takeLive(document);
      this.#life.change("busy");
      const orders = { kind: this.#kind, engine, live, planned, statements, timeoutMs, signal };
      const rest = planned.length - commonSteps(live, planned, statements);
      const isPart = extent === "part" || (extent === "asked" && rest > mostForProbes);
      this.#isComplete = false;
      const part =
        isPart && restarts === 0 && before.length > 0 ? await judgePart(orders, before) : undefined;
      if (part) {
        this.#runs.part++;
        return this.#take(document, part, planned);
      }
      if (!engine.alive) continue;
      const end = await takeSteps(orders, planned, (done) => onProgress?.(done, statements.length));
      signal.throwIfAborted();
      if (end.reason === "complete") {
        this.#runs.whole++;
        this.#isComplete = true;
        const taken = statements.map((_, index) => takenOf(orders, index));
        return this.#take(document, taken, planned);
      }
      if (end.culprit === undefined) continue;
      await this.#life.stop();
      const { culprit, reason } = end;
      if (reason === "crash") {
        const times = (crashes.get(culprit) ?? 0) + 1;
        crashes.set(culprit, times);
        if (++deaths > maxCrashes) {
          this.#life.change("failed");
          throw new EngineUnavailable(
            `The ${this.#kind.name} engine ended unexpectedly. It is tried again at the next change.`,
          );
        }
        // Something may have ended the process that has nothing to do with the statement, so it gets another try.
        if (times < (engine.wasKilled ? triesIfKilled : triesIfDied)) continue;
      } else overruns++;
      const verdict: Verdict = reason === "timeout" ? { outcome: "unknown", reason } : deadly;
      const statement = statements[culprit];
      if (statement) {
        const foundation = foundationOf(this.#kind, statements, this.#kind.plan(statements), culprit);
        this.#memory.blame(document, statement.text, { verdict, foundation });
      }
      this.#planned = undefined;
      planned[culprit] = { step: { op: "none" }, verdict };
      if (overruns <= maxRestarts) continue;
      // A document full of endless loops: what follows is not worth the wait.
      for (let index = culprit + 1; index < planned.length; index++)
        if (planned[index]?.step.op !== "none")
          planned[index] = { step: { op: "none" }, verdict: { outcome: "unknown", reason: "unrun" } };
    }
  }

  /** A list of its own, which may be changed. */
  #plan(document: string, statements: readonly EngineStatement[]): Planned[] {
    const last = this.#planned;
    if (last?.document !== document || last.statements !== statements) {
      const plan = this.#readPlan(document, statements);
      this.#planned = { document, statements, plan };
      return [...plan];
    }
    return [...last.plan];
  }

  #readPlan(document: string, statements: readonly EngineStatement[]): readonly Planned[] {
    const plan = this.#kind.plan(statements);
    const planned = this.#memory.isBlaming(document)
      ? plan.map((one, index) => this.#withoutCulprit(document, statements, plan, index) ?? one)
      : plan;
    putStandIns(planned, statements, this.#memory.whole(document), (index) =>
      printOf(this.#kind, statements[index], planned[index]),
    );
    return planned;
  }

  /** Steps may be the same where statements are not (all that are not sent are alike), so the plan comes first. */
  #take(document: string, taken: readonly Taken[], planned: readonly Planned[]): readonly Verdict[] {
    this.#memory.take(document, taken);
    return taken.map(({ verdict }, index) => planned[index]?.verdict ?? verdict);
  }

  /** What is done for a statement that had to be ended, while all that it stands on is as it was. */
  #withoutCulprit(
    document: string,
    statements: readonly EngineStatement[],
    plan: readonly Planned[],
    index: number,
  ): Planned | undefined {
    const text = statements[index]?.text ?? "";
    const blame = this.#memory.blamed(document, text);
    if (!blame) return undefined;
    if (blame.foundation === foundationOf(this.#kind, statements, plan, index))
      return { step: { op: "none" }, verdict: blame.verdict };
    this.#memory.forgive(document, text);
    return undefined;
  }

  #takeLive(document: string): Live {
    if (this.#live?.document !== document)
      this.#live = { document, steps: [], texts: [], verdicts: [], last: undefined };
    return this.#live;
  }

  #wake(): void {
    this.#life.wake();
    clearTimeout(this.#pause);
  }
}
