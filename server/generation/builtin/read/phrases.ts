import { emptyAdjectives, transparent, universal } from "../words/grammar";
import { isPlural, singular } from "../words/inflect";
import { lemma } from "./lemma";
import { readTerms, type Term } from "./terms";

/** How many of a thing a noun phrase speaks of. */
export interface Quantity {
  readonly most: "one" | "many";
  /** 0 when the brief says that there may be none. */
  readonly least?: 0 | 1;
  /** Said by a word rather than only by the form of the noun. */
  readonly said: boolean;
}

/** A noun with the words in front of it. */
export interface NounPhrase {
  readonly kind: "noun";
  /** The words of the name in lower case, the last in the singular: `order item`. */
  readonly name: string;
  /** As written, without determiners. */
  readonly written: string;
  readonly plural: boolean;
  readonly quantity: Quantity;
  /** Its determiner, in lower case. */
  readonly determiner?: string;
  /** `each`, `every`, `all`: what is said holds for all of them. */
  readonly universal: boolean;
  readonly unique: boolean;
  readonly optional: boolean;
  /** `other employees`. */
  readonly other: boolean;
  /** `its name`, `the customer's name`: whose. */
  readonly owner?: string;
  readonly paren?: string;
  readonly proper: boolean;
  /** It begins with an adjective: "experienced referee". */
  readonly qualified?: boolean;
}

export interface VerbPhrase {
  readonly kind: "verb";
  /** The last verb's base form. */
  readonly lemma: string;
  readonly passive: boolean;
  /** `be` followed by no other verb. */
  readonly copula: boolean;
  readonly modal?: string;
  readonly negative: boolean;
  /** It starts with `to`. */
  readonly infinitive: boolean;
  /** `uniquely`. */
  readonly adverbs: readonly string[];
  /** A participle without an auxiliary: "courses taught by". */
  readonly bare: boolean;
  /** Whether one does it ("has", "works") or several ("have", "work"), where its form tells. */
  readonly singular?: boolean;
  readonly paren?: string;
}

export interface OtherPhrase {
  readonly kind: "preposition" | "conjunction" | "relative" | "comma" | "pronoun" | "adjective" | "other";
  readonly text: string;
}

export type Phrase = NounPhrase | VerbPhrase | OtherPhrase;

/** The sentence as phrases: nouns with what belongs to them, verbs with their auxiliaries, and the rest. */
export function readPhrases(sentence: string): Phrase[] {
  const terms = readTerms(sentence);
  const phrases: Phrase[] = [];
  let at = 0;
  while (at < terms.length) {
    const each = terms[at];
    if (!each) break;
    const step = verbAt(terms, at, phrases) ?? nounAt(terms, at, phrases);
    if (step) {
      phrases.push(...step.phrases);
      at = step.next;
      continue;
    }
    if (
      each.kind === "preposition" ||
      each.kind === "conjunction" ||
      each.kind === "relative" ||
      each.kind === "pronoun"
    )
      phrases.push({ kind: each.kind, text: each.lower });
    else if (each.kind === "adjective") phrases.push({ kind: "adjective", text: each.lower });
    else if (each.kind === "determiner" && /^(each|both|all|others?|another)$/.test(each.lower))
      phrases.push({ kind: "pronoun", text: "each" });
    else if (each.kind === "determiner" && /^(these|those)$/.test(each.lower))
      phrases.push({ kind: "pronoun", text: each.lower });
    else if (each.kind !== "adverb") phrases.push({ kind: "other", text: each.lower });
    pushComma(phrases, each);
    at++;
  }
  return phrases;
}

function pushComma(phrases: Phrase[], term: Term): void {
  if (/[,;:–—]|(^|\s)-/.test(term.after)) phrases.push({ kind: "comma", text: term.after.trim() });
}

interface Step {
  readonly phrases: Phrase[];
  readonly next: number;
}

