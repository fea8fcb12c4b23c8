import { fork, type ChildProcess } from "node:child_process";
import { EngineUnavailable } from "./engine";
import type { EngineKind } from "./engine-kind";
import type { FromEngine, RawFailure, Step, StepReport, ToEngine } from "./messages";
import { StepPlaceFile } from "./step-place";

/** How a run came to its end. */
export interface RunEnd {
  readonly reason: "complete" | "aborted" | "timeout" | "crash";
  /** How many steps have been taken, of all since the document's beginning. */
  readonly done: number;
  /** The step that overran or crashed. */
  readonly culprit?: number;
}

export interface RunOrder {
  readonly keep: number;
  readonly steps: readonly Step[];
  readonly timeoutMs: number;
  /** How often the time for one statement a step may take; it is numbered as in `RunEnd`. */
  readonly patience?: (step: number) => number;
  readonly signal: AbortSignal | undefined;
  readonly onReports: (reports: readonly StepReport[], done: number) => void;
}

/** A start takes half a second; a machine under load gets this long, in milliseconds. */
const startTimeoutMs = 60_000;

/** All of the environment that is of use to it: what lets Electron run as Node, and where compiled code is kept. */
const passedOn = new Set([
  "ELECTRON_RUN_AS_NODE",
  "PATH",
  "SystemRoot",
  "HOME",
  "XDG_CACHE_HOME",
  "LOCALAPPDATA",
  "NODE_DISABLE_COMPILE_CACHE",
]);

/** How often the watchdog looks while one statement may take its time. */
const watchesPerTimeout = 8;

