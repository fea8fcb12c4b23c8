import type { Verdict } from "../engine";
import type { Script, Span, Statement } from "../sql";
import type { Lack } from "./lacks";
import type { ObjectId } from "./objects";
import { effectsOf } from "./provides";
import { isNameless, tableNamedIn } from "./text-effects";

/** A statement that did not take effect, and the fault that people should look at for it. */
export interface Lost {
  readonly index: number;
  readonly root: Root;
  /** It named a schema that is not there: what it would have made is meant wherever that is looked for. */
  readonly isMisplaced: boolean;
  /** It ran too long and was ended, so that nothing is known of what it would have done. */
  readonly isOutOfTime: boolean;
}

export interface Root {
  readonly span: Span;
  readonly message: string;
}

/** The statements that did not take effect, in order, found by what they would have made or freed. */
export class LostStatements {
  readonly all: Lost[] = [];
  readonly #makes = new Map<string, Lost[]>();
  readonly #frees = new Map<string, Lost[]>();
  readonly #extensions: Lost[] = [];
  /** Those that do not parse. */
  readonly #unread: Lost[] = [];
  readonly #nameless: Lost[] = [];
  /** Those of which the file does not tell what they do, or that were not let do it. */
  readonly #undecided: Lost[] = [];
  /** Those that do not parse, and blocks, by the words in them. */
  readonly #words = new Map<string, Lost[]>();

  add(lost: Lost, statement: Statement): void {
    this.all.push(lost);
    const { tree, undecided } = statement.parsed;
    if (undecided) {
      this.#undecided.push(lost);
      return;
    }
    if (!tree || "DoStmt" in tree) {
      const words = new Set(statement.text.toLowerCase().split(/[^\w$]+/));
      for (const word of words) push(this.#words, word, lost);
    }
    if (!tree) {
      this.#unread.push(lost);
      if (isNameless(statement.text)) this.#nameless.push(lost);
      // Another database may have anything.
      if (/^\s*attach\b/i.test(statement.text)) this.#undecided.push(lost);
    } else if ("CreateExtensionStmt" in tree) this.#extensions.push(lost);
    else if (lost.isOutOfTime) this.#undecided.push(lost);
    const { makes, frees } = effectsOf(statement.parsed);
    for (const key of new Set(makes.map(keyOf))) push(this.#makes, key, lost);
    for (const key of new Set(frees.map(keyOf))) push(this.#frees, key, lost);
  }

  /** Those that may have to do with a lack, the likeliest and latest first; whether they do is not told. */
  *concerned({ needs, object }: Lack): Iterable<Lost> {
    const named = needs === "present" ? this.#makes : this.#frees;
    const byName = keysOf(object).map((key) => named.get(key) ?? []);
    const lists = [...byName, this.#unreadWith(object)];
    if (needs === "present") lists.push(this.#extensions);
    if (object.kind === "relation") lists.push(this.#nameless);
    yield* latestFirst(lists);
    // These may mean anything, so they come last.
    yield* latestFirst([this.#undecided]);
  }

  #unreadWith(object: ObjectId): readonly Lost[] {
    const byTable = object.kind === "relation" && tableNamedIn(object.name) !== undefined;
    if (!/^[\w$]+$/.test(object.name) || object.kind === "operator" || byTable) return this.#unread;
    return this.#words.get(object.name.toLowerCase()) ?? [];
  }
}

/** The statements that the engine accepted, by what they made or freed. */
export class Done {
  readonly #at = new Map<string, number[]>();

  constructor(script: Script, verdicts: readonly Verdict[]) {
    for (const [index, { parsed }] of script.statements.entries()) {
      if (verdicts[index]?.outcome !== "accepted") continue;
      const { makes, frees } = effectsOf(parsed);
      for (const key of new Set([...makes, ...frees].map(keyOf))) push(this.#at, key, index);
    }
  }

  /** The statements between the two that may have made or freed the object. */
  between(object: ObjectId, from: number, to: number): number[] {
    return keysOf(object).flatMap((key) => (this.#at.get(key) ?? []).filter((at) => at > from && at < to));
  }
}

function keyOf({ kind, name }: ObjectId): string {
  return `${kind} ${name}`;
}

/** The keys of what may be the object by `isSame`. */
function keysOf(object: ObjectId): string[] {
  const { kind, name } = object;
  if (kind === "type") return [keyOf(object), `relation ${name}`];
  if (kind !== "relation") return [keyOf(object)];
  return [keyOf(object), ...[...name.matchAll(/_/g)].map(({ index }) => `relation ${name.slice(0, index)}`)];
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function* latestFirst(lists: readonly (readonly Lost[])[]): Iterable<Lost> {
  const ends = lists.map((list) => list.length);
  for (;;) {
    let latest: Lost | undefined;
    for (const [which, list] of lists.entries()) {
      const one = list[(ends[which] ?? 0) - 1];
      if (one && (!latest || one.index > latest.index)) latest = one;
    }
    if (!latest) return;
    yield latest;
    for (const [which, list] of lists.entries()) {
      const end = ends[which] ?? 0;
      if (list[end - 1] === latest) ends[which] = end - 1;
    }
  }
}
