import { isTransparent, type NounPhrase } from "../read/phrases";
import { isUsualThing } from "../domains";
import { isPropertyName } from "../words/attributes";
import { haveVerbs, recordVerbs, screenVerbs, storeVerbs, systemWords } from "../words/grammar";
import { Naming } from "./naming";
import { isOrganisation } from "./weights";
import { isEvent, isNominalOf, isPersonLike } from "../words/things";
import type { Clause, Item } from "./clauses";

/**
 * How much speaks for each noun of the brief to be a thing that is kept, rather than a property or a word of
 * the sentence. A noun that is usually a property needs more.
 */
export class Evidence extends Naming {
  private readonly verbs = new Set<string>();
  /** What a list of things to keep names. */
  private readonly wanted = new Set<string>();

  isWanted(name: string): boolean {
    return this.wanted.has(name);
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

  /** "with customers, cakes and orders": a list of things is to be kept, whatever they are. */
  want(nouns: readonly NounPhrase[]): void {
    const several = nouns.filter(
      ({ plural, name }) => plural || /^(?:staff|equipment|evidence|inventory|luggage|stock)$/.test(name),
    );
    if (several.length < 3 || several.length < nouns.length - 1) return;
    if (nouns.some(({ name }) => isPropertyName(name) === "always")) return;
    for (const { name, written } of several) {
      if (systemWords.has(name) || /\b(?:reports?|statistics|updates)$/i.test(written)) continue;
      this.wanted.add(name);
      this.counted.add(name);
      this.add(name, 4);
    }
  }

  private wants({ subjects, objects, complements, verb }: Clause): void {
    const nobody = subjects.every(({ noun }) => isOrganisation(noun.name) || systemWords.has(noun.name));
    if (verb && !(nobody && storeVerbs.has(verb.lemma))) return;
    const nouns = (items: readonly Item[]) => items.map((item) => topicOf(item));
    if (objects.length >= 3) this.want(nouns(objects));
    else if (!verb && subjects.length >= 3) this.want(nouns(subjects));
    for (const { preposition, items } of complements)
      if (/^(?:with|about|of|on|including|like|for|regarding|between)$/.test(preposition))
        this.want(nouns(items));
  }

  /** "is certified for models, and each certification …": what a verb leaves behind is a thing. */
  private nominal({ subjects, relative }: Clause, lemma: string): void {
    for (const { noun } of relative ? [] : subjects)
      if (noun.universal && [...this.verbs].some((verb) => isNominalOf(noun.name, verb))) {
        this.noun(noun, 3);
        this.counted.add(noun.name);
      }
    if (lemma.length > 3) this.verbs.add(lemma);
  }

  read(clause: Clause): void {
    if (clause.context) {
      this.noun(clause.context.noun, 4);
      this.contexts.add(clause.context.noun.name);
    }
    const { verb } = clause;
    // "When an accident happens": nothing is said of it.
    if (
      verb &&
      /^(?:happen|occur|arise)$/.test(verb.lemma) &&
      clause.objects.length + clause.complements.length === 0 &&
      clause.subjects.every(({ noun }) => /^an?$/.test(noun.determiner ?? ""))
    )
      return;
    if (verb && !verb.copula) this.nominal(clause, verb.lemma);
    this.wants(clause);
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
      (given.every((each) => isPropertyName(each.noun.name) !== "no") ||
        (given.length > 1 &&
          isPropertyName(given[0]?.noun.name ?? "") === "always" &&
          given.every(({ noun }) => noun.quantity.most === "one" && /^an?$/.test(noun.determiner ?? "")))) &&
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
      // "each cinema has several screens": no part of a program.
      if (
        has &&
        target.quantity.said &&
        target.quantity.most === "many" &&
        /^(?:screen|table|row|page|form|field|key)$/.test(target.name) &&
        clause.subjects.some(({ noun }) => noun.universal && !systemWords.has(noun.name))
      )
        this.noun(target, 8);
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
      else if (stores && !verb.passive) {
        if (clause.objects.length > 1 && target.plural) this.wanted.add(target.name);
        this.noun(
          target,
          target.plural && isPropertyName(target.name) !== "no" && isUsualThing(target.name)
            ? 6
            : target.plural || (isTransparent(item.noun) && item.of)
              ? 2
              : 1,
        );
      } else if (screen) this.noun(target, target.plural ? 1 : 0);
      else
        this.noun(
          target,
          verb.copula ? 0 : target.plural && isPropertyName(target.name) === "either" ? 3 : 2,
        );
      if (item.of && !isTransparent(item.noun) && item.of.plural) this.noun(item.of, 1);
    }
    for (const { preposition, items } of clause.complements)
      for (const item of items) {
        // "is paid by card or in cash".
        if (/^(?:by|in|via|through)$/.test(preposition) && isManner(item.noun)) continue;
        // "Researchers belong to an institution".
        if (
          /^(?:belong|work|study|employ|affiliate|register)$/.test(verb.lemma) &&
          /^an?$/.test(item.noun.determiner ?? "") &&
          isOrganisation(item.noun.name) &&
          clause.subjects.some(({ noun }) => isPersonLike(noun.name))
        ) {
          this.counted.add(item.noun.name);
          this.noun(item.noun, 1);
        }
        // "create quizzes with questions".
        if (
          preposition === "with" &&
          item.noun.plural &&
          clause.objects.length > 0 &&
          isUsualThing(item.noun.name) &&
          isPropertyName(item.noun.name) === "no"
        )
          this.noun(item.noun, 1);
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
}

/** A way to do something, rather than a thing: "by card". */
function isManner({ name, determiner, plural, quantity }: NounPhrase): boolean {
  return (
    determiner === undefined &&
    !plural &&
    !quantity.said &&
    !isPersonLike(name) &&
    isPropertyName(name) === "no"
  );
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
  const { noun, of } = item;
  // "has a description of the works": a text.
  if (/^an?$/.test(noun.determiner ?? "") && noun.name === "description") return noun;
  return of && isTransparent(noun) && noun.name !== "copy" ? of : noun;
}
