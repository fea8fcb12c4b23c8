import type { CutText, MergeObject, Unit } from "./units";

export type Side = "ours" | "theirs" | "base";

/** An object that both sides have changed, each in its own way. A side without a text has removed it. */
export interface MergeConflict {
  /** Names the conflict in `choices`; the same at every merge of the same texts. */
  readonly id: string;
  readonly object: MergeObject;
  readonly base?: string;
  readonly ours?: string;
  readonly theirs?: string;
}

/** What one side has done to an object since the base. */
export interface MergeChange {
  readonly object: MergeObject;
  readonly what: "added" | "removed" | "changed";
  readonly side: "ours" | "theirs" | "both";
}

export interface Merged {
  readonly text: string;
  readonly conflicts: readonly MergeConflict[];
  readonly changes: readonly MergeChange[];
}

interface Merging {
  readonly choices: Readonly<Record<string, Side>>;
  readonly conflicts: MergeConflict[];
  readonly changes: MergeChange[];
}

interface Three<T> {
  readonly base: T;
  readonly ours: T;
  readonly theirs: T;
}

/** Merges two texts that come from one; a conflict that `choices` does not decide goes to ours. */
export function mergeCut(texts: Three<CutText>, choices: Readonly<Record<string, Side>>): Merged {
  const merging: Merging = { choices, conflicts: [], changes: [] };
  const lists = {
    base: texts.base.units,
    ours: withRenames(texts.base.units, texts.ours.units, texts.theirs.units),
    theirs: withRenames(texts.base.units, texts.theirs.units, texts.ours.units),
  };
  const units = mergeLists(lists, "", merging);
  const side = (part: (text: CutText) => string) =>
    lighter(part(texts.base), part(texts.ours), part(texts.theirs));
  const text = side(({ preamble }) => preamble) + print(units) + side(({ rest }) => rest);
  return { text, conflicts: merging.conflicts, changes: merging.changes };
}

/** Of what means nothing to a database the changed one is taken, ours where both are. */
function lighter(base: string, ours: string, theirs: string): string {
  return ours === base ? theirs : ours;
}

function mergeLists(lists: Three<readonly Unit[]>, path: string, merging: Merging): readonly Unit[] {
  const byKey = {
    base: index(lists.base),
    ours: index(lists.ours),
    theirs: index(lists.theirs),
  };
  const merged = new Map<string, Unit>();
  // In the order of the texts, so that conflicts are asked about from top to bottom.
  for (const key of new Set([...byKey.ours.keys(), ...byKey.theirs.keys(), ...byKey.base.keys()])) {
    const unit = mergeUnit(
      { base: byKey.base.get(key), ours: byKey.ours.get(key), theirs: byKey.theirs.get(key) },
      path + key,
      merging,
    );
    if (unit) merged.set(key, unit);
  }
  const keys = (units: readonly Unit[]) => units.map(({ key }) => key);
  return inOrder(keys(lists.base), keys(lists.ours), keys(lists.theirs), merged);
}

function mergeUnit(
  { base, ours, theirs }: Three<Unit | undefined>,
  id: string,
  merging: Merging,
): Unit | undefined {
  const object = (ours ?? theirs ?? base)?.object;
  if (!object) return undefined;
  const oursChanged = ours?.meaning !== base?.meaning;
  const theirsChanged = theirs?.meaning !== base?.meaning;
  const note = (side: MergeChange["side"], after: Unit | undefined) => {
    // Of a table that changes its elements tell.
    if (base?.body && after?.body) return;
    merging.changes.push({ object, what: base ? (after ? "changed" : "removed") : "added", side });
  };
  if (ours?.meaning === theirs?.meaning) {
    if (oursChanged) note("both", ours);
    return ours && withTrivia(base, ours, theirs);
  }
  // A table is looked into whenever two sides have it, so that each change of an element is told.
  if (ours?.body && theirs?.body && (oursChanged || theirsChanged)) {
    return mergeBodies({ base, ours, theirs }, id, merging);
  }
  if (!oursChanged) {
    if (theirsChanged) note("theirs", theirs);
    return theirs && withTrivia(base, ours, theirs, theirs.text);
  }
  if (!theirsChanged) {
    note("ours", ours);
    return ours && withTrivia(base, ours, theirs, ours.text);
  }
  if (base && ours && theirs) {
    const column = mergeColumn(base, ours, theirs);
    if (column !== undefined) {
      note("both", ours);
      return { ...ours, text: column, meaning: `${ours.meaning} ${theirs.meaning}` };
    }
  }
  merging.conflicts.push({
    id,
    object,
    ...(base && { base: base.text }),
    ...(ours && { ours: ours.text }),
    ...(theirs && { theirs: theirs.text }),
  });
  return { ours, theirs, base }[merging.choices[id] ?? "ours"];
}

