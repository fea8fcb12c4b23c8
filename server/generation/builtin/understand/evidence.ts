import { isTransparent, type NounPhrase } from "../read/phrases";
import { isUsualThing } from "../domains";
import { isPropertyName } from "../words/attributes";
import {
  haveVerbs,
  organisations,
  recordVerbs,
  roleModifiers,
  screenVerbs,
  storeVerbs,
  systemWords,
} from "../words/grammar";
import { isEvent, isPersonLike } from "../words/things";
import type { Clause, Item } from "./clauses";

/**
 * How much speaks for each noun of the brief to be a thing that is kept, rather than a property or a word of
 * the sentence. A noun that is usually a property needs more.
 */
export class Evidence {
  private readonly points = new Map<string, number>();
  /** Nouns that were met in the plural or with "each": an organisation that is not is the one that speaks. */
  private readonly counted = new Set<string>();
  private readonly mentions = new Map<string, number>();
  /** Whoever is said to have something. */
  private readonly described = new Set<string>();
  /** Whoever is said to have something that is certainly a property, such as a name. */
  private readonly owning = new Set<string>();
  /** Whatever stands behind "for each". */
  private readonly contexts = new Set<string>();
  private readonly declared = new Set<string>();
  private readonly personas = new Set<string>();
  /** How many stories somebody tells. */
  private readonly stories = new Map<string, number>();
  private readonly aliases = new Map<string, { readonly entity: string; readonly role?: string }>();

  /** Something outside of the sentences (a heading with a list, a table) says that the noun is a thing. */
  declare(name: string): void {
    this.add(name, 10);
    this.counted.add(name);
    this.declared.add(name);
    this.described.add(name);
  }

  /** "trucks (number, capacity)": whatever has a list of properties is a thing. */
  listed(noun: NounPhrase): void {
    const parts = (noun.paren ?? "").split(",");
    if (parts.length < 2 || !noun.plural) return;
    if (
      !parts.some(
        (part) =>
          isPropertyName(
            part
              .trim()
              .toLowerCase()
              .replace(/^(?:and|with|its|their|an?|the)\s+/, ""),
          ) !== "no",
      )
    )
      return;
    this.noun(noun, 8);
    this.described.add(noun.name);
    this.counted.add(noun.name);
  }

  /** "During each visit, …": what the rest of the sentence belongs to. */
  context(clause: Clause): void {
    for (const { noun } of clause.subjects.slice(0, 1)) {
      this.noun(noun, 4);
      this.contexts.add(noun.name);
      this.counted.add(noun.name);
    }
  }

