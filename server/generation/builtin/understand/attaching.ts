import { splitList } from "../explicit/column";
import { isTransparent, readPhrases } from "../read/phrases";
import type { Sentence } from "../read/sentences";
import { isPropertyName } from "../words/attributes";
import { systemWords } from "../words/grammar";
import { snake } from "../words/inflect";
import { isEvent, isMadeFor, isPersonLike } from "../words/things";
import type { Clause, Item } from "./clauses";
import { Keeping } from "./keeping";
import { addProperty, type Property, type Relation } from "./model";

/** Nouns that name the part that one thing plays for another: "the subject of a claim". */
const standsFor = /^(?:subject|object|target|cause|source|result|outcome|basis|topic)$/;
const goesWith = /^(?:of|for|to|by|in|at|from|on|about|under|within|per|inside|against|into)$/;

/** Whether a noun names what somebody is for others. */
function isPart(name: string): boolean {
  return isPersonLike(name) || /^(?:contact|head|chair|lead|dean|host|sponsor)$/.test(name);
}

/** Whether the relation is one of an event and of somebody or something else. */
function meet({ from, to, through }: Relation, event: string, other: string): boolean {
  return (
    (from === other && to === event) ||
    (from === event && to === other) ||
    (through === event && (from === other || to === other))
  );
}

function isMoment(name: string): boolean {
  return /(?:day|date|time|weekday)$/.test(name);
}

/** What hangs on a noun rather than on a verb: "a milestone of a contract", "is for one passenger and one flight". */
export class Attaching extends Keeping {
  /** What belongs to something unless the brief relates the two elsewhere. */
  protected readonly parts: {
    readonly subject: string;
    readonly event: string;
    readonly role?: string;
    readonly sentence: Sentence;
  }[] = [];

  /** To be called behind the last sentence. */
  protected relateParts(): void {
    const { relations } = this.into;
    const open = this.parts.filter(
      ({ subject, event }) => !relations.some((each) => meet(each, event, subject)),
    );
    for (const { subject, event, role, sentence } of open)
      this.belongs(event, undefined, subject, sentence, role);
  }

  /** "customer orders": what happens, and is called after somebody or something, is theirs. */
  protected relateCompounds(): void {
    const { relations, entities } = this.into;
    for (const { name, kindOf, listed, sentence } of [...entities.values()]) {
      const words = name.split(" ");
      const whole = words.slice(0, -1).join(" ");
      if (words.length < 2 || kindOf !== undefined || listed === true || !isEvent(name)) continue;
      if (!entities.has(whole) || relations.some((each) => meet(each, name, whole))) continue;
      this.belongs(name, undefined, whole, sentence);
    }
  }

  /** Relates the subject to what belongs to it, and gives the clause without that. */
  protected attached(clause: Clause, sentence: Sentence): Clause {
    const [item] = clause.subjects;
    if (clause.verb !== undefined && !clause.verb.passive) this.between(clause, sentence);
    if (!item || clause.relative) return clause;
    const subject = this.evidence.entityOf(item.noun.name)?.entity;
    if (subject === undefined) return clause;
    this.partOf(item, sentence);
    const taken = new Set<Item>();
    const object = this.meant(clause.objects.at(-1))?.entity;
    for (const { preposition, items, early } of clause.complements) {
      // "consists of matches between one home team and one away team".
      if (!early && preposition === "between" && object !== undefined && object !== subject)
        for (const each of items) {
          const meant = this.meant(each);
          if (!meant || meant.entity === object) continue;
          // "a contract between the owner and the builder".
          const first = clause.complements.find((one) => !one.early)?.preposition === "between";
          if (meant.role === undefined && (each.noun.plural || !first || !isMadeFor(object))) continue;
          this.belongs(object, each.noun, meant.entity, sentence, meant.role);
          taken.add(each);
        }
      if (!early) continue;
      for (const each of items) {
        const meant = this.meant(each);
        if (!meant || meant.entity === subject) continue;
        // "Each task on a work order has a status": it is of the two, where each task is on several.
        const both = this.manyBetween(subject, meant.entity);
        if (both?.fromMost === "many" && clause.verb !== undefined && this.ofBoth(clause, both, sentence))
          return { ...clause, objects: [], complements: [] };
        if (preposition === "with") this.has(subject, each.noun, meant, sentence, false);
        else if (preposition === "between" || goesWith.test(preposition))
          this.belongs(subject, each.noun, meant.entity, sentence, meant.role);
        else continue;
        taken.add(each);
      }
    }
    if (taken.size === 0) return clause;
    const complements = clause.complements
      .map((each) => ({ ...each, items: each.items.filter((one) => !taken.has(one)) }))
      .filter(({ items }) => items.length > 0);
    return { ...clause, complements };
  }

