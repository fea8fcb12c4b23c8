import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { contentOf, createApi, type TokenPair } from "../api/client";
import { ApiProblem, SignedOut } from "../api/failure";
import { withFileLock, type HeldLock } from "../api/file-lock";

/** An account that is signed in, as the secret storage has it. */
export interface Session {
  readonly id: string;
  /** Which backend gave it; its tokens go nowhere else. */
  readonly backend: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token ends, milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The part of VS Code's secret storage that is needed. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
}

const secretName = "dbscst.sessions";
/** An access token is renewed a little before it ends. */
const marginMs = 20_000;
/** One that is given up may have been granted: it is given more time than others, and asked for again by the same key. */
const refreshMs = 20_000;
/** How long another window's secret may be on its way to this one. */
const arrivalMs = 5_000;

const mostAttempts = 3;
/** A computer that slept for longer says twice that a session has ended. */
const notedMs = 7 * 24 * 60 * 60 * 1000;

/** The refresh token that was sent last, by its hash. */
interface Spent {
  readonly hash: string;
  /** Of the request; the same token is sent again only with the same key. */
  readonly key: string;
  /** No answer came: there is none to be waited for. */
  readonly failed?: boolean;
}

/** The server itself has ended the session; who finds it gone from the storage is told nothing of why. */
export class SessionEnded extends SignedOut {}

class LockLost extends Error {
  override readonly name = "LockLost";
}

/**
 * The sessions of all windows. A refresh token is good once, and using it twice ends the session: so only one window
 * at a time renews, after it has looked whether another has done so already, and spent ones are remembered.
 */
export class Sessions {
  private readonly renewing = new Map<string, Promise<string>>();

  constructor(
    private readonly secrets: Secrets,
    private readonly folder: string,
    /** Of the backend with this id; rejects where it is not the one in use any more. */
    private readonly address: (backend: string) => Promise<string>,
  ) {}

  async of(backend: string): Promise<readonly Session[]> {
    return (await this.read()).filter((session) => session.backend === backend);
  }

  /** Keeps a log-in; one of the same account takes its place. */
  async add(backend: string, pair: TokenPair): Promise<Session> {
    void this.tidy();
    const session: Session = { id: randomUUID(), backend, ...fieldsOf(pair) };
    await this.write((all) => [
      ...all.filter((other) => other.backend !== backend || other.userId !== session.userId),
      session,
    ]);
    return session;
  }

  async remove(id: string): Promise<void> {
    await this.write((all) => all.filter((session) => session.id !== id));
    await rm(this.spentFile(id), { force: true });
  }

  /** Whether this window is the first of all to find out that the session has ended, and so the one that says it. */
  async claimEnd(id: string): Promise<boolean> {
    await rm(this.spentFile(id), { force: true });
    return writeFile(path.join(this.folder, `ended-${id}`), "", { flag: "wx", mode: 0o600 }).then(
      () => true,
      () => false,
    );
  }

  /** Removes what was noted about sessions that are no more, once no window asks for it any longer. */
  async tidy(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    const kept = new Set((await this.read()).map(({ id }) => id));
    for (const name of names) {
      const id = /^(?:ended|spent)-(.+)$/.exec(name)?.[1];
      if (id === undefined || kept.has(id)) continue;
      const file = path.join(this.folder, name);
      const made = await stat(file).catch(() => undefined);
      if (made && Date.now() - made.mtimeMs > notedMs) await rm(file, { force: true }).catch(() => undefined);
    }
  }

  /** A token that is good for a while. Rejects with `SignedOut` when the session is no more. */
  async access(id: string): Promise<string> {
    const session = await this.find(id);
    return session.expiresAt - marginMs > Date.now()
      ? session.accessToken
      : this.renew(id, session.accessToken);
  }

  /** A token other than the one that was refused. */
  async renew(id: string, refused: string): Promise<string> {
    const running = this.renewing.get(id);
    if (running) return running;
    const renewing = this.locked(async (lock) => this.refresh(id, refused, lock)).finally(() =>
      this.renewing.delete(id),
    );
    this.renewing.set(id, renewing);
    return renewing;
  }

