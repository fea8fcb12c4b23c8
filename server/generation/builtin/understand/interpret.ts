import type { Sentence } from "../read/sentences";
import { isTransparent, type NounPhrase, type VerbPhrase } from "../read/phrases";
import { isPropertyName } from "../words/attributes";
import { haveVerbs, partVerbs, screenVerbs, storeVerbs, systemWords } from "../words/grammar";
import { singular, snake } from "../words/inflect";
import { nominalsOf } from "../words/things";
import { topicOf, type Evidence } from "./evidence";
import type { Clause, Item } from "./clauses";
import type { Entity, Property, Relation, Understanding } from "./model";
import { readProperty } from "./property";

/** Turns clauses into entities, properties and relations, one sentence after the other. */
export class Interpreter {
  /** What "it" and "each" mean: the subject of the last sentence. */
  private subject: string | undefined;

  constructor(
    private readonly evidence: Evidence,
    private readonly into: Understanding,
  ) {}

  /** `topic` is the entity of the heading or the lead under which the sentence stands. */
  sentence(sentence: Sentence, clauses: readonly Clause[], topic?: string): void {
    if (topic !== undefined) this.subject = topic;
    let last: Relation | undefined;
    for (const clause of clauses) {
      const relation = this.clause(clause, sentence, last);
      last = relation ?? last;
    }
    const lead = clauses.find((clause) => !clause.relative);
    const named = lead?.context ?? lead?.subjects[0];
    if (named) {
      const name = topicOf(named).name;
      if (this.evidence.isEntity(name)) this.subject = name;
    }
  }

  /** Adds a property to an entity; what is an entity itself becomes a relation. */
  property(owner: string, item: Item, sentence: Sentence, flags: Partial<Property> = {}): void {
    const { noun } = item;
    const topic = topicOf(item);
    const full = item.of && !isTransparent(noun) ? undefined : topic;
    if (full && this.evidence.isEntity(full.name) && (full.name !== owner || full.other)) {
      this.has(owner, full, sentence, flags.optional === true);
      return;
    }
    // "a list of products" is about products; "date of birth" is one name.
    const known = this.entityNamed(full?.name ?? "", owner);
    if (full && known !== undefined) {
      this.has(owner, full, sentence, flags.optional === true, known, full.name);
      return;
    }
    const name =
      item.of && (!isTransparent(noun) || !this.evidence.isEntity(item.of.name)) ? ofName(item) : noun.name;
    if (systemWords.has(name) || name === owner) return;
    const many = noun.plural && noun.quantity.most === "many" && !item.of;
    if (many && isPropertyName(name) === "no" && (noun.quantity.said || sentenceIsAboutMany(noun))) {
      this.has(owner, noun, sentence, flags.optional === true);
      return;
    }
    this.into.covered.add(sentence);
    for (const property of readProperty(name, noun, sentence, many))
      addProperty(this.entity(owner, sentence), { ...property, ...flags });
  }

  entity(name: string, sentence: Sentence): Entity {
    const known = this.into.entities.get(name);
    if (known) return known;
    const entity: Entity = { name, attributes: [], sentence };
    this.into.entities.set(name, entity);
    this.into.covered.add(sentence);
    return entity;
  }

  /** "main author" where authors are known: the entity whose name the phrase ends with. */
  private entityNamed(name: string, owner: string): string | undefined {
    const words = name.split(" ");
    for (let from = 1; from < words.length; from++) {
      const tail = words.slice(from).join(" ");
      if (tail !== owner && this.evidence.isEntity(tail) && isPropertyName(name) !== "always") return tail;
    }
    return undefined;
  }

  private has(
    owner: string,
    noun: NounPhrase,
    sentence: Sentence,
    optional: boolean,
    target = noun.name,
    role?: string,
  ): void {
    this.relate({
      from: owner,
      to: target,
      verb: "have",
      toMost: noun.quantity.most,
      ...(optional
        ? { toLeast: 0 as const }
        : noun.quantity.least === undefined
          ? {}
          : { toLeast: noun.quantity.least }),
      ...(role === undefined ? {} : { toRole: snake(role) }),
      properties: [],
      sentence,
    });
  }

