// What the set-up tells the person at the terminal: one line for each step, with the seconds since the start.
import { clearInterval, setInterval } from "node:timers";
import { styleText } from "node:util";

const started = Date.now();
const plain = Boolean(process.env.CI ?? process.env.NO_COLOR) || !process.stderr.isTTY;

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const paint = (style, text) => (plain ? text : styleText(style, text));

/** Prints one line on stderr, so that what a command is asked for stays alone on stdout. */
export function say(text) {
  console.error(`${paint("dim", `[${seconds(started).padStart(7)}]`)} ${text}`);
}

/** A failure that a person can do something about: printed as its message, without a stack. */
export class Expected extends Error {}

/**
 * Runs a step that takes a while: says what it does, that it is still at it, and how long it took.
 *
 * @template T
 * @param {string} what in the present participle, such as "installing dependencies"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const since = Date.now();
  say(`${what} …`);
  const still = setInterval(() => say(`  still ${what}, ${seconds(since)}`), 15_000);
  try {
    const value = await work();
    say(`  done: ${what}, ${seconds(since)}`);
    return value;
  } finally {
    clearInterval(still);
  }
}

/** Runs the body of a script and turns its outcome into an exit code; only a bug prints a stack. */
export async function main(body) {
  try {
    const code = await body();
    if (typeof code === "number") process.exitCode = code;
  } catch (error) {
    if (error instanceof Expected) console.error(`${paint("red", "error:")} ${error.message}`);
    else console.error(error);
    // Whatever else is still at work is of no use any more; it ends with us.
    process.exit(1);
  }
}
