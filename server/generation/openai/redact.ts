/**
 * Keeps secrets out of what people, logs and recordings see. Servers echo keys in their error messages, and a
 * hostile one may echo them in an answer.
 */
export interface Redactor {
  /** The text with every secret replaced. */
  clean(text: string): string;
  /** The same for text that arrives in pieces; a piece that may be the start of a secret is held back. */
  stream(): { push(text: string): string; end(): string };
}

/** What stands in for a secret. */
const mask = "[key]";

/** Shorter keys, such as `none` or `ollama`, are no secrets, and cutting them would garble honest text. */
const shortestSecret = 8;

/** Looks like a key of OpenAI or of a service that copies its form, whoever it belongs to. */
const keyShape = /\bsk-[\w-]{16,}/g;

export function redactorOf(secrets: readonly (string | undefined)[]): Redactor {
  const known = [
    ...new Set(
      secrets
        .filter((secret) => secret !== undefined)
        .filter((secret) => secret.length >= shortestSecret)
        .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")]),
    ),
  ].sort((a, b) => b.length - a.length);
  const replaceKnown = (text: string) =>
    known.reduce((cleaned, secret) => cleaned.replaceAll(secret, mask), text);
  return {
    clean: (text) => replaceKnown(text).replace(keyShape, mask),
    stream() {
      let held = "";
      return {
        push(text) {
          const ready = replaceKnown(held + text);
          const keep = longestStart(ready, known);
          held = ready.slice(ready.length - keep);
          return ready.slice(0, ready.length - keep);
        },
        end() {
          const rest = held;
          held = "";
          return rest;
        },
      };
    },
  };
}

/** How many characters at the end of the text could be the start of a secret. */
function longestStart(text: string, secrets: readonly string[]): number {
  let longest = 0;
  for (const secret of secrets) {
    for (let length = Math.min(secret.length - 1, text.length); length > longest; length--) {
      if (text.endsWith(secret.slice(0, length))) longest = length;
    }
  }
  return longest;
}
