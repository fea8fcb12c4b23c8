import { auxiliaries, modals } from "../words/grammar";
import { isPlural, singular } from "../words/inflect";
import { asDoings } from "./correct-doings";
import { correctClauses } from "./correct-clauses";
import { asThings } from "./correct-things";
import { nouns, placeOf, verbForms, type Place } from "./place";
import type { Term } from "./terms";

/** Sets right what the tagger takes for a verb or a noun against the words around it. */
export function correct(terms: Term[]): Term[] {
  for (const [index, each] of terms.entries()) {
    const place = placeOf(terms, index, each);
    byNeighbours(place);
    asThings(place);
    asDoings(place);
    inAnyCase(place);
  }
  correctClauses(terms);
  return terms;
}

/** A word is a noun or a verb by what stands right before and right behind it. */
function byNeighbours({ each, before, follows, nextWord, glued, starts, opens, ends }: Place): void {
  const nominal =
    glued && /^(determiner|adjective|number|preposition)$/.test(before?.kind ?? "") && before?.lower !== "to";
  if (each.kind === "verb" && nominal && !/^(has|have|had)$/.test(each.lower)) {
    // "each order", "a booking", "of assigned employees".
    const participle = /(ed|en)$/.test(each.lower) && /^(noun|adjective)$/.test(follows) && !ends;
    each.kind = participle ? "adjective" : "noun";
  } else if (
    each.kind === "verb" &&
    nouns.has(each.lower) &&
    !(
      before?.kind === "noun" &&
      glued &&
      isPlural(before.lower) &&
      !isPlural(each.lower) &&
      isPlural(nextWord)
    ) &&
    (ends ||
      follows === "auxiliary" ||
      follows === "verb" ||
      (starts && !/^(determiner|pronoun|none)$/.test(follows)))
  ) {
    if (!(before?.kind === "auxiliary" || before?.lower === "to" || before?.kind === "relative"))
      each.kind = "noun";
  } else if (
    each.kind === "verb" &&
    starts &&
    (ends || follows === "auxiliary" || (before?.after.includes(",") && follows === "conjunction")) &&
    before?.kind !== "auxiliary" &&
    !verbForms.test(each.lower)
  )
    each.kind = "noun";
  else if (
    (each.kind === "noun" || each.kind === "adjective") &&
    verbForms.test(each.lower) &&
    before &&
    glued &&
    !ends &&
    (before.kind === "noun" ||
      before.kind === "auxiliary" ||
      before.kind === "relative" ||
      before.kind === "pronoun") &&
    !before.possessive &&
    (opens ||
      (follows === "noun" && isPlural(before.lower) !== each.lower.endsWith("s")) ||
      // "the doctor prescribes remedies", as a tagger may read it.
      (follows === "verb" &&
        /[^s]s$/.test(each.lower) &&
        !isPlural(before.lower) &&
        !nouns.has(each.lower) &&
        nextWord.endsWith("ies")))
  ) {
    if (
      before.kind !== "noun" ||
      (isPlural(before.lower)
        ? !/[^s]s$/.test(each.lower) || singular(each.lower) === each.lower
        : each.lower.endsWith("s"))
    )
      each.kind = "verb";
  }
}

/** What holds whatever else was said of the word. */
function inAnyCase({ each, before, next, glued, ends, index, terms }: Place): void {
  // "can book", "to order", "does not rent": after a modal stands a verb.
  const modal =
    before &&
    (modals.has(before.lower) ||
      /^(do|does|did)$/.test(before.lower) ||
      (before.lower === "not" && terms[index - 2]?.kind === "auxiliary"));
  if (modal && (each.kind === "noun" || each.kind === "adjective")) each.kind = "verb";
  // "can like posts".
  if (modal && each.lower === "like" && before.lower !== "would") each.kind = "verb";
  if (
    before?.lower === "to" &&
    each.kind === "noun" &&
    glued &&
    !isPlural(each.lower) &&
    verbForms.test(each.lower) &&
    next &&
    !ends
  )
    each.kind = "verb";
  if (
    each.lower === "that" &&
    next &&
    /^(noun|adjective)$/.test(next.kind) &&
    (!before || before.kind === "verb")
  )
    each.kind = "determiner";
  // "assigned to projects": no infinitive is a plural.
  if (each.kind === "verb" && before?.lower === "to" && glued && isPlural(each.lower)) each.kind = "noun";
  if (/^(?:belongs|consists|contains|comprises)$/.test(each.lower)) each.kind = "verb";
  if (auxiliaries.has(each.lower) && each.kind !== "verb") each.kind = "auxiliary";
}