  private relate(relation: Relation): Relation {
    this.entity(relation.from, relation.sentence);
    this.entity(relation.to, relation.sentence);
    this.into.covered.add(relation.sentence);
    this.into.relations.push(relation);
    return relation;
  }

  private resolve(item: Item | undefined): string | undefined {
    if (!item) return undefined;
    const topic = topicOf(item);
    if (this.evidence.isEntity(topic.name)) return topic.name;
    if (this.evidence.isEntity(item.noun.name)) return item.noun.name;
    return this.entityNamed(topic.name, "");
  }

  private clause(clause: Clause, sentence: Sentence, last: Relation | undefined): Relation | undefined {
    const { verb, context } = clause;
    const topic = context ? this.resolve(context) : undefined;
    if (context && topic !== undefined) this.entity(topic, sentence);
    if (!verb) {
      this.fragment(clause, sentence, topic);
      return;
    }
    const subjects = clause.subjects.flatMap((item) => this.resolve(item) ?? []);
    const subject = subjects[0] ?? (clause.pronoun && topic === undefined ? this.subject : undefined);
    // "For each order, the date and the total are stored."
    if (storeVerbs.has(verb.lemma) && (subject === undefined || verb.passive || topic !== undefined)) {
      if (verb.passive) {
        this.passiveStore(clause, sentence, topic, last);
        return last;
      }
      this.activeStore(clause, sentence, topic);
      return undefined;
    }
    // "The name of each customer is unique."
    if (verb.copula) {
      this.copula(clause, sentence, subjects);
      return undefined;
    }
    if (subject === undefined) {
      if (topic !== undefined && haveVerbs.has(verb.lemma))
        for (const item of clause.objects) this.property(topic, item, sentence);
      else return this.impersonal(clause, sentence);
      return undefined;
    }
    if (
      verb.passive &&
      /^(identify|describe|characterize|characterise|define|specify|distinguish)$/.test(verb.lemma)
    ) {
      this.described(clause, subject, sentence);
      return undefined;
    }
    if (haveVerbs.has(verb.lemma) && !verb.passive) {
      for (const owner of subjects.length > 0 ? subjects : [subject])
        this.having(clause, owner, sentence, verb);
      return undefined;
    }
    let relation: Relation | undefined;
    for (const [index, from] of (subjects.length > 0 ? subjects : [subject]).entries())
      relation = this.doing(clause, from, clause.subjects[index]?.noun, sentence, verb) ?? relation;
    return relation;
  }

  /** A line without a verb: "Customers: name, email" was read elsewhere; "name of the customer" is a property. */
  private fragment(clause: Clause, sentence: Sentence, topic: string | undefined): undefined {
    for (const item of clause.subjects) {
      if (item.of && this.evidence.isEntity(item.of.name) && !isTransparent(item.noun))
        this.property(item.of.name, { noun: item.noun, joined: "first" }, sentence);
      else if (topic !== undefined) this.property(topic, item, sentence);
      else {
        const name = this.resolve(item);
        if (name !== undefined) this.entity(name, sentence);
      }
    }
    return undefined;
  }

  private passiveStore(
    clause: Clause,
    sentence: Sentence,
    topic: string | undefined,
    last: Relation | undefined,
  ): void {
    const owner = topic ?? this.ownerIn(clause.subjects);
    for (const item of clause.subjects) {
      const own =
        item.of && this.evidence.isEntity(item.of.name) && !isTransparent(item.noun)
          ? { noun: item.noun, joined: item.joined }
          : item;
      if (owner !== undefined) this.property(owner, own, sentence);
      else if (last) this.relationProperty(last, own, sentence);
      else {
        const name = this.resolve(item);
        if (name !== undefined) this.entity(name, sentence);
        else if (this.subject !== undefined) this.property(this.subject, own, sentence);
      }
    }
  }

