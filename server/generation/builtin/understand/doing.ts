import { type NounPhrase, type VerbPhrase } from "../read/phrases";
import type { Sentence } from "../read/sentences";
import { isPropertyName } from "../words/attributes";
import { noProperties, partVerbs, screenVerbs } from "../words/grammar";
import { snake } from "../words/inflect";
import { isEvent, isNominalOf, isPersonLike, nominalsOf } from "../words/things";
import type { Clause, Item } from "./clauses";

import { topicOf } from "./kept-nouns";
import { type Relation } from "./model";

import { TakingPart } from "./taking-part";
import type { Meant } from "./memory";
import { makingVerbs } from "./relating";

/** Sentences that say what things do with each other. */
export class Doing extends TakingPart {
  protected doing(
    clause: Clause,
    subject: Meant,
    noun: NounPhrase | undefined,
    sentence: Sentence,
    verb: VerbPhrase,
  ): Relation | undefined {
    this.entity(subject.entity, sentence);
    for (const item of clause.objects) this.partOf(item, sentence);
    const partners = [
      ...clause.objects.map((item) => ({ item, preposition: "" })),
      ...clause.complements.flatMap(({ preposition, items }) => items.map((item) => ({ item, preposition }))),
    ];
    // "between two teams, a host team and a guest team": the parts say it all.
    const roled = new Set(
      partners.flatMap(({ item }) => {
        const meant = this.meant(item);
        return meant?.role === undefined ? [] : [meant.entity];
      }),
    );
    // "Patients visit doctors" where visits are kept is more than a look at a screen.
    const screen =
      screenVerbs.has(verb.lemma) &&
      !verb.passive &&
      !isEvent(subject.entity) &&
      !nominalsOf(verb.lemma).some((name) => this.evidence.isEntity(name)) &&
      // "Editors edit books": it is what they are there for.
      !(verb.lemma.length > 3 && subject.entity.startsWith(verb.lemma.replace(/e$/, "")));
    // "the student gets a grade for the course": the grade belongs to what the two have in common already.
    const context = this.meant(clause.context)?.entity;
    const others = partners.flatMap(({ item, preposition }) =>
      /^(?:for|in|on|of|from)$/.test(preposition) ? (this.meant(item)?.entity ?? []) : [],
    );
    const [between] = [...others, ...(context === undefined ? [] : [context])].flatMap(
      (other) => this.manyBetween(subject.entity, other) ?? [],
    );
    const graded = clause.objects.filter(
      (item) => !this.meant(item) && isPropertyName(item.noun.name) !== "no",
    );
    if (between && graded.length > 0 && graded.length === clause.objects.length) {
      for (const item of graded) this.relationProperty(between, item, sentence);
      return undefined;
    }
    for (const { item } of partners) this.possessed(subject, noun, item, sentence);
    if (this.registering(clause, subject, sentence, verb)) return undefined;
    if (this.joined(clause, subject, sentence, verb) || this.enrolled(clause, subject, sentence, verb))
      return undefined;
    if (this.resulting(clause, subject, sentence, verb)) return undefined;
    if (this.assigned(clause, subject, sentence, verb) || this.handed(clause, subject, sentence, verb))
      return undefined;
    let from = subject;
    let relation: Relation | undefined;
    let first: Relation | undefined;
    /** "put episodes into playlists": an episode can be in several. */
    let shared = false;
    const moved =
      /^(?:add|put|assign|attach|divide|split|insert|allocate|link|connect|upload|move|save|invite|list|apply|transfer|distribute|give|send|report|show|sell|teach|prescribe|supply|lend|rent|issue|award|offer|present|deliver)$/.test(
        verb.lemma,
      ) && !verb.passive;
    // "Employees are assigned to projects with a role": what has properties of its own joins many to many.
    const attributed = clause.complements.some(
      (each) =>
        each.preposition === "with" &&
        each.items.every((item) => !this.meant(item) && isPropertyName(item.noun.name) !== "no"),
    );
    const them = this.object;
    if (context !== undefined) this.takesPart(subject, context, verb, sentence);
    const kept = partners.find(
      (each) =>
        each.preposition !== "" &&
        /(?:favou?rite|wish ?list|watch ?list|cart|basket|bookmark)$/.test(each.item.noun.name),
    );
    const keeper = this.meant(kept?.item)?.entity;
    const pieces = clause.complements.find(({ preposition }) => preposition === "of")?.items.at(-1);
    const piece = /^(?:consist|comprise)$/.test(verb.lemma) ? this.meant(pieces)?.entity : undefined;
    for (const { item, preposition } of partners) {
      // "place an order for a listing and pay for it": a payment of what was spoken of.
      if (
        verb.lemma === "pay" &&
        preposition === "for" &&
        (this.evidence.isEntity("payment") || item.noun.name === "it")
      ) {
        const paid = item.noun.name === "it" ? them : this.meant(item)?.entity;
        if (paid !== undefined && paid !== "payment")
          relation = this.relate({
            from: paid,
            to: "payment",
            verb: "have",
            toMost: "many",
            fromMost: "one",
            properties: [],
            sentence,
          });
        continue;
      }
      // "Each donation consists of several lines with a product and a quantity": both are the line's.
      if (piece !== undefined && preposition === "with") {
        this.property(piece, item, sentence);
        continue;
      }
      const pronoun = item.noun.name === "them" || item.noun.name === "it";
      const stands =
        item.noun.name === "it" && this.subject !== undefined && this.subject !== from.entity
          ? this.subject
          : (them ?? this.subject);
      const meant = pronoun && stands !== undefined ? { entity: stands } : this.meant(item);
      if (item === kept?.item) continue;
      if (!meant) {
        // "A doctor writes a diagnosis for each visit": the diagnosis is the visit's.
        const kept = this.event(subject, verb, preposition);
        if (context !== undefined && preposition === "" && isPropertyName(item.noun.name) !== "no")
          this.property(context, item, sentence);
        else if (kept !== undefined && !relation && isPropertyName(item.noun.name) !== "no")
          this.property(kept, item, sentence);
        else this.doingProperty(item, preposition, from.entity, relation, sentence, verb, screen);
        continue;
      }
      const target = topicOf(item);
      this.entity(meant.entity, sentence);
      if (meant.role === undefined && roled.has(meant.entity)) continue;
      const self = meant.entity === from.entity;
      // "is assigned to one referee as a mentor".
      const asPart = clause.complements.some(
        (each) => each.preposition === "as" && each.items.some((one) => !this.meant(one)),
      );
      // "the information related to listings".
      const itself = !selfVerbs.test(verb.lemma) || (verb.bare && verb.lemma === "relate");
      if (self && !target.other && meant.role === undefined && itself && !asPart) continue;
      const met = this.into.relations.some((each) => each.to === from.entity && each.from === meant.entity);
      const plain =
        /^(?:manage|use|provide|handle|receive|submit|show|give|take|go|come|run|open|start|maintain)$/;
      if (
        screen &&
        !self &&
        !met &&
        !plain.test(verb.lemma) &&
        !(isEvent(meant.entity) && /^(?:report|enter|check|change|cancel)$/.test(verb.lemma)) &&
        !(preposition !== "" && isEvent(from.entity))
      )
        continue;
      if (
        verb.lemma === "manage" &&
        /^(?:admin|administrator|user|staff|librarian|operator)$/.test(from.entity)
      )
        continue;
      if (
        context !== undefined &&
        context !== meant.entity &&
        preposition === "" &&
        context !== from.entity
      ) {
        // "During a visit the doctor prescribes medicines": these are prescribed on others too.
        if (target.plural && !isEvent(meant.entity) && nominalsOf(verb.lemma).length > 0) {
          const many = { toMost: "many", fromMost: "many", properties: [], sentence } as const;
          relation = this.relate({
            ...many,
            properties: [],
            from: context,
            to: meant.entity,
            verb: verb.lemma,
          });
          continue;
        }
        relation = this.relate({
          from: context,
          to: meant.entity,
          verb: "have",
          toMost: target.quantity.most,
          fromMost: "one",
          properties: [],
          sentence,
        });
        continue;
      }
      // "Teachers create quizzes with questions": the questions are the quiz's.
      if (
        preposition === "with" &&
        target.plural &&
        clause.objects.length === 1 &&
        /^(?:create|write|design|post|make|build|publish|upload|offer|prepare|compile|define|give|teach|hold|run|lead|host|organi[sz]e)$/.test(
          verb.lemma,
        )
      ) {
        const whole = this.meant(clause.objects[0])?.entity;
        if (whole !== undefined && whole !== meant.entity) {
          this.has(whole, target, meant, sentence, false);
          continue;
        }
      }
      relation = this.relate(this.relationOf(from, meant, noun, target, verb, preposition, sentence));
      // "the studio that produced the movie" does not say that it produced no other.
      if (
        clause.relative &&
        preposition === "" &&
        /^(?:produce|make|write|direct|create|publish|record|issue|place|take|file|found|design)$/.test(
          verb.lemma,
        ) &&
        !verb.passive &&
        target.determiner === "the" &&
        !target.plural &&
        !self &&
        !isEvent(from.entity)
      )
        delete relation.toMost;
      // "the players that took part in the match": these took part in others too.
      if (
        clause.relative &&
        !self &&
        noun?.plural === true &&
        target.determiner === "the" &&
        !target.plural &&
        /^(?:participate|attend|join|compete|play|appear|perform|star|enroll|enrol)$/.test(verb.lemma)
      )
        Object.assign(relation, { toMost: "many", fromMost: "many" });
      // "Users send messages to other users".
      if (first && from !== subject && target.other && meant.entity === subject.entity) {
        first.fromRole ??= "sender";
        relation.toRole ??= "recipient";
      }
      // "add a quiz to a lesson": a quiz is one of a lesson.
      if (
        from !== subject &&
        preposition === "to" &&
        noun !== undefined &&
        (/^(?:attach|append)$/.test(verb.lemma) ||
          (!noun.plural && !target.plural && /^(?:add|link)$/.test(verb.lemma)))
      )
        Object.assign(relation, { toMost: "one", fromMost: "many" });
      if (shared && preposition !== "" && target.plural)
        Object.assign(relation, { toMost: "many", fromMost: "many" });
      if (
        attributed &&
        noun?.plural === true &&
        target.plural &&
        !target.quantity.said &&
        !isEvent(subject.entity) &&
        /^(?:assign|allocate|work|belong|join|register|appoint|attach)$/.test(verb.lemma)
      )
        Object.assign(relation, { toMost: "many", fromMost: "many" });
      const part = clause.complements.find((each) => each.preposition === "as")?.items[0]?.noun;
      if (part && (preposition === "" || (verb.passive && self)) && relation.from === relation.to) {
        relation.toRole = snake(part.name);
        if (target.plural) Object.assign(relation, { toMost: "many", fromMost: "many" });
      }
      if (keeper !== undefined && preposition === "" && verb.lemma !== "create") {
        Object.assign(relation, { toMost: "many", fromMost: "many" });
        this.link(keeper, relation, sentence);
        continue;
      }
      // "assign listings to categories": what follows goes with the object rather than with who does it.
      if (
        moved &&
        preposition === "" &&
        /^(?:add|put|assign|attach|insert|allocate|link|connect|move|list|divide|split|invite)$/.test(
          verb.lemma,
        )
      ) {
        shared = /^(?:add|put|insert|list)$/.test(verb.lemma) && target.plural;
        if (
          partners.some(
            (each) =>
              /^(?:to|in|into|on|with)$/.test(each.preposition) &&
              (this.meant(each.item) ?? them) !== undefined,
          )
        ) {
          this.into.relations.pop();
          from = meant;
          noun = target;
        }
      }
      // "send messages to sellers about a listing": each message goes to one.
      else if (
        preposition === "" &&
        from === subject &&
        !isEvent(from.entity) &&
        (isEvent(meant.entity)
          ? partners.some(
              (each) =>
                each.preposition !== "" && (this.meant(each.item) !== undefined || isPronoun(each.item)),
            )
          : isPlaced(from.entity, verb) &&
            partners.some(
              (each) => /^(?:in|on|at|into|inside|within)$/.test(each.preposition) && this.meant(each.item),
            ))
      ) {
        first ??= relation;
        from = meant;
        noun = undefined;
        const { modal: _modal, ...plain } = verb;
        verb = { ...plain, lemma: "concern" };
      }
      this.object = meant.entity;
    }
    return first ?? relation ?? this.done(subject, verb, sentence);
  }