  read(clause: Clause): void {
    if (clause.context) {
      this.noun(clause.context.noun, 4);
      this.contexts.add(clause.context.noun.name);
    }
    const { verb } = clause;
    // Where people apply for something, an application is no program.
    if (verb?.lemma === "apply") this.add("application", 8);
    for (const item of [
      ...clause.subjects,
      ...clause.objects,
      ...clause.complements.flatMap((each) => each.items),
    ]) {
      this.count(item.noun);
      this.listed(item.noun);
      if (item.of) this.count(item.of);
      // "each customer's name", "the name of each customer".
      if (item.noun.owner !== undefined && item.noun.owner !== "it") this.add(item.noun.owner, 2);
      if (item.of?.universal) {
        this.noun(item.of, 3);
        if (isPropertyName(item.noun.name) !== "no") this.described.add(item.of.name);
      } else if (item.of && item.of.plural && isTransparent(item.noun)) this.noun(item.of, 1);
    }
    if (!verb) {
      // "Patients, including their name and date of birth".
      const given = clause.complements
        .filter((each) => /^(?:including|with)$/.test(each.preposition))
        .flatMap((each) => each.items);
      const [subject] = clause.subjects;
      if (subject && given.length > 0 && given.every((each) => isPropertyName(each.noun.name) !== "no")) {
        this.noun(subject.noun, 5);
        this.described.add(subject.noun.name);
        return;
      }
      // "An online shop with customers, products and orders".
      for (const item of [...clause.subjects, ...clause.complements.flatMap((each) => each.items)])
        if (item.noun.plural) this.noun(item.noun, isUsualThing(item.noun.name) ? 3 : 1);
      return;
    }
    // A hospital that stores patients keeps them; an invoice that records an amount has one.
    const keeps =
      storeVerbs.has(verb.lemma) && clause.subjects.some((item) => isOrganisation(item.noun.name));
    const has = haveVerbs.has(verb.lemma) && !verb.passive && !keeps;
    const identified =
      verb.passive && /^(identify|describe|characterize|characterise|define)$/.test(verb.lemma);
    const stores = verb.passive
      ? recordVerbs.has(verb.lemma) && !clause.complements.some((each) => each.preposition === "by")
      : storeVerbs.has(verb.lemma);
    for (const item of clause.subjects) {
      const { noun } = item;
      if (has || identified) {
        this.noun(
          noun,
          (noun.determiner === "the" || noun.determiner === "this") && !isEvent(noun.name) ? 1 : 3,
        );
        const facts = [
          ...clause.objects,
          ...(identified ? clause.complements.flatMap((each) => each.items) : []),
        ];
        if (
          facts.some(
            (each) =>
              isPropertyName(each.noun.name) !== "no" ||
              (each.noun.quantity.most === "one" && each.noun.determiner !== undefined),
          )
        ) {
          this.described.add(noun.name);
          if (
            facts.some(
              (each) => isPropertyName(each.noun.name) === "always" && each.noun.quantity.most === "one",
            )
          )
            this.owning.add(noun.name);
        }
      } else if (verb.copula)
        this.noun(noun, noun.universal || noun.determiner === "a" || noun.determiner === "an" ? 1 : 0);
      else if (!stores || !verb.passive)
        this.noun(
          noun,
          noun.universal || noun.plural || noun.determiner === "a" || noun.determiner === "an" ? 2 : 1,
        );
      else if (noun.plural)
        this.noun(noun, item.of || clause.complements.some(({ early }) => early === true) ? 2 : 1);
    }
    const screen = screenVerbs.has(verb.lemma) && !/^(?:give|take|go|come|run|report)$/.test(verb.lemma);
    // "has exactly one payment with an amount": whatever has properties is a thing.
    const last = clause.objects.at(-1);
    const given = clause.complements
      .filter((each) => each.preposition === "with")
      .flatMap((each) => each.items);
    if (
      last &&
      given.length > 0 &&
      given.every((each) => isPropertyName(each.noun.name) !== "no") &&
      isPropertyName(last.noun.name) !== "always"
    ) {
      this.noun(last.noun, 3);
      this.described.add(last.noun.name);
    } else if (
      last &&
      given.length > 1 &&
      isPropertyName(last.noun.name) === "always" &&
      !isTransparent(last.noun) &&
      given.every((each) => isPropertyName(each.noun.name) !== "no")
    )
      this.noun(last.noun, 5);
    for (const item of clause.objects) {
      const target = topicOf(item);
      if (has || clause.context)
        this.noun(
          target,
          target.quantity.most === "many"
            ? 2
            : target.quantity.said && target.determiner !== "a" && target.determiner !== "an"
              ? has && isPropertyName(target.name) === "either"
                ? 3
                : 1
              : 0,
        );
      else if (stores && !verb.passive)
        this.noun(
          target,
          target.plural && isPropertyName(target.name) !== "no" && isUsualThing(target.name)
            ? 6
            : target.plural || (isTransparent(item.noun) && item.of)
              ? 2
              : 1,
        );
      else if (screen) this.noun(target, target.plural ? 1 : 0);
      else
        this.noun(
          target,
          verb.copula ? 0 : target.plural && isPropertyName(target.name) === "either" ? 3 : 2,
        );
      if (item.of && !isTransparent(item.noun) && item.of.plural) this.noun(item.of, 1);
    }
    for (const { preposition, items } of clause.complements)
      for (const item of items) {
        // "is operated by a shipping company": not the one that speaks.
        if (
          /^(?:by|to|for|from)$/.test(preposition) &&
          /^an?$/.test(item.noun.determiner ?? "") &&
          item.noun.name.includes(" ")
        )
          this.counted.add(item.noun.name);
        if (/^(about|of|on|regarding|concerning)$/.test(preposition) && stores) this.noun(item.noun, 2);
        else if (
          /^(by|to|with|in|from|for|at|of|into|on|onto|between|among|under|within)$/.test(preposition) &&
          !(screen && !verb.copula)
        )
          this.noun(
            item.noun,
            (item.noun.plural && preposition !== "with" && isPropertyName(item.noun.name) === "either") ||
              (preposition !== "with" &&
                /^(?:belong|assign|employ|enroll|happen|lie)$/.test(verb.lemma) &&
                isKeptNoun(item.noun))
              ? 3
              : item.noun.quantity.most === "many" ||
                  item.noun.universal ||
                  /^(by|to|from|of|between)$/.test(preposition) ||
                  isKept(item.noun)
                ? isPropertyName(item.noun.name) === "either" &&
                  isUsualThing(item.noun.name) &&
                  isKept(item.noun)
                  ? 3
                  : 2
                : 1,
          );
      }
  }

