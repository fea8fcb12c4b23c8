import { spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { Unreachable } from "./failure";

export interface LocalBackendOptions {
  /** The bundle of local-backend-process.ts; backend.js is beside it. */
  readonly script: string;
  /** Where its data is, and what windows tell each other of it. */
  readonly folder: string;
  /** The secret that its data was made with: 64 hexadecimal digits, the same for ever. */
  readonly secretKey: () => Promise<string>;
  /** Milliseconds that it outlives its last window; 10,000 unless given. */
  readonly graceMs?: number;
}

interface Running {
  readonly url: string;
  readonly pid: number;
  readonly keeper: number;
  readonly token: string;
}

/** A start on a slow machine, with a database that has to be made first. */
const startMs = 90_000;
const helloMs = 3_000;

/**
 * The backend on this computer, one process for all windows: whichever window needs it first starts it, the others
 * find it by a file, and it ends when the last one has let go of its connection.
 */
export class LocalBackend {
  private socket: Socket | undefined;
  private running: Running | undefined;
  private starting: Promise<string> | undefined;
  private readonly stateFile: string;
  readonly dataFolder: string;

  constructor(private readonly options: LocalBackendOptions) {
    this.stateFile = path.join(options.folder, "backend.json");
    this.dataFolder = path.join(options.folder, "data");
  }

  /** Its address; starts it when no window has. Rejects with `Unreachable`. */
  async url(): Promise<string> {
    if (this.running && this.socket?.destroyed === false) return this.running.url;
    this.starting ??= this.findOrStart().finally(() => (this.starting = undefined));
    return this.starting;
  }

  /** Whether a window has it running already, as far as is known here. */
  get isRunning(): boolean {
    return this.running !== undefined && this.socket?.destroyed === false;
  }

  dispose(): void {
    this.socket?.destroy();
  }

  private async findOrStart(): Promise<string> {
    await mkdir(this.dataFolder, { recursive: true, mode: 0o700 });
    const found = await this.find();
    if (found !== undefined) return found;
    try {
      return await this.start();
    } catch (error) {
      if (!(error instanceof Unreachable) || !error.message.includes("in use by process")) throw error;
      // Another window was faster; its state will be there in a moment.
      for (const until = Date.now() + startMs; Date.now() < until;) {
        await setTimeout(200);
        const other = await this.find();
        if (other !== undefined) return other;
      }
      throw error;
    }
  }

  /** The one that another window has started. */
  private async find(): Promise<string | undefined> {
    const state = parseRunning(await readFile(this.stateFile, "utf8").catch(() => ""));
    if (!state) return undefined;
    const socket = await hello(state);
    if (!socket) return undefined;
    try {
      const answer = await fetch(`${state.url}/health/live`, { signal: AbortSignal.timeout(helloMs) });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    } catch {
      socket.destroy();
      return undefined;
    }
    return this.take(state, socket);
  }

  private async start(): Promise<string> {
    const { script, folder, secretKey, graceMs } = this.options;
    const token = randomBytes(16).toString("hex");
    const log = await open(path.join(folder, "backend.log"), "w", 0o600);
    const child = spawn(process.execPath, [script], {
      // Away from the workspace, whose `.env` is not for this.
      cwd: this.dataFolder,
      detached: true,
      windowsHide: true,
      stdio: ["ignore", "pipe", log.fd],
      env: {
        ...kept(
          "PATH",
          "HOME",
          "TMPDIR",
          "TEMP",
          "TMP",
          "SystemRoot",
          "LANG",
          "USERPROFILE",
          "LD_LIBRARY_PATH",
        ),
        ELECTRON_RUN_AS_NODE: "1",
        DBSCST_KEEPER: token,
        ...(graceMs !== undefined && { DBSCST_GRACE_MS: String(graceMs) }),
        HOST: "127.0.0.1",
        PORT: "0",
        DATA_DIR: this.dataFolder,
        SECRET_KEY: await secretKey(),
        REQUIRE_EMAIL_VERIFICATION: "true",
        LOG_LEVEL: "warn",
      },
    });
    await log.close();
    const { stdout } = child;
    if (!stdout) throw new Unreachable("local", "It has no output.");
    let socket: Socket | undefined;
    try {
      const state = await new Promise<Running>((resolve, reject) => {
        const fail = (reason: string) => {
          this.lastLine().then(
            (line) => reject(new Unreachable("local", line || reason)),
            () => reject(new Unreachable("local", reason)),
          );
        };
        const timer = AbortSignal.timeout(startMs);
        timer.addEventListener("abort", () => fail("The local backend does not come up."), { once: true });
        child.once("error", (error) => fail(error.message));
        child.once("exit", (code) => fail(`The local backend ended with code ${code}.`));
        let keeper = 0;
        createInterface({ input: stdout }).on("line", (line) => {
          const said = parseLine(line);
          if (typeof said.keeper === "number") {
            keeper = said.keeper;
            // At once: a process that nobody holds ends soon.
            socket = connect(keeper, "127.0.0.1").on("error", () => undefined);
            socket.unref().resume();
          }
          if (typeof said.listening === "string") {
            resolve({ url: said.listening, pid: child.pid ?? 0, keeper, token });
          }
        });
      });
      if (!socket) throw new Unreachable("local", "The local backend does not say where it is held.");
      const draft = `${this.stateFile}.${randomUUID()}`;
      await writeFile(draft, JSON.stringify(state), { mode: 0o600 });
      await rename(draft, this.stateFile);
      return this.take(state, socket);
    } catch (error) {
      socket?.destroy();
      child.kill();
      throw error;
    } finally {
      stdout.destroy();
      child.removeAllListeners().on("error", () => undefined);
      child.unref();
    }
  }

  private take(state: Running, socket: Socket): string {
    this.socket?.destroy();
    this.socket = socket;
    this.running = state;
    return state.url;
  }

  /** Why it ended, as it says itself. */
  private async lastLine(): Promise<string> {
    const text = await readFile(path.join(this.options.folder, "backend.log"), "utf8");
    return (
      text
        .trimEnd()
        .split("\n")
        .at(-1)
        ?.replace(/^dbscst: /, "") ?? ""
    );
  }
}

/** A connection that keeps the process alive; undefined when something else, or nothing, listens there. */
function hello({ keeper, token }: Running): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(keeper, "127.0.0.1");
    let heard = "";
    const done = (good: boolean) => {
      socket.setTimeout(0);
      socket.removeAllListeners("data");
      if (good) socket.unref().resume();
      else socket.destroy();
      resolve(good ? socket : undefined);
    };
    socket.setTimeout(helloMs, () => done(false));
    socket.on("error", () => done(false));
    socket.on("close", () => done(false));
    socket.on("data", (chunk) => {
      heard += chunk.toString();
      if (heard.length >= token.length) done(heard.startsWith(token));
    });
  });
}

function parseRunning(text: string): Running | undefined {
  const { url, pid, keeper, token } = parseLine(text);
  return typeof url === "string" &&
    typeof pid === "number" &&
    typeof keeper === "number" &&
    typeof token === "string"
    ? { url, pid, keeper, token }
    : undefined;
}

function parseLine(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function kept(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
