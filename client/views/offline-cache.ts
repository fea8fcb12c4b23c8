import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "./lists";

/** Where a kind of lists is kept between two windows, and while the server cannot be reached. */
export interface PageStore<T> {
  read(key: string): Promise<Page<T> | undefined>;
  write(key: string, page: Page<T>): Promise<void>;
}

/** Writes of one file follow each other, and only the last of those that wait is done. */
class LastWrite {
  private waiting: string | undefined;
  private writing: Promise<void> | undefined;

  constructor(private readonly file: string) {}

  async write(text: string): Promise<void> {
    this.waiting = text;
    this.writing ??= this.writeAll().finally(() => (this.writing = undefined));
    return this.writing;
  }

  /** Nothing is written from when it resolves. */
  async stop(): Promise<void> {
    this.waiting = undefined;
    await this.writing?.catch(() => undefined);
  }

  private async writeAll(): Promise<void> {
    const draft = `${this.file}.${process.pid}`;
    await mkdir(path.dirname(this.file), { recursive: true, mode: 0o700 });
    while (this.waiting !== undefined) {
      const text = this.waiting;
      this.waiting = undefined;
      await writeFile(draft, text, { mode: 0o600 });
      await rename(draft, this.file);
    }
  }
}

/** The last lists of each account, on the disk of this computer, readable by its person alone. */
export class OfflineCache {
  private readonly writes = new Map<string, LastWrite>();

  constructor(
    private readonly folder: string,
    /** Names the account in use and its backend; undefined when nobody is signed in. */
    private readonly account: {
      /** Once it is known. */
      readonly known: () => Promise<string | undefined>;
      /** At this moment: what has just come is written for whoever asked, though another may be in use a moment later. */
      readonly now: () => string | undefined;
    },
  ) {}

  of<T>(kind: string): PageStore<T> {
    return {
      read: async (key) => {
        const file = this.file(await this.account.known(), kind, key);
        if (file === undefined) return undefined;
        return parse<T>(await readFile(file, "utf8").catch(() => ""));
      },
      write: async (key, page) => {
        const file = this.file(this.account.now(), kind, key);
        if (file === undefined) return;
        const writes = this.writes.get(file) ?? new LastWrite(file);
        this.writes.set(file, writes);
        await writes.write(JSON.stringify(page));
      },
    };
  }

  /** Forgets what an account has seen, when it is signed out. */
  async forget(account: string): Promise<void> {
    const home = path.join(this.folder, hash(account));
    const own = [...this.writes].filter(([file]) => path.dirname(file) === home);
    await Promise.all(own.map(async ([, write]) => write.stop()));
    await rm(home, { recursive: true, force: true });
  }

  private file(account: string | undefined, kind: string, key: string): string | undefined {
    return account === undefined
      ? undefined
      : path.join(this.folder, hash(account), `${kind}-${hash(key)}.json`);
  }
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** What an older or a broken file has is as good as nothing. */
function parse<T>(text: string): Page<T> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isPage =
      typeof value === "object" && value !== null && "items" in value && Array.isArray(value.items);
    return isPage ? (value as Page<T>) : undefined;
  } catch {
    return undefined;
  }
}