  /**
   * To be called when everything is read: finds names that mean the same thing, such as "request" for
   * "maintenance request" and "start depot" for "depot".
   */
  settle(): void {
    const names = [...this.points.keys()].filter((name) => this.qualifies(name));
    for (const name of names) {
      if (!name.includes(" ")) continue;
      const words = name.split(" ");
      for (let at = 1; at < words.length; at++) {
        const head = words.slice(at).join(" ");
        if (!this.qualifies(head)) continue;
        const modifier = words.slice(0, at).join(" ");
        if (roleModifiers.has(words[0] ?? "") && !this.described.has(name)) {
          this.aliases.set(name, { entity: head, role: name });
          break;
        }
        const others = names.filter((other) => other !== name && other.endsWith(` ${head}`));
        if (this.described.has(name) && !this.described.has(head) && others.length === 0)
          this.aliases.set(head, { entity: name });
        else if (
          !this.described.has(name) &&
          this.described.has(head) &&
          !this.declared.has(name) &&
          (this.mentions.get(name) ?? 0) < 3
        )
          this.nameAfter(name, head, this.qualifies(modifier) && others.length === 0);
        break;
      }
    }
    // Whoever only works with the system, and of whom nothing is said, is not kept.
    for (const persona of this.personas)
      if (
        !this.described.has(persona) &&
        !this.declared.has(persona) &&
        (this.mentions.get(persona) ?? 0) <= (this.stories.get(persona) ?? 0) &&
        /(?:receptionist|administrator|admin|clerk|secretary|operator|officer|accountant|moderator|dispatcher|librarian|owner|user|staff member|coordinator|support agent|manager)$/.test(
          persona,
        )
      )
        this.points.delete(persona);
    // Members of a channel of whom nothing is said are users.
    const anyone = ["user", "player", "employee", "person"].find((name) => this.described.has(name));
    if (anyone !== undefined)
      for (const name of this.points.keys())
        if (
          /^(?:member|participant|moderator|admin|administrator|follower|subscriber|viewer|collaborator|recipient|sender|creator|assignee|reviewer|approver|supervisor|manager|head|leader|friend)$/.test(
            name,
          ) &&
          !this.described.has(name) &&
          !this.aliases.has(name)
        )
          this.aliases.set(name, { entity: anyone, role: name });
    // Buyers and sellers of whom nothing is said are users, where the brief knows users.
    const user = ["user", "person", "member"].find(
      (name) => this.described.has(name) && this.qualifies(name),
    );
    if (user !== undefined)
      for (const persona of this.personas)
        if (persona !== user && !this.described.has(persona))
          this.aliases.set(persona, { entity: user, role: persona });
  }

  /** "As a seller, I want …": a seller is somebody who uses the system. */
  persona(name: string): void {
    this.personas.add(name);
    this.counted.add(name);
    this.stories.set(name, (this.stories.get(name) ?? 0) + 1);
    this.add(name, 2);
  }

