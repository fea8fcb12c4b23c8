import { singular } from "../words/inflect";
import { stateName } from "./property";

/** "An order is pending, paid or shipped": what may be in which state. */
export interface StatesPattern {
  readonly entity: string;
  /** The property that holds the state, where the sentence names one. */
  readonly property?: string;
  readonly states: readonly string[];
}

const noun = "([a-z][\\w -]{1,40}?)";
const choice =
  "((?:[\\w'/-]+(?: [\\w'/-]+){0,2}, )*[\\w'/-]+(?: [\\w'/-]+){0,2},? or [\\w'/-]+(?: [\\w'/-]+){0,2})";

const statePatterns: readonly RegExp[] = [
  // The status of an order is pending, paid or shipped.
  new RegExp(
    `^(?:the|its|their)?\\s*(status|state|type|kind|priority|condition|level|gender|role|stage|method|category|class) of (?:an?|the|each|every) ${noun} (?:is|can be|may be|must be|should be)(?: either| one of:?)? ${choice}$`,
    "i",
  ),
  // An order is pending, paid or shipped.
  new RegExp(
    `^(?:an?|each|every|the|any) ${noun} (?:is|can be|may be|must be|should be|will be|could be|is always)(?: either| one of:?| marked as| in one of the states:?)? ${choice}$`,
    "i",
  ),
  new RegExp(
    `^([A-Z][\\w -]{1,30}?s) (?:are|can be|may be|must be)(?: either| one of:?| marked as)? ${choice}$`,
  ),
];

/** "Paid by one or more payments" counts, and names neither states nor kinds. */
const counts = /\b(?:zero|none|no|one|two|three|\d+),? or (?:more|many|several|one|two|three|none|\d+)\b/i;

/** Reads a sentence that lists the states of something. */
export function readStates(text: string): StatesPattern | undefined {
  const plain = text
    .replace(/[.;!]+$/, "")
    .replace(/\([^)]*\)/g, "")
    .trim();
  if (counts.test(plain)) return undefined;
  for (const [index, pattern] of statePatterns.entries()) {
    const match = pattern.exec(plain);
    if (!match) continue;
    const [entity, list, property] =
      index === 0 ? [match[2], match[3], match[1]] : [match[1], match[2], undefined];
    if (entity === undefined || list === undefined) continue;
    const states = choices(list);
    if (states.length < 2) continue;
    return {
      entity: singular(entity.toLowerCase()),
      ...(property === undefined ? {} : { property: property.toLowerCase() }),
      states,
    };
  }
  return undefined;
}

function choices(list: string): string[] {
  return list
    .split(/\s*,\s*(?:or\s+|and\s+)?|\s+or\s+/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

export function stateNames(words: readonly string[]): string[] {
  return [...new Set(words.map(stateName).filter((state) => state !== "" && state.length <= 40))];
}

/** A term and what the brief says that it is: "Charge - an extra that was consumed". */
export interface DefinitionPattern {
  /** Singular, lower case. */
  readonly term: string;
  readonly text: string;
  /** With a dash or a colon, as a glossary has it. */
  readonly marked: boolean;
}

const markedDefinition =
  /^([A-Z][a-z-]*(?: [a-z-]+){0,2})(?:\s+[-–—]|\s?:)\s+((?:an?|the|something|someone|somebody|what|anyone|anything|one|who|tells|which|when|each|every|any|describes|says|is|belongs|has)\b.+)$/;
const plainDefinition =
  /^(?:an?|the) ([\w-]+(?: [\w-]+)?) (?:is|means|represents|describes|stands for) (an? .+)$/i;

/** Reads a line of a glossary. */
export function readDefinition(text: string): DefinitionPattern | undefined {
  const plain = text.replace(/[.;!]+$/, "").trim();
  const marked = markedDefinition.exec(plain);
  const match = marked ?? (plain.includes(" or ") ? null : plainDefinition.exec(plain));
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  // "Passengers book tickets: each ticket …" is a sentence, and no term.
  if (marked && /^\w+[^s]s \w/.test(match[1])) return undefined;
  return { term: singular(match[1].toLowerCase()), text: match[2], marked: marked !== null };
}

/** "There are two kinds of accounts: savings accounts and checking accounts", "A customer is either a person or a company". */
export interface KindsPattern {
  readonly parent: string;
  readonly kinds: readonly string[];
}

const kindPatterns: readonly RegExp[] = [
  /^(?:the|our|an?|this) [\w -]+? (?:offers?|has|have|provides?|supports?|distinguishes|knows|sells?) (?:[a-z]+|\d+) (?:different |main )?(?:kinds?|types?|categories|sorts?|classes) of ([\w -]+?)(?:\s?[:,–—-]|,? namely|,? which are)\s+([^:]+)$/i,
  /^there (?:are|exist) (?:[a-z]+|\d+) (?:different |main )?(?:kinds?|types?|categories|sorts?|classes) of ([\w -]+?)(?:\s?[:,–—-]|,? namely|,? which are|,? that is)\s+(.+)$/i,
  /^(?:an?|each|every|the) ([\w -]+?) (?:is|can be|may be|must be) (?:either )?((?:an? [\w -]+?, )*an? [\w -]+?,? or an? [\w -]+)$/i,
  /^(?:the )?([\w -]+?s) (?:are|can be|may be) (?:divided|classified|categori[sz]ed|grouped|split|separated|subdivided) (?:in)?to ([\w -]+(?:, [\w -]+)*,? and [\w -]+)$/i,
  /^([\w -]+?s) (?:are|can be|may be) (?:either )?([\w -]+s(?:, [\w -]+s)*,? or [\w -]+s)$/i,
  /^(?:an?|each|every|the) ([\w -]+?) (?:is|can be|may be|must be) (?:of )?(?:one of )?(?:two|three|four|five|the following|several) (?:kinds?|types?|categories)\s?[:,]?\s+(.+)$/i,
  /^(?:two|three|four|five|the following) (?:kinds?|types?|categories) of ([\w -]+?) (?:are|exist|can be)(?: [a-z]+)?\s?:?\s+(.+)$/i,
];

export function readKinds(text: string): KindsPattern | undefined {
  const plain = text
    .replace(/[.;!]+$/, "")
    .replace(/\([^)]*\)/g, "")
    .trim();
  if (counts.test(plain)) return undefined;
  for (const pattern of kindPatterns) {
    const match = pattern.exec(plain);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const kinds = match[2]
      .split(/\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+/)
      .map((each) =>
        singular(
          each
            .trim()
            .toLowerCase()
            .replace(/^(?:an?|the)\s+/, ""),
        ),
      )
      .filter((each) => each !== "" && each.split(" ").length <= 3);
    if (kinds.length >= 2) return { parent: singular(match[1].toLowerCase().trim()), kinds };
  }
  return undefined;
}