/** One side has renamed a column, the other has changed what comes behind the name. */
function mergeColumn(base: Unit, ours: Unit, theirs: Unit): string | undefined {
  if (base.object.kind !== "column") return undefined;
  const split = ({ text }: Unit) => /^("(?:[^"]|"")+"|`[^`]+`|\[[^\]]+\]|\S+)(\s[\s\S]*)?$/.exec(text);
  const [b, o, t] = [split(base), split(ours), split(theirs)];
  if (!b || !o || !t) return undefined;
  const one = (at: number) =>
    o[at] === b[at] ? t[at] : t[at] === b[at] || t[at] === o[at] ? o[at] : undefined;
  const name = one(1);
  const rest = one(2);
  return name !== undefined && (rest !== undefined || o[2] === t[2]) ? name + (rest ?? "") : undefined;
}

function mergeBodies(
  { base, ours, theirs }: { readonly base: Unit | undefined; readonly ours: Unit; readonly theirs: Unit },
  id: string,
  merging: Merging,
): Unit {
  const parts = { base: base?.body, ours: ours.body, theirs: theirs.body };
  const none: readonly Unit[] = [];
  const baseElements = parts.base?.elements ?? none;
  const ourElements = parts.ours?.elements ?? none;
  const theirElements = parts.theirs?.elements ?? none;
  if (!base) merging.changes.push({ object: ours.object, what: "added", side: "both" });
  const elements = mergeLists(
    {
      base: baseElements,
      ours: withColumnRenames(baseElements, ourElements, theirElements),
      theirs: withColumnRenames(baseElements, theirElements, ourElements),
    },
    `${id} / `,
    merging,
  );
  const around = (part: "head" | "tail") => {
    const [b, o, t] = [parts.base?.[part], parts.ours?.[part] ?? "", parts.theirs?.[part] ?? ""];
    const [mb, mo, mt] = [b, o, t].map((text) => text?.replaceAll(/\s+/g, " ").trim());
    if (mo === mt || mt === mb) {
      if (mo !== mb && base && mo !== undefined) {
        merging.changes.push({ object: ours.object, what: "changed", side: mo === mt ? "both" : "ours" });
      }
      return mo === mb ? lighter(b ?? "", o, t) : o;
    }
    if (mo === mb) {
      merging.changes.push({ object: ours.object, what: "changed", side: "theirs" });
      return t;
    }
    const key = `${id} / ${part}`;
    const shown = (text: string) => text.trim();
    merging.conflicts.push({
      id: key,
      object: ours.object,
      ...(b !== undefined && { base: shown(b) }),
      ours: shown(o),
      theirs: shown(t),
    });
    return { ours: o, theirs: t, base: b ?? o }[merging.choices[key] ?? "ours"];
  };
  const text = around("head") + print(elements) + around("tail");
  return { ...withTrivia(base, ours, theirs), text, meaning: `${ours.meaning} ${theirs.meaning}` };
}

/** What stands around a piece is taken from the side that has changed it. */
function withTrivia(
  base: Unit | undefined,
  ours: Unit | undefined,
  theirs: Unit | undefined,
  text?: string,
): Unit {
  const taken = ours ?? theirs ?? base;
  if (!taken) throw new Error("a piece that no side has");
  if (!base || !ours || !theirs) return text === undefined ? taken : { ...taken, text };
  return {
    ...taken,
    text: text ?? lighter(base.text, ours.text, theirs.text),
    before: lighter(base.before, ours.before, theirs.before),
    after: lighter(base.after, ours.after, theirs.after),
  };
}

/**
 * The order of the side that has changed it, ours where both or none has; what only the other side has stands
 * behind what it stands behind there.
 */