function verbAt(terms: readonly Term[], start: number, before: readonly Phrase[]): Step | undefined {
  let at = start;
  const first = terms[at];
  const infinitive = first?.lower === "to" && terms[at + 1]?.kind === "verb";
  if (infinitive) at++;
  let modal: string | undefined;
  let negative = false;
  let auxiliary: string | undefined;
  let verb: Term | undefined;
  const adverbs: string[] = [];
  for (; at < terms.length; at++) {
    const term = terms[at];
    if (!term) break;
    const glued = at === start || !/[,;:]/.test(terms[at - 1]?.after ?? "");
    if (!glued) break;
    if (term.kind === "not") negative = true;
    else if (term.kind === "adverb") {
      if (verb && !verb.after) {
        // An adverb behind the verb belongs to it only when another verb follows.
        if (terms[at + 1]?.kind !== "verb" || auxiliary === undefined) break;
      }
      adverbs.push(term.lower);
    } else if (term.kind === "auxiliary" || /^(has|have|had)$/.test(term.lower)) {
      const perfect = /^(has|have|had)$/.test(term.lower);
      if (verb) break;
      if (perfect) {
        const follows = terms[at + 1];
        const then = follows?.kind === "adverb" || follows?.kind === "not" ? terms[at + 2] : follows;
        const isAuxiliary =
          then !== undefined &&
          (then.lower === "been" ||
            (then.kind === "verb" && (then.tags.has("PastTense") || then.tags.has("Participle"))));
        if (!isAuxiliary) {
          verb = term;
          at++;
          break;
        }
      }
      if (/^(can|could|may|might|must|shall|should|will|would|cannot)$/.test(term.lower)) modal = term.lower;
      if (term.lower === "cannot") negative = true;
      auxiliary = term.lower;
    } else if (term.kind === "verb") {
      if (verb) break;
      verb = term;
      at++;
      // "allowed to place", "able to see": the last verb is what is done.
      break;
    } else if (term.lower === "able" && terms[at + 1]?.lower === "to") {
      at++;
      modal ??= "can";
      auxiliary = "can";
    } else break;
  }
  if (!verb && auxiliary === undefined) return undefined;
  if (at === start) return undefined;
  if (verb?.tags.has("Gerund") && auxiliary === undefined && before.length === 0) return undefined;
  const copula = !verb && /^(is|are|was|were|be|been|being)$/.test(auxiliary ?? "");
  const be = /^(is|are|was|were|be|been|being)$/.test(auxiliary ?? "");
  const participle = verb !== undefined && isParticiple(verb);
  const last = terms[at - 1];
  const form = modal !== undefined || infinitive ? "" : (auxiliary ?? verb?.lower ?? "");
  const phrase: VerbPhrase = {
    kind: "verb",
    lemma: verb ? lemma(verb.lower) : be ? "be" : (auxiliary ?? "be"),
    passive: verb !== undefined && be && participle,
    copula,
    ...(modal === undefined ? {} : { modal }),
    negative,
    infinitive,
    adverbs,
    bare: verb !== undefined && auxiliary === undefined && participle && !infinitive,
    ...(/^(?:are|were|have|do)$/.test(form) || (form === verb?.lower && !participle && !/s$|ing$/.test(form))
      ? { singular: false }
      : /^(?:is|was|has|does)$|[^s]s$/.test(form)
        ? { singular: true }
        : {}),
    ...(last?.paren === undefined ? {} : { paren: last.paren }),
  };
  const phrases: Phrase[] = [phrase];
  if (last) pushComma(phrases, last);
  return { phrases, next: at };
}

function isParticiple(verb: Term): boolean {
  return (
    verb.tags.has("PastTense") ||
    verb.tags.has("Participle") ||
    /(ed|en|wn|ught|made|held|kept|sent|paid|sold|led|lent|known|built|set|put|read|met|run|cut|cast|hung|laid|fed|bred|heard|done|gone|seen|found|won|lost|brought|told)$/.test(
      verb.lower,
    )
  );
}

