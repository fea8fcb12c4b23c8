import type { EngineState } from "./engine";
import type { EngineProcess } from "./engine-process";

/** How often a process is started that somebody else ends before it is ready. */
const mostStarts = 3;

/** The process of an engine: started at the first need, ended after a while without one, and what is told of that. */
export class EngineLifecycle {
  readonly #listeners = new Set<(state: EngineState) => void>();
  #state: EngineState = "stopped";
  #process: EngineProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #isResting = false;

  /** After `idleMs` milliseconds of rest the process is ended. */
  constructor(
    private readonly open: () => EngineProcess,
    private readonly idleMs: number,
  ) {}

  get state(): EngineState {
    return this.#state;
  }

  /** The last one that was started, unless it was ended; it may have died by itself. */
  get process(): EngineProcess | undefined {
    return this.#process;
  }

  onStateChange(listener: (state: EngineState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The process, which may not be ready yet. */
  start(): EngineProcess {
    if (this.#process?.alive) return this.#process;
    if (this.#process) this.change("stopped");
    this.change("starting");
    return (this.#process = this.open());
  }

  /** The process once it is ready. Rejects with EngineUnavailable where none can be had, or with the signal's reason. */
  async ready(signal: AbortSignal): Promise<EngineProcess> {
    for (let starts = 1; ; starts++) {
      const engine = this.start();
      try {
        await engine.ready;
      } catch (error) {
        await this.stop();
        // Whoever ended it while it started may have meant another thing.
        if (engine.wasKilled && starts < mostStarts && !signal.aborted) continue;
        this.change("failed");
        throw error;
      }
      signal.throwIfAborted();
      return engine;
    }
  }

  change(state: EngineState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  /** Nothing is to be done for now. */
  rest(): void {
    const engine = this.#process;
    if (!engine) return;
    this.#isResting = true;
    const begin = () => {
      if (!this.#isResting || this.#process !== engine) return;
      this.change("idle");
      clearTimeout(this.#idle);
      this.#idle = setTimeout(() => void this.stop(), this.idleMs);
      // A process that has nothing else to do need not wait for this.
      this.#idle.unref();
    };
    if (engine.isReady) begin();
    else void engine.ready.then(begin, () => undefined);
  }

  /** Something is to be done. */
  wake(): void {
    this.#isResting = false;
    clearTimeout(this.#idle);
  }

  async stopDead(): Promise<void> {
    if (this.#process?.alive === false) await this.stop();
  }

  /** Ends the process and waits until it is gone. */
  async stop(): Promise<void> {
    this.wake();
    const engine = this.#process;
    this.#process = undefined;
    await engine?.end();
    // Another may have been started meanwhile.
    if (engine && this.process === undefined) this.change("stopped");
  }
}
