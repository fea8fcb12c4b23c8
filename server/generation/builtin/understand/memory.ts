import { isTransparent, type NounPhrase } from "../read/phrases";
import type { Sentence } from "../read/sentences";
import { isPropertyName } from "../words/attributes";
import { noProperties, roleModifiers, sharedThings, systemWords } from "../words/grammar";
import { snake } from "../words/inflect";
import { isEvent, isMadeFor, isNominalOf } from "../words/things";
import type { Item } from "./clauses";

import type { Evidence } from "./evidence";
import { isPieceOf, topicOf } from "./kept-nouns";
import { addProperty, type Entity, type Property, type Relation, type Understanding } from "./model";

import { readProperty } from "./property";

/** A noun that stands for an entity, with the part it plays. */
export interface Meant {
  readonly entity: string;
  readonly role?: string;
}

/** What has been understood so far, and how nouns are found in it again. */
export class Memory {
  /** What "it" and "each" mean: the subject of the last sentence. */
  protected subject: string | undefined;
  /** What "they" and "them" mean besides: the last object. */
  protected object: string | undefined;
  protected lastRelation: Relation | undefined;
  /** The owner of the last property, for "a head, who is an employee". */
  protected lastOwner: string | undefined;

  constructor(
    protected readonly evidence: Evidence,
    protected readonly into: Understanding,
  ) {}

  /** Adds a property to an entity; what is an entity itself becomes a relation. */
  property(owner: string, item: Item, sentence: Sentence, flags: Partial<Property> = {}): void {
    const { noun } = item;
    const topic = topicOf(item);
    const counted = item.of !== undefined && /^(?:number|count|amount|total)$/.test(noun.name);
    const whole = item.of !== undefined && (counted || !isTransparent(noun));
    const several = topic.plural && topic.quantity.said;
    const meant = whole
      ? undefined
      : (this.evidence.entityOf(topic.name) ?? this.tail(topic.name, owner, several));
    const optional = flags.optional === true;
    // "Each branch has cars of different categories": it has cars, and each of them has a category.
    const part = !meant && item.of && noun.plural ? this.evidence.entityOf(noun.name)?.entity : undefined;
    const kind = item.of && this.evidence.entityOf(item.of.name)?.entity;
    if (part !== undefined && kind !== undefined && part !== owner && kind !== owner && part !== kind) {
      this.has(owner, noun, { entity: part }, sentence, optional);
      this.has(
        part,
        { ...(item.of ?? noun), quantity: { most: "one", said: false } },
        { entity: kind },
        sentence,
        false,
      );
      return;
    }
    if (meant && (meant.entity !== owner || topic.other || meant.role !== undefined)) {
      this.has(owner, topic, meant, sentence, optional);
      return;
    }
    const referred = this.referredBy(item);
    if (referred !== undefined && referred.entity !== owner && flags.identifier !== true) {
      const one = { ...noun, plural: false, quantity: { most: "one", said: false } as const };
      this.has(owner, one, referred, sentence, optional);
      return;
    }
    const name = item.of && (whole || !this.evidence.isEntity(item.of.name)) ? ofName(item) : noun.name;
    if (noProperties.has(name) || name === owner || this.evidence.isAsker(name)) return;
    if (systemWords.has(name) && isPropertyName(name) === "no") return;
    const many = noun.plural && noun.quantity.most === "many" && (!item.of || noun.quantity.said);
    if (many && !item.of && isPropertyName(name) === "no") {
      this.has(owner, noun, { entity: name }, sentence, optional);
      return;
    }
    this.lastOwner = owner;
    this.into.covered.add(sentence);
    for (const property of readProperty(
      name,
      noun,
      sentence,
      many &&
        (noun.quantity.said ||
          !/^(?:notes|remarks|comments|details|instructions|skills|interests|contents|symptoms|assets|coordinates|dimensions|terms|ingredients|points|credits|seats|rooms|pages|hours|calories|servings|kilometers|copies|goals)$/.test(
            noun.written.toLowerCase(),
          )),
    ))
      addProperty(this.entity(owner, sentence), { ...property, ...flags });
  }

