import { isTransparent, type NounPhrase } from "../read/phrases";
import { isPropertyName } from "../words/attributes";
import { haveVerbs, organisations, screenVerbs, storeVerbs, systemWords } from "../words/grammar";
import type { Clause, Item } from "./clauses";

/**
 * How much speaks for each noun of the brief to be a thing that is kept, rather than a property or a word of
 * the sentence. A noun that is usually a property needs more.
 */
export class Evidence {
  private readonly points = new Map<string, number>();
  /** Nouns that were met in the plural or with "each": an organisation that is not is the one that speaks. */
  private readonly counted = new Set<string>();

  /** Something outside of the sentences (a heading with a list, a table) says that the noun is a thing. */
  declare(name: string): void {
    this.add(name, 10);
    this.counted.add(name);
  }

  read(clause: Clause): void {
    if (clause.context) this.noun(clause.context.noun, 4);
    const { verb } = clause;
    for (const item of [
      ...clause.subjects,
      ...clause.objects,
      ...clause.complements.flatMap((each) => each.items),
    ]) {
      this.count(item.noun);
      if (item.of) this.count(item.of);
      // "each customer's name", "the name of each customer".
      if (item.noun.owner !== undefined && item.noun.owner !== "it") this.add(item.noun.owner, 2);
      if (item.of?.universal) this.noun(item.of, 3);
      else if (item.of && item.of.plural && isTransparent(item.noun)) this.noun(item.of, 1);
    }
    if (!verb) return;
    const has = haveVerbs.has(verb.lemma) && !verb.passive;
    const identified =
      verb.passive && /^(identify|describe|characterize|characterise|define)$/.test(verb.lemma);
    const stores = storeVerbs.has(verb.lemma);
    for (const item of clause.subjects) {
      const { noun } = item;
      if (has || identified) this.noun(noun, noun.determiner === "the" || noun.determiner === "this" ? 1 : 3);
      else if (verb.copula)
        this.noun(noun, noun.universal || noun.determiner === "a" || noun.determiner === "an" ? 1 : 0);
      else if (!stores || !verb.passive)
        this.noun(
          noun,
          noun.universal || noun.plural || noun.determiner === "a" || noun.determiner === "an" ? 2 : 1,
        );
      else if (noun.plural) this.noun(noun, 1);
    }
    const screen = screenVerbs.has(verb.lemma);
    for (const item of clause.objects) {
      const target = isTransparent(item.noun) && item.of ? item.of : item.noun;
      if (has || clause.context)
        this.noun(
          target,
          target.quantity.most === "many"
            ? 2
            : target.quantity.said && target.determiner !== "a" && target.determiner !== "an"
              ? 1
              : 0,
        );
      else if (stores && !verb.passive)
        this.noun(target, target.plural || (isTransparent(item.noun) && item.of) ? 2 : 1);
      else if (screen) this.noun(target, target.plural ? 1 : 0);
      else this.noun(target, verb.copula ? 0 : 2);
      if (item.of && !isTransparent(item.noun) && item.of.plural) this.noun(item.of, 1);
    }
    for (const { preposition, items } of clause.complements)
      for (const item of items) {
        if (/^(about|of|on|regarding|concerning)$/.test(preposition) && stores) this.noun(item.noun, 2);
        else if (/^(by|to|with|in|from|for|at|of|into|on|between|among)$/.test(preposition) && !screen)
          this.noun(
            item.noun,
            item.noun.quantity.most === "many" ||
              item.noun.universal ||
              /^(by|to|from|of|between)$/.test(preposition)
              ? 2
              : 1,
          );
      }
  }

  isEntity(name: string): boolean {
    const points = this.points.get(name) ?? 0;
    const last = name.split(" ").at(-1) ?? name;
    if (systemWords.has(name) || systemWords.has(last)) return points >= 10;
    if (organisations.has(name) && !this.counted.has(name)) return points >= 10;
    const property = isPropertyName(name);
    if (property === "always") return points >= 6;
    if (property === "either") return points >= 3;
    return points >= 2;
  }

  private count(noun: NounPhrase): void {
    if (noun.universal || noun.plural || noun.quantity.most === "many") this.counted.add(noun.name);
  }

  private noun(noun: NounPhrase, points: number): void {
    if (points > 0) this.add(noun.name, points);
  }

  private add(name: string, points: number): void {
    this.points.set(name, (this.points.get(name) ?? 0) + points);
  }
}

/** What an item is about: "information about customers" is about customers. */
export function topicOf(item: Item): NounPhrase {
  return item.of && isTransparent(item.noun) ? item.of : item.noun;
}
