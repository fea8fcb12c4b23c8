import type { NounPhrase } from "../read/phrases";
import { isPropertyName } from "../words/attributes";
import { storeVerbs, systemWords } from "../words/grammar";
import type { Clause, Item } from "./clauses";
import { topicOf } from "./kept-nouns";
import { Naming } from "./naming";
import { isOrganisation } from "./weights";

/** What the brief asks for outright: lists of things to keep, and things with a list of what they have. */
export class Wishes extends Naming {
  /** What a list of things to keep names. */
  protected readonly wanted = new Set<string>();

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
    // "readers, loans, editions and reading times": one that is usually a property is kept as well.
    const properties = nouns.filter(({ name }) => isPropertyName(name) === "always");
    if (properties.length * 5 > nouns.length) return;
    // "passengers' payments" are the passengers'.
    if (properties.some(({ name, plural }) => !plural || !/[^s] /.test(name))) return;
    for (const { name } of properties) this.add(name, 2);
    for (const { name, written } of several) {
      if (systemWords.has(name) || /\b(?:reports?|statistics|updates)$/i.test(written)) continue;
      this.wanted.add(name);
      this.counted.add(name);
      this.add(name, 4);
    }
  }

  protected wants({ subjects, objects, complements, verb }: Clause): void {
    const nobody = subjects.every(({ noun }) => isOrganisation(noun.name) || systemWords.has(noun.name));
    if (verb && !(nobody && storeVerbs.has(verb.lemma))) return;
    const nouns = (items: readonly Item[]) => items.map((item) => topicOf(item));
    if (objects.length >= 3) this.want(nouns(objects));
    else if (!verb && subjects.length >= 3) this.want(nouns(subjects));
    for (const { preposition, items } of complements)
      if (/^(?:with|about|of|on|including|like|for|regarding|between)$/.test(preposition))
        this.want(nouns(items));
  }
}
