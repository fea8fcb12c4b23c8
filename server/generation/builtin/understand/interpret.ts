import { isTransparent, readPhrases } from "../read/phrases";
import type { Sentence } from "../read/sentences";

import { haveVerbs, recordVerbs, storeVerbs } from "../words/grammar";
import { snake } from "../words/inflect";
import { isEvent, isPersonLike } from "../words/things";

import type { Clause, Item } from "./clauses";
import type { SentenceReading } from "./clauses-of-sentence";

import { type Property, type Relation } from "./model";
import { Doings, linkDone } from "./doings";
import { Together } from "./loose";
import { readDefinition } from "./patterns";

import { Playing } from "./playing";
import { stoodFor } from "./pronouns";
import type { Meant } from "./memory";
import { makingVerbs } from "./relating";

/** Turns clauses into entities, properties and relations, one sentence after the other. */
export class Interpreter extends Playing {
  private readonly doings = new Doings();
  private readonly together = new Together();

  /** `topic` is the entity of the heading or the lead under which the sentence stands. */
  sentence(sentence: Sentence, reading: SentenceReading, topic?: string): void {
    if (topic !== undefined) this.subject = topic;
    if (this.kinds(sentence) || this.states(sentence) || this.pair(sentence)) return;
    const term = readDefinition(sentence.text);
    const defined = term && this.evidence.entityOf(term.term)?.entity;
    if (term && defined !== undefined && (term.marked || !this.startsWithEntity(term.text))) {
      this.definition(defined, term.text, sentence);
      return;
    }
    if (this.history(sentence, reading)) return;
    if (topic === undefined)
      this.subject =
        stoodFor(sentence.text, this.subject, this.main, (item) => this.meant(item)?.entity) ?? this.subject;
    this.together.note(sentence, reading, (item) => this.meant(item)?.entity);
    this.main = reading.clauses.filter((clause) => !clause.relative);
    this.doings.note(sentence, reading, (item) => this.meant(item)?.entity);
    let last: Relation | undefined;
    let context: string | undefined;
    let lead: Item | undefined;
    if (reading.intro) {
      for (const clause of reading.intro) {
        if (clause.verb) {
          last = this.clause(clause, sentence, last) ?? last;
          if (!clause.relative) this.subject = this.spokenOf(clause, reading, sentence) ?? this.subject;
          if (last && reading.repeated) {
            // "When a customer places an order": the order is the customer's.
            const own =
              /^(?:place|submit|file|write|leave|post|give|open|send|issue|report|create|request)$/.test(
                last.verb,
              ) &&
              isEvent(last.to) &&
              isPersonLike(last.from) &&
              last.fromMost !== "many";
            Object.assign(last, { repeated: true, toMost: "many", fromMost: own ? "one" : "many" });
          }
        } else {
          const named = this.meant(clause.subjects[0])?.entity;
          context = named ?? context;
          // "During each visit the doctor prescribes …": what comes of it is the visit's.
          if (named !== undefined) lead = clause.subjects[0];
        }
      }
      if (context !== undefined) this.entity(context, sentence);
    }
    for (const whole of reading.clauses) {
      const clause = { ...whole, objects: [...whole.objects] };
      // "the hours that an employee works on a project" belong to the work.
      const more = reading.clauses.find((each) => each.modifies && clause.objects.includes(each.modifies));
      const property = more?.modifies;
      if (more && property && !this.meant(property)) {
        const relation = this.clause(more, sentence, last, context);
        clause.objects.splice(clause.objects.indexOf(property), 1);
        if (relation) this.relationProperty(relation, property, sentence);
        last = relation ?? last;
        if (clause.objects.length === 0) continue;
      } else if (clause.modifies && !this.meant(clause.modifies)) continue;
      const full = withWhatItModifies(clause);
      const led = lead && !full.context && this.actsIn(clause, lead) ? { ...full, context: lead } : full;
      last = this.clause(led, sentence, last, context) ?? last;
      // "A department has a name, and it is headed by an employee."
      if (!clause.relative && !clause.pronoun)
        this.subject = this.meant(clause.subjects[0])?.entity ?? this.subject;
    }
    for (const clause of [...(reading.intro ?? []), ...reading.clauses])
      for (const item of [
        ...clause.subjects,
        ...clause.objects,
        ...clause.complements.flatMap((each) => each.items),
      ])
        this.inParentheses(item.noun, sentence);
    if (reading.repeated) this.comesOf(reading, sentence);
    if (reading.list) this.colonList(reading, sentence, context);
    this.lastRelation = last ?? this.lastRelation;
    const main = reading.clauses.find((clause) => !clause.relative);
    const named = this.meant(main?.context ?? main?.subjects[0])?.entity ?? context;
    // "An author may send many papers, but each paper is sent by one author; it has a title": the paper has.
    const final = reading.clauses.findLast((clause) => !clause.relative)?.subjects[0];
    const thing = final?.noun.universal === true ? this.meant(final)?.entity : undefined;
    if (thing !== undefined && named !== undefined && isPersonLike(named) && !isPersonLike(thing))
      this.subject = thing;
    else if (named !== undefined) this.subject = named;
  }

