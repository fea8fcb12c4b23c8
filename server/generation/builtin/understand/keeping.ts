import { readPhrases, isTransparent, type VerbPhrase, type NounPhrase } from "../read/phrases";
import type { Sentence } from "../read/sentences";
import { isPropertyName } from "../words/attributes";
import { partVerbs, sharedThings, systemWords } from "../words/grammar";
import { snake } from "../words/inflect";
import { isMadeFor } from "../words/things";

import type { Clause, Item } from "./clauses";
import type { SentenceReading } from "./clauses-of-sentence";

import { type Relation } from "./model";

import { splitList } from "../explicit/column";
import { addProperty } from "./model";
import { Memory } from "./memory";

/** "track the maintenance of machines": the machines are kept. */
function ofWhatIsDone(item: Item): Item {
  if (!item.of || item.noun.plural) return item;
  return /^(?:maintenance|management|operation|administration|organi[sz]ation|activity|lending|scheduling|planning|work|use|usage|progress|lifecycle)$/.test(
    item.noun.name,
  )
    ? { noun: item.of, joined: item.joined }
    : item;
}

/** Sentences that say what is kept of something: what it has, and what is recorded. */
export class Keeping extends Memory {
  /** "trucks (number, capacity)": what stands in parentheses behind a thing is what it has. */
  protected inParentheses(noun: NounPhrase, sentence: Sentence): boolean {
    const meant = noun.paren === undefined || !noun.plural ? undefined : this.evidence.entityOf(noun.name);
    if (!meant || !this.evidence.isDescribed(noun.name)) return false;
    const parts = splitList((noun.paren ?? "").replace(/^(?:with|including)\s+/, ""));
    if (parts.length < 2) return false;
    this.entity(meant.entity, sentence);
    for (const part of parts) {
      const [phrase, of, second] = readPhrases(part);
      if (phrase?.kind !== "noun") {
        // "scheduled time" begins like a verb.
        if (/^[a-z]+ed [a-z ]+$/i.test(part))
          addProperty(this.entity(meant.entity, sentence), { name: snake(part), sentence });
        continue;
      }
      const item: Item = { noun: phrase, joined: "first" };
      if (of?.kind === "preposition" && of.text === "of" && second?.kind === "noun") item.of = second;
      this.property(meant.entity, item, sentence);
    }
    return true;
  }

  protected passiveStore(
    clause: Clause,
    sentence: Sentence,
    topic: string | undefined,
    last: Relation | undefined,
  ): void {
    const common = this.inCommon([...clause.subjects, ...clause.complements.flatMap((each) => each.items)]);
    if (common && topic === undefined) {
      for (const item of clause.subjects)
        if (!this.evidence.isEntity(item.noun.name))
          this.relationProperty(common, { noun: item.noun, joined: "first" }, sentence);
      return;
    }
    if (last && topic === undefined && this.isOfMany(clause.subjects, last)) {
      for (const item of clause.subjects)
        this.relationProperty(last, { noun: item.noun, joined: "first" }, sentence);
      return;
    }
    const owner = topic ?? this.ownerIn(clause.subjects);
    const named = clause.complements.find((each) => each.preposition === "as")?.items[0];
    const event = this.meant(named)?.entity;
    const forEach = clause.complements.find((each) => /^(?:for|of|about)$/.test(each.preposition))?.items[0];
    const whose = this.meant(forEach)?.entity;
    for (const item of clause.subjects) {
      const own =
        item.of && this.evidence.isEntity(item.of.name) && !isTransparent(item.noun)
          ? { noun: item.noun, joined: item.joined }
          : item;
      const meant = this.meant(item);
      if (
        item.of &&
        meant &&
        meant.entity === this.evidence.entityOf(item.noun.name)?.entity &&
        this.evidence.isEntity(item.of.name)
      )
        this.partOf(item, sentence);
      else if (event !== undefined && last) {
        this.link(event, last, sentence);
        this.property(event, own, sentence);
      } else if (owner !== undefined) this.property(owner, own, sentence);
      else if (whose !== undefined) this.property(whose, own, sentence);
      else if (last) this.relationProperty(last, own, sentence);
      else if (meant && item.noun.plural) this.entity(meant.entity, sentence);
      else if (this.lastRelation && /\bfor each\b|\beach\b/i.test(sentence.text))
        this.relationProperty(this.lastRelation, own, sentence);
      else if (this.subject !== undefined) this.property(this.subject, own, sentence);
    }
    // "Vaccinations are tracked, including the vaccine and the vet": they have them.
    const kept = clause.pronoun ? this.subject : this.meant(clause.subjects[0])?.entity;
    if (kept !== undefined && owner === undefined && event === undefined && clause.subjects.length <= 1)
      for (const { preposition, items } of clause.complements)
        if (/^(?:including|with)$/.test(preposition))
          for (const item of items) this.property(kept, item, sentence);
  }

