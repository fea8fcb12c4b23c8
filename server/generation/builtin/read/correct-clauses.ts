import { isPlural } from "../words/inflect";
import { isBaseForm, isThirdForm } from "../words/verbs";
import type { Term } from "./terms";

/**
 * Sets right what shows only in the whole clause: one in which nobody does anything has its verb among the nouns, and
 * what is done goes on behind "and".
 */
export function correctClauses(terms: Term[]): void {
  asSubjects(terms);
  if (!terms.some(isVerbal)) giveVerb(terms);
  goOn(terms);
}

function isVerbal({ kind }: Term): boolean {
  return kind === "verb" || kind === "auxiliary";
}

/** Whether what stands there may be what something is done to. */
function opensObject(term: Term | undefined): boolean {
  return term !== undefined && /^(?:noun|determiner|adjective|number)$/.test(term.kind);
}

function isGlued(term: Term | undefined): boolean {
  return term?.after === "";
}

/** "Bars and shops order beer": the second of two subjects, which a tagger takes for the verb. */
function asSubjects(terms: Term[]): void {
  const at = terms.findIndex(isVerbal);
  const [first, joint, second, verb] = [terms[at - 2], terms[at - 1], terms[at], terms[at + 1]];
  if (
    first?.kind === "noun" &&
    isPlural(first.lower) &&
    joint?.kind === "conjunction" &&
    second?.kind === "verb" &&
    isPlural(second.lower) &&
    isGlued(second) &&
    verb?.kind === "noun" &&
    isBaseForm(verb.lower) &&
    isGlued(verb) &&
    opensObject(terms[at + 2])
  ) {
    second.kind = "noun";
    verb.kind = "verb";
  }
}

/** "A craft brewery brews beers from recipes", "users book rooms". */
function giveVerb(terms: Term[]): void {
  for (const [index, each] of terms.entries()) {
    const before = terms[index - 1];
    // "Users like photos".
    if (
      index === 1 &&
      each.lower === "like" &&
      before?.kind === "noun" &&
      isPlural(before.lower) &&
      terms[2]?.kind === "noun" &&
      isPlural(terms[2].lower)
    ) {
      each.kind = "verb";
      return;
    }
    if (before?.kind === "preposition") return;
    if (
      each.kind === "noun" &&
      each.possessive !== true &&
      isGlued(each) &&
      before?.kind === "noun" &&
      isGlued(before) &&
      opensObject(terms[index + 1]) &&
      (isPlural(before.lower)
        ? isBaseForm(each.lower)
        : isThirdForm(each.lower) && terms.slice(0, index).some(({ kind }) => kind === "determiner"))
    ) {
      each.kind = "verb";
      return;
    }
  }
}

/** "can lock threads and ban users", "buys a pass and books classes". */
function goOn(terms: Term[]): void {
  for (const [index, each] of terms.entries()) {
    const [before, next] = [terms[index - 1], terms[index + 1]];
    if (each.kind !== "noun" || before?.kind !== "conjunction" || !isGlued(each)) continue;
    const first = terms.slice(0, index).find(isVerbal);
    const last = terms.slice(0, index).findLast(({ kind }) => kind === "verb");
    if (!first || !last || terms.slice(0, index).some(({ kind }) => kind === "relative")) continue;
    const modal = first.kind === "auxiliary" && !/^(?:is|are|was|were|be|been)$/.test(first.lower);
    const form =
      modal || isBaseForm(last.lower)
        ? isBaseForm(each.lower)
        : isThirdForm(last.lower) && isThirdForm(each.lower);
    const opens =
      (next?.kind === "noun" && isPlural(next.lower)) ||
      next?.kind === "determiner" ||
      (next?.kind === "pronoun" && /^(?:them|it)$/.test(next.lower));
    // "and report posts to moderators": of two that may be verbs the first is one.
    const object = next?.kind === "verb" && isPlural(next.lower) && isBaseForm(each.lower) ? next : undefined;
    if (form && (opens || object)) each.kind = "verb";
    if (form && object) object.kind = "noun";
  }
}
