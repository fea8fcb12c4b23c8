import { spawn } from "node:child_process";
import { join } from "node:path";
import { processesOfGroup } from "./processes";

const cli = join(import.meta.dirname, "..", "..", "dist", "cli.js");

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What it has started and left running. */
  readonly leftovers: readonly number[];
}

export interface CliOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** The stdin is left open when the input has been written. */
  readonly waits?: true;
  /** Called with what stderr holds so far; answers a signal to send, once. */
  readonly interrupt?: (stderr: string) => NodeJS.Signals | undefined;
}

/** Runs the built command line as a shell would, with no key in its environment. */
export function dbscst(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  return run(process.execPath, [cli, ...args], options);
}

/** Runs a line of sh, in which `$DBSCST` is the built command line. */
export function shell(line: string, options: CliOptions = {}): Promise<CliRun> {
  return run("/bin/sh", ["-c", line.replaceAll("$DBSCST", `'${process.execPath}' '${cli}'`)], options);
}

function run(command: string, args: readonly string[], options: CliOptions): Promise<CliRun> {
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, OPENAI_MODEL: _model, ...rest } = process.env;
  const child = spawn(command, [...args], {
    cwd: options.cwd,
    env: { ...rest, ...options.env },
    detached: true,
  });
  let stdout = "";
  let stderr = "";
  let interrupted = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    const signal = interrupted ? undefined : options.interrupt?.(stderr);
    if (signal === undefined) return;
    interrupted = true;
    child.kill(signal);
  });
  child.stdin.on("error", () => undefined).write(options.input ?? "");
  if (!options.waits) child.stdin.end();
  return new Promise((resolve, reject) => {
    child
      .once("error", reject)
      .once("close", (code) => resolve({ code, stdout, stderr, leftovers: processesOfGroup(child.pid) }));
  });
}
