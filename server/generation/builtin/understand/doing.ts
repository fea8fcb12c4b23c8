import { type NounPhrase, type VerbPhrase } from "../read/phrases";
import type { Sentence } from "../read/sentences";
import { isPropertyName } from "../words/attributes";
import { manyVerbs, noProperties, partVerbs, screenVerbs } from "../words/grammar";
import { snake } from "../words/inflect";
import { isEvent, isNominalOf, leavesTrace } from "../words/things";
import type { Clause, Item } from "./clauses";

import { topicOf } from "./evidence";
import { type Relation } from "./model";

import { Keeping } from "./keeping";
import type { Meant } from "./memory";

/** Sentences that say what things do with each other. */
export class Doing extends Keeping {
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
    const screen = screenVerbs.has(verb.lemma) && !verb.passive && !isEvent(subject.entity);
    // "the student gets a grade for the course": the grade belongs to what the two have in common already.
    const between = partners.flatMap(({ item, preposition }) => {
      const other = /^(?:for|in|on|of|from)$/.test(preposition) ? this.meant(item)?.entity : undefined;
      return other === undefined ? [] : (this.manyBetween(subject.entity, other) ?? []);
    })[0];
    const graded = clause.objects.filter(
      (item) => !this.meant(item) && isPropertyName(item.noun.name) !== "no",
    );
    if (between && graded.length > 0 && graded.length === clause.objects.length) {
      for (const item of graded) this.relationProperty(between, item, sentence);
      return undefined;
    }
    let from = subject;
    let relation: Relation | undefined;
    let first: Relation | undefined;
    const moved =
      /^(?:add|put|assign|attach|insert|allocate|link|connect|upload|move|save|invite|list|apply|transfer|distribute|give|send|report|show|sell|teach|prescribe|supply|lend|rent|issue|award|offer|present|deliver)$/.test(
        verb.lemma,
      ) && !verb.passive;
    // "Employees are assigned to projects with a role": what has properties of its own joins many to many.
    const attributed = clause.complements.some(
      (each) =>
        each.preposition === "with" &&
        each.items.every((item) => !this.meant(item) && isPropertyName(item.noun.name) !== "no"),
    );
    const them = this.object;
    const context = this.meant(clause.context)?.entity;
    const kept = partners.find(
      (each) =>
        each.preposition !== "" &&
        /(?:favou?rite|wish ?list|watch ?list|cart|basket|bookmark)$/.test(each.item.noun.name),
    );
    const keeper = this.meant(kept?.item)?.entity;
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
      const pronoun = item.noun.name === "them" || item.noun.name === "it";
      const meant = pronoun && them !== undefined ? { entity: them } : this.meant(item);
      if (item === kept?.item) continue;
      if (!meant) {
        this.doingProperty(item, preposition, from.entity, relation, sentence, verb, screen);
        continue;
      }
      const target = topicOf(item);
      this.entity(meant.entity, sentence);
      if (meant.role === undefined && roled.has(meant.entity)) continue;
      const self = meant.entity === from.entity;
      if (self && !target.other && meant.role === undefined && !selfVerbs.test(verb.lemma)) continue;
      const met = this.into.relations.some((each) => each.to === from.entity && each.from === meant.entity);
      if (screen && !self && !met && !/^(?:manage|use|provide|handle|receive|submit|show)$/.test(verb.lemma))
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
      relation = this.relate(this.relationOf(from, meant, noun, target, verb, preposition, sentence));
      if (
        attributed &&
        noun?.plural === true &&
        target.plural &&
        !target.quantity.said &&
        !isEvent(subject.entity) &&
        /^(?:assign|allocate|work|belong|join|register|appoint|attach)$/.test(verb.lemma)
      )
        Object.assign(relation, { toMost: "many", fromMost: "many" });
      if (keeper !== undefined && preposition === "" && verb.lemma !== "create") {
        Object.assign(relation, { toMost: "many", fromMost: "many" });
        this.link(keeper, relation, sentence);
        continue;
      }
      // "assign listings to categories": what follows goes with the object rather than with who does it.
      if (
        moved &&
        preposition === "" &&
        /^(?:add|put|assign|attach|insert|allocate|link|connect|move|list)$/.test(verb.lemma)
      ) {
        if (
          partners.some((each) => /^(?:to|in|into|on|with)$/.test(each.preposition) && this.meant(each.item))
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
        isEvent(meant.entity) &&
        !isEvent(from.entity) &&
        partners.some((each) => each.preposition !== "" && this.meant(each.item))
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

  /** "Each play is performed": a performance is one of a play. */
  private done(subject: Meant, verb: VerbPhrase, sentence: Sentence): Relation | undefined {
    const event = verb.passive
      ? this.evidence.names().find((name) => name !== subject.entity && isNominalOf(name, verb.lemma))
      : undefined;
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

  protected relationOf(
    from: Meant,
    to: Meant,
    noun: NounPhrase | undefined,
    target: NounPhrase,
    verb: VerbPhrase,
    preposition: string,
    sentence: Sentence,
  ): Relation {
    const swap = verb.passive && preposition === "by";
    const plural = noun?.plural === true && !noun.universal;
    const subjectMost = noun?.quantity.said && noun.quantity.most === "many" ? "many" : undefined;
    const reversed = target.universal;
    // "Orders are placed by customers" says only that there are many of both.
    const vague = (plural || verb.lemma === "concern") && target.plural && !target.quantity.said;
    const goes =
      singleVerbs.test(verb.lemma) ||
      (verb.passive && preposition !== "by" && !manyVerbs.has(verb.lemma)) ||
      // "Buses run on lines."
      (/^(?:in|at|on|from|under|within)$/.test(preposition) && !manyVerbs.has(verb.lemma));
    const open = reversed || (vague && (verb.passive || goes || isEvent(from.entity)));
    const targetMost = open ? undefined : target.quantity.most;
    const subjectAll =
      subjectMost ??
      (plural && target.quantity.most === "one" && !reversed
        ? "many"
        : reversed && plural
          ? "many"
          : undefined);
    const optional = /^(?:may|can|might)$/.test(verb.modal ?? "") || target.quantity.least === 0;
    const least = target.quantity.least ?? (optional ? 0 : undefined);
    const relation: Relation = swap
      ? { from: to.entity, to: from.entity, verb: verb.lemma, properties: [], sentence }
      : { from: from.entity, to: to.entity, verb: verb.lemma, properties: [], sentence };
    const set = (key: "toMost" | "fromMost", value: "one" | "many" | undefined) => {
      if (value !== undefined) relation[key] = value;
    };
    set(swap ? "fromMost" : "toMost", targetMost);
    set(swap ? "toMost" : "fromMost", subjectAll);
    const sure = target.quantity.said && !/^an?$/.test(target.determiner ?? "");
    if (sure && targetMost !== undefined) relation[swap ? "fromSure" : "toSure"] = true;
    if (subjectMost !== undefined) relation[swap ? "toSure" : "fromSure"] = true;
    // "A buyer can leave a review": one each time, and many in the end.
    if (
      !swap &&
      !sure &&
      targetMost === "one" &&
      !plural &&
      (isEvent(to.entity) || makingVerbs.test(verb.lemma)) &&
      (verb.modal !== undefined || isEvent(to.entity)) &&
      !isEvent(from.entity) &&
      !noun?.universal
    )
      relation.toMost = "many";
    // Whoever votes or books does so again.
    if (!swap && !verb.passive && !sure && leavesTrace(verb.lemma) && !reversed) relation.toMost = "many";
    // To belong to several is to share them.
    if (
      !swap &&
      relation.toMost === "many" &&
      /^(?:belong|assign|associate|relate|link|categorize|classify|tag|group)$/.test(verb.lemma)
    )
      relation.fromUsual = "many";
    // "An order is paid by several payments": each payment pays one order.
    if (swap && isNominalOf(to.entity, verb.lemma)) relation.toMost = "one";
    if (least !== undefined) relation[swap ? "fromLeast" : "toLeast"] = least;
    // "picked up at one address and delivered to another": each has the part that its verb gives it.
    if (target.other && to.entity !== from.entity && to.role === undefined) {
      const before = this.into.relations.findLast(
        (each) =>
          each.sentence === sentence &&
          each.from === from.entity &&
          each.to === to.entity &&
          each.toRole === undefined,
      );
      if (before) {
        before.toRole = snake(`${partOf(before.verb)} ${to.entity}`);
        relation.toRole = snake(`${partOf(verb.lemma)} ${to.entity}`);
      }
    }
    if (to.role !== undefined) relation[swap ? "fromRole" : "toRole"] = snake(to.role);
    if (from.role !== undefined) relation[swap ? "toRole" : "fromRole"] = snake(from.role);
    // Of what is sent, issued or happens, each goes to one; "employees work in departments".
    if (!swap && targetMost === undefined && !reversed) {
      const single = goes || isEvent(from.entity);
      if (single && !(isEvent(to.entity) && !isEvent(from.entity))) {
        relation.toMost = "one";
        relation.fromMost ??= "many";
      }
    }
    if (partVerbs.has(verb.lemma)) relation.part = true;
    return relation;
  }
}

/** The noun for the part that a verb gives to a place or a person. */
function partOf(verb: string): string {
  const parts: Readonly<Record<string, string>> = {
    depart: "departure",
    leave: "departure",
    start: "start",
    begin: "start",
    arrive: "arrival",
    land: "arrival",
    end: "end",
    collect: "pickup",
    deliver: "delivery",
    send: "sending",
    receive: "receiving",
    ship: "shipping",
    bill: "billing",
    return: "return",
    transfer: "target",
    withdraw: "source",
    connect: "start",
  };
  return parts[verb] ?? verb;
}

/** Verbs by which each of many meets one: employees work in a department. */
const singleVerbs =
  /^(?:concern|issue|send|award|ship|deliver|assign|address|belong|work|live|locate|refer|base|install|station|employ|happen|relate|depart|arrive|park|play|hold|join|report|reside)$/;

const makingVerbs =
  /^(?:create|place|write|leave|add|submit|make|post|upload|publish|report|send|request|open|start|issue|give|record|generate|produce|release|organize|organise|host|run|own|build|sign|draft|propose|raise|file|pay|donate|pledge)$/;

/** Verbs by which a thing meets another of its kind. */
const selfVerbs =
  /^(?:manage|supervise|report|follow|refer|precede|succeed|require|replace|contain|include|belong|link|relate|reply|consist|divide|marry|mentor|lead|depend|befriend|block)$/;