  /** "Each play is performed": a performance is one of a play; "customers pay online": so is a payment of a customer. */
  private done(subject: Meant, verb: VerbPhrase, sentence: Sentence): Relation | undefined {
    const event = verb.passive
      ? this.evidence.names().find((name) => name !== subject.entity && isNominalOf(name, verb.lemma))
      : nominalsOf(verb.lemma).find((name) => name !== subject.entity && this.evidence.isEntity(name));
    if (event === undefined) return undefined;
    return this.relate({
      from: subject.entity,
      to: event,
      verb: "have",
      toMost: "many",
      fromMost: "one",
      properties: [],
      sentence,
    });
  }

  protected doingProperty(
    item: Item,
    preposition: string,
    owner: string,
    relation: Relation | undefined,
    sentence: Sentence,
    verb: VerbPhrase,
    screen: boolean,
  ): void {
    const kind = isPropertyName(item.noun.name);
    if (kind === "no" || noProperties.has(item.noun.name)) return;
    if (preposition === "including") {
      this.property(relation?.to ?? owner, item, sentence);
      return;
    }
    // "made from one or more varieties, with a percentage": of the two.
    if (
      relation &&
      preposition === "with" &&
      relation.toMost === "many" &&
      !partVerbs.has(relation.verb) &&
      !makingVerbs.test(relation.verb) &&
      !isEvent(relation.to) &&
      /^(?:percentage|share|proportion|quantity|amount|dosage|dose|ratio)$/.test(item.noun.name)
    ) {
      relation.fromMost = "many";
      this.relationProperty(relation, item, sentence);
      return;
    }
    if (
      relation &&
      preposition === "with" &&
      !this.evidence.isDescribed(relation.to) &&
      relation.to !== owner
    )
      this.property(relation.to, item, sentence);
    else if (relation && /^(?:with|on|at|in|)$/.test(preposition))
      this.relationProperty(relation, item, sentence);
    else if (
      !screen &&
      preposition !== "for" &&
      !/^(?:as|over|under|during|to|than|into|of|per|before|after)$/.test(preposition) &&
      verb.lemma !== "use"
    )
      this.property(owner, item, sentence, verb.modal === "may" ? { optional: true } : {});
  }

