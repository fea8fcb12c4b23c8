import { isTransparent } from "../read/phrases";
import { isUsualThing } from "../domains";
import { isPropertyName } from "../words/attributes";
import { kindOf } from "../words/kinds";
import { haveVerbs, recordVerbs, screenVerbs, storeVerbs, systemWords } from "../words/grammar";
import { isPieceOf, topicOf } from "./kept-nouns";
import { isOrganisation } from "./weights";
import { isEvent, isNominalOf, isPersonLike } from "../words/things";
import { madeIn, placesIn } from "./acts";
import type { Clause } from "./clauses";
import { Complements } from "./complements";

/**
 * How much speaks for each noun of the brief to be a thing that is kept, rather than a property or a word of
 * the sentence. A noun that is usually a property needs more.
 */
export class Evidence extends Complements {
  private readonly verbs = new Set<string>();
  /** What contains others, and what others contain. */
  private readonly containers = new Set<string>();
  private readonly contained = new Set<string>();

  override settle(): void {
    // "A board contains lists, and a list contains cards": no parts of a program.
    for (const name of this.containers)
      if (this.contained.has(name)) {
        this.add(name, 8);
        this.counted.add(name);
      }
    super.settle();
  }

  private contains({ subjects, objects, complements }: Clause): void {
    const parts = complements.filter(({ preposition }) => preposition === "of").flatMap(({ items }) => items);
    const several = [...objects, ...parts].filter(
      ({ noun }) => noun.plural && isPropertyName(noun.name) === "no",
    );
    for (const { noun } of several.length > 0 ? subjects : [])
      if (!isOrganisation(noun.name) && /^(?:an?|each|every)$/.test(noun.determiner ?? "")) {
        this.containers.add(noun.name);
        // "Each donation consists of several lines": what has several things is no number.
        if (noun.universal && several.some((each) => each.noun.quantity.said)) {
          this.noun(noun, 4);
          this.counted.add(noun.name);
        }
        // "An expense report has several expense items".
        if (noun.name.includes(" ") && several.some((each) => each.noun.quantity.said))
          this.described.add(noun.name);
        for (const each of several) this.contained.add(each.noun.name);
      }
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
    this.uses.read(clause);
    if (clause.context) {
      this.noun(clause.context.noun, 4);
      this.contexts.add(clause.context.noun.name);
      // "For each status code, the database records the number and the description".
      const facts = clause.objects.filter(({ noun }) => isPropertyName(noun.name) === "always");
      if (clause.context.noun.universal && storeVerbs.has(clause.verb?.lemma ?? "") && facts.length > 1) {
        this.noun(clause.context.noun, 4);
        this.described.add(clause.context.noun.name);
        this.owning.add(clause.context.noun.name);
      }
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
    // "The league records the goals": it keeps them.
    if (verb && !verb.passive && /^(?:record|store|keep|track|maintain|want)$/.test(verb.lemma))
      for (const { noun } of clause.subjects)
        if (noun.determiner === "the" && isOrganisation(noun.name)) this.keepers.add(noun.name);
    if (verb && !verb.copula) this.nominal(clause, verb.lemma);
    this.wants(clause);
    for (const noun of madeIn(clause)) {
      this.noun(noun, 8);
      this.counted.add(noun.name);
      this.described.add(noun.name);
    }
    // "files a report for each instalment".
    if (clause.context && !clause.verb?.passive)
      for (const { noun } of clause.objects)
        if (noun.name === "report") {
          this.noun(noun, 8);
          this.counted.add(noun.name);
        }
    // "Landlord owns buildings".
    for (const { noun } of clause.relative || clause.objects.length === 0 ? [] : clause.subjects)
      if (
        noun.determiner === undefined &&
        !noun.plural &&
        !noun.name.includes(" ") &&
        kindOf(noun.name) === "person"
      ) {
        this.noun(noun, 2);
        this.counted.add(noun.name);
      }
    for (const noun of placesIn(clause).flatMap(([inner, outer]) => [inner.noun, outer])) {
      this.noun(noun, 2);
      this.counted.add(noun.name);
    }
    // Where people apply for something, an application is no program.
    if (
      verb?.lemma === "apply" &&
      (clause.subjects.some(({ noun }) => isPersonLike(noun.name)) ||
        clause.complements.some(({ preposition }) => preposition === "for"))
    )
      this.add("application", 8);
    for (const item of [
      ...clause.subjects,
      ...clause.objects,
      ...clause.complements.flatMap((each) => each.items),
    ]) {
      this.count(item.noun);
      this.listed(item.noun);
      if (item.of) this.count(item.of);
      if (item.of && isPieceOf(item)) {
        this.pieces.set(item.noun.name, item.of.name);
        this.noun(item.of, item.noun.universal ? 3 : 1);
      }
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
    if (has || /^(?:consist|comprise)$/.test(verb.lemma)) this.contains(clause);
    // "Goods are stored in warehouses": somewhere, rather than in the database.
    const isPlaced = clause.complements.some(
      ({ preposition, items }) =>
        /^(?:in|at|on|inside)$/.test(preposition) &&
        items.every((each) => isPropertyName(each.noun.name) === "no"),
    );
    const given = clause.complements
      .filter((each) => each.preposition === "with")
      .flatMap((each) => each.items);
    for (const item of clause.subjects) {
      const { noun } = item;
      // "Agencies keep data about each model": whoever keeps them is not kept.
      if (
        !verb.passive &&
        storeVerbs.has(verb.lemma) &&
        isOrganisation(noun.name) &&
        clause.objects.some((each) => /^(?:data|information|record|detail)$/.test(each.noun.name))
      )
        continue;
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
      }
      // "Titles are movies or series".
      else if (
        verb.copula &&
        noun.plural &&
        clause.objects.length > 1 &&
        clause.objects.some((each) => each.noun.plural) &&
        clause.objects.every((each) => isPropertyName(each.noun.name) === "no")
      )
        this.noun(noun, 6);
      // "Each expense is paid by one user": what somebody does something to is a thing.
      else if (
        noun.universal &&
        verb.passive &&
        isPropertyName(noun.name) === "always" &&
        clause.complements.some(
          ({ preposition, items }) =>
            preposition === "by" && items.some((each) => isPersonLike(each.noun.name)),
        )
      ) {
        this.noun(noun, 6);
        this.counted.add(noun.name);
      }
      // "A fine is charged to the reader, with an amount": whatever has properties is a thing.
      else if (
        verb.passive &&
        /^an?$/.test(noun.determiner ?? "") &&
        isEvent(noun.name) &&
        clause.complements.some(
          ({ preposition, items }) =>
            preposition === "with" && items.some((each) => isPropertyName(each.noun.name) === "always"),
        )
      ) {
        this.noun(noun, 6);
        this.counted.add(noun.name);
        this.described.add(noun.name);
      }
      // "Each week a progress report is created for a project".
      else if (
        verb.passive &&
        noun.name.endsWith(" report") &&
        /^(?:write|file|submit|prepare|create|sign|approve|issue)$/.test(verb.lemma) &&
        clause.complements.length > 0
      ) {
        this.noun(noun, 8);
        this.counted.add(noun.name);
      } else if (verb.copula)
        this.noun(noun, noun.universal || noun.determiner === "a" || noun.determiner === "an" ? 1 : 0);
      else if (!stores || !verb.passive)
        this.noun(
          noun,
          noun.universal || noun.plural || noun.determiner === "a" || noun.determiner === "an" ? 2 : 1,
        );
      else if (noun.plural)
        this.noun(
          noun,
          item.of || isPlaced || clause.complements.some(({ early }) => early === true) ? 2 : 1,
        );
      // "Every check-in is recorded with the gym and the time".
      else if (noun.universal && given.length > 0) {
        this.noun(noun, 4);
        this.described.add(noun.name);
      }
    }
    const screen =
      screenVerbs.has(verb.lemma) &&
      !/^(?:give|take|go|come|run|report|do)$/.test(verb.lemma) &&
      !(
        verb.passive &&
        clause.complements.some(
          ({ preposition, items }) => preposition === "by" && items.every(({ noun }) => noun.plural),
        )
      );
    // "has exactly one payment with an amount": whatever has properties is a thing.
    const parts = clause.complements.find(
      ({ preposition }) => preposition === "of" && /^(?:consist|comprise)$/.test(verb.lemma),
    );
    const last = (parts?.items ?? clause.objects).at(-1);
    if (
      last &&
      given.length > 0 &&
      (given.every((each) => isPropertyName(each.noun.name) !== "no") ||
        (given.length > 1 &&
          given.some((each) => isPropertyName(each.noun.name) === "always") &&
          given.every(({ noun }) => noun.quantity.most === "one" && /^an?$/.test(noun.determiner ?? "")))) &&
      isPropertyName(last.noun.name) !== "always"
    ) {
      this.noun(last.noun, 3);
      this.described.add(last.noun.name);
    }
    // "has a cart with items": what has several things is a thing.
    else if (
      last &&
      has &&
      /^an?$/.test(last.noun.determiner ?? "") &&
      isPropertyName(last.noun.name) !== "always" &&
      given.length > 0 &&
      given.every(({ noun }) => noun.plural && isPropertyName(noun.name) === "no")
    ) {
      this.noun(last.noun, 3);
      this.counted.add(last.noun.name);
    } else if (
      last &&
      given.length > 1 &&
      isPropertyName(last.noun.name) === "always" &&
      !isTransparent(last.noun) &&
      given.every((each) => isPropertyName(each.noun.name) !== "no")
    )
      this.noun(last.noun, 5);
    const spoken = clause.complements.some(({ preposition }) =>
      /^(?:about|on|regarding|concerning|of)$/.test(preposition),
    );
    // "Employees have names, positions and phone numbers": what stands beside properties is one too.
    const beside = clause.objects.some(
      ({ noun }) => isPropertyName(noun.name) === "always" && !noun.quantity.said,
    );
    for (const item of clause.objects) {
      const target = topicOf(item);
      // "keeps records about artists": the artists are kept.
      if (stores && !verb.passive && spoken && !item.of && isTransparent(item.noun)) continue;
      if (
        has &&
        beside &&
        target.plural &&
        !target.quantity.said &&
        isPropertyName(target.name) === "either" &&
        clause.subjects.every(({ noun }) => noun.plural)
      )
        continue;
      // "Each class has a teacher": people of whom somebody usually keeps a list.
      if (
        has &&
        /^(?:an?|one)$/.test(target.determiner ?? "") &&
        /^(?:teacher|instructor|doctor|physician|nurse|trainer|driver|pilot|lawyer|vet|veterinarian|dentist|therapist|chef|guide|tutor|professor|lecturer)$/.test(
          target.name,
        )
      )
        this.noun(target, 2);
      // "writes a report about it", "submits an expense report".
      if (
        /(?:^| )report$/.test(target.name) &&
        /^(?:write|file|submit|prepare|create|sign|approve)$/.test(verb.lemma) &&
        clause.subjects.some(({ noun }) => isPersonLike(noun.name))
      ) {
        this.noun(target, 8);
        this.counted.add(target.name);
      }
      // "share notes": what people give to others.
      if (
        target.plural &&
        /^(?:note|score|rating)$/.test(target.name) &&
        /^(?:share|upload|post|write|publish|exchange)$/.test(verb.lemma)
      ) {
        this.noun(target, 6);
        this.counted.add(target.name);
      }
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
    this.behindPrepositions(clause, verb, { screen, stores });
  }
}
