import { readPhrases, type NounPhrase, type Phrase, type VerbPhrase } from "../read/phrases";

/** A noun with the nouns that "of" hangs on it. */
export interface Item {
  readonly noun: NounPhrase;
  /** "copies of books": the books. */
  of?: NounPhrase;
  /** What "of" stands before is a list that goes on: "of each customer and supplier". */
  readonly joined: "first" | "comma" | "and" | "or";
}

/** What stands behind a preposition; `early` is what belongs to the subject: "a milestone of a contract". */
export interface Complement {
  readonly preposition: string;
  readonly items: Item[];
  readonly early?: true;
}

/** A verb with who does it and to what. */
export interface Clause {
  readonly subjects: readonly Item[];
  /** The subject is a pronoun: what the sentence before speaks of. */
  readonly pronoun: boolean;
  readonly verb?: VerbPhrase;
  readonly objects: Item[];
  readonly complements: Complement[];
  /** Adjectives behind "is": states. */
  readonly adjectives: string[];
  /** It tells more of a noun of another clause ("who", "that", "taught by"). */
  readonly relative: boolean;
  /** What a clause such as "that an employee works on a project" tells more of. */
  modifies?: Item;
  /** The sentence's "for each customer". */
  context?: Item;
}

interface Draft {
  subjects: Item[];
  pronoun: boolean;
  verb?: VerbPhrase;
  objects: Item[];
  complements: Complement[];
  adjectives: string[];
  relative: boolean;
  modifies?: Item;
}

/** The clauses of a sentence, the main one first in the order of the text. */
export function readClauses(sentence: string): Clause[] {
  return clausesOf(readPhrases(sentence));
}

