import type { NounPhrase, VerbPhrase } from "../read/phrases";
import type { Sentence } from "../read/sentences";
import { isPropertyName } from "../words/attributes";
import { isEvent, isPersonLike, leavesTrace, nominalsOf } from "../words/things";
import type { Clause, Item } from "./clauses";
import { Joining } from "./joining";
import type { Meant } from "./memory";

/** Who takes part in what happens, and what comes of it: the seat of a ticket, the grade of an enrolment. */
export class TakingPart extends Joining {
  /** "A doctor writes a report for each visit": each visit has one doctor, unless the brief relates the two. */
  protected takesPart(subject: Meant, event: string, verb: VerbPhrase, sentence: Sentence): void {
    if (verb.passive || !isEvent(event) || !isPersonLike(subject.entity) || subject.entity === event) return;
    this.parts.push({
      subject: subject.entity,
      event,
      ...(subject.role === undefined ? {} : { role: subject.role }),
      sentence,
    });
  }

  /** "Donors donate blood on a date, and each donation is tested": what is told of the donating is the donation's. */
  protected event(subject: Meant, verb: VerbPhrase, preposition: string): string | undefined {
    if (verb.passive || !isPersonLike(subject.entity) || !/^(?:|on|at|for|in)$/.test(preposition))
      return undefined;
    return nominalsOf(verb.lemma).find((name) => name !== subject.entity && this.evidence.isEntity(name));
  }

  /** "Owners book walks for their dogs": the dogs are the owners', unless the brief relates the two. */
  protected possessed(subject: Meant, noun: NounPhrase | undefined, item: Item, sentence: Sentence): void {
    const whose = this.meant(item);
    if (item.noun.owner !== "it" || !item.noun.plural || noun?.plural !== true) return;
    if (!whose || whose.role !== undefined || whose.entity === subject.entity || isPersonLike(whose.entity))
      return;
    this.parts.push({ subject: subject.entity, event: whose.entity, sentence });
  }

  /** "Owners register their pets": the pets are theirs, unless the brief keeps the registrations. */
  protected registering(clause: Clause, subject: Meant, sentence: Sentence, verb: VerbPhrase): boolean {
    if (verb.lemma !== "register" || verb.passive || !isPersonLike(subject.entity)) return false;
    const things = clause.objects.filter((item) => item.noun.owner === "it" && this.meant(item));
    if (things.length === 0 || nominalsOf("register").some((name) => this.evidence.isEntity(name)))
      return false;
    for (const item of things) {
      const to = this.meant(item)?.entity ?? subject.entity;
      if (to === subject.entity) return false;
      this.relate({
        from: subject.entity,
        to,
        verb: "have",
        toMost: "many",
        fromMost: "one",
        fromSure: true,
        properties: [],
        sentence,
      });
    }
    return true;
  }

  /**
   * "Customers buy tickets and choose a seat", "students enrol in courses and get a grade": the seat and the grade are
   * those of the ticket and of the enrolment, which the sentence made before.
   */
  protected resulting(clause: Clause, subject: Meant, sentence: Sentence, verb: VerbPhrase): boolean {
    if (verb.passive || clause.objects.length === 0) return false;
    if (clause.complements.some(({ items }) => items.some((item) => this.meant(item)))) return false;
    const chooses = /^(?:choose|select|pick|get|receive)$/.test(verb.lemma);
    if (!chooses && !/^(?:earn|obtain|leave|give|pay|add|rate)$/.test(verb.lemma)) return false;
    const met = this.into.relations.filter(
      (each) => each.sentence === sentence && (each.from === subject.entity || each.to === subject.entity),
    );
    const event = met
      .flatMap(({ from, to, through }) => [from, to, through ?? to])
      .findLast((name) => name !== subject.entity && isEvent(name));
    const between = met.findLast(
      ({ verb: done, toMost }) => (manyToMany.test(done) || leavesTrace(done)) && toMost === "many",
    );
    const properties = clause.objects.filter(
      (item) => !this.meant(item) && item.noun.owner === undefined && isPropertyName(item.noun.name) !== "no",
    );
    const things = clause.objects.flatMap((item) => this.meant(item) ?? []);
    if (chooses && things.length === clause.objects.length) {
      if (event === undefined || things.some(({ entity }) => isEvent(entity) || isPersonLike(entity)))
        return false;
      for (const each of things)
        if (each.entity !== event) this.belongs(event, undefined, each.entity, sentence, each.role);
      return true;
    }
    if (properties.length !== clause.objects.length || !(event ?? between)) return false;
    for (const item of properties) {
      if (event !== undefined) this.property(event, item, sentence);
      else if (between) this.relationProperty(between, item, sentence);
    }
    return true;
  }
}

/** Verbs by which many meet many, and leave something behind for each two. */
const manyToMany = /^(?:enroll|enrol|attend|take|register|participate|join|play|compete)$/;
