import { readPhrases, isTransparent, type NounPhrase, type VerbPhrase } from "../read/phrases";
import type { Sentence } from "../read/sentences";
import { isPropertyName } from "../words/attributes";
import {
  haveVerbs,
  manyVerbs,
  noProperties,
  partVerbs,
  recordVerbs,
  roleModifiers,
  screenVerbs,
  sharedThings,
  storeVerbs,
  systemWords,
} from "../words/grammar";
import { snake } from "../words/inflect";
import { isEvent, isMadeFor, isNominalOf } from "../words/things";
import type { Clause, Item } from "./clauses";
import type { SentenceReading } from "./clauses-of-sentence";
import { topicOf, type Evidence } from "./evidence";
import { addProperty, type Entity, type Property, type Relation, type Understanding } from "./model";
import { readKinds, readStates, stateNames } from "./patterns";
import { readProperty } from "./property";

/** A noun that stands for an entity, with the part it plays. */
interface Meant {
  readonly entity: string;
  readonly role?: string;
}

/** Turns clauses into entities, properties and relations, one sentence after the other. */
export class Interpreter {
  /** What "it" and "each" mean: the subject of the last sentence. */
  private subject: string | undefined;
  /** What "they" and "them" mean besides: the last object. */
  private object: string | undefined;
  private lastRelation: Relation | undefined;
  /** The owner of the last property, for "a head, who is an employee". */
  private lastOwner: string | undefined;

  constructor(
    private readonly evidence: Evidence,
    private readonly into: Understanding,
  ) {}

  /** `topic` is the entity of the heading or the lead under which the sentence stands. */
  sentence(sentence: Sentence, reading: SentenceReading, topic?: string): void {
    if (topic !== undefined) this.subject = topic;
    if (this.kinds(sentence) || this.states(sentence)) return;
    let last: Relation | undefined;
    let context: string | undefined;
    if (reading.intro) {
      for (const clause of reading.intro) {
        if (clause.verb) {
          last = this.clause(clause, sentence, last) ?? last;
          if (last && reading.repeated)
            Object.assign(last, { repeated: true, toMost: "many", fromMost: "many" });
        } else context = this.meant(clause.subjects[0])?.entity ?? context;
      }
      if (context !== undefined) this.entity(context, sentence);
    }
    for (const clause of reading.clauses) {
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
      last = this.clause(clause, sentence, last, context) ?? last;
    }
    if (reading.list) this.colonList(reading, sentence, context);
    this.lastRelation = last ?? this.lastRelation;
    const lead = reading.clauses.find((clause) => !clause.relative);
    const named = this.meant(lead?.context ?? lead?.subjects[0])?.entity ?? context;
    if (named !== undefined) this.subject = named;
  }

