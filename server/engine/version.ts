import { withoutFacet, type Footprint } from "./footprint";
import type { Names } from "./names";

/** One version of a document, asked for who uses what and who names a role first. */
export class Version {
  #users: Map<string, number[]> | undefined;
  #definers: Map<string, number[]> | undefined;
  #roles: Map<string, number> | undefined;
  readonly #disturbed = new Map<number, ReadonlySet<string>>();
  readonly #defined = new Map<number, readonly string[]>();

  constructor(
    readonly prints: readonly Footprint[],
    private readonly names: Names,
    /** Whether a statement was found to be the first that names a role which nothing creates. */
    private readonly introduces: (index: number) => boolean = () => false,
  ) {}

  /** The statement that has made a role by naming it, unless that is among the changed ones. */
  introducer(role: string): number | undefined {
    if (!this.#roles) {
      this.#roles = new Map();
      for (const [index, { roles = [] }] of this.prints.entries())
        for (const one of roles)
          if (!this.#roles.has(one) && this.introduces(index)) this.#roles.set(one, index);
    }
    return this.#roles.get(role);
  }

  /**
   * What a statement takes away or alters, with what is a part of it and what uses it, as far as that was made
   * before: what has a say in whether the statement can, and what goes with it where it cascades.
   */
  disturbed(index: number): ReadonlySet<string> {
    const known = this.#disturbed.get(index);
    if (known) return known;
    const own = (this.prints[index]?.disturbs ?? []).map((name) => this.names.name(name));
    const all = new Set(own);
    if (own.length > 0) {
      for (const name of own)
        for (const at of before(this.#definersOf().get(name), index))
          for (const part of this.#plain(at)) all.add(part);
      const users = this.#usersOf();
      // A set that grows while it is walked through is walked to its end.
      for (const name of all)
        for (const at of before(users.get(name), index)) for (const user of this.#plain(at)) all.add(user);
    }
    this.#disturbed.set(index, all);
    return all;
  }

  /** What the statement makes, changes or takes away, with facets. */
  definesOf(index: number): readonly string[] {
    const known = this.#defined.get(index);
    if (known) return known;
    const print = this.prints[index];
    const own = print ? this.names.definesOf(print) : [];
    let all: readonly string[] = own;
    if (print?.disturbs) {
      const more = new Set(own);
      for (const name of print.disturbs.map((one) => this.names.name(one)))
        for (const at of before(this.#definersOf().get(name), index)) this.#add(more, at);
      if (print.cascades)
        for (const name of this.disturbed(index)) {
          more.add(name);
          for (const at of before(this.#usersOf().get(name), index)) this.#add(more, at);
        }
      all = [...more];
    }
    this.#defined.set(index, all);
    return all;
  }

  /** The statements in front of `end` that mention the name. */
  usersBefore(name: string, end: number): Iterable<number> {
    return before(this.#usersOf().get(name), end);
  }

  #add(names: Set<string>, index: number): void {
    for (const name of this.prints[index]?.defines ?? []) names.add(this.names.name(name));
  }

  #plain(index: number): string[] {
    return (this.prints[index]?.defines ?? [])
      .filter((name) => !name.includes("\0"))
      .map((name) => this.names.name(name));
  }

  #usersOf(): Map<string, number[]> {
    this.#users ??= indexed(this.prints, (print) => this.names.basesOf(print));
    return this.#users;
  }

  #definersOf(): Map<string, number[]> {
    this.#definers ??= indexed(
      this.prints,
      (print) => new Set(print.defines.map((name) => this.names.name(withoutFacet(name)))),
    );
    return this.#definers;
  }
}

function indexed(
  prints: readonly Footprint[],
  of: (print: Footprint) => ReadonlySet<string>,
): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [index, print] of prints.entries())
    for (const name of of(print)) {
      const list = found.get(name);
      if (list) list.push(index);
      else found.set(name, [index]);
    }
  return found;
}

function* before(indexes: readonly number[] | undefined, end: number): Iterable<number> {
  for (const index of indexes ?? []) {
    if (index >= end) return;
    yield index;
  }
}
