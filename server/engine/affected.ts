import { facet, type Footprint } from "./footprint";

/** The change from one version of a document to the next, by statements. */
export interface Change {
  readonly before: readonly Footprint[];
  readonly after: readonly Footprint[];
  /** How many statements at the beginning are the same. */
  readonly start: number;
  /** Where the same statements begin again, in each version. */
  readonly endBefore: number;
  readonly endAfter: number;
}

/** What to run, by index in the newer version. */
export interface Part {
  /** Statements whose verdict may be another. */
  readonly affected: ReadonlySet<number>;
  /** Statements that are run for the affected ones to stand on. */
  readonly needed: ReadonlySet<number>;
}

/** A trigger acts when rows come, not when its table is changed. */
const attachments = facet("", "attachments");

/** The names of both versions, with kin taken for one and with what the versions tell about each other's names. */
export class Names {
  readonly #kin = new Map<string, string>();
  readonly #relations = new Set<string>();
  readonly #acting = new Set<string>();

  constructor({ before, after, start, endBefore }: Change) {
    const all = [...after, ...before.slice(start, endBefore)];
    for (const { kin, relation } of all) {
      if (relation !== undefined) this.#relations.add(relation);
      const [first] = kin;
      if (first !== undefined) for (const name of kin.slice(1)) this.#join(first, name);
    }
    // What acts may be defined after what mentions it, so go on until nothing new is found.
    for (let size = -1; size < this.#acting.size;) {
      size = this.#acting.size;
      for (const print of all)
        if (print.acts || this.#mentionsActing(print))
          for (const name of print.defines)
            if (!name.endsWith(attachments)) this.#acting.add(this.name(name));
    }
  }

  /** The name that stands for all of its kin; facets stay apart. */
  name(name: string): string {
    if (this.#kin.size === 0) return name;
    const end = name.indexOf("\0");
    return end < 0 ? this.#find(name) : this.#find(name.slice(0, end)) + name.slice(end);
  }

  definesOf(print: Footprint): string[] {
    // A row type that is in use keeps its table from being changed.
    const types = print.types.filter((type) => this.#relations.has(type));
    return [...print.defines, ...types].map((name) => this.name(name));
  }

  mentions(print: Footprint, names: ReadonlySet<string>): boolean {
    for (const name of print.mentions) if (names.has(this.name(name))) return true;
    return false;
  }

  carries(print: Footprint, names: ReadonlySet<string>): boolean {
    if (print.carries === "all") return this.mentions(print, names);
    for (const name of print.carries) if (names.has(this.name(name))) return true;
    return false;
  }

  isWild(print: Footprint): boolean {
    return print.role === "wild" || (print.executes && (print.acts || this.#mentionsActing(print)));
  }

  #mentionsActing(print: Footprint): boolean {
    return this.#acting.size > 0 && this.mentions(print, this.#acting);
  }

  #find(name: string): string {
    let at = name;
    for (let up = this.#kin.get(at); up !== undefined; up = this.#kin.get(at)) at = up;
    return at;
  }

  #join(a: string, b: string): void {
    const [one, other] = [this.#find(a), this.#find(b)];
    if (one !== other) this.#kin.set(other, one);
  }
}

interface PartOptions {
  /** How many statements stand in the database as the newer version has them. */
  readonly base: number;
  /** Statements whose verdict has turned out to be another, so that what they make is another as well. */
  readonly turned: ReadonlySet<number>;
  /** Takes every statement that mentions something affected for making something else. */
  readonly cautious: boolean;
}

/**
 * The statements to run after a change, given that the first `base` statements stand. Undefined when what is
 * affected cannot be run on its own.
 */
export function affectedPart(change: Change, names: Names, options: PartOptions): Part | undefined {
  const { before, after, start, endBefore, endAfter } = change;
  const { base, turned, cautious } = options;
  const seeds = [...before.slice(start, endBefore), ...after.slice(start, endAfter)];
  if (seeds.some(({ role }) => role !== "named")) return undefined;
  const changed = new Set(seeds.flatMap((print) => names.definesOf(print)));
  // Rows are judged by all that leads to them.
  const reached = new Set(changed);
  const affected = new Set<number>();
  for (let index = start; index < endAfter; index++) affected.add(index);
  for (let index = endAfter; index < after.length; index++) {
    const print = after[index];
    if (!print) break;
    if (names.mentions(print, reached)) {
      if (print.role === "fixed" && print.executes) return undefined;
      for (const name of names.definesOf(print)) reached.add(name);
    }
    if (!names.mentions(print, changed)) continue;
    if (print.role === "fixed") return undefined;
    affected.add(index);
    if (cautious || turned.has(index) || names.carries(print, changed))
      for (const name of names.definesOf(print)) changed.add(name);
  }
  const needed = new Set<number>();
  const wanted = new Set<string>();
  const last = Math.max(...affected, start - 1);
  for (let index = last; index >= base; index--) {
    const print = after[index];
    if (!print) continue;
    const isNeeded =
      !affected.has(index) &&
      (print.role === "ambient" || names.definesOf(print).some((name) => wanted.has(name)));
    if (!isNeeded && !affected.has(index)) continue;
    if (print.role === "fixed") return undefined;
    if (isNeeded) needed.add(index);
    for (const name of print.mentions) wanted.add(names.name(name));
  }
  return { affected, needed };
}