  /** Whose the properties of a list are: "the name and address of each customer", "a customer's name". */
  private ownerIn(items: readonly Item[]): string | undefined {
    for (const item of items) {
      const owner = item.noun.owner;
      if (owner !== undefined && owner !== "it" && this.evidence.isEntity(owner)) return owner;
      if (owner === "it") return this.subject;
    }
    const last = items.at(-1);
    if (
      last?.of &&
      this.evidence.isEntity(last.of.name) &&
      !isTransparent(last.noun) &&
      !this.evidence.isEntity(last.noun.name)
    )
      return last.of.name;
    return undefined;
  }

  private activeStore(clause: Clause, sentence: Sentence, topic: string | undefined): void {
    const items = clause.objects.filter((item) => !systemWords.has(item.noun.name));
    const owner = topic ?? this.ownerIn(items);
    let about: string | undefined;
    for (const item of items) {
      const own =
        item.of && item.of.name === owner && !isTransparent(item.noun)
          ? { noun: item.noun, joined: item.joined }
          : item;
      if (owner !== undefined) {
        this.property(owner, own, sentence);
        continue;
      }
      const name = this.resolve(item);
      if (name === undefined) continue;
      this.entity(name, sentence);
      about = name;
    }
    for (const { preposition, items: complement } of clause.complements) {
      if (/^(about|on|regarding|concerning|of|for)$/.test(preposition))
        for (const item of complement) {
          const name = this.resolve(item);
          if (name === undefined) continue;
          this.entity(name, sentence);
          // "the name and address of/for customers": the objects were its properties.
          if (owner === undefined && preposition !== "for")
            for (const object of items)
              if (!isTransparent(object.noun) && !this.resolve(object)) this.property(name, object, sentence);
          about = name;
        }
      else if (/^(including|with|like|as)$/.test(preposition)) {
        const whose = about ?? owner;
        if (whose !== undefined) for (const item of complement) this.property(whose, item, sentence);
      }
    }
  }

