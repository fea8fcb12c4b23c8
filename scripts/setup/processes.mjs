// Child processes that never outlive us: each leads a group of its own, and every group ends when we end.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import { clearTimeout, setInterval, setTimeout } from "node:timers";

const windows = process.platform === "win32";
const running = new Set();

/** Sends a signal to a child and all that it started; a group that is gone is no error. */
function signalGroup(child, signal) {
  try {
    if (windows) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It ended before the signal came.
  }
}

process.once("exit", () => {
  for (const child of running) signalGroup(child, "SIGKILL");
});

/** What to do before a signal ends the process; asked in the reverse order of registration. */
const farewells = [];

/** Registers work for Ctrl-C and SIGTERM. Returns a function that takes it back. */
export function onStop(farewell) {
  farewells.push(farewell);
  return () => void farewells.splice(farewells.indexOf(farewell), 1);
}

let stopping = false;

function stopAll(code) {
  // A second signal does not wait for anything.
  if (stopping) process.exit(code);
  stopping = true;
  const given = setTimeout(() => process.exit(code), 8_000);
  void (async () => {
    for (const farewell of farewells.reverse()) await Promise.resolve(farewell()).catch(() => undefined);
    clearTimeout(given);
    process.exit(code);
  })();
}

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
]) {
  process.on(signal, () => stopAll(code));
}

/** True from the first request to end on: what fails after it fails because of it. */
export const isStopping = () => stopping;

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
};

/** Ends everything when the npm that started us is gone: one that was killed passes no signal on. */
export function stopWithNpm() {
  if (windows || !process.env.npm_lifecycle_event) return;
  // npm starts a shell, and the shell us.
  const shell = process.ppid;
  const npm = Number(spawnSync("ps", ["-o", "ppid=", "-p", String(shell)], { encoding: "utf8" }).stdout);
  const above = [shell, npm].filter((pid) => pid > 1);
  setInterval(() => {
    if (!stopping && !above.every(isAlive)) stopAll(129);
  }, 1_000).unref();
}

/**
 * Starts a program in a process group of its own, which is ended with ours at the latest.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 */
export function start(file, args, options = {}) {
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], detached: !windows, ...options });
  running.add(child);
  child.once("exit", () => {
    // What it left behind goes with it.
    signalGroup(child, "SIGKILL");
    running.delete(child);
  });
  child.once("error", () => running.delete(child));
  return child;
}

/** Asks a child to end, and makes it end when it has not within `grace` milliseconds. */
export async function stop(child, grace = 4_000) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  signalGroup(child, "SIGTERM");
  const forced = setTimeout(() => signalGroup(child, "SIGKILL"), grace);
  await ended;
  clearTimeout(forced);
}

/**
 * Runs a program to its end. With `show`, its output goes to the terminal as it comes; in both cases the end of it
 * is returned. `yielding`: it takes only the time that others leave.
 *
 * @returns {Promise<{ code: number, output: string, stdout: string }>} code 127 when the program does not exist
 */
export async function run(file, args, { show = false, yielding = false, ...options } = {}) {
  const child = start(file, args, options);
  if (yielding && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  let output = "";
  let stdout = "";
  child.stdout?.on("data", (chunk) => {
    output = (output + chunk).slice(-200_000);
    stdout += chunk;
    if (show) process.stdout.write(chunk);
  });
  child.stderr?.on("data", (chunk) => {
    output = (output + chunk).slice(-200_000);
    if (show) process.stderr.write(chunk);
  });
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: 127, output: error.message, stdout }));
    child.once("close", (code) => resolve({ code: code ?? 1, output, stdout }));
  });
}
