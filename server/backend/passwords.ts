import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** bcrypt off the event loop. */
export interface Bcrypt {
  hash(text: string, cost: number): Promise<string>;
  verify(text: string, hash: string): Promise<boolean>;
  close(): Promise<void>;
}

/** What is stored of passwords, made and compared. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Without a stored hash the same work is done and the answer is no. `stale`: it should be hashed anew. */
  verify(password: string, stored: string | undefined): Promise<{ matches: boolean; stale: boolean }>;
  close(): Promise<void>;
}

/**
 * bcrypt over base64(HMAC-SHA-384(password, pepper)): bcrypt itself would cut at 72 bytes, and without the pepper
 * a stolen table is of no use (OWASP Password Storage Cheat Sheet). The pepper's mark stands before the hash, so
 * that the key can be rotated.
 */
export function createPasswords(
  bcrypt: Bcrypt,
  cost: number,
  secretKey: string,
  previousKeys: readonly string[],
): Passwords {
  const peppers = [secretKey, ...previousKeys].map(pepperOf);
  const [current] = peppers;
  if (current === undefined) throw new Error("there is always a key");
  const dummy = hashOfNobody(cost);

  return {
    hash: async (password) => `${current.mark}:${await bcrypt.hash(prepared(password, current.key), cost)}`,
    verify: async (password, stored) => {
      const [mark, hash] = split(stored ?? `${current.mark}:${dummy}`);
      const pepper = peppers.find((one) => one.mark === mark);
      const matches = await bcrypt.verify(prepared(password, (pepper ?? current).key), pepper ? hash : dummy);
      const stale = mark !== current.mark || costOf(hash) < cost;
      return { matches: matches && stored !== undefined && pepper !== undefined, stale };
    },
    close: async () => bcrypt.close(),
  };
}

/** The native one where it is installed, else one in plain JavaScript in a worker. */
export async function loadBcrypt(workerFile: string): Promise<Bcrypt> {
  try {
    const native = await import("@node-rs/bcrypt");
    const inTurn = atMost(Math.max(1, Math.min(mostHashes, availableParallelism() - 1)));
    return {
      hash: async (text, cost) => inTurn(() => native.hash(text, { cost })),
      verify: async (text, hash) => inTurn(() => native.verify(text, hash)),
      close: () => Promise.resolve(),
    };
  } catch {
    return workerBcrypt(workerFile);
  }
}

/** Node has four threads for such work, and files and addresses need one of them. */
const mostHashes = 3;

/** Begins the next task when one of `count` has ended; so one processor is left for everybody else's requests. */
function atMost(count: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

export interface BcryptRequest {
  readonly id: number;
  readonly text: string;
  readonly cost?: number;
  readonly hash?: string;
}

export interface BcryptReply {
  readonly id: number;
  readonly result: string | boolean;
}

/** bcrypt in plain JavaScript, about four times slower, in a worker that starts at its first use. */
function workerBcrypt(file: string): Bcrypt {
  const waiting = new Map<
    number,
    { resolve: (result: string | boolean) => void; reject: (e: Error) => void }
  >();
  let worker: Worker | undefined;
  let next = 1;
  const start = () => {
    const started = new Worker(file);
    started.unref();
    started.on("message", (reply: BcryptReply) => {
      waiting.get(reply.id)?.resolve(reply.result);
      waiting.delete(reply.id);
    });
    started.on("error", (error) => {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
      worker = undefined;
    });
    return started;
  };
  const ask = async (request: Omit<BcryptRequest, "id">) =>
    new Promise<string | boolean>((resolve, reject) => {
      const id = next++;
      waiting.set(id, { resolve, reject });
      worker ??= start();
      worker.postMessage({ ...request, id } satisfies BcryptRequest);
    });
  return {
    hash: async (text, cost) => String(await ask({ text, cost })),
    verify: async (text, hash) => (await ask({ text, hash })) === true,
    close: async () => {
      await worker?.terminate();
    },
  };
}

function pepperOf(secretKey: string): { key: Buffer; mark: string } {
  const derive = (info: string, length: number) =>
    Buffer.from(hkdfSync("sha256", secretKey, "dbscst", info, length));
  return { key: derive("password pepper", 48), mark: derive("password pepper mark", 4).toString("hex") };
}

function prepared(password: string, pepper: Buffer): string {
  return createHmac("sha384", pepper).update(password.normalize("NFKC")).digest("base64");
}

/** What no known password hashes to; to compare with it takes the same work. Letters are valid in bcrypt's base64. */
function hashOfNobody(cost: number): string {
  const letters = [...randomBytes(52)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
  // The last sign of a salt carries two bits only: "u" is one that it may be.
  return `$2b$${String(cost).padStart(2, "0")}$${letters.slice(0, 21)}u${letters.slice(21)}`;
}

function split(stored: string): [mark: string, hash: string] {
  const at = stored.indexOf(":");
  return [stored.slice(0, at), stored.slice(at + 1)];
}

/** `$2b$12$…` has its cost between the second and the third sign. */
function costOf(hash: string): number {
  return Number(hash.split("$")[2] ?? 0);
}
