import { setImmediate } from "node:timers/promises";
import type { Log } from "./log";

export interface EngineJob {
  /** Whether a person has just typed, and waits for it. */
  readonly edited: boolean;
  /** Rejects when the signal is aborted; whatever else it rejects with is logged. */
  run(signal: AbortSignal): Promise<void>;
}

/**
 * Hands documents to the engine one at a time. The one that a person types in goes first, even where another is
 * being judged: that one begins again afterwards.
 */
export class EngineQueue {
  private readonly waiting = new Map<string, EngineJob>();
  private running:
    { readonly uri: string; readonly job: EngineJob; readonly abort: AbortController } | undefined;

  constructor(private readonly log: Log) {}

  add(uri: string, job: EngineJob): void {
    this.waiting.delete(uri);
    this.waiting.set(uri, job);
    const { running } = this;
    if (job.edited && running && !running.job.edited && running.uri !== uri) {
      running.abort.abort();
      this.running = undefined;
      this.waiting.set(running.uri, running.job);
    }
    this.next();
  }

  /** Drops what waits for a document and ends what runs for it. */
  cancel(uri: string): void {
    this.waiting.delete(uri);
    if (this.running?.uri !== uri) return;
    this.running.abort.abort();
    this.running = undefined;
    this.next();
  }

  /** What has been published is on its way before the engine's check begins, which may hold the process for a while. */
  private async begin(job: EngineJob, signal: AbortSignal): Promise<void> {
    await setImmediate();
    if (!signal.aborted) await job.run(signal);
  }

  private next(): void {
    if (this.running) return;
    const [uri, job] =
      [...this.waiting].reverse().find(([, { edited }]) => edited) ?? [...this.waiting][0] ?? [];
    if (uri === undefined || job === undefined) return;
    this.waiting.delete(uri);
    const abort = new AbortController();
    const running = { uri, job, abort };
    this.running = running;
    this.begin(job, abort.signal)
      .catch((error: unknown) => {
        if (!abort.signal.aborted) this.log.failed("the engine's check", error);
      })
      .finally(() => {
        if (this.running !== running) return;
        this.running = undefined;
        this.next();
      });
  }
}
