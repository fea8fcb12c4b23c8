import type { NounPhrase } from "../read/phrases";
import { storeVerbs } from "../words/grammar";
import type { Clause } from "./clauses";

/** How a brief uses a noun: in which places of its clauses it stands, and in which forms. */
export interface Use {
  subject: number;
  object: number;
  /** Behind a preposition. */
  around: number;
  /** "the name of the customer", "the customer's name". */
  owner: number;
  /** What a verb of keeping, such as "store", speaks of. */
  kept: number;
  plural: number;
  universal: number;
  /** "a customer". */
  indefinite: number;
  definite: number;
  /** In the singular without any determiner. */
  bare: number;
  capital: number;
}

const none: Use = {
  subject: 0,
  object: 0,
  around: 0,
  owner: 0,
  kept: 0,
  plural: 0,
  universal: 0,
  indefinite: 0,
  definite: 0,
  bare: 0,
  capital: 0,
};

/** Counts how the nouns of a brief are used. */
export class Uses {
  private readonly counts = new Map<string, Use>();

  of(name: string): Readonly<Use> {
    return this.counts.get(name) ?? none;
  }

  read({ subjects, objects, complements, context, verb }: Clause): void {
    for (const { noun, of } of subjects) this.note(noun, of, "subject");
    for (const { noun, of } of objects) {
      this.note(noun, of, "object");
      if (verb && storeVerbs.has(verb.lemma)) this.at(noun.name).kept++;
    }
    for (const { items } of complements) for (const { noun, of } of items) this.note(noun, of, "around");
    if (context) this.note(context.noun, context.of, "owner");
  }

  private note(noun: NounPhrase, of: NounPhrase | undefined, place: keyof Use): void {
    this.form(noun)[place]++;
    if (of) this.form(of).owner++;
    if (noun.owner !== undefined) this.at(noun.owner).owner++;
  }

  private form({ name, plural, universal, determiner, proper }: NounPhrase): Use {
    const use = this.at(name);
    if (plural) use.plural++;
    else if (universal) use.universal++;
    else if (/^(?:an?|one)$/.test(determiner ?? "")) use.indefinite++;
    else if (determiner === "the") use.definite++;
    else if (determiner === undefined) use.bare++;
    if (proper) use.capital++;
    return use;
  }

  private at(name: string): Use {
    let use = this.counts.get(name);
    if (!use) this.counts.set(name, (use = { ...none }));
    return use;
  }
}