function inOrder(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
  kept: ReadonlyMap<string, Unit>,
): readonly Unit[] {
  const has = { base: new Set(base), ours: new Set(ours), theirs: new Set(theirs) };
  const isMoved = (side: readonly string[]) => {
    const common = (keys: readonly string[]) =>
      keys.filter((key) => has.base.has(key) && has.ours.has(key) && has.theirs.has(key));
    return common(side).join("\n") !== common(base).join("\n");
  };
  const byTheirs = isMoved(theirs) && !isMoved(ours);
  const [spine, other, others] = byTheirs ? [theirs, ours, has.ours] : [ours, theirs, has.theirs];
  const order = spine.filter((key) => kept.has(key));
  const placed = new Set(order);
  const insert = (keys: readonly string[]) => {
    for (const [at, key] of keys.entries()) {
      if (placed.has(key) || !kept.has(key)) continue;
      const previous = keys.slice(0, at).findLast((candidate) => placed.has(candidate));
      let to = previous === undefined ? 0 : order.indexOf(previous) + 1;
      // Behind what the first side has added at the same place.
      while (previous !== undefined && to < order.length && !others.has(order[to] ?? "")) to++;
      order.splice(to, 0, key);
      placed.add(key);
    }
  };
  insert(other);
  insert(base);
  return order.flatMap((key) => kept.get(key) ?? []);
}

function index(units: readonly Unit[]): ReadonlyMap<string, Unit> {
  return new Map(units.map((unit) => [unit.key, unit]));
}

/** A table that has another name but mostly the same columns keeps the key that it had. */
function withRenames(base: readonly Unit[], side: readonly Unit[], other: readonly Unit[]): readonly Unit[] {
  const has = { side: new Set(side.map(({ key }) => key)), base: new Set(base.map(({ key }) => key)) };
  const others = new Set(other.map(({ key }) => key));
  const gone = base.filter((unit) => unit.body && !has.side.has(unit.key));
  const renamed = new Map<string, string>();
  for (const unit of side) {
    if (!unit.body || has.base.has(unit.key) || others.has(unit.key)) continue;
    const likely = gone
      .map((candidate) => ({ key: candidate.key, likeness: likeness(candidate, unit) }))
      .sort((a, b) => b.likeness - a.likeness);
    const [best] = likely;
    if (best && best.likeness >= 0.5 && ![...renamed.values()].includes(best.key))
      renamed.set(unit.key, best.key);
  }
  return side.map((unit) => ({ ...unit, key: renamed.get(unit.key) ?? unit.key }));
}

function likeness({ body: a }: Unit, { body: b }: Unit): number {
  if (!a || !b) return 0;
  const meanings = new Set(a.elements.map(({ meaning }) => meaning));
  const shared = b.elements.filter(({ meaning }) => meanings.has(meaning)).length;
  return shared < 2 ? 0 : shared / Math.max(a.elements.length, b.elements.length);
}

/** A column that has another name but the same type at the same place keeps the key that it had. */
function withColumnRenames(
  base: readonly Unit[],
  side: readonly Unit[],
  other: readonly Unit[],
): readonly Unit[] {
  const [inBase, inSide, inOther] = [index(base), index(side), index(other)];
  const rest = ({ meaning }: Unit) => meaning.slice(meaning.indexOf(" ") + 1);
  return side.map((unit, at) => {
    const before = base[at];
    const isNew = unit.object.kind === "column" && !inBase.has(unit.key) && !inOther.has(unit.key);
    const isSame =
      before?.object.kind === "column" &&
      !inSide.has(before.key) &&
      base.length === side.length &&
      rest(before) === rest(unit);
    return isNew && isSame ? { ...unit, key: before.key } : unit;
  });
}

/** The pieces as a text. */
function print(units: readonly Unit[]): string {
  const style = units.find(({ gap, separator }) => gap !== undefined && separator === ",")?.gap ?? "";
  let text = "";
  for (const [at, unit] of units.entries()) {
    const isLast = at === units.length - 1;
    const { separator } = unit;
    let before = unit.before;
    if (at > 0 && before === "" && unit.isFirst) before = separator === "," ? " " : "\n\n";
    const keeps = separator === ";" ? !isLast || unit.gap !== undefined : separator === "," && !isLast;
    const gap = unit.gap ?? (separator === "," ? style : "");
    text += before + unit.text + (keeps ? gap + separator : "") + unit.after;
  }
  return text;
}