  /** To be called behind the last sentence: what happens belongs to those of whom the sentence before spoke. */
  finish(): void {
    linkDone(this.into);
    this.relateParts();
    this.relateCompounds();
    for (const { event, partners, sentence, before } of this.doings.loose(this.into)) {
      for (const relation of this.into.relations.filter((each) => each.sentence === before))
        if (partners.includes(relation.from) && partners.includes(relation.to))
          this.into.relations.splice(this.into.relations.indexOf(relation), 1);
      for (const from of partners) {
        const link = { from, to: event, verb: "have", toMost: "many", fromMost: "one" } as const;
        this.relate({ ...link, properties: [], sentence });
      }
    }
  }

  /** Whether what leads in is something that happens, or has something in common with whoever gets a grade for it. */
  private actsIn({ relative, verb, subjects, objects }: Clause, lead: Item): boolean {
    const led = this.meant(lead)?.entity ?? "";
    if (relative || verb === undefined) return false;
    const who = this.meant(subjects[0])?.entity ?? "";
    return isEvent(led) || (!objects.some((item) => this.meant(item)) && !!this.manyBetween(who, led));
  }

  /** "When a customer places an order, he …, it …": of the two, whom or what the rest of the sentence speaks of. */
  private spokenOf(clause: Clause, { clauses }: SentenceReading, { text }: Sentence): string | undefined {
    if (!clauses.some(({ pronoun, relative }) => pronoun && !relative)) return undefined;
    const named = [...clause.subjects, ...clause.objects].flatMap((item) => this.meant(item)?.entity ?? []);
    const person = named.find((name) => isPersonLike(name));
    const thing = named.find((name) => !isPersonLike(name));
    return /,? (?:it|this|these) (?:is|are|has|have|must|can|will|may|should|gets?|contains?)\b/i.test(text)
      ? (thing ?? person)
      : (person ?? thing);
  }

  /** Links what nothing else links to what it is named with. */
  linkTogether(): void {
    for (const relation of this.together.relations(this.into)) this.relate(relation);
  }

  /** "A pilot is an employee" tells of a kind, "a loan is a copy that …" of a thing. */
  private startsWithEntity(text: string): boolean {
    const first = readPhrases(text).find((phrase) => phrase.kind === "noun");
    return first?.kind === "noun" && this.evidence.isEntity(first.name);
  }

