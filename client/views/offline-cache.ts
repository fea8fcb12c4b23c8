import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "./lists";

/** Where a kind of lists is kept between two windows, and while the server cannot be reached. */
export interface PageStore<T> {
  read(key: string): Promise<Page<T> | undefined>;
  write(key: string, page: Page<T>): Promise<void>;
}

/** The last lists of each account, on the disk of this computer, readable by its person alone. */
export class OfflineCache {
  constructor(
    private readonly folder: string,
    /** Names the account in use and its backend; undefined when nobody is signed in. */
    private readonly account: () => Promise<string | undefined>,
  ) {}

  of<T>(kind: string): PageStore<T> {
    return {
      read: async (key) => {
        const file = await this.file(kind, key);
        if (file === undefined) return undefined;
        return parse<T>(await readFile(file, "utf8").catch(() => ""));
      },
      write: async (key, page) => {
        const file = await this.file(kind, key);
        if (file === undefined) return;
        const draft = `${file}.${process.pid}`;
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        await writeFile(draft, JSON.stringify(page), { mode: 0o600 });
        await rename(draft, file);
      },
    };
  }

  /** Forgets what an account has seen, when it is signed out. */
  async forget(account: string): Promise<void> {
    await rm(path.join(this.folder, hash(account)), { recursive: true, force: true });
  }

  private async file(kind: string, key: string): Promise<string | undefined> {
    const account = await this.account();
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
