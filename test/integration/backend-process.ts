import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A backend as people start it: `node dist/backend.js`. */
export interface BackendProcess {
  readonly url: string;
  readonly child: ChildProcess;
  readonly started: Record<string, unknown>;
  readonly ms: number;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

export const secretKey = "an-integration-test-key-of-enough-length";

const program = join("dist", "backend.js");

/** Runs it to its end. */
export async function runBackend(
  args: readonly string[],
  environment: Record<string, string>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawnBackend(args, environment);
  const output = { stdout: "", stderr: "" };
  child.stdout?.on("data", (text: Buffer) => (output.stdout += text.toString()));
  child.stderr?.on("data", (text: Buffer) => (output.stderr += text.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...output };
}

/** Starts it and waits until it listens. */
export async function startBackend(
  environment: Record<string, string>,
  file = program,
): Promise<BackendProcess> {
  const begun = performance.now();
  const child = spawnBackend([], { SECRET_KEY: secretKey, ...environment }, file);
  let stdout = "";
  let stderr = "";
  child.stderr?.on("data", (text: Buffer) => (stderr += text.toString()));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", (text: Buffer) => {
      stdout += text.toString();
      const [first, rest] = stdout.split("\n", 2);
      if (first !== undefined && rest !== undefined) resolve(first);
    });
    child.on("exit", (code) => {
      reject(new Error(`the backend ended with ${String(code)}: ${stderr}`));
    });
  });
  const started = JSON.parse(line) as Record<string, unknown>;
  return {
    url: String(started.listening),
    child,
    started,
    ms: performance.now() - begun,
    kill: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill(signal);
      const [code] = (await once(child, "exit")) as [number | null];
      return code;
    },
  };
}

function spawnBackend(
  args: readonly string[],
  environment: Record<string, string>,
  file = program,
): ChildProcess {
  return spawn(process.execPath, [file, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, PORT: "0", LOG_LEVEL: "warn", ...environment },
  });
}

/** A request with a JSON body; gives the parsed answer. */
export async function call(
  url: string,
  method: string,
  path: string,
  { token, body }: { token?: string; body?: unknown } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

/** Signs up where no verification is asked for, and logs in. */
export async function newPerson(url: string, email: string): Promise<string> {
  const password = "plenty-of-uncommon-words-7";
  await call(url, "POST", "/v1/auth/signup", { body: { email, password, name: "Ada" } });
  const { body } = await call(url, "POST", "/v1/auth/login", { body: { email, password } });
  return String(body.accessToken);
}