  private clause(
    clause: Clause,
    sentence: Sentence,
    last: Relation | undefined,
    intro?: string,
  ): Relation | undefined {
    const { verb, context } = clause;
    // "For each trip a report is filed, which contains lines": these are the report's.
    const own = clause.subjects.some(
      (item) => (clause.relative || item.noun.universal) && this.meant(item) !== undefined,
    );
    const topic = own ? undefined : (this.meant(context)?.entity ?? intro);
    if (topic !== undefined) this.entity(topic, sentence);
    if (!verb) {
      clause = this.attached(clause, sentence);
      this.fragment(clause, sentence, topic);
      return undefined;
    }
    const subjects = clause.subjects.flatMap((item) => this.meant(item) ?? []);
    if (!verb.bare || clause.subjects.length > 0) clause = this.attached(clause, sentence);
    const pronoun = clause.pronoun && topic === undefined ? this.subject : undefined;
    const subject = subjects[0]?.entity ?? pronoun;
    if (clause.relative && verb.copula && this.relativeCopula(clause, sentence)) return undefined;
    // "As a nurse, I want to record vital signs": whoever does it has them not.
    const persona =
      subject !== undefined &&
      (verb.modal === "can" || this.evidence.isPersona(subject)) &&
      clause.objects.length > 0 &&
      /^(?:record|register|store|save|log|track|keep|document|capture|enter|maintain|manage)$/.test(
        verb.lemma,
      ) &&
      !verb.passive &&
      (this.evidence.isPersona(subject) || !this.evidence.isDescribed(subject));
    const agent = clause.complements
      .find((each) => each.preposition === "by")
      ?.items.some((item) => this.meant(item));
    // "Each copy is kept at one branch" says where it is.
    const placed =
      subject !== undefined &&
      /^(?:keep|store)$/.test(verb.lemma) &&
      clause.complements.some(
        (each) =>
          /^(?:in|at|on|inside)$/.test(each.preposition) && each.items.some((item) => this.meant(item)),
      );
    // "A report is written for the inspection": it belongs to that.
    const made =
      subject !== undefined &&
      verb.lemma === "write" &&
      clause.complements.some(
        ({ preposition, items }) =>
          /^(?:for|about|on)$/.test(preposition) && items.some((item) => this.meant(item)),
      );
    // "Awards are given to films": what is given to a thing is that thing's.
    const handed =
      subject !== undefined &&
      /^(?:give|provide)$/.test(verb.lemma) &&
      clause.complements.some(
        ({ preposition, items }) => preposition === "to" && items.some((item) => this.meant(item)),
      );
    const stores = isAboutThings(clause)
      ? true
      : verb.passive
        ? recordVerbs.has(verb.lemma) && !agent && !placed && !made && !handed
        : persona ||
          (!(verb.copula && subject !== undefined) &&
            storeVerbs.has(verb.lemma) &&
            (subject === undefined || topic !== undefined));
    if (stores) {
      if (verb.passive) this.passiveStore(clause, sentence, topic, last);
      else this.activeStore(clause, sentence, topic, last);
      return last;
    }
    if (verb.lemma === "miss" && this.missing(clause, sentence, topic)) return undefined;
    if (verb.copula) {
      this.copula(clause, sentence, subjects, topic);
      return undefined;
    }
    if (
      verb.passive &&
      /^(?:identify|describe|characterize|characterise|define|specify|distinguish)$/.test(verb.lemma)
    ) {
      if (subject !== undefined) this.described(clause, subject, sentence);
      return undefined;
    }
    if (/^(?:identify|distinguish)$/.test(verb.lemma) && clause.objects.length > 0) {
      const owner = this.meant(clause.objects[0])?.entity;
      if (owner !== undefined)
        for (const item of clause.subjects)
          this.property(owner, item, sentence, { identifier: true, unique: true });
      return undefined;
    }
    if (subject === undefined) {
      const owner = topic ?? (haveVerbs.has(verb.lemma) && clause.pronoun ? this.subject : undefined);
      if (owner !== undefined && haveVerbs.has(verb.lemma))
        for (const item of clause.objects) this.property(owner, item, sentence);
      else return this.impersonal(clause, sentence, topic);
      return undefined;
    }
    const all = subjects.length > 0 ? subjects : [{ entity: subject }];
    if (haveVerbs.has(verb.lemma) && !verb.passive) {
      let made: Relation | undefined;
      for (const owner of all) made = this.having(clause, owner.entity, sentence, verb) ?? made;
      return made;
    }
    let relation: Relation | undefined;
    // "During an appointment several treatments are performed."
    if (
      verb.passive &&
      topic !== undefined &&
      topic !== subject &&
      clause.complements.every(
        ({ preposition, items }) =>
          /^(?:at|in|on)$/.test(preposition) && items.every((item) => this.isPlace(item)),
      ) &&
      !clause.relative
    ) {
      // "In each meal several dishes are eaten at a table": the meal is at the table.
      for (const item of clause.complements.flatMap(({ items }) => items))
        this.belongs(topic, item.noun, this.meant(item)?.entity ?? "", sentence);
      // "After each event the client is billed": there is one.
      const named = clause.subjects[0]?.noun;
      const one = named?.determiner === "the" && !named.plural && isPersonLike(subject);
      const relation: Relation = {
        from: topic,
        to: subject,
        verb: "have",
        toMost: one ? "one" : "many",
        properties: [],
        sentence,
      };
      return this.relate(relation);
    }
    // "For every event a menu is composed of dishes": the menu is the event's.
    if (
      topic !== undefined &&
      topic !== subject &&
      !isPersonLike(subject) &&
      /^(?:an?|one)$/.test(clause.subjects[0]?.noun.determiner ?? "")
    )
      this.parts.push({ subject: topic, event: subject, sentence });
    // "In each household, users add expenses": the expenses are the household's.
    if (intro !== undefined && context === undefined && !clause.relative && makingVerbs.test(verb.lemma))
      for (const item of verb.passive ? [] : clause.objects) {
        const made = this.meant(item)?.entity;
        if (made !== undefined && made !== intro && !all.some(({ entity }) => entity === intro))
          this.parts.push({ subject: intro, event: made, sentence });
      }
    for (const [index, from] of all.entries())
      relation = this.doing(clause, from, clause.subjects[index]?.noun, sentence, verb) ?? relation;
    return relation;
  }

  private isPlace(item: Item): boolean {
    return !item.noun.plural && !item.noun.universal && this.meant(item) !== undefined;
  }