function clausesOf(phrases: readonly Phrase[]): Clause[] {
  const clauses: Draft[] = [];
  let current: Draft = blank();
  let list = current.objects;
  let pending: Item[] = [];
  let joined: Item["joined"] = "first";
  let relative = false;
  let pronoun = false;
  let preposition: string | undefined;
  let context: Item | undefined;
  let lastItem: Item | undefined;
  let mainSubjects: Item[] = [];
  /** The subject of a relative clause that has one of its own, and what the clause tells more of. */
  /** What stands behind a preposition before any verb: "the price of a product in each branch is recorded". */
  let open: Item[] | undefined;
  let early: Complement[] = [];
  let inner: { subject: Item; of: Item | undefined } | undefined;
  /** "Each employee who works for a branch has a name": whose verb is still to come. */
  let owed: readonly Item[] = [];

  const start = (subjects: Item[], verb: VerbPhrase, options: { relative: boolean; pronoun: boolean }) => {
    current = { ...blank(), subjects, verb, relative: options.relative, pronoun: options.pronoun };
    clauses.push(current);
    current.complements.push(...early);
    early = [];
    open = undefined;
    list = current.objects;
    pending = [];
    preposition = undefined;
    joined = "first";
    relative = false;
    pronoun = false;
    lastItem = undefined;
    if (!options.relative) mainSubjects = subjects;
  };
  const take = (items: Item[], one: Item) => {
    const at = items.indexOf(one);
    if (at >= 0) items.splice(at, 1);
  };

  for (const [index, phrase] of phrases.entries()) {
    const before = phrases[index - 1];
    const next = phrases[index + 1];
    switch (phrase.kind) {
      case "noun": {
        if (preposition === "of" && lastItem) {
          if (lastItem.of === undefined) lastItem.of = phrase;
          else {
            const item: Item = { noun: phrase, joined };
            list.push(item);
          }
          preposition = undefined;
          joined = "first";
          break;
        }
        const item: Item = { noun: phrase, joined };
        if (relative && preposition === undefined && (current.verb !== undefined || pending.length === 1)) {
          if (!current.verb) owed = pending;
          inner = { subject: item, of: lastItem };
          lastItem = item;
          relative = false;
          break;
        }
        if (preposition !== undefined) {
          const items: Item[] = [item];
          if (preposition === "for" && phrase.universal && context === undefined) context = item;
          else if (current.verb) current.complements.push({ preposition, items });
          else if (pending.length > 0) {
            early.push({ preposition, items, early: true });
            if (/^(?:including|with|between)$/.test(preposition)) open = items;
          }
          if (current.verb || preposition !== "for") list = items;
          preposition = undefined;
        } else if (!current.verb) {
          // "companies, deals with stages, activities": the list that was there before goes on.
          if (joined === "comma" && pending.some((each) => each.joined === "comma")) open = undefined;
          (open ?? pending).push(item);
        } else {
          // "the suspects in each case and the evidence": the list goes on.
          if (list !== current.objects && joined !== "first" && list[0]?.noun.universal && !phrase.universal)
            list = current.objects;
          list.push(item);
        }
        lastItem = item;
        joined = "first";
        break;
      }
      case "verb": {
        // "courses offered by departments" are offered.
        const by = phrase.bare && next?.kind === "preposition" && next.text === "by";
        const options = { relative, pronoun };
        // "is performed by a surgeon and assisted by nurses": both are passive.
        const goesOn = phrase.bare && before?.kind === "conjunction" && current.verb?.passive === true;
        if (current.verb === undefined && !inner) {
          // "companies, contacts, and products sold in a deal": the last of a list is.
          const last = lastItem;
          if (phrase.bare && next?.kind === "preposition" && last?.joined === "and" && pending.length > 2) {
            clauses.push({ ...blank(), subjects: pending, complements: early });
            early = [];
            start([last], by ? { ...phrase, passive: true } : phrase, { relative: true, pronoun: false });
            break;
          }
          if (relative || (phrase.bare && next?.kind === "preposition")) owed = pending;
          start(pending, by ? { ...phrase, passive: true } : phrase, { relative: false, pronoun });
          break;
        }
        if (inner) {
          const { subject, of } = inner;
          inner = undefined;
          start([subject], phrase, { relative: true, pronoun: false });
          if (of) current.modifies = of;
          break;
        }
        if (current.verb === undefined) break;
        if (relative || (phrase.bare && before?.kind === "noun" && next?.kind === "preposition")) {
          const subject = lastItem ?? current.subjects[0];
          start(subject ? [subject] : current.subjects, by ? { ...phrase, passive: true } : phrase, {
            relative: true,
            pronoun: false,
          });
          break;
        }
        if (
          phrase.infinitive &&
          lastItem &&
          before?.kind === "noun" &&
          /^(allow|enable|let|require|help|permit|want|need|ask|invite)$/.test(current.verb.lemma)
        ) {
          start([...list], phrase, options);
          break;
        }
        // "Datasets produced by a project are described", "a nurse who works on a ward has a grade".
        if (
          agrees(owed, phrase) &&
          !phrase.bare &&
          !phrase.infinitive &&
          // "each order that a supplier may process includes products".
          (before?.kind === "noun" || (current.modifies !== undefined && before?.kind === "verb"))
        ) {
          const [first] = clauses;
          if (first) first.relative = true;
          start([...owed], phrase, { relative: false, pronoun: false });
          owed = [];
          break;
        }
        if (pronoun) {
          start([], phrase, { relative: false, pronoun: true });
          break;
        }
        if (before?.kind === "noun" && lastItem && !phrase.infinitive && !phrase.bare) {
          // A noun right before a finite verb is the subject of a new clause.
          const subjects = [lastItem];
          take(list, lastItem);
          start(subjects, phrase, options);
          break;
        }
        if (
          before?.kind === "noun" &&
          lastItem &&
          phrase.bare &&
          !/^(conjunction|comma)$/.test(before.kind)
        ) {
          const subjects = [lastItem];
          const finite = next?.kind === "noun";
          if (finite) take(list, lastItem);
          start(subjects, phrase, { relative: !finite, pronoun: false });
          break;
        }
        if (before?.kind === "comma") owed = [];
        // "and contains several products": the same subject goes on.
        start(
          // "work on projects funded by grants and publish papers": whoever works.
          current.relative && current.verb.bare && !phrase.bare && !phrase.passive && mainSubjects.length > 0
            ? mainSubjects
            : current.relative && !clauses.some((c) => !c.relative)
              ? current.subjects
              : current.relative && before?.kind !== "comma"
                ? current.subjects
                : mainSubjects,
          goesOn ? { ...phrase, passive: true } : phrase,
          {
            relative: false,
            pronoun: mainSubjects.length === 0,
          },
        );
        break;
      }
      case "preposition":
        preposition = phrase.text;
        relative = false;
        break;
      case "conjunction":
        joined = phrase.text === "or" ? "or" : "and";
        preposition = undefined;
        break;
      case "comma":
        if (joined === "first") joined = "comma";
        break;
      case "relative":
        if (preposition === "in" || preposition === "for" || preposition === "at" || preposition === "on")
          preposition = undefined;
        relative = /^(who|that|which)$/.test(phrase.text);
        if (!relative) {
          // "where the", "when a": what follows is a clause of its own.
          if (current.verb) {
            current = blank();
            list = current.objects;
          }
          pending = [];
        }
        break;
      case "pronoun":
        if (preposition !== undefined && current.verb && /^(them|it|these|those)$/.test(phrase.text)) {
          current.complements.push({ preposition, items: [{ noun: standIn(phrase.text), joined: "first" }] });
          preposition = undefined;
        } else if (
          current.verb &&
          !current.verb.copula &&
          before?.kind === "verb" &&
          /^(them|it)$/.test(phrase.text) &&
          next?.kind !== "verb"
        )
          list.push({ noun: standIn(phrase.text), joined: "first" });
        else pronoun = /^(it|they|he|she|each|this|these|those|that|one|ones)$/.test(phrase.text);
        break;
      case "adjective":
        if (current.verb) current.adjectives.push(phrase.text);
        break;
      case "other":
        break;
    }
  }
  if (!current.verb && pending.length > 0)
    clauses.push({ ...blank(), subjects: pending, complements: early });
  return clauses.map((clause) => ({ ...clause, ...(context ? { context } : {}) }));
}

/** Whether it may be these who do it, by the form of the verb. */
function agrees([first, ...more]: readonly Item[], { singular }: VerbPhrase): boolean {
  if (!first) return false;
  return singular === undefined || singular === (more.length === 0 && !first.noun.plural);
}

/** "them" as a noun, for who knows what it stands for. */
function standIn(text: string): NounPhrase {
  return {
    kind: "noun",
    name: text === "it" ? "it" : "them",
    written: text,
    plural: text !== "it",
    quantity: { most: text === "it" ? "one" : "many", said: false },
    universal: false,
    unique: false,
    optional: false,
    other: false,
    proper: false,
  };
}

function blank(): Draft {
  return { subjects: [], pronoun: false, objects: [], complements: [], adjectives: [], relative: false };
}