/**
 * The process that holds the database. A process and not a worker thread: measured, a thread gives back about a
 * half of its memory when it is ended and an abort of its WebAssembly takes the language server with it, while a
 * process costs 40 ms more to start, gives back everything, and dies alone.
 */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;
  readonly #name: string;
  readonly #place = StepPlaceFile.open();
  #exited = false;
  #isEnding = false;
  #wasKilled = false;
  #isReady = false;
  #memory = 0;
  #runs = 0;
  #receive: (message: FromEngine) => void = () => undefined;
  #onExit: () => void = () => undefined;
  #failToStart: (why: string) => void = () => undefined;
  #errors = "";

  constructor(worker: string, kind: EngineKind) {
    this.#name = kind.name;
    const environment = Object.entries(process.env).filter(([name]) => passedOn.has(name));
    this.#child = fork(worker, [kind.dialect], {
      stdio: ["ignore", "ignore", "pipe", "ipc", this.#place?.descriptor ?? "ignore"],
      serialization: "advanced",
      execArgv: [],
      env: Object.fromEntries(environment),
    });
    this.#child.stderr?.on(
      "data",
      (chunk: Buffer) => (this.#errors = (this.#errors + chunk.toString()).slice(-2000)),
    );
    // An order to a process that has just died; the exit that follows tells the rest.
    this.#child.on("error", () => undefined);
    this.#child.on("message", (message: FromEngine) => this.#receive(message));
    this.#child.on("exit", (_code, signal) => {
      this.#exited = true;
      this.#wasKilled = signal !== null && !this.#isEnding;
      this.#failToStart(firstLine(this.#errors) ?? "its process ended");
      this.#onExit();
      this.#place?.close();
    });
    this.#ready = this.#start();
    // Whoever runs something hears of it; a process that nobody has come to use yet may fail in silence.
    this.#ready.catch(() => undefined);
  }

  /** Rejects with EngineUnavailable when the process cannot start. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /** Whether it has been ready, which it remains until it ends. */
  get isReady(): boolean {
    return this.#isReady;
  }

  get alive(): boolean {
    return !this.#exited;
  }

  /** Whether somebody else has ended it. */
  get wasKilled(): boolean {
    return this.#wasKilled;
  }

  /** What the process took at the end of the last run, in bytes. */
  get memory(): number {
    return this.#memory;
  }

  /** Its process id; for measuring and for tests that kill it. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  #start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#failToStart("it took too long");
        this.kill();
      }, startTimeoutMs);
      this.#failToStart = (why) => {
        clearTimeout(timer);
        const message = `The ${this.#name} engine did not start: ${why}. It is tried again at the next change.`;
        reject(new EngineUnavailable(message));
      };
      this.#child.on("message", (message: FromEngine) => {
        if (message.type === "unable") this.#failToStart(message.message);
        if (message.type !== "ready") return;
        clearTimeout(timer);
        this.#isReady = true;
        resolve();
      });
    });
  }

  /**
   * Runs steps until the end, an abort, or until the process had to be killed or died. One run at a time; one that is
   * ordered before the process is ready begins when it is.
   */
  run(order: RunOrder): Promise<RunEnd> {
    const run = ++this.#runs;
    return new Promise((resolve) => {
      let done = order.keep;
      let timedOut = false;
      const place = () => {
        const last = this.#place?.read();
        return last?.run === run ? last.step : done;
      };
      const finish = (end: RunEnd) => {
        clearInterval(watchdog);
        order.signal?.removeEventListener("abort", abort);
        this.#receive = () => undefined;
        this.#onExit = () => undefined;
        resolve(end);
      };
      let watched = place();
      let since = performance.now();
      // By the place and not by messages, which this process may be too busy to hear.
      const watchdog = setInterval(() => {
        const now = place();
        if (now !== watched || !this.#isReady) {
          watched = now;
          since = performance.now();
        } else if (performance.now() - since >= order.timeoutMs * (order.patience?.(now) ?? 1)) {
          timedOut = true;
          this.kill();
        }
      }, order.timeoutMs / watchesPerTimeout);
      const abort = () => this.#send({ type: "abort", run });
      this.#onExit = () => {
        const culprit = place();
        finish({ reason: timedOut ? "timeout" : "crash", done: culprit, culprit });
      };
      this.#receive = (message) => {
        if (message.type === "reports" && message.run === run) {
          done = message.done;
          order.onReports(message.reports, message.done);
        } else if (message.type === "end" && message.run === run) {
          const complete = message.done === order.keep + order.steps.length;
          this.#memory = message.memory;
          finish({ reason: complete ? "complete" : "aborted", done: message.done });
        }
      };
      if (this.#exited) {
        finish({ reason: "crash", done, culprit: done });
        return;
      }
      order.signal?.addEventListener("abort", abort, { once: true });
      const each = this.#place === undefined;
      this.#send({ type: "run", run, keep: order.keep, steps: order.steps, ...(each && { each }) });
      if (order.signal?.aborted) abort();
    });
  }

  /** Runs statements that are undone at once; undefined when the process had to be killed or died. */
  probe(
    probes: readonly string[],
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<readonly (RawFailure | undefined)[] | undefined> {
    const run = ++this.#runs;
    return new Promise((resolve) => {
      const abort = () => this.#send({ type: "abort", run });
      const timer = setTimeout(() => this.kill(), timeoutMs);
      const finish = (answers: readonly (RawFailure | undefined)[] | undefined) => {
        clearTimeout(timer);
        signal.removeEventListener("abort", abort);
        this.#receive = () => undefined;
        this.#onExit = () => undefined;
        resolve(answers);
      };
      this.#onExit = () => finish(undefined);
      this.#receive = (message) => {
        if (message.type === "answers" && message.run === run) finish(message.answers);
      };
      if (this.#exited) {
        finish(undefined);
        return;
      }
      signal.addEventListener("abort", abort, { once: true });
      this.#send({ type: "probe", run, probes });
    });
  }

  #send(message: ToEngine): void {
    if (this.#child.connected) this.#child.send(message);
  }

  kill(): void {
    this.#isEnding = true;
    this.#child.kill("SIGKILL");
  }

  /** Ends the process and waits until it is gone. */
  async end(): Promise<void> {
    if (this.#exited) return;
    const gone = new Promise((resolve) => this.#child.once("exit", resolve));
    this.kill();
    await gone;
  }
}

function firstLine(text: string): string | undefined {
  return /^.*\S.*$/m.exec(text)?.[0].trim();
}
