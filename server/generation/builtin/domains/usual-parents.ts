import type { Sketch } from "../design/sketch";
import { singular, snake } from "../words/inflect";
import { usualParents } from "./parents";
import { areConnected, areJoined } from "./reaching";

interface Usual {
  readonly name: string;
  readonly groups: readonly (readonly string[])[];
}

const list: readonly Usual[] = usualParents
  .trim()
  .split("\n")
  .flatMap((line) => {
    const [names = "", groups = ""] = line.split(":");
    return names.split(",").map((name) => ({
      name: snake(name),
      groups: groups.split("|").map((group) => group.trim().split(" ").map(snake)),
    }));
  });

/** Whether such a child usually belongs to such a parent. */
export function isUsualParent(child: string, parent: string): boolean {
  const [own, whole] = [snake(child), snake(parent)];
  const usual = list.find(({ name }) => own === name) ?? list.find(({ name }) => own.endsWith(`_${name}`));
  return (
    usual?.groups.some((group) => group.some((word) => whole === word || whole.endsWith(`_${word}`))) ?? false
  );
}

/**
 * Relates things to that to which such things usually belong, where the brief does not say it: a payment to the order
 * that it pays for. What leads to it already, over others too, or what speaks of another of the same group stays.
 */
export function relateToUsualParents(sketches: readonly Sketch[], assume: (text: string) => void): void {
  const isCalled = (sketch: Sketch, word: string) => {
    const name = singular(sketch.name);
    return name === word || name.endsWith(`_${word}`);
  };
  const referred = new Set(sketches.flatMap(({ columns }) => columns.flatMap(({ target }) => target ?? [])));
  for (const sketch of sketches) {
    if (sketch.exact || sketch.kindOf !== undefined || sketch.key !== undefined) continue;
    const own = singular(sketch.name);
    const usual = list.find(({ name }) => own === name) ?? list.find(({ name }) => own.endsWith(`_${name}`));
    const targets = sketch.columns.filter(({ target }) => target !== undefined).length;
    // What refers to several is told of; what refers to one may lack another, where its name leaves no doubt.
    if (targets > 1 || (targets === 1 && (usual?.name !== own || referred.has(sketch.name)))) continue;
    for (const group of usual?.groups ?? []) {
      const there = group.flatMap((word) =>
        sketches.filter((other) => other !== sketch && isCalled(other, word)),
      );
      const [parent] = there;
      if (!parent || there.some((other) => areJoined(sketch.name, other.name, sketches))) continue;
      if (
        targets === 1 &&
        !isCalled(parent, group[0] ?? "") &&
        areConnected(sketch.name, parent.name, sketches)
      )
        continue;
      const name = singular(parent.name);
      if (sketch.columns.some((column) => column.name === name || column.name === `${name}_id`)) continue;
      sketch.columns.push({
        name,
        target: parent.name,
        origin: { kind: "assumption", text: "usual for such things" },
      });
      assume(
        `The brief does not say whose ${sketch.name.replaceAll("_", " ")} are; each has a ${name.replaceAll("_", " ")}.`,
      );
    }
  }
}