  /** Somebody who is not kept does something with two things: "the library lends books to members". */
  protected impersonal(clause: Clause, sentence: Sentence, topic: string | undefined): Relation | undefined {
    const { verb } = clause;
    for (const item of clause.objects) this.partOf(item, sentence);
    const objects = clause.objects.flatMap((item) => this.meant(item) ?? []);
    for (const { entity } of objects) this.entity(entity, sentence);
    const complement = clause.complements.find(
      (each) =>
        /^(?:to|by|from|for|in|with|into)$/.test(each.preposition) &&
        each.items.some((item) => this.meant(item)),
    );
    // "assign every doctor to a department", "schedule an appointment for a patient with a doctor".
    const [only] = clause.objects;
    const single = only && !only.noun.plural ? this.meant(only)?.entity : undefined;
    if (single !== undefined && clause.objects.length === 1) {
      const wholes = clause.complements
        .filter(({ preposition }) => /^(?:to|for|with|in|into|at|on)$/.test(preposition))
        .flatMap(({ items }) => items)
        .filter((item) => !item.noun.plural && (this.meant(item)?.entity ?? single) !== single);
      for (const item of wholes) this.belongs(single, item.noun, this.meant(item)?.entity ?? "", sentence);
      if (wholes.length > 0) return undefined;
    }
    const from = this.meant(complement?.items[0])?.entity ?? topic;
    const to = objects[0]?.entity;
    this.object = to ?? this.object;
    // "The market has several branches, each with a number": the properties are the branches'.
    if (to !== undefined)
      for (const { preposition, items } of clause.complements)
        if (/^(?:with|including)$/.test(preposition))
          for (const item of items)
            if (!this.meant(item) && isPropertyName(item.noun.name) !== "no")
              this.property(to, item, sentence);
    if (
      !verb ||
      to === undefined ||
      from === undefined ||
      from === to ||
      (screenVerbs.has(verb.lemma) && verb.lemma !== "give")
    )
      return undefined;
    const relation: Relation = { from, to, verb: verb.lemma, toMost: "many", properties: [], sentence };
    if (complement) relation.fromMost = "many";
    return this.relate(relation);
  }
}

function isPronoun({ noun: { name } }: Item): boolean {
  return name === "them" || name === "it";
}

/** Whether somebody does something with a thing that is somewhere: "publish papers in journals". */
function isPlaced(subject: string, { lemma, passive }: VerbPhrase): boolean {
  return (
    isPersonLike(subject) &&
    !passive &&
    /^(?:buy|purchase|publish|store|put|grow|upload|post|write|keep|reserve|book|rent|create|place|manage|own|hold|park|show|exhibit|plant|build|repair|record|treat|examine|teach|sell)$/.test(
      lemma,
    )
  );
}

/** Verbs by which a thing meets another of its kind. */
const selfVerbs =
  /^(?:manage|supervise|report|follow|refer|precede|succeed|require|replace|contain|include|belong|link|relate|reply|consist|divide|marry|mentor|lead|depend|befriend|block)$/;