  /** "customer id", "the id of the store": what is known by that id. */
  private referredBy({ noun, of }: Item): Meant | undefined {
    if (of) return /^(?:id|identifier)$/.test(noun.name) ? this.evidence.entityOf(of.name) : undefined;
    const [, whose] = /^(.+) (?:id|identifier)$/.exec(noun.name) ?? [];
    return whose === undefined ? undefined : this.evidence.entityOf(whose);
  }

  entity(name: string, sentence: Sentence): Entity {
    const known = this.into.entities.get(name);
    this.into.covered.add(sentence);
    if (known) return known;
    const entity: Entity = { name, attributes: [], sentence };
    this.into.entities.set(name, entity);
    return entity;
  }

  /**
   * "main author" where authors are known: the entity whose name the phrase ends with. `several` is whether the brief
   * counts them ("one or more premium payments"), so that they are no property.
   */
  protected tail(name: string, owner: string, several = false): Meant | undefined {
    // A member of staff is no member.
    if (/^(?:staff|crew|family|board|cast|faculty) member$/.test(name)) return undefined;
    const words = name.split(" ");
    for (let from = 1; from < words.length; from++) {
      const tail = words.slice(from).join(" ");
      if (
        (tail !== owner || roleModifiers.has(words[0] ?? "")) &&
        this.evidence.isEntity(tail) &&
        (several || isPropertyName(name) !== "always")
      )
        return { entity: this.evidence.entityOf(tail)?.entity ?? tail, role: name };
    }
    return undefined;
  }

  protected has(
    owner: string,
    noun: NounPhrase,
    meant: Meant,
    sentence: Sentence,
    optional: boolean,
  ): Relation {
    const shared = noun.quantity.most === "many" && sharedThings.has(meant.entity.split(" ").at(-1) ?? "");
    const relation: Relation = {
      from: owner,
      to: meant.entity,
      verb: "have",
      toMost: noun.quantity.most,
      properties: [],
      sentence,
    };
    if (noun.quantity.said && !/^an?$/.test(noun.determiner ?? "")) relation.toSure = true;
    // "A module has a quiz": a thing that is made for one other belongs to it.
    // "A payment has the invoice": one that is known already.
    const known = noun.determiner === "the" && isEvent(owner);
    if (noun.quantity.most === "one" && meant.role === undefined && isMadeFor(meant.entity) && !known)
      relation.fromMost = "one";
    if (optional) relation.toLeast = 0;
    else if (noun.quantity.least !== undefined) relation.toLeast = noun.quantity.least;
    if (shared) relation.fromUsual = "many";
    if (meant.role !== undefined) relation.toRole = snake(meant.role);
    // A channel has members, who are users: each of them may be in others too.
    if (
      noun.quantity.most === "many" &&
      /^(?:member|participant|follower|watcher|reviewer|friend|collaborator|subscriber)$/.test(
        meant.role ?? "",
      )
    )
      relation.fromUsual = "many";
    this.object = meant.entity;
    return this.relate(relation);
  }

  protected relate(relation: Relation): Relation {
    this.entity(relation.from, relation.sentence);
    this.entity(relation.to, relation.sentence);
    this.into.relations.push(relation);
    return relation;
  }

  /** Each of `child` is of one `parent`. */
  protected belongs(
    child: string,
    noun: NounPhrase | undefined,
    parent: string,
    sentence: Sentence,
    role?: string,
  ): void {
    const several = noun !== undefined && noun.quantity.said && noun.quantity.most === "many";
    this.relate({
      from: child,
      to: parent,
      verb: "concern",
      toMost: several ? "many" : "one",
      ...(noun?.quantity.said === true && !/^an?$/.test(noun.determiner ?? "") ? { toSure: true } : {}),
      fromMost: "many",
      ...(role === undefined ? {} : { toRole: snake(role) }),
      properties: [],
      sentence,
    });
  }

  protected meant(item: Item | undefined): Meant | undefined {
    if (!item) return undefined;
    return (
      this.evidence.entityOf(topicOf(item).name) ??
      this.evidence.entityOf(item.noun.name) ??
      (item.of && !isTransparent(item.noun) ? undefined : this.tail(item.noun.name, ""))
    );
  }

