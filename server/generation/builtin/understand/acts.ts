import type { NounPhrase, VerbPhrase } from "../read/phrases";
import type { Sentence } from "../read/sentences";
import { kindOf, type Kind } from "../words/kinds";
import { isPersonLike } from "../words/things";
import type { Clause, Item } from "./clauses";
import type { SentenceReading } from "./clauses-of-sentence";
import type { Relation, Understanding } from "./model";

/** Verbs by which people make what they say or ask of others. */
const making =
  /^(?:leave|give|write|make|submit|send|post|file|raise|lodge|place|add|issue|open|request|report|share|fill)$/;

/** What people make of others, again and again: a row each time. */
const made =
  /^(?:rating|review|comment|feedback|offer|complaint|question|answer|message|reply|request|proposal|suggestion|claim|objection|bid|quote|pledge|donation|recommendation|application|feedback form)$/;

/** Papers about something else: they are of that, and of whoever writes them. */
const papers = /^(?:quote|invoice|bill|report|certificate|estimate|receipt)$/;

/** What a verb leaves behind each time that it is done to a thing, where a brief says how often. */
const rounds: Readonly<Record<string, string>> = {
  read: "reading",
  inspect: "inspection",
  check: "check",
  measure: "measurement",
  service: "service",
  test: "test",
  audit: "audit",
  clean: "cleaning",
  weigh: "weighing",
};

const often =
  /\b(?:once|twice|(?:several|\w+) times) (?:an?|per|every|each) (?:hour|day|week|month|quarter|year)\b|\b(?:daily|weekly|monthly|quarterly|yearly|regularly)\b|\b(?:every|each) (?:hour|day|week|month|quarter|year|\d+ \w+)\b/i;

/** Acts of which many people do each to many things, with the kinds of things that they are done to. */
const acts: Readonly<Record<string, readonly Kind[]>> = {
  like: ["message", "work", "offer", "good", "document", "event"],
  favourite: ["message", "work", "offer", "good", "document", "room", "place", "group"],
  favorite: ["message", "work", "offer", "good", "document", "room", "place", "group"],
  bookmark: ["message", "work", "offer", "good", "document", "place", "group"],
  report: ["message", "work", "person", "offer"],
};

const places: ReadonlySet<Kind> = new Set<Kind>(["room", "place", "organisation", "vehicle"]);

/** What somebody makes in a clause, or has made: it is a thing of its own, also where its name is that of a property. */
export function madeIn({ subjects, verb, objects, complements }: Clause): NounPhrase[] {
  if (!verb || verb.negative || !making.test(verb.lemma)) return [];
  const by = complements.filter(({ preposition }) => preposition === "by").flatMap(({ items }) => items);
  const [makers, results] = verb.passive ? [by, subjects] : [subjects, objects];
  if (!makers.some(({ noun }) => isPersonLike(noun.name))) return [];
  // "Customers rate deliveries and leave a comment": the comment is the rating's, unless it is about something.
  const isAbout = complements.some(({ preposition }) => /^(?:on|about|for|to|of)$/.test(preposition));
  return results
    .map(({ noun }) => noun)
    .filter(
      ({ name }) =>
        made.test(name) &&
        (isAbout || !/^(?:comment|feedback)$/.test(name)) &&
        (verb.lemma !== "leave" || /^(?:rating|review|comment|feedback|message|reply)$/.test(name)),
    );
}

/** Papers that somebody writes in a clause. */
function papersIn({ verb, objects }: Clause): NounPhrase[] {
  if (!verb || verb.passive || !making.test(verb.lemma)) return [];
  return objects.map(({ noun }) => noun).filter(({ name }) => papers.test(name));
}

/** "a bed in a room of a ward": a place within another, from the inner one to the outer one. */
export function placesIn({ complements, objects }: Clause): [Item, NounPhrase][] {
  const all = [
    ...objects.map((item) => ({ item, preposition: "" })),
    ...complements.flatMap(({ preposition, items }) => items.map((item) => ({ item, preposition }))),
  ];
  return all.flatMap(({ item }, index): [Item, NounPhrase][] => {
    if (!isOnePlace(item.noun) && !(item.noun.plural && places.has(kindOf(item.noun.name)))) return [];
    const next = all[index + 1];
    const outer =
      item.of ??
      (next && /^(?:in|at|on|of|inside|within)$/.test(next.preposition) ? next.item.noun : undefined);
    return outer && isOnePlace(outer) ? [[item, outer]] : [];
  });
}

