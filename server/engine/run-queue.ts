/** Runs one job at a time, in order; a newer one of the same document takes the place of the older. */
export class RunQueue {
  readonly #jobs = new Map<string, AbortController>();
  #last: Promise<unknown> = Promise.resolve();

  get isBusy(): boolean {
    return this.#jobs.size > 0;
  }

  /**
   * Rejects with the reason of `signal` as soon as it is aborted, or with an AbortError when a newer run of the
   * document has come. The job sees a signal that is aborted in both cases.
   */
  add<T>(
    document: string,
    signal: AbortSignal | undefined,
    job: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    this.#jobs.get(document)?.abort(new DOMException("A newer run of the document has begun.", "AbortError"));
    const controller = new AbortController();
    this.#jobs.set(document, controller);
    const follow = () => controller.abort(signal?.reason);
    if (signal?.aborted) follow();
    signal?.addEventListener("abort", follow, { once: true });
    const work = this.#last.then(() => {
      controller.signal.throwIfAborted();
      return job(controller.signal);
    });
    this.#last = work.catch(() => undefined);
    return new Promise<T>((resolve, reject) => {
      const abandon = () => reject(asError(controller.signal.reason));
      if (controller.signal.aborted) abandon();
      controller.signal.addEventListener("abort", abandon, { once: true });
      work.then(resolve, reject).finally(() => {
        signal?.removeEventListener("abort", follow);
        if (this.#jobs.get(document) === controller) this.#jobs.delete(document);
      });
    });
  }

  /** Abandons everything. */
  clear(): void {
    for (const controller of this.#jobs.values()) {
      controller.abort(new DOMException("The engine has been disposed of.", "AbortError"));
    }
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException(String(reason), "AbortError");
}
