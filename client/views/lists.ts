import type { PageStore } from "./offline-cache";

/** As much of a list as has been asked for. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

interface Kept<T> {
  page: Promise<Page<T>>;
  isStale: boolean;
  /** What was there before, for when the server cannot be reached. */
  last?: Page<T>;
}

/** Lists of one kind, by the id of what they belong to: fetched once, page by page, until they are stale. */
export class Lists<T> {
  private readonly kept = new Map<string, Kept<T>>();

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
    const loading = this.load(key, known?.last);
    const entry: Kept<T> = { page: loading, isStale: false };
    if (known?.last) entry.last = known.last;
    else if (this.before) entry.page = this.fromBefore(key, entry, loading, this.before);
    this.kept.set(key, entry);
    return entry.page;
  }

  /** What the server says now: for what is decided by it, and not only shown. Rejects where it does not answer. */
  async fresh(key: string): Promise<Page<T>> {
    const last = this.peek(key);
    const page = this.load(key, undefined);
    this.kept.set(key, { page, isStale: false, ...(last && { last }) });
    return page;
  }

  /** What an earlier window has left, at once; what the server says comes in its place. */
  private async fromBefore(
    key: string,
    entry: Kept<T>,
    loading: Promise<Page<T>>,
    { store, onFresh }: NonNullable<Lists<T>["before"]>,
  ): Promise<Page<T>> {
    loading.catch(() => undefined);
    const old = await store.read(key).catch(() => undefined);
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
    const next = await this.fetchPage(key, nextCursor);
    this.put(key, { items: [...items, ...next.items], nextCursor: next.nextCursor });
  }

  /** Changes what is there, before or without asking the server. */
  put(key: string, page: Page<T>): void {
    this.kept.set(key, { page: Promise.resolve(page), isStale: false, last: page });
  }

  /** What is shown stays until the next `get` has brought something newer. */
  invalidate(key?: string): void {
    for (const [name, entry] of this.kept) if (key === undefined || name === key) entry.isStale = true;
  }

  clear(): void {
    this.kept.clear();
  }

  /** As many items as were there before. */
  private async load(key: string, before: Page<T> | undefined): Promise<Page<T>> {
    try {
      let page = await this.fetchPage(key, undefined);
      while (page.nextCursor !== null && page.items.length < (before?.items.length ?? 0)) {
        const next = await this.fetchPage(key, page.nextCursor);
        page = { items: [...page.items, ...next.items], nextCursor: next.nextCursor };
      }
      const entry = this.kept.get(key);
      if (entry) entry.last = page;
      void this.before?.store.write(key, page).catch(() => undefined);
      return page;
    } catch (error) {
      const entry = this.kept.get(key);
      if (entry) entry.isStale = true;
      if (before && this.onFailure(error)) return before;
      if (!before) this.onFailure(error);
      throw error;
    }
  }
}
