import { isEvent, isPersonLike } from "../words/things";
import type { Clause, Item } from "./clauses";
import type { SentenceReading } from "./clauses-of-sentence";
import type { Relation, Understanding } from "./model";
import type { Sentence } from "../read/sentences";

interface Mention {
  readonly entity: string;
  readonly item: Item;
  readonly place: "subject" | "object" | "around";
  /** Which clause of the sentence. */
  readonly clause: number;
}

interface Noted {
  readonly sentence: Sentence;
  readonly mentions: readonly Mention[];
}

const longList = 3;
/** The number of what leads the sentence in. */
const everywhere = -1;

/** Which things stand together in a sentence, for those of which nothing else says to what they belong. */
export class Together {
  private readonly noted: Noted[] = [];

  note(sentence: Sentence, reading: SentenceReading, entityOf: (item: Item) => string | undefined): void {
    const mentions: Mention[] = [];
    const add = (items: readonly Item[], place: Mention["place"], clause: number) => {
      for (const item of items) {
        const entity = entityOf(item);
        if (entity !== undefined && !mentions.some((each) => each.entity === entity))
          mentions.push({ entity, item, place, clause });
      }
    };
    const clauses: readonly Clause[] = reading.clauses;
    for (const [at, { subjects }] of clauses.entries()) add(subjects, "subject", at);
    // A long list says nothing of what its members have to do with each other.
    for (const [at, { objects }] of clauses.entries())
      if (objects.length <= longList) add(objects, "object", at);
    for (const [at, { complements, context }] of [...clauses, ...(reading.intro ?? [])].entries()) {
      for (const { items } of complements) if (items.length <= longList) add(items, "around", at);
      if (context) add([context], "around", everywhere);
    }
    for (const { subjects, objects } of reading.intro ?? [])
      add([...subjects, ...objects], "around", everywhere);
    if (clauses.every(({ verb }) => verb === undefined)) return;
    if (mentions.length > 1 && mentions.length <= 6) this.noted.push({ sentence, mentions });
  }

  /** Relations for things that nothing links to anything, to what they are named with first. */
  relations({ entities, relations }: Understanding): Relation[] {
    const linked = (name: string) =>
      relations.some((each) => each.from === name || each.to === name || each.through === name) ||
      [...entities.values()].some(
        (each) =>
          (each.name === name && (each.kindOf !== undefined || each.listed === true)) || each.kindOf === name,
      );
    const made: Relation[] = [];
    for (const { name } of entities.values()) {
      if (linked(name) || made.some((each) => each.from === name || each.to === name)) continue;
      const place = this.noted.find(({ mentions }) => mentions.some(({ entity }) => entity === name));
      const own = place?.mentions.find(({ entity }) => entity === name);
      if (!place || !own) continue;
      // "A clinic has patients and dentists" says nothing of the two.
      const others = place.mentions.filter(
        (each) =>
          each.entity !== name &&
          entities.has(each.entity) &&
          // "Visitors buy tickets and sponsors support the festival" are two things.
          (own.place !== "subject" || each.clause === own.clause || each.clause === everywhere) &&
          !(
            own.place === "object" &&
            each.place === "object" &&
            isPersonLike(name) &&
            isPersonLike(each.entity)
          ),
      );
      const subject = others.find((each) => each.place === "subject");
      const partners = own.place === "subject" || isEvent(name) || !subject ? others.slice(0, 3) : [subject];
      for (const other of partners) made.push(this.relation(own, other, place.sentence));
    }
    return made;
  }

  private relation(own: Mention, other: Mention, sentence: Sentence): Relation {
    const rest = { verb: "concern", sentence };
    if (isEvent(own.entity) || (own.place === "subject" && !other.item.noun.quantity.said))
      return { ...rest, properties: [], from: own.entity, to: other.entity, toMost: "one", fromMost: "many" };
    const [from, to] = own.place === "subject" ? [own, other] : [other, own];
    const many = to.item.noun.quantity.most === "many";
    return {
      ...rest,
      properties: [],
      from: from.entity,
      to: to.entity,
      toMost: many ? "many" : "one",
      ...(many ? {} : { fromMost: "many" as const }),
    };
  }
}
