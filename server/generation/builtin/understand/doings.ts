import { readPhrases } from "../read/phrases";
import type { Sentence } from "../read/sentences";
import { singular } from "../words/inflect";
import { isEvent, isNominalOf, nominalsOf } from "../words/things";
import type { Item } from "./clauses";
import type { SentenceReading } from "./clauses-of-sentence";
import type { Understanding } from "./model";

interface Doing {
  readonly event: string;
  readonly partners: readonly string[];
  readonly sentence: Sentence;
  /** The sentence that names the partners. */
  readonly before: Sentence;
}

/** "Suppliers deliver parts to projects. For each such delivery …": what happens, and who took part in it. */
export class Doings {
  private readonly found: Doing[] = [];
  private last: { readonly sentence: Sentence; readonly partners: readonly string[] } | undefined;

  note(sentence: Sentence, reading: SentenceReading, entityOf: (item: Item) => string | undefined): void {
    const lead = reading.clauses.find((clause) => !clause.relative);
    const topic = lead?.context ?? reading.intro?.[0]?.subjects[0] ?? lead?.subjects[0];
    const event = topic && entityOf(topic);
    const { last } = this;
    if (topic && event !== undefined && last && !last.partners.includes(event))
      if (topic.noun.determiner === "such" || (topic.noun.universal && isEvent(event)))
        this.found.push({ event, partners: last.partners, sentence, before: last.sentence });
    const named = reading.clauses
      .filter(
        ({ verb, relative }) => verb !== undefined && !relative && !verb.copula && verb.lemma !== "have",
      )
      .flatMap(({ subjects, objects, complements }) => [
        ...subjects,
        ...objects,
        ...complements.flatMap(({ items }) => items),
      ]);
    const partners = [...new Set(named.flatMap((item) => entityOf(item) ?? []))];
    this.last = partners.length >= 2 && partners.length <= 4 ? { sentence, partners } : undefined;
  }

  /** Those that nothing else of the brief links to anything. */
  loose({ relations, entities }: Understanding): Doing[] {
    return this.found.filter(
      ({ event, partners }, index) =>
        entities.has(event) &&
        partners.every((each) => entities.has(each)) &&
        this.found.findIndex((each) => each.event === event) === index &&
        !relations.some(
          (each) =>
            each.from === event ||
            each.to === event ||
            each.through === event ||
            isNominalOf(event, each.verb),
        ),
    );
  }
}

/**
 * "Patients are admitted to wards", "subscribes to one plan at a time": each time is a row where the brief describes
 * what happens and nothing else links it.
 */
export function linkDone({ entities, relations }: Understanding): void {
  for (const { name, attributes } of entities.values()) {
    if (attributes.length === 0 && !isEvent(name) && !relations.some(({ to }) => to === name)) continue;
    // "A customer charters a boat" and charters are linked to something else too.
    const same = relations.find(
      (each) => each.from !== each.to && each.verb === name && each.from !== name && each.to !== name,
    );
    if (same) {
      Object.assign(same, { through: name, toMost: "many", fromMost: "many" });
      continue;
    }
    // "Teams have sponsors", and sponsorships are kept.
    const root = /^(.+)ship$/.exec(name)?.[1];
    const partner = relations.find(
      (each) =>
        root !== undefined &&
        nominalsOf(each.verb).length === 0 &&
        each.from !== each.to &&
        (each.from === root || each.to === root) &&
        each.from !== name &&
        each.to !== name,
    );
    if (
      partner &&
      !relations.some((each) => isChildIn(each, name) && [each.from, each.to].includes(root ?? ""))
    ) {
      for (const each of relations.filter((one) => isSame(one, partner)))
        Object.assign(each, { through: name, toMost: "many", fromMost: "many" });
      continue;
    }
    if (relations.some((each) => isChildIn(each, name))) continue;
    const done = relations.find(
      (each) =>
        each.from !== each.to &&
        // "A tenant reports a fault": the fault says so itself.
        !(each.verb === "report" && isEvent(each.to)) &&
        each.from !== name &&
        each.to !== name &&
        isNominalOf(name, each.verb),
    );
    if (done) Object.assign(done, { through: name, toMost: "many", fromMost: "many" });
  }
}

/** Whether the two relations are of the same two things. */
function isSame(a: Understanding["relations"][number], b: Understanding["relations"][number]): boolean {
  return (a.from === b.from && a.to === b.to) || (a.from === b.to && a.to === b.from);
}

