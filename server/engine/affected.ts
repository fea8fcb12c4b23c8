import { withoutFacet, type Footprint } from "./footprint";
import { Names } from "./names";
import { Version } from "./version";

/** The change from one version of a document to the next, by statements. */
export interface Bounds {
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

/** A change, with all that is known of the names in both versions. */
export class Change {
  readonly names: Names;
  readonly before: Version;
  readonly after: Version;

  constructor(
    before: readonly Footprint[],
    after: readonly Footprint[],
    readonly bounds: Bounds,
    introduces: (index: number) => boolean,
  ) {
    this.names = new Names([...after, ...before.slice(bounds.start, bounds.endBefore)]);
    this.before = new Version(before, this.names);
    this.after = new Version(after, this.names, introduces);
  }

  /** The statements that are not in both versions. */
  seeds(): { readonly version: Version; readonly index: number; readonly print: Footprint }[] {
    const { start, endBefore, endAfter } = this.bounds;
    const of = (version: Version, end: number) =>
      version.prints.slice(start, end).map((print, offset) => ({ version, index: start + offset, print }));
    return [...of(this.before, endBefore), ...of(this.after, endAfter)];
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
export function affectedPart(change: Change, options: PartOptions): Part | undefined {
  const affected = affectedBy(change, options);
  return affected && { affected, needed: neededFor(affected, change, options.base) };
}

function affectedBy(change: Change, { turned, cautious }: PartOptions): Set<number> | undefined {
  const { names, after, bounds } = change;
  const { start, endAfter } = bounds;
  const seeds = change.seeds();
  if (seeds.some(({ print }) => print.role === "ambient" || names.isWild(print))) return undefined;
  const changed = new Set<string>();
  /** What leads to rows, and from there on. */
  const reached = new Set<string>();
  const late = new LateReads(after);
  /** What the affected statements use, whose users have a say in what is taken away later. */
  const touched = new Set<string>();
  const roles = new Set<string>();
  const alter = (defines: readonly string[]) => {
    for (const name of defines) {
      changed.add(name);
      reached.add(withoutFacet(name));
    }
  };
  /** What a statement makes another, and what was made from that before it. */
  const alterAt = (version: Version, index: number, defines: readonly string[]) => {
    alter(defines);
    const alters = version.prints[index]?.alters?.map((name) => names.name(name)) ?? [];
    if (alters.length === 0) return;
    const [other, near] = [new Set(alters), new Set(alters)];
    for (const [at, print] of version.prints.slice(0, index).entries()) {
      if (!names.mentionsBase(print, near)) continue;
      const made = version.definesOf(at);
      const isOther = names.carries(print, other);
      for (const name of made) {
        near.add(withoutFacet(name));
        reached.add(withoutFacet(name));
        if (isOther) other.add(name);
      }
      if (isOther) alter(made);
    }
  };
  const touch = (print: Footprint, defines: readonly string[]) => {
    for (const name of names.basesOf(print)) touched.add(name);
    for (const name of defines) touched.add(withoutFacet(name));
  };
  for (const { version, index, print } of seeds) {
    const defines = version.definesOf(index);
    alterAt(version, index, defines);
    touch(print, defines);
    // Whoever names a role next may be the first then.
    for (const role of print.roles ?? []) roles.add(role);
  }
  const affected = new Set<number>();
  for (let index = start; index < endAfter; index++) affected.add(index);
  // An extension brings names that are not known; tables do not stand in its way, as long as they have other names.
  const clashes = seeds.some(
    ({ print }) => print.defines.length > 0 && print.relation === undefined && !isOfTables(print),
  );
  for (let index = endAfter; index < after.prints.length; index++) {
    const print = after.prints[index];
    if (!print) break;
    if (names.isWild(print) || (print.brings && clashes)) return undefined;
    const defines = after.definesOf(index);
    const isReached = names.mentionsBase(print, reached);
    if (isReached) for (const name of defines) reached.add(withoutFacet(name));
    late.follow(reached, index);
    const isLate = names.mentionsBase(print, late.names);
    if (isLate) late.add(defines);
    const byName = names.mentions(print, changed);
    const byRows = isReached && print.role === "rows";
    const byLate = isLate && print.executes;
    const byRole = print.roles?.some((role) => roles.has(role)) ?? false;
    const byUse = !byName && print.disturbs !== undefined && meet(after.disturbed(index), touched);
    if (!byName && !byRows && !byLate && !byRole && !byUse) continue;
    affected.add(index);
    touch(print, defines);
    if (cautious || turned.has(index)) for (const role of print.roles ?? []) roles.add(role);
    if (cautious || turned.has(index) || byRows || byLate || (byName && names.carries(print, changed)))
      alterAt(after, index, defines);
  }
  return affected;
}

/**
 * What leads to something reached though it was made before it, since the bodies of functions are read when these are
 * called: such functions, and what calls them, as defaults and triggers do.
 */
class LateReads {
  readonly names = new Set<string>();
  #followed = 0;
  #spread = 0;

  constructor(private readonly version: Version) {}

  add(defines: readonly string[]): void {
    for (const name of defines) this.names.add(withoutFacet(name));
  }

  /** Takes in what has been reached since the last time, as far as the statements in front of `end` lead to it. */
  follow(reached: ReadonlySet<string>, end: number): void {
    for (const name of since(reached, this.#followed))
      for (const at of this.version.usersBefore(name, end))
        if (this.version.prints[at]?.late) this.add(this.version.definesOf(at));
    this.#followed = reached.size;
    for (const name of since(this.names, this.#spread))
      for (const at of this.version.usersBefore(name, end)) this.add(this.version.definesOf(at));
    this.#spread = this.names.size;
  }
}

/** The members of a set behind the first ones, also those that are added meanwhile. */
function* since(set: ReadonlySet<string>, count: number): Iterable<string> {
  if (set.size === count) return;
  let index = 0;
  for (const one of set) if (index++ >= count) yield one;
}

/** Whether it only makes, alters or reads what hangs on tables. */
function isOfTables({ defines, types, executes, disturbs }: Footprint): boolean {
  return (
    executes || types.length > 0 || disturbs !== undefined || defines.every((name) => name.includes("\0"))
  );
}

/** What the affected statements stand on, given that the first `base` statements stand. */
export function neededFor(
  affected: ReadonlySet<number>,
  { names, after }: Pick<Change, "names" | "after">,
  base: number,
): Set<number> {
  const needed = new Set<number>();
  const wanted = new Set<string>();
  /** What rows are judged by: all that has ever been said of these. */
  const deep = new Set<string>();
  /** What something takes away or alters: whatever uses it must be there. */
  const used = new Set<string>();
  /** What makes something what it is: whatever makes that another in place afterwards makes this another, too. */
  const carried = new Set<string>();
  const introducers = new Set<number>();
  const last = Math.max(...affected, base - 1);
  // A function may read what comes after it, a type be altered after the table that has it, and a key given to a
  // table point at rows that come after that.
  const size = () => needed.size + carried.size + deep.size;
  for (let before = -1, later = true; later && before < size();) {
    before = size();
    later = false;
    for (let index = last; index >= base; index--) {
      const print = after.prints[index];
      if (!print) continue;
      const isAffected = affected.has(index);
      const defines = after.definesOf(index);
      const isDeep = deep.size > 0 && defines.some((name) => deep.has(withoutFacet(name)));
      const isNeeded =
        isDeep ||
        print.role === "ambient" ||
        print.brings === true ||
        introducers.has(index) ||
        defines.some((name) => wanted.has(name)) ||
        (print.alters?.some((name) => carried.has(names.name(name))) ?? false) ||
        (used.size > 0 &&
          (meet(names.basesOf(print), used) || defines.some((name) => used.has(withoutFacet(name)))));
      if (!isNeeded && !isAffected) {
        later ||= print.alters !== undefined;
        continue;
      }
      if (!isAffected) needed.add(index);
      later ||= print.late ?? false;
      for (const name of print.mentions) wanted.add(names.name(name));
      carry(print, names, carried);
      const known = deep.size;
      if (isDeep || print.role === "rows") for (const name of names.basesOf(print)) deep.add(name);
      later ||= deep.size > known;
      if (print.disturbs) for (const name of after.disturbed(index)) used.add(name);
      for (const role of print.roles ?? []) introducers.add(after.introducer(role) ?? index);
    }
    // What stands already may be altered by what is still to be run.
    for (let index = base - 1; later && index >= 0; index--) {
      const print = after.prints[index];
      const isUsed = (name: string) => wanted.has(name) || carried.has(name);
      if (print && after.definesOf(index).some(isUsed)) carry(print, names, carried);
    }
  }
  return needed;
}

/** Adds what makes something what it is. */
function carry(print: Footprint, names: Names, carried: Set<string>): void {
  for (const name of print.carries === "all" ? print.mentions : print.carries)
    carried.add(names.name(withoutFacet(name)));
}

function meet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  for (const name of few) if (many.has(name)) return true;
  return false;
}
