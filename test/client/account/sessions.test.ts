import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Sessions } from "../../../client/account/sessions";
import { Cancelled, SignedOut } from "../../../client/api/failure";
import type { TokenPair } from "../../../client/api/client";

let folder: string;
let server: Server;
let address: string;
/** The refresh token that the server takes next; one that comes twice ends the session, as the real one does. */
let good: string | undefined;
let refreshes: number;
/** The request that was granted last, and how many answers are still to be lost on their way. */
let granted: string | undefined;
let lost: number;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "dbscst-sessions-"));
  good = "r0";
  refreshes = 0;
  granted = undefined;
  lost = 0;
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const asked = `${String(request.headers["idempotency-key"])} ${body}`;
      const isAgain = asked === granted && good !== undefined;
      const isGood = isAgain || (good !== undefined && body === JSON.stringify({ refreshToken: good }));
      if (!isAgain) good = isGood ? `r${++refreshes}` : undefined;
      if (isGood) granted = asked;
      if (lost-- > 0) {
        request.socket.destroy();
        return;
      }
      response.writeHead(isGood ? 200 : 401, { "content-type": "application/json" });
      response.end(
        JSON.stringify(isGood ? pair(refreshes, 600) : { code: "token_invalid", detail: "Log in." }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}`;
});

afterEach(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  await rm(folder, { recursive: true });
});

function pair(n: number, expiresIn: number): TokenPair {
  const at = "2026-01-01T00:00:00Z";
  const user = { id: "u1", email: "ada@example.com", name: "Ada", emailVerified: true, secondFactor: false };
  return {
    accessToken: `a${n}`,
    refreshToken: `r${n}`,
    tokenType: "Bearer",
    expiresIn,
    user: { ...user, version: 1, createdAt: at, updatedAt: at },
  };
}

/** The secret storage of two windows; what one stores reaches the other a little later. */
function secretStorage(delay = 0) {
  const text = new Map<string, string>();
  return {
    get: (key: string) => Promise.resolve(text.get(key)),
    store: (key: string, value: string) =>
      new Promise<void>((resolve) => {
        if (delay === 0) text.set(key, value);
        else setTimeout(() => text.set(key, value), delay);
        resolve();
      }),
  };
}

function window(secrets: ReturnType<typeof secretStorage>): Sessions {
  return new Sessions(secrets, folder, () => Promise.resolve(address));
}

describe("the sessions of all windows", () => {
  it("gives a token that is good still without asking the server", async () => {
    const sessions = window(secretStorage());
    const { id } = await sessions.add("local", pair(0, 600));
    expect(await sessions.access(id)).toBe("a0");
    expect(refreshes).toBe(0);
  });

  it("renews once for many requests of two windows", async () => {
    const secrets = secretStorage();
    const [one, other] = [window(secrets), window(secrets)];
    const { id } = await one.add("local", pair(0, 1));
    const tokens = await Promise.all([one.access(id), one.access(id), other.access(id), other.access(id)]);
    expect(tokens).toEqual(["a1", "a1", "a1", "a1"]);
    expect(refreshes).toBe(1);
  });

  it("never spends a refresh token twice, though the other window's secret is late", async () => {
    const secrets = secretStorage();
    const one = window(secrets);
    const { id } = await one.add("local", pair(0, 1));
    const late = secretStorage(300);
    const kept = await secrets.get("dbscst.sessions");
    await late.store("dbscst.sessions", kept ?? "");
    await expect.poll(() => late.get("dbscst.sessions")).toBe(kept);
    const tokens = await Promise.all([window(late).access(id), window(late).access(id)]);
    expect(tokens).toEqual(["a1", "a1"]);
    expect(refreshes).toBe(1);
  });

  it("forgets a session that the server has ended", async () => {
    good = undefined;
    const sessions = window(secretStorage());
    const { id } = await sessions.add("local", pair(0, 1));
    await expect(sessions.access(id)).rejects.toBeInstanceOf(SignedOut);
    expect(await sessions.of("local")).toEqual([]);
  });

  it("lets one window of all say that a session has ended", async () => {
    good = undefined;
    const windows = [window(secretStorage()), window(secretStorage()), window(secretStorage())];
    const claims = await Promise.all(windows.map((each) => each.claimEnd("s1")));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await window(secretStorage()).claimEnd("s1")).toBe(false);
    expect(await window(secretStorage()).claimEnd("s2")).toBe(true);
  });

  it("keeps no note of a session that is no more for longer than a week", async () => {
    const sessions = window(secretStorage());
    const { id } = await sessions.add("local", pair(0, 600));
    const old = ["ended-s1", "spent-s2", `spent-${id}`];
    for (const name of [...old, "ended-s3"]) await writeFile(path.join(folder, name), "");
    const longAgo = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000);
    for (const name of old) await utimes(path.join(folder, name), longAgo, longAgo);
    await sessions.tidy();
    expect((await readdir(folder)).sort()).toEqual(["ended-s3", `spent-${id}`]);
  });

  it("sends no token of one backend to another that is in use by now", async () => {
    const asked: string[] = [];
    const sessions = new Sessions(secretStorage(), folder, (backend) => {
      asked.push(backend);
      return Promise.reject(new Cancelled());
    });
    const { id } = await sessions.add("https://team.example", pair(0, 1));
    await expect(sessions.access(id)).rejects.toBeInstanceOf(Cancelled);
    expect([asked, refreshes]).toEqual([["https://team.example"], 0]);
    expect(await sessions.of("https://team.example")).toHaveLength(1);
  });

  it("keeps the session when the server cannot be reached", async () => {
    const secrets = secretStorage();
    const offline = new Sessions(secrets, folder, () => Promise.resolve("http://127.0.0.1:1"));
    const { id } = await offline.add("local", pair(0, 1));
    await expect(offline.access(id)).rejects.toMatchObject({ name: "Unreachable" });
    expect(await window(secrets).access(id)).toBe("a1");
  });

  it.each([1, 2])(
    "asks again for a renewal whose answer was lost, in the same window or another",
    async (n) => {
      const secrets = secretStorage();
      const one = window(secrets);
      const { id } = await one.add("local", pair(0, 1));
      lost = n;
      for (let left = n; left > 0; left--)
        await expect(one.access(id)).rejects.toMatchObject({ name: "Unreachable" });
      expect(await (n === 1 ? one : window(secrets)).access(id)).toBe("a1");
      expect(refreshes).toBe(1);
    },
  );

  it("does a renewal once more when another window took the lock meanwhile", async () => {
    const secrets = secretStorage();
    const one = window(secrets);
    const { id } = await one.add("local", pair(0, 1));
    let stolen = 0;
    const slept: typeof secrets = {
      ...secrets,
      // The lock is another's, who has gone, by the time that this window would write.
      get: async (key) => {
        if (refreshes === 1 && stolen++ === 0)
          await writeFile(path.join(folder, "sessions.lock"), "999999999 other");
        return secrets.get(key);
      },
    };
    const sleeper = new Sessions(slept, folder, () => Promise.resolve(address));
    expect(await sleeper.access(id)).toBe("a1");
    expect([refreshes, stolen > 1]).toEqual([1, true]);
    expect((await one.of("local"))[0]?.refreshToken).toBe("r1");
  });

  it("keeps the sessions of one backend from another", async () => {
    const sessions = window(secretStorage());
    await sessions.add("https://one.example", pair(0, 600));
    expect(await sessions.of("https://other.example")).toEqual([]);
    expect(await sessions.of("https://one.example")).toHaveLength(1);
  });

  it("has one session for an account that signs in again", async () => {
    const sessions = window(secretStorage());
    await sessions.add("local", pair(0, 600));
    const second = await sessions.add("local", pair(1, 600));
    expect(await sessions.of("local")).toEqual([second]);
  });
});