  /** A line without a verb: "name of the customer" is a property. */
  private fragment(clause: Clause, sentence: Sentence, topic: string | undefined): void {
    const given = clause.complements
      .filter((each) => /^(?:including|with)$/.test(each.preposition))
      .flatMap((each) => each.items);
    const whose = this.meant(clause.subjects[0])?.entity;
    // "Appointments between patients and doctors", "invoices for each appointment".
    const ends = clause.complements
      .filter((each) => each.preposition === "between")
      .flatMap((each) => each.items);
    for (const from of [topic, ...ends.map((each) => this.meant(each)?.entity)])
      if (whose !== undefined && from !== undefined && from !== whose)
        this.relate({
          from,
          to: whose,
          verb: "have",
          toMost: "many",
          fromMost: "one",
          properties: [],
          sentence,
        });
    if (
      whose !== undefined &&
      given.length > 0 &&
      this.evidence.isDescribed(whose) &&
      given.some((each) => !this.meant(each))
    ) {
      for (const item of given) this.property(whose, item, sentence);
      return;
    }
    for (const item of [...clause.subjects, ...clause.complements.flatMap((each) => each.items)]) {
      const owner =
        item.of && !isTransparent(item.noun) ? this.evidence.entityOf(item.of.name)?.entity : undefined;
      if (owner !== undefined && !this.evidence.isEntity(item.noun.name))
        this.property(owner, { noun: item.noun, joined: "first" }, sentence);
      else if (topic !== undefined) this.property(topic, item, sentence);
      else {
        const meant = this.meant(item);
        if (meant && (this.evidence.mentionsOf(item.noun.name) > 1 || item.noun.plural))
          this.entity(meant.entity, sentence);
      }
    }
  }

  private copula(
    clause: Clause,
    sentence: Sentence,
    subjects: readonly Meant[],
    topic: string | undefined,
  ): void {
    const [subject] = subjects;
    const object = clause.objects[0];
    const target = this.meant(object);
    const flags = new Set(clause.adjectives);
    const noun = clause.subjects[0]?.noun;
    if (topic !== undefined && subject === undefined && object) {
      for (const item of clause.objects)
        this.property(topic, item, sentence, clause.verb?.modal === undefined ? {} : { optional: true });
      return;
    }
    if (
      topic !== undefined &&
      subject &&
      clause.objects.length > 1 &&
      this.roles(clause, subject.entity, topic, sentence)
    )
      return;
    if (this.defined(clause, sentence, subject?.entity ?? (clause.pronoun ? this.subject : undefined)))
      return;
    if (subject && object && target && clause.objects.length === 1 && noun) {
      if (
        target.entity !== subject.entity &&
        object.noun.plural === noun.plural &&
        !clause.verb?.modal &&
        !clause.verb?.negative &&
        subject.role === undefined &&
        /^(?:an?|every|each|all)?$/.test(noun.determiner ?? "")
      ) {
        const kind = this.entity(subject.entity, sentence);
        this.entity(target.entity, sentence);
        kind.kindOf ??= target.entity;
      }
      return;
    }
    if (/^(?:unique|optional|required|mandatory)$/.test([...flags][0] ?? ""))
      for (const item of clause.subjects) {
        const owner =
          topic ??
          (item.of ? this.evidence.entityOf(item.of.name)?.entity : undefined) ??
          this.ownerIn([item]) ??
          this.subject;
        if (
          owner === undefined ||
          !this.into.entities.has(owner) ||
          this.meant({ noun: item.noun, joined: "first" })
        )
          continue;
        const property: Partial<Property> = flags.has("unique")
          ? { unique: true }
          : { optional: flags.has("optional") };
        this.property(owner, item.of ? { noun: item.noun, joined: "first" } : item, sentence, property);
      }
    else if (flags.size > 0) {
      // "The end date may be missing", "the time is stored" as a tagger may read it.
      const missing = flags.has("missing") || flags.has("empty") || flags.has("null") || flags.has("unknown");
      for (const item of clause.subjects) {
        const owner = topic ?? this.ownerIn([item]) ?? this.subject;
        const known =
          owner === undefined
            ? undefined
            : this.into.entities
                .get(owner)
                ?.attributes.find((property) => property.name === snake(item.noun.name));
        if (known && missing) {
          known.optional = true;
          this.into.covered.add(sentence);
        }
      }
    }
  }
}

/** "Agencies keep data about each model": whoever keeps them is not kept. */
function isAboutThings({ verb, objects, complements }: Clause): boolean {
  return (
    verb !== undefined &&
    !verb.passive &&
    storeVerbs.has(verb.lemma) &&
    objects.length > 0 &&
    objects.every(
      ({ noun, of }) => /^(?:data|information|record|detail)$/.test(noun.name) && of === undefined,
    ) &&
    complements.some(({ preposition }) => /^(?:about|on|regarding|concerning|of|for)$/.test(preposition))
  );
}

/** "questions that users ask about a plant": users ask questions about a plant. */
function withWhatItModifies(clause: Clause): Clause {
  const { modifies, objects, verb } = clause;
  if (!modifies || objects.length > 0 || verb === undefined || verb.passive || verb.copula) return clause;
  return { ...clause, objects: [modifies] };
}