function isOnePlace({ name, determiner }: NounPhrase): boolean {
  return places.has(kindOf(name)) && /^(?:an?|one|each|every)$/.test(determiner ?? "");
}

/** "Meters are read once a year": the name of what is kept of each time. */
function roundOf({ subjects, verb }: Clause, { text }: Sentence): string | undefined {
  const [subject] = subjects;
  if (!subject || verb?.passive !== true || !often.test(text)) return undefined;
  const round = rounds[verb.lemma];
  return round === undefined ? undefined : `${subject.noun.name} ${round}`;
}

interface Spoken {
  readonly sentence: Sentence;
  readonly reading: SentenceReading;
}

/** Adds what people do and make to an understanding that does not say how these are related. */
export function addActs(
  into: Understanding,
  sentences: readonly Spoken[],
  entityOf: (noun: NounPhrase) => string | undefined,
): void {
  const acts = new Acts(into, entityOf);
  for (const spoken of sentences) acts.read(spoken);
}

class Acts {
  constructor(
    private readonly into: Understanding,
    private readonly entityOf: (noun: NounPhrase) => string | undefined,
  ) {}

  read({ sentence, reading }: Spoken): void {
    const led = (reading.intro ?? [])
      .filter(({ verb }) => !verb)
      .flatMap(({ subjects }) => this.named(subjects));
    let spokenOf: string | undefined;
    for (const clause of reading.clauses) {
      if (!clause.verb || clause.verb.negative) continue;
      const [subject] = this.named(clause.subjects);
      if (!clause.relative && subject !== undefined && !isPersonLike(subject)) spokenOf = subject;
      this.round(clause, sentence);
      this.places(clause, sentence);
      this.done(clause, clause.verb, sentence);
      this.handed(clause, clause.verb, sentence);
      // What somebody makes is of what the sentence speaks of.
      const wholes = [
        ...led,
        ...(clause.context ? this.named([clause.context]) : []),
        ...(clause.relative && spokenOf !== undefined ? [spokenOf] : []),
      ];
      for (const noun of papersIn(clause))
        this.of(
          wholes.filter((name) => !isPersonLike(name)),
          this.entityOf(noun),
          sentence,
        );
      for (const noun of madeIn(clause)) this.made(clause, clause.verb, noun, wholes, sentence);
    }
  }

  /** "Meters are read once a year". */
  private round(clause: Clause, sentence: Sentence): void {
    const [subject] = this.named(clause.subjects);
    const round = roundOf(clause, sentence);
    if (round === undefined || subject === undefined || !this.into.entities.has(subject)) return;
    this.entity(round, sentence);
    this.of([subject], round, sentence);
  }

  /** Whoever is in the inner one of two places is in the outer one with it. */
  private places(clause: Clause, sentence: Sentence): void {
    const { relations } = this.into;
    for (const [{ noun }, around] of placesIn(clause)) {
      const [inner, outer] = [this.entityOf(noun), this.entityOf(around)];
      if (inner === undefined || outer === undefined || inner === outer) continue;
      const other = (each: Relation) => (each.from === outer ? each.to : each.from);
      const doubled = relations.filter(
        (each) =>
          each.sentence === sentence &&
          (each.from === outer || each.to === outer) &&
          other(each) !== inner &&
          this.isRelated(other(each), inner),
      );
      for (const each of doubled) relations.splice(relations.indexOf(each), 1);
      this.of([outer], inner, sentence);
    }
  }

