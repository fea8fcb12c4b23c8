import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LocalBackend } from "../../client/api/local-backend";
import { mailsIn, nextMail } from "../../client/api/outbox";

const script = path.join(import.meta.dirname, "..", "..", "dist", "local-backend.js");
let folder: string;
let windows: LocalBackend[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "dbscst-local-"));
  windows = [];
});

afterEach(async () => {
  for (const window of windows) window.dispose();
  await ended();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

function openWindow(): LocalBackend {
  const secretKey = () => Promise.resolve("0123456789abcdef".repeat(4));
  const window = new LocalBackend({ script, folder, secretKey, graceMs: 300 });
  windows.push(window);
  return window;
}

async function pid(): Promise<number> {
  const state: unknown = JSON.parse(await readFile(path.join(folder, "backend.json"), "utf8"));
  return typeof state === "object" && state !== null && "pid" in state ? Number(state.pid) : 0;
}

function isAlive(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch {
    return false;
  }
}

async function ended(): Promise<void> {
  const process_ = await pid().catch(() => 0);
  if (process_ > 0) await expect.poll(() => isAlive(process_)).toBe(false);
}

describe("the backend of this computer", () => {
  it("is one process for windows that need it at the same moment, and ends after the last of them", async () => {
    const [one, other] = [openWindow(), openWindow()];
    const [url, same] = await Promise.all([one.url(), other.url()]);
    expect(same).toBe(url);
    const first = await pid();
    one.dispose();
    expect(await openWindow().url()).toBe(url);
    expect(await pid()).toBe(first);

    const seen = await mailsIn(path.join(other.dataFolder, "outbox"));
    const body = { email: "ada@example.com", name: "Ada", password: "copper lantern violet harbour" };
    const headers = { "content-type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    expect((await fetch(`${url}/v1/auth/signup`, init)).status).toBe(202);
    const { signal } = new AbortController();
    const mail = await nextMail(path.join(other.dataFolder, "outbox"), "Ada@Example.com", seen, signal);
    expect(mail).toMatchObject({
      subject: "Confirm your address",
      code: expect.stringMatching(/^\d{6,}$/) as unknown,
      token: expect.stringMatching(/^[\w-]{40,}$/) as unknown,
    });

    for (const window of windows) window.dispose();
    await ended();
  });

  it("comes back for a window whose process was killed", async () => {
    const window = openWindow();
    await window.url();
    const first = await pid();
    process.kill(first, "SIGKILL");
    await expect.poll(() => window.isRunning).toBe(false);
    const response = await fetch(`${await window.url()}/health/live`);
    expect(response.status).toBe(200);
    expect(await pid()).not.toBe(first);
  });
});