function nounAt(terms: readonly Term[], start: number, before: readonly Phrase[]): Step | undefined {
  let at = start;
  let determiner: string | undefined;
  let said: Quantity | undefined;
  let isUniversal = false;
  let unique = false;
  let optional = false;
  let other = false;
  let owner: string | undefined;
  const words: Term[] = [];
  for (; at < terms.length; at++) {
    const term = terms[at];
    if (!term) break;
    const previous = terms[at - 1];
    if (at > start && previous && (/[,;:–—]|^-/.test(previous.after) || previous.paren !== undefined)) break;
    if (term.kind === "determiner") {
      if (words.length > 0) break;
      if (/^(several|many|atmostone|one)$/.test(term.lower)) said = quantityOf(term.lower);
      else if (/^(a|an|another|no|neither)$/.test(term.lower)) said ??= { most: "one", said: true };
      else if (/^(all|some|any|these|those)$/.test(term.lower)) said ??= undefined;
      if (term.lower === "another" || term.lower === "other") other = true;
      if (universal.has(term.lower)) isUniversal = true;
      if (/^(its|their|his|her)$/.test(term.lower)) owner = "it";
      determiner ??= term.lower;
    } else if (term.kind === "number") {
      const value = term.lower.replace(/,/g, "");
      if (/^(first|second|third|last)$/.test(value)) words.push(term);
      else if (words.length > 0) {
        if (/^\d+$/.test(value) && !previous?.after) words.push(term);
        else break;
      } else
        said = /^(1|one)$/.test(value) ? { most: "one", least: 1, said: true } : { most: "many", said: true };
    } else if (
      term.kind === "adjective" ||
      (term.kind === "adverb" &&
        words.length === 0 &&
        terms[at + 1]?.kind === "noun" &&
        /^(only|exactly|also|maybe)$/.test(term.lower))
    ) {
      if (term.kind === "adverb") continue;
      if (/^(unique|uniquely)$/.test(term.lower)) unique = true;
      if (term.lower === "optional" || term.lower === "optionally") optional = true;
      if (/^(other|another|different)$/.test(term.lower)) other = other || term.lower !== "different";
      if (/^(many|several|multiple|various|numerous)$/.test(term.lower)) said = { most: "many", said: true };
      if (term.lower === "single") said = { most: "one", said: true };
      if (!emptyAdjectives.has(term.lower) && term.lower !== "other") words.push(term);
    } else if (term.kind === "noun") {
      words.push(term);
      if (term.possessive) {
        owner = singular(words.map((word) => word.lower).join(" "));
        words.length = 0;
        said = undefined;
      }
    } else if (
      term.kind === "verb" &&
      term.tags.has("Gerund") &&
      terms[at + 1]?.kind === "noun" &&
      !/[,]/.test(term.after) &&
      (words.length > 0 || at > start || before.length === 0)
    )
      words.push(term);
    else if (
      term.kind === "verb" &&
      /^(date|time|amount|number|quantity|hours|money|price|year|day)$/.test(words.at(-1)?.lower ?? "") &&
      isParticiple(term) &&
      (term.after !== "" || !terms[at + 1] || /^(?:conjunction|auxiliary)$/.test(terms[at + 1]?.kind ?? ""))
    )
      words.push(term);
    else if (term.kind === "not" || term.kind === "other") {
      if (/^\W*$/.test(term.lower) || term.kind === "not") break;
      words.push(term);
    } else break;
  }
  // Adjectives alone are a list of states, not a thing.
  while (words.length > 0 && words.at(-1)?.kind === "adjective" && !isNameLike(words)) words.pop();
  const lastTerm = terms[at - 1];
  if (words.length === 0 || !words.some((word) => word.kind !== "adjective" || isNameLike(words)))
    return undefined;
  if (lastTerm !== words.at(-1)) {
    // Give back what was not used.
    const end = terms.findIndex((term) => term === words.at(-1));
    at = end + 1;
  }
  const end = terms[at - 1];
  const written = words.map((word) => word.text).join(" ");
  const lower = words.map((word) => word.lower).join(" ");
  const head = words.at(-1);
  const isPluralForm =
    (head
      ? isPlural(head.lower.split(" ").at(-1) ?? "") ||
        /^(?:goods|people|staff|personnel|livestock|cattle)$/.test(head.lower) ||
        // "with animals, species and keepers".
        (/^(?:species|series)$/.test(head.lower) && determiner === undefined)
      : false) && !lower.includes("_");
  const quantity: Quantity = said ?? { most: isPluralForm ? "many" : "one", said: false };
  // "teacher information" is about teachers.
  const about = /^(.*?[a-z]) (?:information|info|details?|data|records?)$/.exec(lower)?.[1];
  const whose = about !== undefined && !describing.test(about) ? about : undefined;
  const phrase: NounPhrase = {
    kind: "noun",
    name: lower.includes("_") ? lower : singular(whose ?? lower),
    written,
    plural: isPluralForm || whose !== undefined,
    quantity: isUniversal ? { most: "one", said: false } : quantity,
    ...(determiner === undefined ? {} : { determiner }),
    universal: isUniversal,
    unique,
    optional,
    other,
    ...(owner === undefined ? {} : { owner }),
    ...(end?.paren === undefined ? {} : { paren: end.paren }),
    proper: words.every((word) => /^[A-Z]/.test(word.text)) && start > 0,
    ...(words.length > 1 && words[0]?.kind === "adjective" ? { qualified: true } : {}),
  };
  const phrases: Phrase[] = [phrase];
  if (end) pushComma(phrases, end);
  return { phrases, next: at };
}

/** What kind of information it is, rather than what it is about. */
const describing =
  /(?:contact|personal|basic|following|medical|additional|billing|payment|shipping|insurance|address|other|general|detailed|emergency|health|financial|bank|technical|relevant|birth|login|tax|academic|demographic|customs|sensor|track|legal|sales|world|criminal|vital)$/;

function isNameLike(words: readonly Term[]): boolean {
  return words.length === 1 && /^(current|key)$/.test(words[0]?.lower ?? "");
}

function quantityOf(word: string): Quantity {
  if (word === "several") return { most: "many", least: 1, said: true };
  if (word === "many") return { most: "many", said: true };
  if (word === "atmostone") return { most: "one", least: 0, said: true };
  return { most: "one", least: 1, said: true };
}

/** Whether a noun only stands for what follows it with "of" or "about". */
export function isTransparent(phrase: NounPhrase): boolean {
  const last = phrase.name.split(" ").at(-1) ?? "";
  return (
    transparent.has(last) &&
    (phrase.name === last || /^(following|basic|personal|contact|all)/.test(phrase.name))
  );
}
