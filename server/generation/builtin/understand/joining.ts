import type { VerbPhrase } from "../read/phrases";
import type { Sentence } from "../read/sentences";
import { isEvent, isPersonLike, nominalsOf } from "../words/things";
import type { Clause } from "./clauses";
import type { Meant } from "./memory";
import { Relating } from "./relating";

/** What has to do with more than one thing at once: routes between places, people at work somewhere at a time. */
export class Joining extends Relating {
  /** "A route connects an origin airport with a destination airport", "is played between one home team and one away team". */
  protected joined(clause: Clause, subject: Meant, sentence: Sentence, verb: VerbPhrase): boolean {
    if (!/^(?:connect|link|join|play|go|run|lead|fly|involve|fight)$/.test(verb.lemma)) return false;
    const items = [...clause.objects, ...clause.complements.flatMap((each) => each.items)];
    const roled = items.filter((item) => {
      const meant = this.meant(item);
      return meant?.role !== undefined && !item.noun.plural && meant.entity !== subject.entity;
    });
    const [first, second] = roled;
    const parent = this.meant(first)?.entity;
    if (!first || !second || parent === undefined || this.meant(second)?.entity !== parent) return false;
    this.entity(subject.entity, sentence);
    for (const item of items) {
      const meant = this.meant(item);
      if (meant && meant.entity !== subject.entity && !(meant.entity === parent && meant.role === undefined))
        this.belongs(subject.entity, item.noun, meant.entity, sentence, meant.role);
    }
    return true;
  }

  /** "Salespeople sell cars to customers": each sale is of all three. */
  protected handed(clause: Clause, subject: Meant, sentence: Sentence, verb: VerbPhrase): boolean {
    if (verb.passive || !/^(?:sell|rent|lend|lease|prescribe|book|reserve|borrow)$/.test(verb.lemma))
      return false;
    const named = clause.objects.flatMap((item) => this.meant(item)?.entity ?? []);
    // "A dealer sells a customer a car".
    const given = named.length === 2 && isPersonLike(named[0] ?? "") ? named.slice(0, 1) : [];
    const things = named.slice(given.length);
    const [thing] = things;
    const to = clause.complements
      .filter(({ preposition }) =>
        (/^(?:book|reserve)$/.test(verb.lemma) ? /^for$/ : /^(?:to|for)$/).test(preposition),
      )
      .flatMap(({ items }) => items.flatMap((item) => this.meant(item)?.entity ?? []));
    const whom = [...given, ...to];
    // "reserve a category at a branch": the reservation is at the branch, rather than the category.
    const where = clause.complements
      .filter(({ preposition }) => /^(?:at|from|with)$/.test(preposition))
      .flatMap(({ items }) => items)
      .filter(({ noun }) => !noun.plural && /^(?:an?|one|the)$/.test(noun.determiner ?? ""))
      .flatMap((item) => this.meant(item)?.entity ?? []);
    const [person = isEvent(thing ?? "") ? undefined : where[0]] = whom;
    if (thing === undefined || person === undefined || things.length > 1) return false;
    if (new Set([thing, person, subject.entity]).size < 3) return false;
    const names = nominalsOf(verb.lemma);
    const event = names.find((name) => this.evidence.isEntity(name)) ?? names[0];
    if (event === undefined || event === thing) return false;
    this.entity(event, sentence);
    for (const parent of [subject.entity, thing, person]) this.belongs(event, undefined, parent, sentence);
    this.object = event;
    return true;
  }

  /** "Students enrol in courses in each semester": each enrolment is of all three. */
  protected enrolled(clause: Clause, subject: Meant, sentence: Sentence, verb: VerbPhrase): boolean {
    if (verb.passive || !/^(?:enroll|enrol|register)$/.test(verb.lemma)) return false;
    const named = [...clause.objects, ...clause.complements.flatMap(({ items }) => items)].flatMap(
      (item) => this.meant(item)?.entity ?? [],
    );
    const time = named.find((name) => /^(?:academic |school )?(?:semester|term|season|year)$/.test(name));
    const course = named.find((name) => name !== time && name !== subject.entity);
    const names = nominalsOf(verb.lemma);
    const event = names.find((name) => this.evidence.isEntity(name)) ?? names[0];
    if (time === undefined || course === undefined || event === undefined || event === course) return false;
    this.entity(event, sentence);
    for (const parent of [subject.entity, course, time]) this.belongs(event, undefined, parent, sentence);
    this.object = event;
    return true;
  }

  /** "Workers are assigned to a production line for a shift": each assignment is a row. */
  protected assigned(clause: Clause, subject: Meant, sentence: Sentence, verb: VerbPhrase): boolean {
    if (!verb.passive || !/^(?:assign|allocate|roster|schedule)$/.test(verb.lemma)) return false;
    const of = (pattern: RegExp) =>
      clause.complements
        .filter(({ preposition }) => pattern.test(preposition))
        .flatMap(({ items }) => items.flatMap((item) => this.meant(item)?.entity ?? []));
    const [place] = of(/^(?:to|in|at)$/);
    const time = of(/^(?:for|on|during|in)$/).find((name) =>
      /(?:shift|semester|term|season|week|day|period|slot)$/.test(name),
    );
    if (place === undefined || time === undefined || place === time) return false;
    const name = `${subject.entity} assignment`;
    this.entity(name, sentence);
    for (const parent of [subject.entity, place, time]) this.belongs(name, undefined, parent, sentence);
    return true;
  }
}