/** Whether a relation says to what the entity belongs. */
function isChildIn(
  { from, to, through, toMost }: Understanding["relations"][number],
  entity: string,
): boolean {
  return through === entity || (to === entity && toMost !== "one") || (from === entity && toMost !== "many");
}

/** "For each part in each warehouse the quantity is stored": two things and what is kept of the two together. */
export interface PairPattern {
  readonly first: string;
  readonly second: string;
  /** Both are said with "each", so that they meet even if the brief does not say so elsewhere. */
  readonly each: boolean;
  readonly kept: readonly Item[];
}

const noun = "([\\w-]+(?: [\\w-]+)?)";
const record = "(?:keep|kept|store|stored|record|recorded|note|noted|track|tracked|need|needed|know|known)";
const pairPattern = new RegExp(
  `^for (?:each|every) ${noun} (?:in|at|on|of|for|and) (each |every |an? |the )?${noun},? ` +
    `(?:we (?:also )?${record}(?: track of)? (.+)|((?:the|its|an?) .+?) (?:is|are|must be|should be) (?:also )?${record})$`,
  "i",
);

/** "The number of votes that each candidate receives at each station is recorded". */
const betweenPattern = new RegExp(
  `^(?:we ${record} )?((?:the|an?) [\\w -]+?) (?:that |which )?(?:each|every) ${noun} \\w+s (?:in|at|on|for|from|of|to|with) (each |every |an? )${noun}(?: (?:is|are|must be|should be) (?:also )?${record})?$`,
  "i",
);

/** "For every book the number of copies in stock in each warehouse is known". */
const inEachPattern = new RegExp(
  `^for (?:each|every) ${noun},? ((?:the|its) (?:number|quantity|amount|price|cost|stock|level|share)\\b.*?) (?:in|at|on|for|of|from) (?:each|every) ${noun} (?:is|are|must be|should be) (?:also )?${record}$`,
  "i",
);

/** "For each warehouse we want to know how many pieces of each product are in stock". */
const countPattern = new RegExp(
  `^(?:for|in) (?:each|every) ${noun},? (?:(?:we|they|the [\\w]+) (?:\\w+ ){1,3}?)?how (?:many|much)(?: [\\w]+ of)? (?:each |every |the |an? )${noun}(?: (?:is|are|it|they|we|there|in|has|have)\\b.*)?$`,
  "i",
);

export function readPair(text: string): PairPattern | undefined {
  const between = betweenPattern.exec(text.replace(/[.;]+$/, ""));
  if (between?.[1] !== undefined && between[2] !== undefined && between[4] !== undefined)
    return {
      first: singular(between[2].toLowerCase()),
      second: singular(between[4].toLowerCase()),
      each: true,
      kept: itemsOf(between[1]),
    };
  const inEach = inEachPattern.exec(text.replace(/[.;]+$/, ""));
  if (inEach?.[1] !== undefined && inEach[2] !== undefined && inEach[3] !== undefined)
    return {
      first: singular(inEach[1].toLowerCase()),
      second: singular(inEach[3].toLowerCase()),
      each: true,
      kept: itemsOf(inEach[2]).slice(0, 1),
    };
  const counted = countPattern.exec(text.replace(/[.;]+$/, ""));
  if (counted?.[1] !== undefined && counted[2] !== undefined)
    return {
      first: singular(counted[1].toLowerCase()),
      second: singular(counted[2].toLowerCase()),
      each: true,
      kept: itemsOf("the quantity"),
    };
  const [, first, determiner, second, active, passive] = pairPattern.exec(text.replace(/[.;]+$/, "")) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const kept = itemsOf(active ?? passive ?? "");
  const each = /^(?:each|every)/i.test(determiner ?? "");
  return { first: singular(first.toLowerCase()), second: singular(second.toLowerCase()), each, kept };
}

function itemsOf(text: string): Item[] {
  const kept: Item[] = [];
  const phrases = readPhrases(text);
  for (const [index, phrase] of phrases.entries()) {
    if (phrase.kind !== "noun") continue;
    const before = phrases[index - 1];
    const item = kept.at(-1);
    if (before?.kind !== "preposition") kept.push({ noun: phrase, joined: "first" });
    else if (before.text === "of" && item) item.of = phrase;
  }
  return kept;
}
