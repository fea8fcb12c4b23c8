import { createHash } from "node:crypto";
import type { EngineStatement, Verdict } from "./engine";
import type { Taken } from "./stand-in";

/** Versions of documents whose verdicts are kept, for undo and for switching between files. */
const capacity = 32;

/** What was judged before: verdicts by the list of statements, and the statements that overran or crashed. */
export class DocumentMemory {
  readonly #verdicts = new Map<string, readonly Verdict[]>();
  readonly #culprits = new Map<string, Map<string, Verdict>>();

  readonly #taken = new Map<string, readonly Taken[]>();

  /** What was done for the last version of the document that was judged. */
  taken(document: string): readonly Taken[] {
    return this.#taken.get(document) ?? [];
  }

  take(document: string, taken: readonly Taken[]): void {
    this.#taken.set(document, taken);
  }

  recall(document: string, statements: readonly EngineStatement[]): readonly Verdict[] | undefined {
    const key = keyOf(document, statements);
    const verdicts = this.#verdicts.get(key);
    if (!verdicts) return undefined;
    this.#verdicts.delete(key);
    this.#verdicts.set(key, verdicts);
    return verdicts;
  }

  remember(document: string, statements: readonly EngineStatement[], verdicts: readonly Verdict[]): void {
    this.#verdicts.set(keyOf(document, statements), verdicts);
    if (this.#verdicts.size <= capacity) return;
    for (const oldest of this.#verdicts.keys()) {
      this.#verdicts.delete(oldest);
      break;
    }
  }

  /** A statement that had to be ended is not run again, as long as it is written as it is. */
  blame(document: string, text: string, verdict: Verdict): void {
    const culprits = this.#culprits.get(document) ?? new Map<string, Verdict>();
    this.#culprits.set(document, culprits.set(text, verdict));
  }

  blamed(document: string, text: string): Verdict | undefined {
    return this.#culprits.get(document)?.get(text);
  }

  forget(document: string): void {
    this.#culprits.delete(document);
    this.#taken.delete(document);
    for (const key of this.#verdicts.keys()) if (key.startsWith(`${document}\0`)) this.#verdicts.delete(key);
  }
}

function keyOf(document: string, statements: readonly EngineStatement[]): string {
  const hash = createHash("sha1");
  for (const { kind, text } of statements) hash.update(`${kind}\0${text}\0`);
  return `${document}\0${hash.digest("base64")}`;
}
