import { shapeOf } from "../design/shape";
import { leavesTrace } from "../words/things";
import type { Entity, Relation } from "./model";
import { pairWeights } from "./pair-weights";
import type { Pair, Shape } from "./pairs";

/** How much of its chance keeps that two have nothing to do with each other, where no sentence relates them. */
const unrelated = 0.5;

/** The relations once all that is known of each pair is weighed: some are turned round, some go, some are new. */
export function decide(
  relations: readonly Relation[],
  pairs: readonly Pair[],
  entities: ReadonlyMap<string, Entity>,
): Relation[] {
  const decided = new Map<Relation, readonly Relation[]>();
  const added: Relation[] = [];
  for (const pair of pairs) {
    const { first, second, sentence } = pair;
    // Parts that somebody plays, numbers of both, and what leaves a row behind each time are as they are said.
    if (pair.relations.some(({ toRole, fromRole }) => toRole !== undefined || fromRole !== undefined))
      continue;
    if (pair.relations.some(({ toSure, fromSure }) => toSure === true && fromSure === true)) continue;
    if (pair.relations.some(({ verb }) => leavesTrace(verb))) continue;
    const open = pair.relations.filter((relation) => shapeOf(relation, entities) !== "through");
    const said = open.map((relation) => named(shapeOf(relation, entities), first));
    const chances = chancesOf(pair);
    if (said.length === 0) chances.set("none", unrelated * (chances.get("none") ?? 0));
    const best = [...chances.keys()].reduce((a, b) =>
      (chances.get(b) ?? 0) > (chances.get(a) ?? 0) ? b : a,
    );
    if (said.includes(best) || (said.length === 0 && best === "none")) continue;
    if (best === "many" && open.length < pair.relations.length) continue;
    const [known] = open;
    if (known) decided.set(known, best === "none" ? [] : [shaped(known, best, first)]);
    else
      added.push(shaped({ from: first, to: second, verb: "concern", properties: [], sentence }, best, first));
  }
  return [...relations.flatMap((relation) => decided.get(relation) ?? [relation]), ...added];
}

function named(shape: ReturnType<typeof shapeOf>, first: string): Shape {
  if (typeof shape === "string") return "many";
  return shape.child === first ? "first refers" : "second refers";
}

function shaped(relation: Relation, shape: Shape, first: string): Relation {
  const { through: _through, fromUsual: _usual, ...rest } = relation;
  if (shape === "many") return { ...rest, toMost: "many", fromMost: "many", toSure: true, fromSure: true };
  const child = shape === "first refers" ? first : relation.from === first ? relation.to : relation.from;
  const [toMost, fromMost] = relation.to === child ? (["many", "one"] as const) : (["one", "many"] as const);
  return { ...rest, toMost, fromMost, toSure: true, fromSure: true };
}

/** How likely each shape is: a choice between the four by the sum of their weights. */
function chancesOf({ features }: Pair): Map<Shape, number> {
  const sums = [...features].map(([shape, values]): [Shape, number] => {
    let sum = 0;
    for (const [name, value] of values) sum += (pairWeights[name] ?? 0) * value;
    return [shape, Math.exp(sum)];
  });
  const total = sums.reduce((sum, [, value]) => sum + value, 0);
  return new Map(sums.map(([shape, value]) => [shape, value / total]));
}