  private async refresh(id: string, refused: string, lock: HeldLock): Promise<string> {
    let session = await this.find(id);
    const spent = await this.spent(id);
    const wasSent = () => hash(session.refreshToken) === spent?.hash;
    for (const until = Date.now() + arrivalMs; wasSent() && spent?.failed !== true && Date.now() < until;) {
      await setTimeout(100);
      session = await this.find(id);
    }
    if (session.accessToken !== refused) return session.accessToken;
    const { refreshToken } = session;
    // The server gives the same answer again for the key of a try whose answer was lost.
    const attempt = {
      hash: hash(refreshToken),
      key: wasSent() ? (spent?.key ?? randomUUID()) : randomUUID(),
    };
    await this.remember(id, attempt);
    try {
      const api = createApi({ address: () => this.address(session.backend), timeout: refreshMs });
      const headers = { "Idempotency-Key": attempt.key };
      const pair = await contentOf(api.POST("/v1/auth/refresh", { body: { refreshToken }, headers }));
      const renewed: Session = { ...session, ...fieldsOf(pair) };
      await this.store(
        (await this.read()).map((other) => (other.id === id ? renewed : other)),
        lock,
      );
      return renewed.accessToken;
    } catch (error) {
      if (error instanceof ApiProblem && (error.code === "token_invalid" || error.code === "token_expired")) {
        await this.store(
          (await this.read()).filter((other) => other.id !== id),
          lock,
        );
        throw new SessionEnded(error.message);
      }
      // It may not have arrived: the same token is tried again.
      if (await lock.isHeld()) await this.remember(id, { ...attempt, failed: true });
      throw error;
    }
  }

  private async find(id: string): Promise<Session> {
    const session = (await this.read()).find((candidate) => candidate.id === id);
    if (!session) throw new SignedOut("The session has ended.");
    return session;
  }

  private async read(): Promise<readonly Session[]> {
    const text = await this.secrets.get(secretName);
    if (text === undefined) return [];
    try {
      const found: unknown = JSON.parse(text);
      return Array.isArray(found) ? found.filter(isSession) : [];
    } catch {
      return [];
    }
  }

  private async write(change: (all: readonly Session[]) => readonly Session[]): Promise<void> {
    await this.locked(async (lock) => this.store(change(await this.read()), lock));
  }

  private async store(sessions: readonly Session[], lock: HeldLock): Promise<void> {
    if (!(await lock.isHeld())) throw new LockLost();
    await this.secrets.store(secretName, JSON.stringify(sessions));
  }

  /** Done once more where this window slept so long meanwhile that another took the lock. */
  private async locked<T>(work: (lock: HeldLock) => Promise<T>): Promise<T> {
    await mkdir(this.folder, { recursive: true });
    const file = path.join(this.folder, "sessions.lock");
    for (let attempt = 1; ; attempt++) {
      try {
        return await withFileLock(file, work);
      } catch (error) {
        if (!(error instanceof LockLost) || attempt === mostAttempts) throw error;
      }
    }
  }

  private async spent(id: string): Promise<Spent | undefined> {
    try {
      const found: unknown = JSON.parse(await readFile(this.spentFile(id), "utf8"));
      return isSpent(found) ? found : undefined;
    } catch {
      return undefined;
    }
  }

  private async remember(id: string, spent: Spent): Promise<void> {
    await writeFile(this.spentFile(id), JSON.stringify(spent), { mode: 0o600 });
  }

  private spentFile(id: string): string {
    return path.join(this.folder, `spent-${id}`);
  }
}

function fieldsOf({ accessToken, refreshToken, expiresIn, user }: TokenPair) {
  const expiresAt = Date.now() + expiresIn * 1000;
  return { userId: user.id, email: user.email, name: user.name, accessToken, refreshToken, expiresAt };
}

function hash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

const textFields = ["id", "backend", "userId", "email", "name", "accessToken", "refreshToken"];

function isSession(value: unknown): value is Session {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return (
    textFields.every((name) => typeof fields.get(name) === "string") &&
    typeof fields.get("expiresAt") === "number"
  );
}

function isSpent(value: unknown): value is Spent {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return typeof fields.get("hash") === "string" && typeof fields.get("key") === "string";
}
