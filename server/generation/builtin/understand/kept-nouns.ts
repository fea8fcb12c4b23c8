import { isTransparent, type NounPhrase } from "../read/phrases";
import { isUsualThing } from "../domains";
import { isPropertyName } from "../words/attributes";
import { isEvent, isPersonLike } from "../words/things";
import type { Item } from "./clauses";

/** A way to do something, rather than a thing: "by card". */
export function isManner({ name, determiner, plural, quantity }: NounPhrase): boolean {
  return (
    determiner === undefined &&
    !plural &&
    !quantity.said &&
    !isPersonLike(name) &&
    isPropertyName(name) === "no"
  );
}

/** Whatever things belong to is a thing. */
export function isKeptNoun({ name, determiner }: NounPhrase): boolean {
  return /^(?:an?|one|each|every)$/.test(determiner ?? "") && isPropertyName(name) !== "always";
}

/** "with a notary", "onto one vehicle": a thing that the brief counts, and that somebody usually keeps or is. */
export function isKept({ name, determiner, quantity }: NounPhrase): boolean {
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
  if (of && isPieceOf(item)) return of;
  return of && isTransparent(noun) && noun.name !== "copy" ? of : noun;
}

/** "Each unit of property", "pieces of artwork": the whole itself, of which the brief counts the pieces. */
export function isPieceOf({ noun, of }: Item): boolean {
  return of !== undefined && of.determiner === undefined && /^(?:piece|unit)$/.test(noun.name);
}

/** A part of the world that is rather said than kept. */
export function isArea(name: string): boolean {
  return /^(?:state|city|country|province|region|town|county|part|place|area|continent|market)$/.test(name);
}