  /** "payslip lines" that are called lines later on: what is called after another keeps the longer name. */
  private nameAfter(name: string, head: string, keeps: boolean): void {
    const [alias, entity] = keeps ? [head, name] : [name, head];
    this.aliases.set(alias, { entity });
    if (keeps && this.described.has(head)) this.described.add(name);
  }

  isPersona(name: string): boolean {
    return this.personas.has(name);
  }

  /** One word for another: "senders and recipients, both are customers". */
  alias(name: string, entity: string): void {
    if (name !== entity && !this.described.has(name)) this.aliases.set(name, { entity, role: name });
  }

  /** The entity that a name stands for, with the part that it plays; undefined where it is no entity. */
  entityOf(name: string): { readonly entity: string; readonly role?: string } | undefined {
    const alias = this.aliases.get(name);
    if (alias) return this.aliases.get(alias.entity) ?? alias;
    return this.qualifies(name) ? { entity: name } : undefined;
  }

  /** Every name that stands for itself. */
  names(): string[] {
    return [...this.points.keys()].filter((name) => this.entityOf(name)?.entity === name);
  }

  isEntity(name: string): boolean {
    return this.entityOf(name) !== undefined;
  }

  /** How often the brief names it. */
  mentionsOf(name: string): number {
    return this.mentions.get(name) ?? 0;
  }

  isDescribed(name: string): boolean {
    return this.described.has(name) || this.contexts.has(name);
  }

  private qualifies(name: string): boolean {
    const points = this.points.get(name) ?? 0;
    const last = name.split(" ").at(-1) ?? name;
    if (systemWords.has(name)) return points >= (this.isDescribed(name) ? 5 : 8);
    if (
      /^(system|application|app|platform|website|database|software|report|page|information|data|detail)$/.test(
        last,
      )
    )
      return points >= (this.described.has(name) && name.includes(" ") ? 3 : 10);
    if (isOrganisation(name) && !this.counted.has(name) && !this.owning.has(name)) return points >= 10;
    const property = isPropertyName(name);
    if (property === "always") return points >= (this.owning.has(name) ? 4 : 6);
    if (property === "either") return points >= (this.counted.has(name) && isUsualThing(name) ? 2 : 3);
    return points >= 2;
  }

  private count(noun: NounPhrase): void {
    this.mentions.set(noun.name, (this.mentions.get(noun.name) ?? 0) + 1);
    if (noun.universal || noun.plural || noun.quantity.most === "many" || noun.determiner === "one")
      this.counted.add(noun.name);
  }

  private noun(noun: NounPhrase, points: number): void {
    if (points > 0) this.add(noun.name, points);
  }

  private add(name: string, points: number): void {
    if (
      /^(?:us|me|it|them|whether|one|other|so|something|someone|everybody|everyone|nobody|both)$/.test(name)
    )
      return;
    this.points.set(name, (this.points.get(name) ?? 0) + points);
  }
}

/** Whatever things belong to is a thing. */
function isKeptNoun({ name, determiner }: NounPhrase): boolean {
  return /^(?:an?|one|each|every)$/.test(determiner ?? "") && isPropertyName(name) !== "always";
}

/** "with a notary", "onto one vehicle": a thing that the brief counts, and that somebody usually keeps or is. */
function isKept({ name, determiner, quantity }: NounPhrase): boolean {
  if (!/^(?:an?|one|each|every|several|many|another|the|atmostone)$/.test(determiner ?? "")) return false;
  if (isPropertyName(name) === "always") return false;
  return (
    ((isUsualThing(name) || isEvent(name)) && isPropertyName(name) === "no") ||
    isPersonLike(name) ||
    (quantity.said && determiner !== "a" && determiner !== "an")
  );
}

/** What an item is about: "information about customers" is about customers. */
export function topicOf(item: Item): NounPhrase {
  return item.of && isTransparent(item.noun) && item.noun.name !== "copy" ? item.of : item.noun;
}

/** Whoever speaks in the brief, or the system that it wants. */
function isOrganisation(name: string): boolean {
  return organisations.has(name.split(" ").at(-1) ?? name);
}
