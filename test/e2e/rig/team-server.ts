// A team's server for scenarios: the built backend as a process of its own, and what other people do on it.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { mailsIn, nextMail } from "../../../client/api/outbox";
import { root } from "../../../scripts/setup/paths.mjs";

export const password = "copper lantern violet harbour";

export interface TeamServerOptions {
  /** Whether people have to answer a mail; the mails are written to the outbox. */
  readonly verify?: boolean;
  /** Of PostgreSQL; the embedded database else. */
  readonly databaseUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Its clock can be put forward: see `passTime`. */
  readonly ownClock?: boolean;
}

export class TeamServer {
  private child: ChildProcess | undefined;
  url = "";

  private constructor(
    readonly folder: string,
    private readonly options: TeamServerOptions,
  ) {}

  static async start(options: TeamServerOptions = {}): Promise<TeamServer> {
    const server = new TeamServer(await mkdtemp(path.join(os.tmpdir(), "dbscst-team-")), options);
    await server.start();
    return server;
  }

  /** At the address that it had before, if it had one. */
  async start(): Promise<void> {
    const { verify = false, databaseUrl, env = {}, ownClock = false } = this.options;
    const clock = ownClock ? ["--import", path.join(root, "test/e2e/rig/clock.mjs")] : [];
    const child = spawn(process.execPath, [...clock, path.join(root, "dist/backend.js")], {
      cwd: this.folder,
      stdio: ["ignore", "pipe", "inherit", ...(ownClock ? ["ipc" as const] : [])],
      env: {
        PATH: process.env.PATH,
        HOST: "127.0.0.1",
        PORT: this.url === "" ? "0" : new URL(this.url).port,
        DATA_DIR: this.folder,
        SECRET_KEY: "5f1c9a7be3d24860b1f7a2c4e6d80913",
        REQUIRE_EMAIL_VERIFICATION: String(verify),
        LOG_LEVEL: "error",
        ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
        ...env,
      },
    });
    this.child = child;
    if (!child.stdout) throw new Error("the backend has no output");
    for await (const line of createInterface({ input: child.stdout })) {
      this.url = (JSON.parse(line) as { listening: string }).listening;
      return;
    }
    throw new Error("the backend does not start");
  }

  /** Puts the server's clock forward: tokens that it gave before are older by that. */
  async passTime(minutes: number): Promise<void> {
    const { child } = this;
    if (!child) throw new Error("there is no backend");
    const isDone = new Promise((resolve) => child.once("message", resolve));
    child.send({ forwardMs: minutes * 60_000 });
    await isDone;
  }

  /** How many requests of a route were answered with a status, by the server's own metrics. */
  async answered(method: string, route: string, status: number): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const labels = `{method="${method}",route="${route}",status="${status}"}`;
    const line = text.split("\n").find((each) => each.includes(`_count${labels}`));
    return Number(line?.split(" ").at(-1) ?? 0);
  }

  /** `SIGKILL`: as when its machine loses power. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const { child } = this;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** What another person does, from elsewhere. */
  async call<T>(method: string, route: string, body?: object, token = ""): Promise<T> {
    const response = await fetch(this.url + route, {
      method,
      headers: {
        ...(body && { "content-type": "application/json" }),
        ...(token !== "" && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${route}: ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  async signUp(name: string): Promise<string> {
    const email = `${name.toLowerCase()}@example.com`;
    await this.call("POST", "/v1/auth/signup", { email, name, password });
    return this.logIn(name);
  }

  async logIn(name: string): Promise<string> {
    const email = `${name.toLowerCase()}@example.com`;
    const pair = await this.call<{ accessToken: string }>("POST", "/v1/auth/login", { email, password });
    return pair.accessToken;
  }

  /** The mails that were sent up to now. */
  mails(): Promise<ReadonlySet<string>> {
    return mailsIn(path.join(this.folder, "outbox"));
  }

  /** The newest mail to an address that was not there before. */
  async mail(address: string, seen: ReadonlySet<string> = new Set()) {
    const found = await nextMail(
      path.join(this.folder, "outbox"),
      address,
      seen,
      new AbortController().signal,
    );
    if (!found) throw new Error(`no mail to ${address}`);
    return found;
  }
}
