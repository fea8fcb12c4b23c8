import type { Entity, Relation } from "../understand/model";
import { isLabel, manyVerbs } from "../words/grammar";
import { plural } from "../words/inflect";
import { isEvent, isMadeFor, isNominalOf, isPersonLike, nominalsOf } from "../words/things";

/** How a relation becomes keys: the child refers to the parent, many meet many, or an event stands for each meeting. */
export type Shape = { readonly child: string; readonly parent: string } | "many" | "through";

export function shapeOf(relation: Relation, entities: ReadonlyMap<string, Entity>): Shape {
  const { toMost, fromMost } = settle(relation, entities, []);
  const { from, to } = relation;
  if (toMost === "many" && from !== to && throughOf(relation, entities) !== undefined) return "through";
  if (toMost === "many" && fromMost === "many") return "many";
  return refersToFrom(relation, toMost, fromMost) ? { child: to, parent: from } : { child: from, parent: to };
}

/** Whether the key stands in `to`: on the side of which there are many. */
export function refersToFrom(
  { from, to, verb, toLeast, fromLeast }: Relation,
  toMost: "one" | "many",
  fromMost: "one" | "many",
): boolean {
  const alone = toMost === "one" && fromMost === "one" && from !== to;
  // "Each branch is managed by one employee, who manages no other": the branch says who.
  const led = alone && leads.test(verb) && isPersonLike(from) && !isPersonLike(to);
  // "A listing can have one image, and an image must be of one listing": the one that cannot be alone refers.
  const needed = alone && toLeast === 0 && fromLeast === 1;
  return toMost === "many" || (alone && isMadeFor(to)) || led || needed;
}

const leads = /^(?:manage|head|lead|run|chair|supervise|direct|coordinate|oversee|command)$/;

/** The name of the entity that stands for what is done: loans where members borrow copies. */
export function throughOf(relation: Relation, names: ReadonlyMap<string, unknown>): string | undefined {
  if (relation.through !== undefined && names.has(relation.through)) return relation.through;
  for (const name of names.keys())
    if (name !== relation.from && name !== relation.to && isNominalOf(name, relation.verb)) return name;
  return undefined;
}

/** An event has many of what is listed with a price, and so do others: treatments, dishes. */
function isCatalog(name: string, entities: ReadonlyMap<string, Entity>): boolean {
  const names = entities.get(name)?.attributes.map((property) => property.name) ?? [];
  const has = (pattern: RegExp) => names.some((each) => pattern.test(each));
  return has(/(?:^|_)(?:name|title|code|description|sku)$/) && has(/(?:^|_)(?:price|cost|fee|rate)$/);
}

const containers =
  /(?:order|cart|basket|invoice|purchase|sale|playlist|menu|wishlist|watchlist|shipment|bundle|prescription|meal plan|workout|itinerary|tour|bill|receipt|program|curriculum|collection|reservation|booking)$/;
const lines =
  /(?:item|line|detail|entry|position|row|package|parcel|section|page|chapter|step|stop|leg|ticket)$/;

/** What several persons take part in, each of whom takes part in others. */
const gatherings =
  /(?:match|game|fixture|flight|race|concert|show|performance|production|film|movie|festival|conference|tournament|competition|wedding|operation|surgery|expedition|meeting|event|voyage|sailing)$/;
/** Persons who are somebody's alone. */
const dependents =
  /(?:guest|attendee|visitor|buyer|customer|client|organizer|organiser|participant|child|dependent|winner|captain)$/;

/** Whether a brief keeps when or why something is done, each time anew. */
export function isDoneEachTime({
  from,
  to,
  verb,
  properties,
  toMost,
  fromMost,
  fromSure,
}: Relation): boolean {
  return (
    from !== to &&
    toMost !== "one" &&
    !(fromSure === true && fromMost === "one") &&
    nominalsOf(verb).length > 0 &&
    !isMadeFor(to) &&
    properties.some(({ name }) => /(?:^|_)(?:date|time|reason|grade|score|result)$/.test(name))
  );
}

/** What several do to one thing, even where it is made for one other. */
const answers = /^(?:vote|react|like|favorite)$/;

/** What the brief leaves open is settled by what usually holds, and said. */
export function settle(
  relation: Relation,
  entities: ReadonlyMap<string, Entity>,
  assumptions: string[],
): { toMost: "one" | "many"; fromMost: "one" | "many" } {
  const { from, to, verb } = relation;
  // "contains articles with a quantity": what is counted for the two is theirs, and both meet others.
  if (
    relation.fromSure !== true &&
    (relation.toSure !== true || relation.toMost === "many") &&
    from !== to &&
    !lines.test(to) &&
    !isEvent(to) &&
    relation.properties.some(({ name }) =>
      /^(?:quantity|quantities|share|position|dosage|dose|proportion|percentage)$/.test(name),
    )
  )
    return { toMost: "many", fromMost: "many" };
  // "bans players, with a reason and an end date": what is kept of the doing is neither's.
  if (isDoneEachTime(relation)) return { toMost: "many", fromMost: "many" };
  const toMost = relation.toMost ?? "many";
  const listed = /^(?:have|contain|include|consist|comprise|compose|perform|use|order|sell)$/.test(verb);
  if (relation.fromSure !== true && toMost === "many" && listed && from !== to && !lines.test(to)) {
    const catalog = (isEvent(from) && isCatalog(to, entities)) || (containers.test(from) && !isEvent(to));
    if (catalog && relation.fromMost === undefined) {
      assumptions.push(`A ${to} can be in several ${plural(from)}.`);
      return { toMost, fromMost: "many" };
    }
  }
  if (relation.fromMost !== undefined) return { toMost, fromMost: relation.fromMost };
  if (toMost === "one") return { toMost, fromMost: "many" };
  // A bill of materials: the same part goes into several others.
  // "Each match has three referees": they meet in others too.
  if (verb === "have" && isPersonLike(to) && gatherings.test(from) && !dependents.test(to))
    return { toMost, fromMost: "many" };
  if (relation.part && from === to && /(?:part|component|item|product|assembly)$/.test(to))
    return { toMost, fromMost: "many" };
  if (relation.part) return { toMost, fromMost: "one" };
  // "An item is placed in one or more categories", "freelancers list their skills".
  const label = isLabel(to) && from !== to && !/^(?:have|create|define|manage|maintain)$/.test(verb);
  const many =
    label ||
    relation.fromUsual === "many" ||
    (manyVerbs.has(verb) && (!isMadeFor(to) || answers.test(verb)) && !(from === to));
  const fromMost = many || (from === to && verb !== "have" && manyVerbs.has(verb)) ? "many" : "one";
  assumptions.push(
    fromMost === "many"
      ? `Each ${to} can go with several ${plural(from)}, since the brief does not say otherwise.`
      : `Each ${to} belongs to one ${from}, since the brief does not say otherwise.`,
  );
  return { toMost, fromMost };
}