  /** What a clause says that two things have is theirs together, if all of it are properties. */
  private ofBoth({ verb, objects }: Clause, relation: Relation, sentence: Sentence): boolean {
    if (verb?.lemma !== "have" || verb.passive || objects.length === 0) return false;
    if (objects.some((item) => this.meant(item))) return false;
    for (const item of objects) this.relationProperty(relation, item, sentence);
    return true;
  }

  /** "An airline operates flights between one origin airport and one destination airport", whoever does so. */
  private between(clause: Clause, sentence: Sentence): void {
    const object = this.meant(clause.objects.at(-1))?.entity;
    const subject = this.meant(clause.subjects[0])?.entity;
    if (object === undefined || (subject !== undefined && !clause.relative)) return;
    for (const { preposition, items, early } of clause.complements)
      for (const item of preposition === "between" && !early ? items : []) {
        const meant = this.meant(item);
        if (meant && meant.entity !== object && meant.role !== undefined)
          this.parts.push({ subject: meant.entity, event: object, role: meant.role, sentence });
      }
  }

  /** "A ticket is for one passenger", "is a reply to another message", "the dean is a professor". */
  protected defined(clause: Clause, sentence: Sentence, subject: string | undefined): boolean {
    const [object, ...more] = clause.objects;
    const target = this.meant(object)?.entity;
    const [named] = clause.subjects;
    if (subject === undefined || (named && !this.meant(named))) {
      if (!object || target === undefined || !named || more.length > 0) return false;
      return this.playedBy(named, target, sentence);
    }
    // "Settlements are payments from one user to another": between whom counts, rather than what it is.
    const roled = clause.complements.some(({ items }) =>
      items.some((item) => this.meant(item)?.role !== undefined),
    );
    if (object && target !== undefined && !object.of && !roled) return false;
    if (more.length > 0) return false;
    let found = false;
    for (const { preposition, items } of clause.complements)
      for (const item of items) {
        const meant = this.meant(item);
        // "A sailing is a trip of a ferry on a certain day, with a departure time".
        if (
          !meant &&
          (/^(?:with|including)$/.test(preposition) ||
            (/^(?:on|at)$/.test(preposition) && isMoment(item.noun.name))) &&
          isPropertyName(item.noun.name) !== "no"
        )
          this.property(subject, item, sentence);
        if (!meant || !(goesWith.test(preposition) || /^(?:with|between)$/.test(preposition))) continue;
        const self = meant.entity === subject;
        if (self && !item.noun.other) continue;
        // "An employee is the contact for several customers": each of them has one.
        if (
          object &&
          target === undefined &&
          !self &&
          /^(?:of|for|to)$/.test(preposition) &&
          /^(?:an?|the)$/.test(object.noun.determiner ?? "") &&
          isPart(object.noun.name)
        ) {
          const role = snake(object.noun.name);
          this.relate({
            from: meant.entity,
            to: subject,
            verb: role,
            toMost: "one",
            fromMost: item.noun.quantity.most === "many" ? "many" : undefined,
            toRole: role,
            properties: [],
            sentence,
          });
          found = true;
          continue;
        }
        this.belongs(subject, item.noun, meant.entity, sentence, self ? "parent" : meant.role);
        found = true;
      }
    const whole =
      object?.of && !isTransparent(object.noun) ? this.evidence.entityOf(object.of.name)?.entity : undefined;
    if (object && whole !== undefined && whole !== subject) {
      const role = snake(object.noun.name);
      const { from, to } = { from: whole, to: subject };
      if (standsFor.test(object.noun.name))
        this.relate({ from, to, verb: "concern", toMost: "one", fromMost: "many", properties: [], sentence });
      else if (
        isPersonLike(object.noun.name) ||
        /^(?:chair|head|lead|dean|star|winner)$/.test(object.noun.name)
      )
        this.relate({ from, to, verb: role, toMost: "one", toRole: role, properties: [], sentence });
      else this.belongs(subject, object.of, whole, sentence);
      found = true;
    }
    return found;
  }

  /** "The dean is a professor": what was taken for a text refers to one. */
  private playedBy(role: Item, target: string, sentence: Sentence): boolean {
    const name = snake(role.noun.name);
    const whose = role.of ? this.evidence.entityOf(role.of.name)?.entity : undefined;
    for (const owner of whose === undefined ? [...this.into.entities.keys()] : [whose])
      if (owner !== target && this.playsPart(owner, name, target, sentence)) return true;
    if (whose === undefined || whose === target) return false;
    this.relateAs(whose, name, target, sentence);
    return true;
  }

