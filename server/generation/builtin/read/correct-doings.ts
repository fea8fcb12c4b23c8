import { isPlural, plural } from "../words/inflect";
import { kept, nouns, verbForms, type Place } from "./place";

/** What a tagger takes for a thing, and is what somebody does. */
export function asDoings({
  each,
  before,
  early,
  next,
  follows,
  nextWord,
  glued,
  starts,
  opens,
  ends,
  index,
  terms,
}: Place): void {
  // "Gravestones stand on plots".
  if (
    index === 0 &&
    each.kind === "verb" &&
    /[^s]s$/.test(each.lower) &&
    each.after === "" &&
    next?.kind === "noun" &&
    verbForms.test(nextWord) &&
    !isPlural(nextWord) &&
    terms[2]?.kind === "preposition"
  ) {
    each.kind = "noun";
    next.kind = "verb";
  }
  // "is issued by an insurer, covers one or more objects": the subject goes on.
  if (
    each.kind === "noun" &&
    before?.kind === "noun" &&
    before.after.includes(",") &&
    each.after === "" &&
    /[^s]s$/.test(each.lower) &&
    verbForms.test(each.lower) &&
    /^(?:determiner|number)$/.test(follows)
  )
    each.kind = "verb";
  // "A customer charters a boat": no noun stands before a determiner without a comma.
  if (
    each.kind === "noun" &&
    before?.kind === "noun" &&
    glued &&
    !before.possessive &&
    each.after === "" &&
    follows === "determiner" &&
    !/^(?:that|which|whatever|no|all|both)$/.test(nextWord) &&
    (isPlural(before.lower) ? !/[^s]s$/.test(each.lower) : /[^s]s$/.test(each.lower)) &&
    !terms.slice(0, index).some((one) => one.kind === "verb" || one.kind === "auxiliary")
  )
    each.kind = "verb";
  // "…, and visits several cities": the subject goes on.
  if (
    each.kind === "noun" &&
    before?.kind === "conjunction" &&
    early?.after.includes(",") === true &&
    each.after === "" &&
    /[^s]s$/.test(each.lower) &&
    verbForms.test(each.lower) &&
    /^(?:several|many|multiple|one|an?|the)$/.test(nextWord) &&
    terms.slice(0, index).some((one) => /^(?:has|is|contains|includes)$/.test(one.lower))
  )
    each.kind = "verb";
  // "can be set", "is run".
  if (
    /^(?:noun|adjective)$/.test(each.kind) &&
    before?.kind === "auxiliary" &&
    /^(?:set|put|cut|run|read|split|cast|done|used)$/.test(each.lower) &&
    follows !== "noun"
  )
    each.kind = "verb";
  // "is loaded onto a vehicle": what is done to it, rather than how it is.
  if (
    each.kind === "adjective" &&
    /[^e]ed$|[aeiou]en$/.test(each.lower) &&
    !/^(?:interested|limited|open|red|related|married|unlimited|based|retired|skilled|experienced|fixed)$/.test(
      each.lower,
    ) &&
    !/^(?:required|unrequired|mixed|closed|used|deleted|archived|completed|cancelled|canceled|broken|hidden)$/.test(
      each.lower,
    ) &&
    before?.kind === "auxiliary" &&
    ((follows === "preposition" && each.after === "") || (follows === "none" && index > 2))
  )
    each.kind = "verb";
  // "are recorded" is no state.
  if (
    each.kind === "adjective" &&
    (before?.kind === "auxiliary" || (before?.kind === "adverb" && early?.kind === "auxiliary")) &&
    kept.test(each.lower) &&
    follows !== "noun"
  )
    each.kind = "verb";
  // "every animal lives in": the tagger takes some nouns for adjectives.
  if (
    each.kind === "noun" &&
    before?.kind === "adjective" &&
    early?.kind === "determiner" &&
    verbForms.test(each.lower) &&
    /[^s]s$/.test(each.lower) &&
    opens &&
    !ends
  ) {
    before.kind = "noun";
    each.kind = "verb";
  }
  // "…, and follow artists": a verb that goes on with the same subject.
  if (
    each.kind === "noun" &&
    starts &&
    index > 0 &&
    before?.kind === "conjunction" &&
    verbForms.test(each.lower) &&
    // "rate and review movies".
    (!nouns.has(each.lower) || (early?.kind === "verb" && !/(?:ed|ing)$/.test(early.lower))) &&
    !isPlural(each.lower) &&
    !ends &&
    (follows === "determiner" ||
      ((follows === "noun" || (follows === "verb" && nouns.has(nextWord))) && isPlural(nextWord)))
  )
    each.kind = "verb";
  // "comment on reports and vote for them".
  if (
    each.kind === "noun" &&
    each.lower === "vote" &&
    before?.kind === "conjunction" &&
    follows === "preposition" &&
    terms.slice(0, index).some((one) => one.kind === "verb")
  )
    each.kind = "verb";
  // "Students form groups, schedule meetings and share notes": a list of what they do.
  if (
    each.kind === "noun" &&
    /^(?:schedule|book|order|report|rate|review|record|plan|post|comment|request|charge|log|track|host|sponsor|rent|bid|vote|answer|test|offer|invoice)$/.test(
      each.lower,
    ) &&
    before?.after.includes(",") === true &&
    each.after === "" &&
    follows === "noun" &&
    isPlural(nextWord) &&
    terms[0] !== undefined &&
    isPlural(terms[0].lower) &&
    terms.slice(1, 3).some((one) => one.kind === "verb" && !/(?:s|ed|ing)$/.test(one.lower)) &&
    terms.slice(index + 1).some((one) => one.kind === "verb" && !/(?:s|ed|ing)$/.test(one.lower))
  )
    each.kind = "verb";
  // "a parking session starts, …", "when a member leaves, …": what it does.
  if (
    each.kind === "noun" &&
    (/^(?:starts|begins|ends|opens|closes|expires|finishes)$/.test(each.lower) ||
      (/^(?:when|whenever|if|once|after|before)$/.test(terms[0]?.lower ?? "") &&
        index < 5 &&
        each.after.includes(",") &&
        /[^s]s$/.test(each.lower) &&
        !terms.slice(0, index).some((one) => one.kind === "verb" || one.kind === "auxiliary"))) &&
    before?.kind === "noun" &&
    glued &&
    !isPlural(before.lower) &&
    ends &&
    terms.slice(Math.max(0, index - 4), index).some((one) => /^(?:an?|the|each|every)$/.test(one.lower))
  )
    each.kind = "verb";
  // "a list, which describes the items": what it does.
  if (
    each.kind === "noun" &&
    before?.kind === "relative" &&
    /^(?:who|that|which)$/.test(before.lower) &&
    index > 1 &&
    each.after === "" &&
    /[^s]s$/.test(each.lower) &&
    follows === "determiner"
  )
    each.kind = "verb";
  // "and like photos": what somebody does.
  if (
    each.lower === "like" &&
    each.kind === "preposition" &&
    (before?.kind === "conjunction" || (before?.kind === "noun" && isPlural(before.lower) && index === 1)) &&
    /^(?:noun|determiner)$/.test(follows)
  )
    each.kind = "verb";
  // "writes a diagnosis and prescribes medicines", "has an owner, employs staff": the subject goes on.
  if (
    each.kind === "noun" &&
    (before?.kind === "conjunction" || before?.after.includes(",") === true) &&
    each.after === "" &&
    /[^s]s$/.test(each.lower) &&
    verbForms.test(each.lower) &&
    !nouns.has(each.lower) &&
    /^(?:determiner|noun|number)$/.test(follows) &&
    (follows !== "noun" || plural(nextWord) === nextWord) &&
    terms.slice(0, index).some((one) => one.kind === "verb" && /[^s]s$/.test(one.lower))
  )
    each.kind = "verb";
}