  /** "We keep the dependents of each employee: first name, gender": properties of what was named last. */
  private colonList(reading: SentenceReading, sentence: Sentence, context: string | undefined): void {
    const items = reading.clauses.flatMap((clause) => [
      ...clause.subjects,
      ...clause.objects,
      ...clause.complements.flatMap((each) => each.items),
    ]);
    const known = [context, ...items.map((item) => this.meant(item)?.entity)].filter(
      (name) => name !== undefined,
    );
    const lists = reading.clauses.some((clause) => clause.objects.length > 0 && clause.verb !== undefined);
    const owner =
      (lists
        ? items.filter((item) => this.evidence.entityOf(item.noun.name)).map((item) => item.noun.name)[0]
        : undefined) ??
      known.at(-1) ??
      this.subject;
    if (owner === undefined) return;
    for (const part of reading.list ?? []) {
      const [phrase, of, second] = readPhrases(part);
      if (phrase?.kind !== "noun") continue;
      const item: Item = { noun: phrase, joined: "first" };
      if (of?.kind === "preposition" && of.text === "of" && second?.kind === "noun") item.of = second;
      const meant = this.meant(item);
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

  private kinds(sentence: Sentence): boolean {
    const kinds = readKinds(sentence.text);
    if (!kinds) return false;
    const parent = this.evidence.entityOf(kinds.parent)?.entity;
    if (parent === undefined) return false;
    const known = kinds.kinds.map((kind) => this.evidence.entityOf(kind)?.entity);
    if (known.filter((kind) => kind !== undefined && this.evidence.isDescribed(kind)).length > 0) {
      this.entity(parent, sentence);
      for (const kind of known) {
        if (kind === undefined || kind === parent) continue;
        this.entity(kind, sentence).kindOf ??= parent;
      }
      return true;
    }
    addProperty(this.entity(parent, sentence), { name: "type", states: stateNames(kinds.kinds), sentence });
    return true;
  }

  private states(sentence: Sentence): boolean {
    const found = readStates(sentence.text);
    if (!found) return false;
    const entity =
      this.evidence.entityOf(found.entity)?.entity ??
      (this.into.entities.has(found.entity) ? found.entity : undefined);
    if (entity === undefined || found.states.some((state) => this.evidence.isEntity(state))) return false;
    addProperty(this.entity(entity, sentence), {
      name: snake(found.property ?? "status"),
      states: stateNames(found.states),
      sentence,
    });
    this.into.covered.add(sentence);
    return true;
  }

  /** Adds a property to an entity; what is an entity itself becomes a relation. */
  property(owner: string, item: Item, sentence: Sentence, flags: Partial<Property> = {}): void {
    const { noun } = item;
    const topic = topicOf(item);
    const counted = item.of !== undefined && /^(?:number|count|amount|total)$/.test(noun.name);
    const whole = item.of !== undefined && (counted || !isTransparent(noun));
    const meant = whole ? undefined : (this.evidence.entityOf(topic.name) ?? this.tail(topic.name, owner));
    const optional = flags.optional === true;
    if (meant && (meant.entity !== owner || topic.other || meant.role !== undefined)) {
      this.has(owner, topic, meant, sentence, optional);
      return;
    }
    const name = item.of && (whole || !this.evidence.isEntity(item.of.name)) ? ofName(item) : noun.name;
    if (noProperties.has(name) || name === owner || (systemWords.has(name) && isPropertyName(name) === "no"))
      return;
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

  entity(name: string, sentence: Sentence): Entity {
    const known = this.into.entities.get(name);
    this.into.covered.add(sentence);
    if (known) return known;
    const entity: Entity = { name, attributes: [], sentence };
    this.into.entities.set(name, entity);
    return entity;
  }

  /** "main author" where authors are known: the entity whose name the phrase ends with. */
  private tail(name: string, owner: string): Meant | undefined {
    const words = name.split(" ");
    for (let from = 1; from < words.length; from++) {
      const tail = words.slice(from).join(" ");
      if (
        (tail !== owner || roleModifiers.has(words[0] ?? "")) &&
        this.evidence.isEntity(tail) &&
        isPropertyName(name) !== "always"
      )
        return { entity: this.evidence.entityOf(tail)?.entity ?? tail, role: name };
    }
    return undefined;
  }

  private has(
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
    if (noun.quantity.most === "one" && meant.role === undefined && isMadeFor(meant.entity))
      relation.fromMost = "one";
    if (optional) relation.toLeast = 0;
    else if (noun.quantity.least !== undefined) relation.toLeast = noun.quantity.least;
    if (shared) relation.fromUsual = "many";
    if (meant.role !== undefined) relation.toRole = snake(meant.role);
    this.object = meant.entity;
    return this.relate(relation);
  }

  private relate(relation: Relation): Relation {
    this.entity(relation.from, relation.sentence);
    this.entity(relation.to, relation.sentence);
    this.into.relations.push(relation);
    return relation;
  }

  private meant(item: Item | undefined): Meant | undefined {
    if (!item) return undefined;
    return (
      this.evidence.entityOf(topicOf(item).name) ??
      this.evidence.entityOf(item.noun.name) ??
      (item.of && !isTransparent(item.noun) ? undefined : this.tail(item.noun.name, ""))
    );
  }

  private clause(
    clause: Clause,
    sentence: Sentence,
    last: Relation | undefined,
    intro?: string,
  ): Relation | undefined {
    const { verb, context } = clause;
    const topic = this.meant(context)?.entity ?? intro;
    if (topic !== undefined) this.entity(topic, sentence);
    if (!verb) {
      this.fragment(clause, sentence, topic);
      return undefined;
    }
    const subjects = clause.subjects.flatMap((item) => this.meant(item) ?? []);
    const pronoun = clause.pronoun && topic === undefined ? this.subject : undefined;
    const subject = subjects[0]?.entity ?? pronoun;
    if (clause.relative && verb.copula && this.relativeCopula(clause, sentence)) return undefined;
    const agent = clause.complements
      .find((each) => each.preposition === "by")
      ?.items.some((item) => this.meant(item));
    const stores = verb.passive
      ? recordVerbs.has(verb.lemma) && !agent
      : storeVerbs.has(verb.lemma) && (subject === undefined || topic !== undefined);
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
    if (verb.passive && topic !== undefined && topic !== subject && clause.complements.length === 0) {
      const relation: Relation = {
        from: topic,
        to: subject,
        verb: "have",
        toMost: clause.subjects[0]?.noun.quantity.most ?? "many",
        properties: [],
        sentence,
      };
      return this.relate(relation);
    }
    for (const [index, from] of all.entries())
      relation = this.doing(clause, from, clause.subjects[index]?.noun, sentence, verb) ?? relation;
    return relation;
  }

  /** "a head, who is an employee": the head is a reference, not a text. */
  private relativeCopula(clause: Clause, sentence: Sentence): boolean {
    const role = clause.subjects[0];
    const target = this.meant(clause.objects[0])?.entity;
    const owner = this.lastOwner;
    if (!role || target === undefined) return false;
    const name = snake(role.noun.name);
    const relation = this.into.relations.findLast(
      (each) => each.sentence === sentence && (each.to === role.noun.name || each.toRole === name),
    );
    if (relation && relation.to !== target && !this.evidence.isDescribed(relation.to)) {
      this.into.relations.splice(this.into.relations.indexOf(relation), 1);
      const dropped = this.into.entities.get(relation.to);
      if (
        dropped?.attributes.length === 0 &&
        !this.into.relations.some((each) => each.from === relation.to || each.to === relation.to)
      )
        this.into.entities.delete(relation.to);
      this.relate({ ...relation, to: target, toRole: name });
      return true;
    }
    if (owner === undefined) return relation !== undefined;
    const entity = this.into.entities.get(owner);
    const at = entity?.attributes.findIndex((property) => property.name === name) ?? -1;
    if (!entity || at < 0) return false;
    const [property] = entity.attributes.splice(at, 1);
    this.relate({
      from: owner,
      to: target,
      verb: name,
      toMost: "one",
      toRole: name,
      properties: [],
      sentence,
      ...(property?.optional === true ? { toLeast: 0 as const } : {}),
    });
    return true;
  }

  /** A line without a verb: "name of the customer" is a property. */
  private fragment(clause: Clause, sentence: Sentence, topic: string | undefined): void {
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

  private passiveStore(
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
  }

  /** A relation that the brief has told of, by which several of both meet. */
  private manyBetween(a: string, b: string): Relation | undefined {
    return this.into.relations.findLast(
      (each) =>
        ((each.from === a && each.to === b) || (each.from === b && each.to === a)) &&
        each.toMost === "many" &&
        a !== b,
    );
  }

  /** "the role of employees in the project": what the two things of a list have in common. */
  private inCommon(items: readonly Item[]): Relation | undefined {
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

  /** An entity stands for each time that something is done: it refers to both who does it and to what. */
  private link(event: string, relation: Relation, sentence: Sentence): void {
    relation.through = event;
    this.entity(event, sentence);
  }

  /** Whose the properties of a list are: "the name and address of each customer", "a customer's name". */
  private ownerIn(items: readonly Item[]): string | undefined {
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

  private activeStore(
    clause: Clause,
    sentence: Sentence,
    topic: string | undefined,
    last: Relation | undefined,
  ): void {
    const items = clause.objects.filter(
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
      else if (/^(?:including|with|like|as)$/.test(preposition)) {
        const whose = about ?? owner ?? (preposition === "including" ? this.subject : undefined);
        if (whose !== undefined) for (const item of complement) this.property(whose, item, sentence);
      }
    }
  }

  private described(clause: Clause, subject: string, sentence: Sentence): void {
    const identifies = clause.verb?.lemma === "identify" || clause.verb?.lemma === "distinguish";
    const items = [
      ...clause.complements
        .filter((each) => /^(?:by|with|through|using|via|including)$/.test(each.preposition))
        .flatMap((each) => each.items),
      ...clause.objects,
    ];
    for (const [index, item] of items.entries())
      this.property(
        subject,
        item,
        sentence,
        identifies && index === 0 ? { identifier: true, unique: true } : {},
      );
  }

  private having(clause: Clause, owner: string, sentence: Sentence, verb: VerbPhrase): Relation | undefined {
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
      if (/^(?:including|like)$/.test(preposition))
        for (const item of items) this.property(owner, item, sentence);
      else if (preposition === "with")
        for (const item of items) {
          if (
            made &&
            made.toMost === "many" &&
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

  /** "The end date may be missing." */
  private missing(clause: Clause, sentence: Sentence, topic: string | undefined): boolean {
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

  /** Somebody who is not kept does something with two things: "the library lends books to members". */
  private impersonal(clause: Clause, sentence: Sentence, topic: string | undefined): Relation | undefined {
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

  /** "copies of books": each copy is one of a book. */
  private partOf(item: Item, sentence: Sentence): void {
    if (!item.of) return;
    const part = this.evidence.entityOf(item.noun.name)?.entity;
    const whole = this.evidence.entityOf(item.of.name)?.entity;
    if (part === undefined || whole === undefined || part === whole) return;
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

  private doing(
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
    const screen = screenVerbs.has(verb.lemma) && !isEvent(subject.entity);
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
    return first ?? relation;
  }

  private relationOf(
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
      singleVerbs.test(verb.lemma) || (verb.passive && preposition !== "by" && !manyVerbs.has(verb.lemma));
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

  private doingProperty(
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

  private relationProperty(relation: Relation, item: Item, sentence: Sentence): void {
    if (this.evidence.isEntity(item.noun.name)) {
      this.entity(item.noun.name, sentence);
      return;
    }
    const name = item.of && !isTransparent(item.noun) ? ofName(item) : item.noun.name;
    if (noProperties.has(name)) return;
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

/** "date of birth" → date of birth; "number of pages" → number of pages. */
function ofName(item: Item): string {
  if (!item.of) return item.noun.name;
  if (/^(?:number|count|amount)$/.test(item.noun.name))
    return `${item.noun.name} of ${item.of.written.toLowerCase()}`;
  return `${item.noun.name} of ${item.of.plural ? item.of.written.toLowerCase() : item.of.name}`;
}