  /** What was taken for a text of `owner` is a part that is played by one of those who are known. */
  protected playsPart(owner: string, name: string, target: string, sentence: Sentence): boolean {
    const entity = this.into.entities.get(owner);
    const at = entity?.attributes.findIndex((each) => each.name === name && each.target === undefined) ?? -1;
    if (!entity || at < 0) return false;
    const [property] = entity.attributes.splice(at, 1);
    this.relateAs(owner, name, target, sentence, property);
    return true;
  }

  /** `owner` has one, or several, of `target` in the part that `name` says. */
  private relateAs(
    owner: string,
    name: string,
    target: string,
    sentence: Sentence,
    property?: Property,
  ): void {
    this.relate({
      from: owner,
      to: target,
      verb: name,
      ...(property?.many === true ? { toMost: "many", fromMost: "many" } : { toMost: "one" }),
      toRole: name,
      properties: [],
      sentence,
      ...(property?.optional === true ? { toLeast: 0 as const } : {}),
    });
  }

  /** "Charge - an extra that was consumed within a reservation": what a definition names, the term refers to. */
  protected definition(term: string, text: string, sentence: Sentence): void {
    this.entity(term, sentence);
    this.subject = term;
    const met = new Set([term]);
    for (const part of splitList(text))
      if (/^[a-z]+(?:ed|wn|en) (?:on|at|by|until|from|in)$/i.test(part.trim()))
        addProperty(this.entity(term, sentence), { name: snake(part), sentence });
    const phrases = readPhrases(text);
    for (const [index, phrase] of phrases.entries()) {
      if (phrase.kind !== "noun") continue;
      const item: Item = { noun: phrase, joined: "first" };
      const next = phrases[index + 1];
      const able = next?.kind === "verb" && next.modal !== undefined;
      const meant = this.evidence.entityOf(phrase.name) ?? this.tail(phrase.name, term);
      if (phrase.paren !== undefined && !(meant && this.evidence.isDescribed(meant.entity) && phrase.plural))
        this.inNote(term, phrase.paren, sentence);
      if (meant) {
        if (met.has(meant.entity) || able) continue;
        met.add(meant.entity);
        // "presides over cases": each case has one.
        if (phrase.plural && !phrase.quantity.said && !isEvent(term))
          this.relate({
            from: term,
            to: meant.entity,
            verb: "have",
            toMost: "many",
            properties: [],
            sentence,
          });
        else this.belongs(term, phrase, meant.entity, sentence);
        continue;
      }
      if (index > 0 && isPropertyName(phrase.name) === "always" && !systemWords.has(phrase.name))
        this.property(term, item, sentence);
    }
  }

  /** The properties of a note in parentheses. */
  private inNote(owner: string, note: string, sentence: Sentence): void {
    const parts = splitList(note);
    if (parts.length < 2) return;
    for (const part of parts) {
      const [phrase, of, second] = readPhrases(part);
      if (phrase?.kind !== "noun") continue;
      const item: Item = { noun: phrase, joined: "first" };
      if (of?.kind === "preposition" && of.text === "of" && second?.kind === "noun") item.of = second;
      this.property(owner, item, sentence);
    }
  }

  /**
   * "If an offer is accepted, a contract is signed": what comes of something belongs to it, unless the brief says
   * otherwise.
   */
  protected comesOf(
    reading: { readonly intro?: readonly Clause[]; readonly clauses: readonly Clause[] },
    sentence: Sentence,
  ): void {
    const main = reading.clauses.find((clause) => !clause.relative && clause.verb !== undefined);
    const made =
      main?.verb?.passive === true || main?.subjects.length === 0
        ? this.meant(main.subjects[0] ?? main.objects[0])?.entity
        : this.meant(main?.objects.find((item) => isEvent(this.meant(item)?.entity ?? "")))?.entity;
    if (made === undefined || !reading.intro?.some(({ verb }) => verb !== undefined)) return;
    const causes = new Set(
      reading.intro
        .flatMap((clause) => [
          ...clause.subjects,
          ...clause.objects,
          ...clause.complements.flatMap(({ items }) => items),
        ])
        .flatMap((item) => this.meant(item)?.entity ?? []),
    );
    causes.delete(made);
    const { relations } = this.into;
    for (const cause of causes) {
      if (
        relations.some(
          (each) => (each.from === made && each.to === cause) || (each.from === cause && each.to === made),
        )
      )
        continue;
      this.belongs(made, undefined, cause, sentence);
    }
    // What the causes have to do with each other is told by what comes of it.
    if (causes.size > 1 && isEvent(made))
      for (const each of relations.filter(
        (one) => one.sentence === sentence && causes.has(one.from) && causes.has(one.to),
      ))
        relations.splice(relations.indexOf(each), 1);
  }
}
