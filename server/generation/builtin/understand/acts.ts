import type { NounPhrase } from "../read/phrases";
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
const papers = /^(?:quote|invoice|bill|report|certificate|estimate)$/;

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
  const isRelated = (a: string, b: string, verb?: string) =>
    into.relations.some(
      (each) =>
        ((each.from === a && each.to === b) || (each.from === b && each.to === a)) &&
        (verb === undefined || each.verb === verb),
    );
  const add = (relation: Omit<Relation, "properties">) => {
    if (!into.entities.has(relation.from) || !into.entities.has(relation.to)) return;
    into.relations.push({ ...relation, properties: [] });
    into.covered.add(relation.sentence);
  };
  for (const { sentence, reading } of sentences) {
    const around = (reading.intro ?? [])
      .filter(({ verb }) => !verb)
      .flatMap(({ subjects }) => subjects.flatMap(({ noun }) => entityOf(noun) ?? []));
    let spokenOf: string | undefined;
    for (const clause of reading.clauses) {
      const { verb, subjects, objects, complements } = clause;
      if (!verb || verb.negative) continue;
      const [subject] = subjects.flatMap(({ noun }) => entityOf(noun) ?? []);
      if (!clause.relative) spokenOf = subject !== undefined && !isPersonLike(subject) ? subject : spokenOf;
      const round = roundOf(clause, sentence);
      if (round !== undefined && subject !== undefined && into.entities.has(subject)) {
        if (!into.entities.has(round)) into.entities.set(round, { name: round, attributes: [], sentence });
        add({
          from: subject,
          to: round,
          verb: "have",
          toMost: "many",
          fromMost: "one",
          fromSure: true,
          sentence,
        });
      }
      for (const [inner, outer] of placesIn(clause)) {
        const [a, b] = [entityOf(inner.noun), entityOf(outer)];
        if (a === undefined || b === undefined || a === b) continue;
        // Whoever is in the inner one is in the outer one with it.
        const other = (each: Relation) => (each.from === b ? each.to : each.from);
        const doubled = into.relations.filter(
          (each) =>
            each.sentence === sentence &&
            (each.from === b || each.to === b) &&
            other(each) !== a &&
            isRelated(other(each), a),
        );
        for (const each of doubled) into.relations.splice(into.relations.indexOf(each), 1);
        if (!isRelated(a, b))
          add({ from: b, to: a, verb: "have", toMost: "many", fromMost: "one", fromSure: true, sentence });
      }
      const people = subjects
        .flatMap(({ noun }) => entityOf(noun) ?? [])
        .filter((name) => isPersonLike(name));
      const kinds = acts[verb.lemma];
      if (kinds && !verb.passive)
        for (const { noun } of objects) {
          const to = entityOf(noun);
          if (to === undefined || !kinds.includes(kindOf(to))) continue;
          for (const from of people)
            if (from !== to && !isRelated(from, to, verb.lemma))
              add({
                from,
                to,
                verb: verb.lemma,
                toMost: "many",
                fromMost: "many",
                fromSure: true,
                toSure: true,
                sentence,
              });
        }
      const by = complements.filter(({ preposition }) => preposition === "by").flatMap(({ items }) => items);
      const makers = verb.passive ? by.flatMap(({ noun }) => entityOf(noun) ?? []) : people;
      const wholes = [
        ...around,
        ...(clause.context ? [entityOf(clause.context.noun)] : []),
        ...(clause.relative ? [spokenOf] : []),
      ].filter((name) => name !== undefined);
      for (const noun of papersIn(clause)) {
        const to = entityOf(noun);
        for (const from of wholes)
          if (to !== undefined && from !== to && !isPersonLike(from) && !isRelated(from, to))
            add({ from, to, verb: "have", toMost: "many", fromMost: "one", fromSure: true, sentence });
      }
      for (const noun of madeIn(clause)) {
        const to = entityOf(noun);
        if (to === undefined) continue;
        if (!into.entities.has(to)) into.entities.set(to, { name: to, attributes: [], sentence });
        for (const from of makers)
          if (from !== to && isRelated(from, to)) {
            // "Customers leave a comment": each leaves several, and each is one's.
            const known = into.relations.find((each) => each.from === from && each.to === to);
            if (known && known.toSure !== true) Object.assign(known, { toMost: "many", fromMost: "one" });
          } else if (from !== to)
            add({ from, to, verb: "have", toMost: "many", fromMost: "one", fromSure: true, sentence });
        const about = complements
          .filter(({ preposition }) => /^(?:on|about|for|of|against|in|to|after|during)$/.test(preposition))
          .flatMap(({ items }) => items.flatMap(({ noun }) => entityOf(noun) ?? []))
          .filter((name) => !isPersonLike(name));
        for (const from of [...wholes, ...about])
          if (from !== to && !makers.includes(from) && !isRelated(from, to))
            add({ from, to, verb: "have", toMost: "many", fromMost: "one", fromSure: true, sentence });
      }
    }
  }
}