  /** "Users like posts": many do it to many. */
  private done({ subjects, objects }: Clause, { lemma, passive }: VerbPhrase, sentence: Sentence): void {
    const kinds = passive ? [] : (acts[lemma] ?? []);
    for (const to of this.named(objects).filter((name) => kinds.includes(kindOf(name))))
      for (const from of this.named(subjects).filter((name) => isPersonLike(name)))
        if (from !== to && !this.isRelated(from, to, lemma))
          this.add({
            from,
            to,
            verb: lemma,
            toMost: "many",
            fromMost: "many",
            fromSure: true,
            toSure: true,
            properties: [],
            sentence,
          });
  }

  /** "Each payment gets a receipt": the paper is of what gets it. "Several tenants share a lease": many of many. */
  private handed({ subjects, objects }: Clause, { lemma, passive }: VerbPhrase, sentence: Sentence): void {
    if (passive) return;
    for (const { noun } of subjects)
      for (const object of objects) {
        const [from, to] = [this.entityOf(noun), this.entityOf(object.noun)];
        const known = this.into.relations.find(
          (each) => each.sentence === sentence && each.from === from && each.to === to,
        );
        if (!known || from === undefined || to === undefined) continue;
        // Where more is said of the two, that counts.
        if (this.into.relations.some((each) => each !== known && this.isOf(each, from, to))) continue;
        if (/^(?:get|receive)$/.test(lemma) && noun.universal && !isPersonLike(from) && papers.test(to))
          Object.assign(known, {
            verb: "have",
            toMost: "one",
            fromMost: "one",
            toSure: true,
            fromSure: true,
          });
        if (lemma === "share" && noun.plural && noun.quantity.said && isPersonLike(from))
          Object.assign(known, { toMost: "many", fromMost: "many", toSure: true, fromSure: true });
      }
  }

  /** What somebody makes is theirs, and of what it is about. */
  private made(
    { subjects, complements }: Clause,
    { passive }: VerbPhrase,
    noun: NounPhrase,
    wholes: readonly string[],
    sentence: Sentence,
  ): void {
    const to = this.entityOf(noun);
    if (to === undefined) return;
    const behind = (prepositions: RegExp) =>
      this.named(
        complements.filter(({ preposition }) => prepositions.test(preposition)).flatMap(({ items }) => items),
      );
    const makers = passive ? behind(/^by$/) : this.named(subjects).filter((name) => isPersonLike(name));
    const about = behind(/^(?:on|about|for|of|against|in|to|after|during)$/).filter(
      (name) => !isPersonLike(name),
    );
    this.entity(to, sentence);
    // "Customers leave a comment": each leaves several, and each is one's.
    for (const known of this.into.relations)
      if (makers.includes(known.from) && known.to === to && known.toSure !== true && making.test(known.verb))
        Object.assign(known, { toMost: "many", fromMost: "one" });
    this.of(makers, to, sentence);
    this.of(
      [...wholes, ...about].filter((name) => !makers.includes(name)),
      to,
      sentence,
    );
  }

  /** Each of `to` is of one of each of the others, unless something says how the two are related. */
  private of(others: readonly string[], to: string | undefined, sentence: Sentence): void {
    if (to === undefined) return;
    for (const from of others)
      if (from !== to && !this.isRelated(from, to))
        this.add({
          from,
          to,
          verb: "have",
          toMost: "many",
          fromMost: "one",
          fromSure: true,
          properties: [],
          sentence,
        });
  }

  private named(items: readonly Item[]): string[] {
    return items.flatMap(({ noun }) => this.entityOf(noun) ?? []);
  }

  private entity(name: string, sentence: Sentence): void {
    const { entities } = this.into;
    if (!entities.has(name)) entities.set(name, { name, attributes: [], sentence });
  }

  private isRelated(a: string, b: string, verb?: string): boolean {
    return this.into.relations.some(
      (each) => this.isOf(each, a, b) && (verb === undefined || each.verb === verb),
    );
  }

  private isOf({ from, to }: Relation, a: string, b: string): boolean {
    return (from === a && to === b) || (from === b && to === a);
  }

  private add(relation: Relation): void {
    const { entities, relations, covered } = this.into;
    if (!entities.has(relation.from) || !entities.has(relation.to)) return;
    relations.push(relation);
    covered.add(relation.sentence);
  }
}
