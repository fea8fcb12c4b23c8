import { createHash } from "node:crypto";
import type { EngineStatement, Verdict } from "./engine";
import type { Taken } from "./stand-in";

/** Versions of documents whose verdicts are kept, for undo and for switching between files. */
const capacity = 16;

interface Version {
  readonly taken: readonly Taken[];
  readonly verdicts: readonly Verdict[];
}

/** What is said of a statement that had to be ended, and the texts that it stood on. */
export interface Blame {
  readonly verdict: Verdict;
  readonly foundation: string;
}

/** What was judged before: verdicts by the list of statements, and the statements that overran or crashed. */
export class DocumentMemory {
  readonly #versions = new Map<string, Version>();
  readonly #culprits = new Map<string, Map<string, Blame>>();
  /** What was run again because a new process was started, by document. */
  readonly #retried = new Map<string, Set<string>>();

  readonly #taken = new Map<string, readonly Taken[]>();
  readonly #whole = new Map<string, readonly Taken[]>();

  /** What was done for the last version of the document that was judged. */
  taken(document: string): readonly Taken[] {
    return this.#taken.get(document) ?? [];
  }

  take(document: string, taken: readonly Taken[]): void {
    this.#taken.set(document, taken);
  }

  /** What was done for the last version in which every statement parsed. */
  whole(document: string): readonly Taken[] {
    return this.#whole.get(document) ?? [];
  }

  /** What is known of a version in which every statement parses, if it was judged not long ago. */
  recall(document: string, statements: readonly EngineStatement[]): readonly Verdict[] | undefined {
    const key = keyOf(document, statements);
    const version = this.#versions.get(key);
    if (!version) return undefined;
    this.#versions.delete(key);
    this.#versions.set(key, version);
    // The next version is compared with this one, wherever the process stands.
    this.#taken.set(document, version.taken);
    this.#whole.set(document, version.taken);
    return version.verdicts;
  }

  /** Keeps the version that was taken last, in which every statement parses. */
  remember(document: string, statements: readonly EngineStatement[], verdicts: readonly Verdict[]): void {
    const taken = this.taken(document);
    this.#whole.set(document, taken);
    this.#versions.set(keyOf(document, statements), { taken, verdicts });
    if (this.#versions.size <= capacity) return;
    for (const oldest of this.#versions.keys()) {
      this.#versions.delete(oldest);
      break;
    }
  }

  /** A statement that had to be ended is not run again, as long as it and what it stands on are written as they are. */
  blame(document: string, text: string, blame: Blame): void {
    const culprits = this.#culprits.get(document) ?? new Map<string, Blame>();
    this.#culprits.set(document, culprits.set(text, blame));
  }

  blamed(document: string, text: string): Blame | undefined {
    return this.#culprits.get(document)?.get(text);
  }

  isBlaming(document: string): boolean {
    return (this.#culprits.get(document)?.size ?? 0) > 0;
  }

  forgive(document: string, text: string): void {
    this.#culprits.get(document)?.delete(text);
  }

  /** Has every statement run again that was not for this reason before; gives whether there is one. */
  forgiveOnce(document: string): boolean {
    const retried = this.#retried.get(document) ?? new Set<string>();
    this.#retried.set(document, retried);
    let forgiven = false;
    for (const [text, { foundation }] of this.#culprits.get(document) ?? []) {
      const key = `${text}\0${foundation}`;
      if (retried.has(key)) continue;
      retried.add(key);
      this.forgive(document, text);
      forgiven = true;
    }
    return forgiven;
  }

  forget(document: string): void {
    this.#culprits.delete(document);
    this.#retried.delete(document);
    this.#taken.delete(document);
    this.#whole.delete(document);
    for (const key of this.#versions.keys()) if (key.startsWith(`${document}\0`)) this.#versions.delete(key);
  }
}

function keyOf(document: string, statements: readonly EngineStatement[]): string {
  const hash = createHash("sha1");
  hash.update(statements.map(digestOf).join(""));
  return `${document}\0${hash.digest("base64")}`;
}

/** By what was parsed, so that an edit does not read all of the text again. */
const digests = new WeakMap<EngineStatement["parsed"], string>();

function digestOf({ kind, text, parsed }: EngineStatement): string {
  const known = digests.get(parsed);
  if (known !== undefined) return known;
  const digest = createHash("sha1").update(`${kind}\0${text}`).digest("base64");
  digests.set(parsed, digest);
  return digest;
}
