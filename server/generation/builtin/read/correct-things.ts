import { isPlural } from "../words/inflect";
import { nouns, verbForms, type Place } from "./place";

/** What a tagger takes for something that is done, and is a thing or says what kind of thing. */
export function asThings({
  each,
  before,
  early,
  next,
  follows,
  nextWord,
  glued,
  starts,
  ends,
  index,
  terms,
}: Place): void {
  // "Volunteers look …": what stands first and before a verb is a noun. "report maintenance requests": so is a
  // plural behind a noun that a verb has before it.
  if (each.kind === "verb" && /[^s]s$/.test(each.lower) && !/^(has|does|is)$/.test(each.lower)) {
    // "visitors buy tickets and sponsors support the festival".
    if (
      starts &&
      before?.kind === "conjunction" &&
      index > 2 &&
      follows === "verb" &&
      each.after === "" &&
      !/[^s]s$/.test(nextWord) &&
      !next?.tags.has("Gerund") &&
      !/(?:ed|en)$/.test(nextWord)
    )
      each.kind = "noun";
    else if (starts && index === 0 && (follows === "verb" || follows === "auxiliary" || follows === "adverb"))
      each.kind = "noun";
    else if (
      before?.kind === "noun" &&
      glued &&
      early &&
      /^(verb|preposition)$/.test(early.kind) &&
      !/[,;:]/.test(early.after) &&
      !isPlural(before.lower) &&
      follows !== "determiner"
    )
      each.kind = "noun";
  }
  // "with drivers, trips, fuel logs and repairs": a list, in which nobody does anything.
  if (
    each.kind === "verb" &&
    before?.kind === "noun" &&
    before.after.includes(",") &&
    each.after === "" &&
    !/(?:s|ed|ing)$/.test(each.lower) &&
    follows === "noun" &&
    isPlural(nextWord) &&
    terms.slice(0, index).some((one) => one.kind === "preposition") &&
    !terms.slice(0, index).some((one) => one.kind === "verb" || one.kind === "auxiliary")
  )
    each.kind = "noun";
  // "an abstract and": an adjective that nothing follows is a noun.
  if (
    each.kind === "adjective" &&
    before?.kind === "determiner" &&
    glued &&
    (ends ||
      follows === "conjunction" ||
      follows === "auxiliary" ||
      (follows === "preposition" &&
        !/^(?:first|last|next|other|different|same|new|available|certain|such)$/.test(each.lower)) ||
      (follows === "verb" && /^(has|have|had)$/.test(nextWord)))
  )
    each.kind = "noun";
  // "teach subjects", "send messages": what ends in s behind a verb is its object.
  if (
    each.kind === "verb" &&
    before?.kind === "verb" &&
    glued &&
    /[^s]s$/.test(each.lower) &&
    !/^(has|does|is)$/.test(each.lower) &&
    !before.tags.has("Gerund") &&
    // "A user who wants to sell opens a shop".
    !(
      follows === "determiner" &&
      verbForms.test(each.lower) &&
      terms.slice(0, index).some((one) => one.kind === "relative")
    )
  )
    each.kind = "noun";
  // "maintenance visits of a technician": verbs do not stand before "of".
  if (
    each.kind === "verb" &&
    nextWord === "of" &&
    each.after === "" &&
    nouns.has(each.lower) &&
    before?.kind !== "auxiliary"
  )
    each.kind = "noun";
  // "hire date", "net pay", "pay component": a compound.
  if (
    (each.kind === "verb" || each.kind === "preposition") &&
    each.after === "" &&
    /^(?:noun|verb)$/.test(follows) &&
    /^(?:hire|pay|leave|start|end|birth|release|issue|return|delivery|join|open|close|purchase|work|visit|play|order|repair|from|to|request|test|build|check|transfer|review)$/.test(
      each.lower,
    ) &&
    /^(?:date|time|day|type|rate|number|amount|status|component|request|code|period|grade|slip|level|scale|reason|order|plan|log|result)s?$/.test(
      nextWord,
    ) &&
    (!before || !glued || /^(?:determiner|conjunction|adjective|preposition)$/.test(before.kind)) &&
    (each.kind === "verb" || before?.kind === "determiner")
  ) {
    each.kind = "noun";
    if (next) next.kind = "noun";
  }
  if (each.kind === "verb" && each.lower === "net" && /^(?:pay|price|amount|salary|weight)$/.test(nextWord))
    each.kind = "adjective";
  if (each.kind === "verb" && each.lower === "pay" && /^(?:net|gross|base)$/.test(before?.lower ?? ""))
    each.kind = "noun";
  // "email and driving license number": a name, not what somebody does.
  if (
    each.kind === "verb" &&
    each.tags.has("Gerund") &&
    follows === "noun" &&
    each.after === "" &&
    starts &&
    index > 1 &&
    /^(?:license|licence|number|code|date|time|address|method|rate|name|status|price|point|area|space|lot|room|account)s?$/.test(
      nextWord,
    )
  )
    each.kind = "adjective";
  // "each sales order and": a thing.
  if (
    each.kind === "verb" &&
    nouns.has(each.lower) &&
    before?.kind === "noun" &&
    glued &&
    early?.kind === "determiner" &&
    !isPlural(each.lower) &&
    /^(?:conjunction|auxiliary)$/.test(follows)
  )
    each.kind = "noun";
  // "Tour guides speak": what stands first and before a verb is a noun.
  if (
    each.kind === "verb" &&
    index === 1 &&
    before?.kind === "noun" &&
    glued &&
    each.after === "" &&
    /[^s]s$/.test(each.lower) &&
    (follows === "verb" || follows === "auxiliary") &&
    !/[^s]s$|(?:ed|ing)$/.test(nextWord)
  )
    each.kind = "noun";
  // "follows several time controls": things that are counted.
  if (
    each.kind === "verb" &&
    ends &&
    /[^s]s$/.test(each.lower) &&
    before?.kind === "noun" &&
    glued &&
    /^(?:several|many|two|three|multiple)$/.test(early?.lower ?? "")
  )
    each.kind = "noun";
  // "a law firm", "the book fair".
  if (
    each.kind === "adjective" &&
    before?.kind === "noun" &&
    glued &&
    follows !== "noun" &&
    /^(?:firm|fair|minor|official|individual|professional|representative|chemical|metal|mineral|novel)$/.test(
      each.lower,
    )
  )
    each.kind = "noun";
  // "polling stations": what kind of stations.
  if (
    each.kind === "verb" &&
    /^(?:polling|parking|meeting|training|operating|waiting|swimming|landing|shopping|boarding|fishing|dining|recording|sleeping|loading|charging|building|reading|tracking|imaging|catering|consulting|programming|testing|teaching|cooking|cleaning|marketing|housing|nursing|heating|riding|sailing)$/.test(
      each.lower,
    ) &&
    each.after === "" &&
    follows === "noun" &&
    isPlural(nextWord) &&
    (starts || (before?.kind === "verb" && glued))
  )
    each.kind = "adjective";
  // "the following relationships": which ones.
  if (each.lower === "following" && each.kind !== "adjective" && follows === "noun" && each.after === "")
    each.kind = "adjective";
  // "questions that users ask": who does it.
  if (
    each.kind === "verb" &&
    before?.kind === "relative" &&
    follows === "verb" &&
    each.after === "" &&
    /[^s]s$/.test(each.lower) &&
    !/^(?:has|does|is)$/.test(each.lower) &&
    !/(?:ed|en|ing|[^s]s)$/.test(nextWord)
  )
    each.kind = "noun";
}
