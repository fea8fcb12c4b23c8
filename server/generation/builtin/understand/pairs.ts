import { shapeOf } from "../design/shape";
import { isUsualParent } from "../domains/usual-parents";
import { isRelatedInDomains } from "../domains/usual-relations";
import { manyVerbs } from "../words/grammar";
import { kindOf } from "../words/kinds";
import { isMadeFor, leavesTrace } from "../words/things";
import type { Clause, Item } from "./clauses";
import type { SentenceReading } from "./clauses-of-sentence";
import type { Relation, Understanding } from "./model";
import type { Sentence } from "../read/sentences";

/** How two things may be related: one refers to the other, many meet many, or nothing relates them directly. */
export type Shape = "first refers" | "second refers" | "many" | "none";

/** Two things that the brief names together or relates. */
export interface Pair {
  readonly first: string;
  readonly second: string;
  readonly relations: readonly Relation[];
  /** The first sentence that names both. */
  readonly sentence: Sentence;
  readonly features: ReadonlyMap<Shape, ReadonlyMap<string, number>>;
}

interface Together {
  sentence: Sentence;
  sentences: number;
  clauses: number;
  /** What is said of one of the first with the second and of one of the second with the first. */
  readonly forms: Map<string, number>;
}

/** Whatever is related or named in one sentence, with what speaks for each shape of the relation. */
export function pairsOf(
  understanding: Understanding,
  merged: readonly Relation[],
  sentences: readonly { readonly sentence: Sentence; readonly reading: SentenceReading }[],
  entityOf: (item: Item) => string | undefined,
): Pair[] {
  const { entities } = understanding;
  const together = new Map<string, Together>();
  const key = (a: string, b: string) => (a < b ? `${a}|${b}` : `${b}|${a}`);
  for (const { sentence, reading } of sentences) {
    const seen = new Set<string>();
    for (const clause of [...(reading.intro ?? []), ...reading.clauses]) {
      const mentions = mentionsOf(clause, entityOf).filter(({ entity }) => entities.has(entity));
      for (const { entity } of mentions) seen.add(entity);
      for (const [at, one] of mentions.entries())
        for (const other of mentions.slice(at + 1)) {
          if (one.entity === other.entity) continue;
          const found = noted(together, key(one.entity, other.entity), sentence);
          found.clauses++;
          const [a, b] = one.entity < other.entity ? [one, other] : [other, one];
          for (const form of formsOf(a, b, clause)) found.forms.set(form, (found.forms.get(form) ?? 0) + 1);
        }
    }
    const all = [...seen];
    for (const [at, one] of all.entries())
      for (const other of all.slice(at + 1)) noted(together, key(one, other), sentence).sentences++;
  }
  for (const { from, to, sentence } of merged) if (from !== to) noted(together, key(from, to), sentence);
  return [...together].flatMap(([names, found]) => {
    const [first = "", second = ""] = names.split("|");
    if (entities.get(first)?.listed === true || entities.get(second)?.listed === true) return [];
    const relations = merged.filter(
      ({ from, to }) => (from === first && to === second) || (from === second && to === first),
    );
    const features = featuresOf(first, second, relations, found, understanding, merged);
    return [{ first, second, relations, sentence: relations[0]?.sentence ?? found.sentence, features }];
  });
}

function noted(all: Map<string, Together>, key: string, sentence: Sentence): Together {
  let found = all.get(key);
  if (!found) all.set(key, (found = { sentence, sentences: 0, clauses: 0, forms: new Map() }));
  return found;
}

interface Mention {
  readonly entity: string;
  readonly item: Item;
  readonly place: "subject" | "object" | "around" | "context";
  readonly preposition?: string;
}

function mentionsOf(clause: Clause, entityOf: (item: Item) => string | undefined): Mention[] {
  const mentions: Mention[] = [];
  const add = (item: Item, place: Mention["place"], preposition?: string) => {
    const entity = entityOf(item);
    if (entity !== undefined && !mentions.some((each) => each.entity === entity))
      mentions.push({ entity, item, place, ...(preposition === undefined ? {} : { preposition }) });
    if (item.of) {
      const whole = entityOf({ noun: item.of, joined: "first" });
      if (whole !== undefined && !mentions.some((each) => each.entity === whole))
        mentions.push({
          entity: whole,
          item: { noun: item.of, joined: "first" },
          place: "around",
          preposition: "of",
        });
    }
  };
  for (const item of clause.subjects) add(item, "subject");
  if (clause.context) add(clause.context, "context");
  for (const item of clause.objects) add(item, "object");
  for (const { preposition, items } of clause.complements)
    for (const item of items) add(item, "around", preposition);
  return mentions;
}

function number({ item: { noun } }: Mention): string {
  if (noun.universal) return "each";
  if (noun.quantity.said && noun.quantity.most === "many") return "several";
  if (noun.plural) return "plural";
  return noun.quantity.said ? "one" : "the";
}

/** How a clause speaks of two things: `1` stands for the first of the two, `2` for the second. */
function formsOf(a: Mention, b: Mention, clause: Clause): string[] {
  const place = (each: Mention) => (each.place === "subject" || each.place === "context" ? "s" : "o");
  const [pa, pb] = [place(a), place(b)];
  if (pa === "s" && pb === "s") return ["beside"];
  if (pa === "o" && pb === "o") return ["both behind"];
  const [subject, other] = pa === "s" ? ["1", "2"] : ["2", "1"];
  const [s, o] = pa === "s" ? [a, b] : [b, a];
  const forms = [`${subject} ${number(s)} with ${number(o)} ${other}`];
  if (clause.verb?.passive === true && o.preposition === "by") forms.push(`${subject} done by ${other}`);
  if (o.preposition !== undefined && o.preposition !== "by")
    forms.push(`${subject} ${o.preposition} ${other}`);
  return forms;
}

