import pc from "picocolors";
import type { Terminal } from "./command";
import { readAll } from "./read-bytes";

/** The terminal of this process. */
export function processTerminal(signal: AbortSignal): Terminal {
  // A reader that has seen enough (`| head`) is no failure of ours: what is left is not written.
  let gone = false;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    gone = true;
    if (error.code === "EPIPE") return;
    process.stderr.write(`dbscst: cannot write the result: ${error.message}\n`);
    process.exitCode = 2;
  });
  process.stderr.on("error", () => undefined);
  let drawn = false;
  const wipe = () => {
    if (drawn) process.stderr.write("\r\u001b[K");
    drawn = false;
  };
  return {
    colour: process.stdout.isTTY && pc.isColorSupported,
    interactive: process.stderr.isTTY,
    signal,
    out(text) {
      if (gone) return;
      wipe();
      process.stdout.write(text);
    },
    err(text) {
      wipe();
      process.stderr.write(`${text}\n`);
    },
    progress(text) {
      if (!process.stderr.isTTY) return;
      wipe();
      if (text === undefined) return;
      process.stderr.write(text.slice(0, Math.max(20, process.stderr.columns - 1)));
      drawn = true;
    },
    read: () => readAll(process.stdin, signal),
  };
}