  /** Whose the properties of a list are: "the name and address of each customer", "a customer's name". */
  protected ownerIn(items: readonly Item[]): string | undefined {
    for (const item of items) {
      const { owner } = item.noun;
      if (owner === "it") return this.subject;
      const meant = owner === undefined ? undefined : this.evidence.entityOf(owner);
      if (meant) return meant.entity;
    }
    const last = items.at(-1);
    if (!last?.of || isTransparent(last.noun) || this.evidence.isEntity(last.noun.name)) return undefined;
    return this.evidence.entityOf(last.of.name)?.entity;
  }

  /** "copies of books": each copy is one of a book. */
  protected partOf(item: Item, sentence: Sentence): void {
    if (!item.of || isPieceOf(item)) return;
    const part = this.evidence.entityOf(item.noun.name)?.entity;
    const whole = this.evidence.entityOf(item.of.name)?.entity;
    if (part === undefined || whole === undefined || part === whole) return;
    // "A committee of reviewers": it has members, each of whom may be in others too.
    if (item.of.plural && isGroup(part)) {
      this.relate({
        from: part,
        to: whole,
        verb: "have",
        toMost: "many",
        fromMost: "many",
        properties: [],
        sentence,
      });
      return;
    }
    this.relate({
      from: whole,
      to: part,
      verb: "have",
      toMost: "many",
      fromMost: "one",
      properties: [],
      sentence,
      part: true,
    });
  }

  /** An entity stands for each time that something is done: it refers to both who does it and to what. */
  protected link(event: string, relation: Relation, sentence: Sentence): void {
    relation.through = event;
    this.entity(event, sentence);
  }

  /** A relation that the brief has told of, by which several of both meet. */
  protected manyBetween(a: string, b: string): Relation | undefined {
    return this.into.relations.findLast(
      (each) =>
        ((each.from === a && each.to === b) || (each.from === b && each.to === a)) &&
        each.toMost === "many" &&
        a !== b,
    );
  }

  /** "the role of employees in the project": what the two things of a list have in common. */
  protected inCommon(items: readonly Item[]): Relation | undefined {
    const named = new Set(
      items.flatMap((item) =>
        [item.of?.name, item.noun.name].flatMap((name) =>
          name === undefined ? [] : (this.evidence.entityOf(name)?.entity ?? []),
        ),
      ),
    );
    const [a, b] = named;
    return a === undefined || b === undefined || named.size !== 2 ? undefined : this.manyBetween(a, b);
  }

  protected relationProperty(relation: Relation, item: Item, sentence: Sentence): void {
    if (this.evidence.isEntity(item.noun.name)) {
      this.entity(item.noun.name, sentence);
      return;
    }
    const name = item.of && !isTransparent(item.noun) ? ofName(item) : item.noun.name;
    if (noProperties.has(name) || this.evidence.isAsker(name)) return;
    // "the loan date" goes to loans where the brief knows loans.
    const through =
      relation.through ??
      [...this.into.entities.keys()].find(
        (each) => isNominalOf(each, relation.verb) && each !== relation.from && each !== relation.to,
      );
    for (const property of readProperty(name, item.noun, sentence, false)) {
      if (through !== undefined) addProperty(this.entity(through, sentence), property);
      else if (!relation.properties.some((known) => known.name === property.name))
        relation.properties.push(property);
    }
    this.into.covered.add(sentence);
  }
}

/** Several people together. */
function isGroup(name: string): boolean {
  return /(?:^|\b)(?:committee|team|group|crew|jury|panel|band|squad|ensemble|choir|orchestra)$/.test(name);
}

/** "date of birth" → date of birth; "number of pages" → number of pages. */
function ofName(item: Item): string {
  if (!item.of) return item.noun.name;
  if (/^(?:number|count|amount)$/.test(item.noun.name))
    return `${item.noun.name} of ${item.of.written.toLowerCase()}`;
  return `${item.noun.name} of ${item.of.plural ? item.of.written.toLowerCase() : item.of.name}`;
}
