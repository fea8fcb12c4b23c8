import type { NounPhrase } from "../read/phrases";
import { isUsualThing } from "../domains";
import { isPropertyName } from "../words/attributes";
import { organisations, systemWords } from "../words/grammar";
import { Uses } from "./uses";

/** How much speaks for each noun of a brief to be a thing that is kept, and what is known of it besides. */
export class Weights {
  readonly uses = new Uses();
  protected readonly points = new Map<string, number>();
  /** Nouns that were met in the plural or with "each": an organisation that is not is the one that speaks. */
  protected readonly counted = new Set<string>();
  protected readonly mentions = new Map<string, number>();
  /** Names that begin with an adjective. */
  protected readonly qualified = new Set<string>();
  /** "pieces of artwork": what pieces are pieces of. */
  protected readonly pieces = new Map<string, string>();
  /** Whoever is said to have something. */
  protected readonly described = new Set<string>();
  /** Whoever is said to have something that is certainly a property, such as a name. */
  protected readonly owning = new Set<string>();
  /** Whatever stands behind "for each". */
  protected readonly contexts = new Set<string>();
  protected readonly declared = new Set<string>();
  protected readonly personas = new Set<string>();
  private readonly askers = new Set<string>();
  /** Organisations that are said to record something. */
  protected readonly keepers = new Set<string>();
  /** How many stories somebody tells. */
  protected readonly stories = new Map<string, number>();
  protected readonly aliases = new Map<string, { readonly entity: string; readonly role?: string }>();

  private readonly denied = new Set<string>();

  /** Once more is known: the noun is no thing to keep, whatever speaks for it. */
  deny(name: string): void {
    this.denied.add(name);
  }

  /** What speaks for it, in points. */
  pointsOf(name: string): number {
    return this.points.get(name) ?? 0;
  }

  /** What is known of it besides, by name. */
  marksOf(name: string): string[] {
    const marks = {
      declared: this.declared,
      described: this.described,
      owning: this.owning,
      context: this.contexts,
      counted: this.counted,
      persona: this.personas,
      keeper: this.keepers,
      qualified: this.qualified,
    };
    return Object.entries(marks).flatMap(([mark, names]) => (names.has(name) ? [mark] : []));
  }

  /** Something outside of the sentences (a heading with a list, a table) says that the noun is a thing. */
  declare(name: string): void {
    this.add(name, 10);
    this.counted.add(name);
    this.declared.add(name);
    this.described.add(name);
  }

  isDeclared(name: string): boolean {
    return this.declared.has(name);
  }

  /** "As a seller, I want …": a seller is somebody who uses the system. */
  persona(name: string): void {
    this.personas.add(name);
    this.counted.add(name);
    this.stories.set(name, (this.stories.get(name) ?? 0) + 1);
    this.add(name, 2);
  }

  /** Whoever keeps the database is no thing to keep. */
  asks(name: string): void {
    this.askers.add(name);
  }

  isAsker(name: string): boolean {
    return this.askers.has(name);
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

  /** Whether the brief names so little that each thing is named once. */
  isShort(): boolean {
    let all = 0;
    for (const count of this.mentions.values()) all += count;
    return all < 25;
  }

  isDescribed(name: string): boolean {
    return this.described.has(name) || this.contexts.has(name);
  }

  protected qualifies(name: string): boolean {
    if (this.denied.has(name)) return false;
    const points = this.points.get(name) ?? 0;
    const last = name.split(" ").at(-1) ?? name;
    if (this.askers.has(name) && !this.declared.has(name)) return false;
    if (systemWords.has(name)) return points >= (this.isDescribed(name) ? 5 : 8);
    if (
      /^(system|application|app|platform|website|database|software|report|page|information|data|detail)$/.test(
        last,
      )
    )
      return points >= (this.isDescribed(name) && name.includes(" ") ? 3 : 10);
    if (isOrganisation(name) && !this.counted.has(name) && !this.owning.has(name))
      return points >= 10 && !this.keepers.has(name);
    const property = isPropertyName(name);
    if (property === "always") return points >= (this.owning.has(name) ? 4 : 6);
    if (property === "either") return points >= (this.counted.has(name) && isUsualThing(name) ? 2 : 3);
    return points >= 2;
  }

  protected count(noun: NounPhrase): void {
    if (noun.qualified) this.qualified.add(noun.name);
    this.mentions.set(noun.name, (this.mentions.get(noun.name) ?? 0) + 1);
    if (noun.universal || noun.plural || noun.quantity.most === "many" || noun.determiner === "one")
      this.counted.add(noun.name);
  }

  protected noun(noun: NounPhrase, points: number): void {
    // "owned by CSS": a name of somebody.
    const { written, determiner, owner, plural, name } = noun;
    // "on a part time basis": how, and no thing.
    if (/ (?:basis|way|manner|fashion|extent|purpose|wishe?)$/.test(name)) return;
    if (/^[A-Z]{2,5}$/.test(written) && determiner === undefined && owner === undefined && !plural) return;
    if (points > 0) this.add(noun.name, points);
  }

  protected add(name: string, points: number): void {
    if (
      /^(?:us|me|it|them|what|whats|how|whether|mile|one|other|so|something|someone|everybody|everyone|nobody|both)$/.test(
        name,
      )
    )
      return;
    this.points.set(name, (this.points.get(name) ?? 0) + points);
  }
}

/** Whoever speaks in the brief, or the system that it wants. */
export function isOrganisation(name: string): boolean {
  // A pet owner is nobody who speaks.
  return organisations.has(name.split(" ").at(-1) ?? name) && !name.endsWith(" owner");
}
