import { facet, withoutFacet, type Footprint } from "./footprint";

/** A trigger acts when rows come, not when its table is changed. */
const attachments = facet("", "attachments");

/** The names of both versions, with kin taken for one and with what the versions tell about each other's names. */
export class Names {
  readonly #kin = new Map<string, string>();
  readonly #relations = new Set<string>();
  readonly #acting = new Set<string>();
  readonly #bases = new WeakMap<Footprint, { readonly of: ReadonlySet<string> }>();

  constructor(all: readonly Footprint[]) {
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

  /** The names that it mentions, whatever the facet. */
  basesOf(print: Footprint): ReadonlySet<string> {
    let known = this.#bases.get(print);
    if (!known) {
      const of = new Set<string>();
      for (const name of print.mentions) of.add(this.name(withoutFacet(name)));
      this.#bases.set(print, (known = { of }));
    }
    return known.of;
  }

  mentions(print: Footprint, names: ReadonlySet<string>): boolean {
    for (const name of print.mentions) if (names.has(this.name(name))) return true;
    return false;
  }

  mentionsBase(print: Footprint, names: ReadonlySet<string>): boolean {
    for (const name of this.basesOf(print)) if (names.has(name)) return true;
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