/** What speaks for each shape: of the shapes that have no features nothing is known. */
function featuresOf(
  first: string,
  second: string,
  relations: readonly Relation[],
  { clauses, sentences, forms }: Together,
  { entities }: Understanding,
  merged: readonly Relation[],
): Map<Shape, Map<string, number>> {
  const rules = relations.map((relation) => ({ relation, shape: shapeOf(relation, entities) }));
  const links = (name: string) =>
    Math.log2(1 + merged.filter(({ from, to }) => from !== to && (from === name || to === name)).length);
  const partners = (name: string) =>
    new Set(merged.flatMap(({ from, to }) => (from === name ? [to] : to === name ? [from] : [])));
  const [ofFirst, ofSecond] = [partners(first), partners(second)];
  const common = [...ofFirst].filter((name) => name !== first && name !== second && ofSecond.has(name));
  const commonEvents = common.filter((name) => isMadeFor(name)).length;
  const bare = (name: string) => entities.get(name)?.attributes.length === 0;
  const refers = (child: string, parent: string, written: (form: string) => string) => {
    const features = new Features("refers");
    const [a, b] = [kindOf(child), kindOf(parent)];
    features.add(`child ${a}`, `parent ${b}`, `${a} to ${b}`);
    for (const { relation, shape } of rules) {
      const way =
        typeof shape === "string" ? shape : shape.child === child ? "the same" : "the other way round";
      features.add(`rules: ${way}, ${sureness(relation)}`, `rules: ${way}, ${verbClass(relation)}`);
    }
    if (rules.length === 0) features.add("rules: nothing");
    const domains = isRelatedInDomains(child, parent)
      ? "so"
      : isRelatedInDomains(parent, child)
        ? "the other way round"
        : "nothing";
    features.add(`domains: ${domains}`);
    if (isUsualParent(child, parent)) features.add("usual parent");
    if (isUsualParent(parent, child)) features.add("usual child");
    if (child.startsWith(`${parent} `)) features.add("child called after parent");
    if (parent.startsWith(`${child} `)) features.add("parent called after child");
    if (isMadeFor(child)) features.add("child made for one");
    if (isMadeFor(parent)) features.add("parent made for one");
    if (bare(child)) features.add("child without attributes");
    if (bare(parent)) features.add("parent without attributes");
    features.set("common partners", Math.log2(1 + common.length));
    features.set("common events", Math.log2(1 + commonEvents));
    features.set("links of child", links(child));
    features.set("links of parent", links(parent));
    features.set("clauses", Math.log2(1 + clauses));
    features.set("sentences", Math.log2(1 + sentences));
    for (const [form, count] of forms) features.set(written(form), Math.log2(1 + count));
    return features.values;
  };
  const many = new Features("many");
  const kinds = [kindOf(first), kindOf(second)].sort();
  many.add(...kinds.map((kind) => `many ${kind}`), `many ${kinds.join(" and ")}`);
  for (const { relation, shape } of rules) {
    const way = typeof shape === "string" ? shape : "refers";
    many.add(`many, rules: ${way}, ${sureness(relation)}`, `many, rules: ${way}, ${verbClass(relation)}`);
    if (relation.properties.length > 0) many.add("many, with properties");
  }
  if (rules.length === 0) many.add("many, rules: nothing");
  if (isRelatedInDomains(first, second, "many")) many.add("many, domains: so");
  if (isRelatedInDomains(first, second) || isRelatedInDomains(second, first))
    many.add("many, domains: refers");
  if (isUsualParent(first, second) || isUsualParent(second, first)) many.add("many, usual parent");
  if (isMadeFor(first) || isMadeFor(second)) many.add("many, one made for one");
  if (bare(first) && bare(second)) many.add("many, without attributes");
  many.set("many, common partners", Math.log2(1 + common.length));
  many.set("many, common events", Math.log2(1 + commonEvents));
  many.set("many, links", links(first) + links(second));
  many.set("many, clauses", Math.log2(1 + clauses));
  many.set("many, sentences", Math.log2(1 + sentences));
  for (const [form, count] of forms)
    many.set(`many, ${form.replace(/[12]/g, "").trim().replace(/\s+/g, " ")}`, Math.log2(1 + count));
  return new Map<Shape, Map<string, number>>([
    ["first refers", refers(first, second, (form) => form.replace("1", "child").replace("2", "parent"))],
    ["second refers", refers(second, first, (form) => form.replace("2", "child").replace("1", "parent"))],
    ["many", many.values],
    ["none", new Map<string, number>()],
  ]);
}

class Features {
  readonly values: Map<string, number>;

  constructor(bias: string) {
    this.values = new Map([[bias, 1]]);
  }

  add(...names: readonly string[]): void {
    for (const name of names) this.values.set(name, (this.values.get(name) ?? 0) + 1);
  }

  set(name: string, value: number): void {
    if (value !== 0) this.values.set(name, value);
  }
}

/** How sure the sentences are of how many meet. */
function sureness({ toMost, fromMost, toSure, fromSure }: Relation): string {
  if (toMost === undefined || fromMost === undefined) return "open";
  if (toSure === true && fromSure === true) return "sure of both";
  return toSure === true || fromSure === true ? "sure" : "said";
}

function verbClass({ verb }: Relation): string {
  if (verb === "have" || verb === "concern") return verb;
  if (leavesTrace(verb)) return "trace";
  return manyVerbs.has(verb) ? "many" : "other";
}