  /** "Dishes are made from ingredients, and the amount of each ingredient is stored": it is of the two. */
  private isOfMany(items: readonly Item[], { from, to, toMost, fromMost }: Relation): boolean {
    const [item] = items;
    const whole = item?.of?.universal === true ? this.evidence.entityOf(item.of.name)?.entity : undefined;
    return (
      item !== undefined &&
      items.length === 1 &&
      whole !== undefined &&
      [from, to].includes(whole) &&
      toMost === "many" &&
      fromMost === "many" &&
      /^(?:amount|quantity|number|price|share|proportion|percentage|dose|dosage|weight|cost)$/.test(
        item.noun.name,
      )
    );
  }

  protected activeStore(
    clause: Clause,
    sentence: Sentence,
    topic: string | undefined,
    last: Relation | undefined,
  ): void {
    const items = clause.objects
      .map(ofWhatIsDone)
      .filter(
        (item) =>
          !systemWords.has(item.noun.name) || this.evidence.isEntity(item.noun.name) || item.of !== undefined,
      );
    const owner = topic ?? this.ownerIn(items);
    let about: string | undefined;
    for (const item of items) {
      const own =
        item.of && this.evidence.entityOf(item.of.name)?.entity === owner && !isTransparent(item.noun)
          ? { noun: item.noun, joined: item.joined }
          : item;
      if (owner !== undefined) {
        this.property(owner, own, sentence);
        continue;
      }
      const meant = this.meant(item);
      if (meant) {
        this.entity(meant.entity, sentence);
        this.partOf(item, sentence);
        about = meant.entity;
        this.object = meant.entity;
      } else if (last && isPropertyName(item.noun.name) !== "no") this.relationProperty(last, item, sentence);
    }
    for (const { preposition, items: complement } of clause.complements) {
      // "the cases, the suspects in each case": each of the last belongs to one.
      const [within] = complement;
      const whole = within?.noun.universal === true ? this.meant(within)?.entity : undefined;
      if (
        /^(?:in|at|on|within)$/.test(preposition) &&
        whole !== undefined &&
        about !== undefined &&
        whole !== about
      )
        this.relate({
          from: whole,
          to: about,
          verb: "have",
          toMost: "many",
          properties: [],
          sentence,
        });
      if (/^(?:about|on|regarding|concerning|of|for)$/.test(preposition))
        for (const item of complement) {
          const meant = this.meant(item);
          if (!meant) continue;
          this.entity(meant.entity, sentence);
          // "the name and address for each customer": the objects are its properties.
          if (owner === undefined)
            for (const object of items)
              if (!isTransparent(object.noun) && !this.meant(object) && !systemWords.has(object.noun.name))
                this.property(meant.entity, object, sentence);
          about = meant.entity;
        }
      // "to track parcels, with drivers, vans and depots": all of them are kept.
      else if (
        preposition === "with" &&
        complement.length > 2 &&
        complement.every(
          ({ noun }) =>
            noun.plural && (this.evidence.isEntity(noun.name) || isPropertyName(noun.name) === "no"),
        )
      )
        for (const item of complement) this.entity(this.meant(item)?.entity ?? item.noun.name, sentence);
      else if (/^(?:including|with|like|as)$/.test(preposition)) {
        const whose = about ?? owner ?? (preposition === "including" ? this.subject : undefined);
        if (whose !== undefined) for (const item of complement) this.property(whose, item, sentence);
      }
    }
  }

  protected described(clause: Clause, subject: string, sentence: Sentence): void {
    const identifies = clause.verb?.lemma === "identify" || clause.verb?.lemma === "distinguish";
    const items = [
      ...clause.complements
        .filter((each) => /^(?:by|with|through|using|via|including)$/.test(each.preposition))
        .flatMap((each) => each.items),
      ...clause.objects,
    ];
    // "A section is identified by a number within its course": it belongs to one course.
    for (const { preposition, items } of clause.complements)
      for (const item of identifies && /^(?:within|in|inside|for)$/.test(preposition) ? items : []) {
        const whole = this.meant(item)?.entity;
        if (whole === undefined || whole === subject) continue;
        this.relate({
          from: whole,
          to: subject,
          verb: "have",
          toMost: "many",
          toSure: true,
          fromMost: "one",
          fromSure: true,
          properties: [],
          sentence,
          part: true,
        });
      }
    for (const [index, item] of items.entries())
      this.property(
        subject,
        item,
        sentence,
        identifies && index === 0 ? { identifier: true, unique: true } : {},
      );
  }

