import type { NounPhrase } from "../read/phrases";
import type { Sentence } from "../read/sentences";
import { singular, snake } from "../words/inflect";
import type { Property } from "./model";

/** Reads a property from its noun and from what stands in parentheses behind it. */
export function readProperty(name: string, noun: NounPhrase, sentence: Sentence, many: boolean): Property[] {
  const property: Property = { name: snake(name), sentence };
  if (property.name === "") return [];
  if (noun.unique) property.unique = true;
  if (noun.optional) property.optional = true;
  if (noun.quantity.least === 0) property.optional = true;
  if (many) {
    const single = snake(singular(name));
    if (single !== property.name || noun.quantity.said) {
      property.name = single;
      property.many = true;
    }
  }
  return noun.paren === undefined ? [property] : annotate(property, noun.paren);
}

/**
 * What a note in parentheses says of a property: its parts ("street, city"), its states, its bounds, its type,
 * or whether it is unique, optional or a key.
 */
export function annotate(property: Property, note: string): Property[] {
  const text = note.trim();
  const lower = text.toLowerCase();
  let rest = lower;
  const eat = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found) rest = rest.replace(found[0], " ");
    return found;
  };
  if (eat(/\b(?:primary key|pk|unique identifier|identifier)\b/)) property.identifier = true;
  if (eat(/\b(?:must be unique|unique)\b/)) property.unique = true;
  if (
    eat(
      /\b(?:optional(?:ly)?|nullable|may be (?:null|empty|missing)|if (?:any|available|applicable|known)|not required|can be null)\b/,
    )
  )
    property.optional = true;
  if (eat(/\b(?:required|mandatory|not null|not empty)\b/)) property.optional = false;
  const unit = /^(?:measured )?in ([a-z ]+)$/.exec(lower);
  if (unit?.[1] !== undefined) {
    property.comment = `In ${unit[1]}.`;
    return [property];
  }
  const limit = eat(/(>=|>|<=) (-?\d+(?:\.\d+)?)/);
  if (limit) {
    property[limit[1] === "<=" ? "maximum" : "minimum"] = Number(limit[2]);
    if (limit[1] === ">") property.exclusive = true;
    return [property];
  }
  const bounds = eat(
    /(?:from |between )?(-?\d+(?:\.\d+)?)\s*(?:-|–|to|and|\.\.)\s*(-?\d+(?:\.\d+)?)(?: stars?)?/,
  );
  if (bounds) {
    property.minimum = Number(bounds[1]);
    property.maximum = Number(bounds[2]);
    return [property];
  }
  const remaining = rest.replace(/\b(?:and|must be)\b/g, (word) => word).trim();
  const parts = text
    .split(/\s*(?:,|\/|\||;|\bor\b|\band\b)\s*/)
    .map((part) => part.trim().replace(/^["']|["']$/g, ""))
    .filter((part) => part !== "" && !/^e\.?g\.?$/i.test(part));
  const wordy =
    parts.length >= 2 && parts.every((part) => part.length <= 40 && part.split(/\s+/).length <= 4);
  if (!wordy || remaining.length < lower.length / 2) return [property];
  const stateLike =
    /(^|_)(status|state|type|kind|category|level|method|priority|gender|sex|role|size|color|colour|condition|stage|phase|class|mode|severity|shift|frequency|format|day|currency|grade|visibility|unit|genre)$/.test(
      property.name,
    ) || /\bor\b|\||\//.test(text);
  if (stateLike) {
    property.states = parts.map(stateName).filter((state) => state !== "");
    return [property];
  }
  if (
    /(^|_)(address|name|location|coordinates|contact|contact_details|contact_information|info|information|details|period|dimensions)$/.test(
      property.name,
    )
  ) {
    return parts.map((part) => {
      const name = snake(part);
      const full =
        /(^|_)name$/.test(property.name) && /^(first|last|middle|given|family|initials?)$/.test(name)
          ? name.includes("initial")
            ? name
            : `${name}_name`
          : name;
      return { ...property, name: full, unique: false };
    });
  }
  return [property];
}

/** A state as it is kept: lower case with underscores, unless it is an abbreviation. */
export function stateName(text: string): string {
  const plain = text.trim().replace(/^(?:a|an|the|either|be|is)\s+/i, "");
  if (/^[A-Z0-9+-]{1,4}$/.test(plain)) return plain;
  return snake(plain);
}