  private described(clause: Clause, subject: string, sentence: Sentence): void {
    const identifies = clause.verb?.lemma === "identify" || clause.verb?.lemma === "distinguish";
    const items = [
      ...clause.complements
        .filter((each) => /^(by|with|through|using|via)$/.test(each.preposition))
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

  private having(clause: Clause, owner: string, sentence: Sentence, verb: VerbPhrase): void {
    const optional =
      verb.modal === "may" ||
      verb.modal === "might" ||
      verb.modal === "could" ||
      verb.adverbs.includes("optionally") ||
      verb.modal === "can";
    this.entity(owner, sentence);
    const single = singleOwner(clause, owner);
    for (const item of clause.objects) {
      const part = partVerbs.has(verb.lemma);
      const before = this.into.relations.length;
      this.property(owner, item, sentence, optional ? { optional: true } : {});
      for (const relation of this.into.relations.slice(before)) {
        if (part && verb.lemma !== "include") relation.part = true;
        if (!single) relation.fromMost ??= "many";
      }
    }
    for (const { preposition, items } of clause.complements)
      if (/^(including|with|like)$/.test(preposition))
        for (const item of items) this.property(owner, item, sentence, {});
  }

  private copula(clause: Clause, sentence: Sentence, subjects: readonly string[]): void {
    const [subject] = subjects;
    const object = clause.objects[0];
    const target = this.resolve(object);
    const flags = new Set(clause.adjectives);
    if (
      subject !== undefined &&
      object &&
      target !== undefined &&
      target !== subject &&
      clause.objects.length === 1 &&
      !object.noun.plural === !clause.subjects[0]?.noun.plural
    ) {
      const kind = this.entity(subject, sentence);
      this.entity(target, sentence);
      if (!clause.verb?.modal && !clause.verb?.negative) kind.kindOf ??= target;
      return;
    }
    if (
      subject === undefined &&
      (flags.has("unique") || flags.has("optional") || flags.has("required") || flags.has("mandatory"))
    )
      for (const item of clause.subjects) {
        const owner =
          item.of && this.evidence.isEntity(item.of.name)
            ? item.of.name
            : item.noun.owner === undefined || item.noun.owner === "it"
              ? this.subject
              : item.noun.owner;
        if (owner === undefined || !this.into.entities.has(owner)) continue;
        const property: Partial<Property> = flags.has("unique")
          ? { unique: true }
          : { optional: flags.has("optional") };
        this.property(
          owner,
          item.of?.name === owner ? { noun: item.noun, joined: "first" } : item,
          sentence,
          property,
        );
      }
  }

  /** Somebody who is not kept does something with two things: "the library lends books to members". */
  private impersonal(clause: Clause, sentence: Sentence): Relation | undefined {
    const { verb } = clause;
    const [object] = clause.objects;
    const to = this.resolve(object);
    const other = clause.complements.find((each) => /^(to|by|from|for|in|with|into)$/.test(each.preposition))
      ?.items[0];
    const from = this.resolve(other);
    if (object) this.partOf(object, sentence);
    for (const item of clause.objects) {
      const name = this.resolve(item);
      if (name !== undefined) this.entity(name, sentence);
    }
    if (
      !verb ||
      !object ||
      !other ||
      to === undefined ||
      from === undefined ||
      from === to ||
      (screenVerbs.has(verb.lemma) && verb.lemma !== "give")
    )
      return undefined;
    return this.relate({
      from,
      to,
      verb: verb.lemma,
      toMost: "many",
      fromMost: "many",
      properties: [],
      sentence,
    });
  }

  /** "copies of books": each copy is one of a book. */
  private partOf(item: Item, sentence: Sentence): void {
    if (!item.of || (isTransparent(item.noun) && !/copy|item|instance/.test(item.noun.name))) return;
    if (!this.evidence.isEntity(item.of.name) || !this.evidence.isEntity(item.noun.name)) return;
    this.relate({
      from: item.of.name,
      to: item.noun.name,
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
    from: string,
    noun: NounPhrase | undefined,
    sentence: Sentence,
    verb: VerbPhrase,
  ): Relation | undefined {
    this.entity(from, sentence);
    for (const item of clause.objects) this.partOf(item, sentence);
    const active = !verb.passive;
    const partners: { item: Item; preposition: string }[] = [
      ...clause.objects.map((item) => ({ item, preposition: "" })),
      ...clause.complements.flatMap(({ preposition, items }) => items.map((item) => ({ item, preposition }))),
    ];
    const screen = screenVerbs.has(verb.lemma) && (active || verb.lemma !== "use");
    let relation: Relation | undefined;
    for (const { item, preposition } of partners) {
      const name = this.resolve(item);
      if (name === undefined) {
        if (relation && /^(with|on|at|for|in|)$/.test(preposition) && isPropertyName(item.noun.name) !== "no")
          this.relationProperty(relation, item, sentence);
        else if (
          !screen &&
          isPropertyName(item.noun.name) !== "no" &&
          !systemWords.has(item.noun.name) &&
          preposition !== "for"
        )
          this.property(from, item, sentence, verb.modal === "may" ? { optional: true } : {});
        continue;
      }
      const target = topicOf(item);
      this.entity(name, sentence);
      if (
        name === from &&
        !target.other &&
        !/^(manage|supervise|report|follow|refer|precede|succeed|require|replace|contain|include|belong|link|relate|parent|reply|consist|divide|marry|mentor|lead)$/.test(
          verb.lemma,
        )
      )
        continue;
      if (screen && name !== from && !/^(manage|use|provide|handle|receive|submit)$/.test(verb.lemma))
        continue;
      if (verb.lemma === "manage" && /^(admin|administrator|system|user|staff|librarian)$/.test(from))
        continue;
      const role = roleOf(verb.lemma, preposition, target, name);
      const quantity = target.quantity;
      const many = noun?.quantity.most === "many" || (noun?.plural === true && !noun.universal);
      const optional =
        verb.modal === "may" || verb.modal === "can" || verb.modal === "might" || quantity.least === 0;
      const least = quantity.least ?? (optional ? 0 : undefined);
      const reversed = target.universal || target.determiner === "each" || target.determiner === "every";
      const next: Relation = {
        from,
        to: name,
        verb: verb.lemma,
        ...(reversed && many ? {} : { toMost: quantity.most }),
        ...(least === undefined ? {} : { toLeast: least }),
        ...(noun?.quantity.said && noun.quantity.most === "many" ? { fromMost: "many" as const } : {}),
        ...(many && quantity.most === "one" ? { fromMost: "many" as const } : {}),
        ...(role === undefined ? {} : { toRole: role }),
        properties: [],
        sentence,
        ...(partVerbs.has(verb.lemma) || (verb.lemma === "compose" && verb.passive) ? { part: true } : {}),
      };
      relation = this.relate(next);
    }
    return relation;
  }

  private relationProperty(relation: Relation, item: Item, sentence: Sentence): void {
    if (this.evidence.isEntity(item.noun.name)) {
      this.entity(item.noun.name, sentence);
      return;
    }
    const name = item.of && !isTransparent(item.noun) ? ofName(item) : item.noun.name;
    if (systemWords.has(name)) return;
    // "the loan date" goes to loans where the brief knows loans.
    const through = nominalsOf(relation.verb).find(
      (each) => this.into.entities.has(each) || this.evidence.isEntity(each),
    );
    for (const property of readProperty(name, item.noun, sentence, false)) {
      if (through !== undefined) addProperty(this.entity(through, sentence), property);
      else if (!relation.properties.some((known) => known.name === property.name))
        relation.properties.push(property);
    }
    this.into.covered.add(sentence);
  }
}

/** "date of birth" → date of birth; "number of pages" → number of pages. */
function ofName(item: Item): string {
  if (!item.of) return item.noun.name;
  if (/^(number|count|amount)$/.test(item.noun.name))
    return `${item.noun.name} of ${item.of.written.toLowerCase()}`;
  return `${item.noun.name} of ${item.of.plural ? item.of.written.toLowerCase() : item.of.name}`;
}

function sentenceIsAboutMany(noun: NounPhrase): boolean {
  return noun.plural;
}

function singleOwner(clause: Clause, owner: string): boolean {
  const noun = clause.subjects.find((item) => item.noun.name === owner)?.noun;
  return noun === undefined || !noun.quantity.said || noun.quantity.most === "one";
}

/** The part that somebody plays: "is managed by an employee" → manager. */
function roleOf(verb: string, preposition: string, target: NounPhrase, name: string): string | undefined {
  if (target.name !== name) return snake(target.name);
  preposition;
  verb;
  return undefined;
}

/** Adds a property, or what a later sentence says of one that is known. */
export function addProperty(entity: Entity, property: Property): void {
  const known = entity.attributes.find(
    (each) => each.name === property.name || each.name === snake(`${entity.name} ${property.name}`),
  );
  if (!known) {
    entity.attributes.push(property);
    return;
  }
  for (const [key, value] of Object.entries(property))
    if (value !== undefined && key !== "sentence" && key !== "name" && key !== "many")
      Object.assign(known, { [key]: value });
}

/** The singular of a name as it may stand in a heading. */
export function entityName(text: string): string {
  return singular(
    text
      .toLowerCase()
      .replace(/^(the|a|an|each|every)\s+/, "")
      .replace(/\s+(table|entity|relation|class|information|details|data|records?|model)s?$/, "")
      .trim(),
  );
}