  protected having(
    clause: Clause,
    owner: string,
    sentence: Sentence,
    verb: VerbPhrase,
  ): Relation | undefined {
    const optional =
      /^(?:may|might|could|can)$/.test(verb.modal ?? "") || verb.adverbs.includes("optionally");
    this.entity(owner, sentence);
    const noun = clause.subjects.find((item) => this.meant(item)?.entity === owner)?.noun;
    const several = noun !== undefined && noun.quantity.said && noun.quantity.most === "many";
    let made: Relation | undefined;
    let described = owner;
    for (const item of clause.objects) {
      const before = this.into.relations.length;
      this.property(owner, item, sentence, optional ? { optional: true } : {});
      for (const relation of this.into.relations.slice(before)) {
        if (partVerbs.has(verb.lemma) && verb.lemma !== "include") relation.part = true;
        if (several) relation.fromMost ??= "many";
        made = relation;
        described = relation.to;
      }
    }
    for (const { preposition, items } of clause.complements) {
      // "A screening shows one movie in one hall".
      if (/^(?:in|at|on|for|to|by|from)$/.test(preposition) && made)
        for (const item of items) {
          const place = this.meant(item);
          if (!place || place.entity === owner || place.entity === made.to) continue;
          // "A warehouse stores products in bins": each product is in one.
          const stored =
            item.noun.plural &&
            /^(?:in|on)$/.test(preposition) &&
            /^(?:store|keep|hold|display)$/.test(verb.lemma);
          if (!stored && (item.noun.plural || !/^(?:an?|one)$/.test(item.noun.determiner ?? ""))) continue;
          this.relate({
            from: stored ? made.to : owner,
            to: place.entity,
            verb: "concern",
            toMost: "one",
            fromMost: "many",
            properties: [],
            sentence,
          });
        }
      if (preposition === "as" && made) {
        // "has one professor as advisor", "has other courses as prerequisites".
        const part = items[0]?.noun;
        if (part && !this.evidence.isEntity(part.name)) made.toRole = snake(part.name);
        if (made.from === made.to && made.toMost === "many") made.fromMost = "many";
        // "has musicians as members; for each membership …".
        const ship = part && this.evidence.entityOf(`${part.name}ship`)?.entity;
        if (ship !== undefined && made.toMost === "many") this.link(ship, made, sentence);
      } else if (/^(?:including|like)$/.test(preposition))
        for (const item of items) this.property(owner, item, sentence);
      else if (preposition === "with")
        for (const item of items) {
          // "Patients have appointments with doctors": each with one.
          const other = this.meant(item)?.entity;
          if (
            made &&
            other !== undefined &&
            other !== owner &&
            other !== made.to &&
            isMadeFor(made.to) &&
            !isMadeFor(other) &&
            !item.noun.quantity.said
          ) {
            this.belongs(made.to, undefined, other, sentence, this.meant(item)?.role);
            continue;
          }
          if (
            made?.toMost === "many" &&
            !this.evidence.isDescribed(made.to) &&
            !this.evidence.isEntity(item.noun.name)
          )
            this.property(described, item, sentence);
          else if (made && sharedThings.has(made.to) && isPropertyName(item.noun.name) !== "no")
            this.relationProperty(made, item, sentence);
          else this.property(described, item, sentence);
        }
    }
    return made;
  }

  /** "The end date may be missing." */
  protected missing(clause: Clause, sentence: Sentence, topic: string | undefined): boolean {
    for (const item of clause.subjects) {
      const owner = topic ?? this.ownerIn([item]) ?? this.subject;
      const known =
        owner === undefined
          ? undefined
          : this.into.entities
              .get(owner)
              ?.attributes.find((property) => property.name === snake(item.noun.name));
      if (!known) continue;
      known.optional = true;
      this.into.covered.add(sentence);
      return true;
    }
    return false;
  }

  /** "We keep the dependents of each employee: first name, gender": properties of what was named last. */
  protected colonList(reading: SentenceReading, sentence: Sentence, context: string | undefined): void {
    const items = reading.clauses.flatMap((clause) => [
      ...clause.subjects,
      ...clause.objects,
      ...clause.complements.flatMap((each) => each.items),
    ]);
    const known = [context, ...items.map((item) => this.meant(item)?.entity)].filter(
      (name) => name !== undefined,
    );
    const lists = reading.clauses.some((clause) => clause.objects.length > 0 && clause.verb !== undefined);
    const lead = reading.clauses[0];
    const titled = lead && (lead.verb?.bare ?? true) ? this.meant(lead.subjects[0])?.entity : undefined;
    const owner =
      titled ??
      (lists
        ? items.filter((item) => this.evidence.entityOf(item.noun.name)).map((item) => item.noun.name)[0]
        : undefined) ??
      known.at(-1) ??
      this.subject;
    for (const part of reading.list ?? []) {
      const [phrase, of, second] = readPhrases(part);
      if (phrase?.kind !== "noun") continue;
      if (this.inParentheses(phrase, sentence)) continue;
      const item: Item = { noun: phrase, joined: "first" };
      if (of?.kind === "preposition" && of.text === "of" && second?.kind === "noun") item.of = second;
      const meant = this.meant(item);
      if (owner === undefined) {
        if (meant && phrase.plural) this.entity(meant.entity, sentence);
        continue;
      }
      if (known.length === 0 && meant) this.entity(meant.entity, sentence);
      else if (
        phrase.plural &&
        phrase.quantity.most === "many" &&
        isPropertyName(phrase.name) === "no" &&
        !(meant && this.evidence.isDescribed(meant.entity))
      )
        continue;
      else this.property(this.evidence.entityOf(owner)?.entity ?? owner, item, sentence);
    }
  }
}
