import { setTimeout as delay } from "node:timers/promises";
import type { PageStore } from "./offline-cache";

/** Milliseconds until what an earlier window has left is on the screen. */
export const paintMs = 50;

/** As much of a list as has been asked for. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

interface Kept<T> {
  page: Promise<Page<T>>;
  isStale: boolean;
  /** The server has not answered yet. */
  isLoading: boolean;
  /** What was there before, for when the server cannot be reached. */
  last?: Page<T>;
}

/** Lists of one kind, by the id of what they belong to: fetched once, page by page, until they are stale. */
export class Lists<T> {
  private readonly kept = new Map<string, Kept<T>>();
  /** Of whose lists these are: another account begins anew, and what is on its way for the one before is not its own. */
  private era = 0;

  constructor(
    private readonly fetchPage: (key: string, cursor: string | undefined) => Promise<Page<T>>,
    /** Told of each failure; gives whether what was there before will do. */
    private readonly onFailure: (error: unknown) => boolean,
    /** Of what was there in another window, shown until the server has answered; `onFresh` is told when it has. */
    private readonly before?: { readonly store: PageStore<T>; readonly onFresh: () => void },
  ) {}

  async get(key: string): Promise<Page<T>> {
    const known = this.kept.get(key);
    if (known && !known.isStale) return known.page;
    const old = known?.last ? undefined : this.before?.store.read(key).catch(() => undefined);
    const entry = this.begin(key, known?.last, old);
    if (this.before && old) entry.page = this.fromBefore(key, entry, entry.page, old, this.before.onFresh);
    return entry.page;
  }

  /** What the server says now: for what is decided by it, and not only shown. Rejects where it does not answer. */
  async fresh(key: string): Promise<Page<T>> {
    const last = this.peek(key);
    const entry = this.begin(key, undefined);
    if (last) entry.last = last;
    return entry.page;
  }

  /** What an earlier window has left, at once; what the server says comes in its place. */
  private async fromBefore(
    key: string,
    entry: Kept<T>,
    loading: Promise<Page<T>>,
    before: Promise<Page<T> | undefined>,
    onFresh: () => void,
  ): Promise<Page<T>> {
    const old = await before;
    if (!old || this.kept.get(key) !== entry || entry.last) return loading;
    entry.last = old;
    loading.then(
      () => {
        if (this.kept.get(key) !== entry) return;
        entry.page = loading;
        onFresh();
      },
      () => undefined,
    );
    return old;
  }

  /** What is there without asking; undefined before the first time. */
  peek(key: string): Page<T> | undefined {
    return this.kept.get(key)?.last;
  }

  async more(key: string): Promise<void> {
    const { items, nextCursor } = await this.get(key);
    if (nextCursor === null) return;
    const { era } = this;
    const next = await this.fetchPage(key, nextCursor);
    if (era !== this.era) return;
    const present = this.peek(key) ?? { items, nextCursor };
    // It was loaded anew, or by another, meanwhile.
    if (present.nextCursor !== nextCursor) return;
    this.put(key, { items: [...present.items, ...next.items], nextCursor: next.nextCursor });
  }

  /** Changes what is there to what the server is known to have. */
  put(key: string, page: Page<T>): void {
    const known = this.kept.get(key);
    // What an answer on its way says is not part of it: that is asked for once more.
    const isStale = known !== undefined && (known.isStale || known.isLoading);
    this.kept.set(key, { page: Promise.resolve(page), isStale, isLoading: false, last: page });
    this.write(key, page);
  }

  /** What is shown stays until the next `get` has brought something newer. */
  invalidate(key?: string): void {
    for (const [name, entry] of this.kept) if (key === undefined || name === key) entry.isStale = true;
  }

  clear(): void {
    this.era++;
    this.kept.clear();
  }

  private begin(key: string, last: Page<T> | undefined, old?: Promise<Page<T> | undefined>): Kept<T> {
    const loading = this.load(key, last, old);
    const entry: Kept<T> = { page: loading, isStale: false, isLoading: true, ...(last && { last }) };
    this.kept.set(key, entry);
    loading
      .then(
        (page) => (entry.last = page),
        () => (entry.isStale = true),
      )
      .finally(() => (entry.isLoading = false));
    return entry;
  }

  /** As many items as were there before, in this window or in an earlier one. */
  private async load(
    key: string,
    before: Page<T> | undefined,
    old?: Promise<Page<T> | undefined>,
  ): Promise<Page<T>> {
    const { era } = this;
    try {
      const seen = before ?? (await old);
      // What is there is to be painted before the request takes the thread.
      if (!before && seen) await delay(paintMs);
      let page = await this.fetchPage(key, undefined);
      const wanted = seen?.items.length ?? 0;
      while (page.nextCursor !== null && page.items.length < wanted) {
        const next = await this.fetchPage(key, page.nextCursor);
        page = { items: [...page.items, ...next.items], nextCursor: next.nextCursor };
      }
      if (era === this.era) this.write(key, page);
      return page;
    } catch (error) {
      // Why it did not come to the one before says nothing about the one who is here now.
      if (era !== this.era) throw error;
      const isEnough = this.onFailure(error);
      // What is shown from before is asked for again.
      if (before && isEnough) {
        this.invalidate(key);
        return before;
      }
      throw error;
    }
  }

  private write(key: string, page: Page<T>): void {
    void this.before?.store.write(key, page).catch(() => undefined);
  }
}
