import { auxiliaries, modals } from "../words/grammar";
import { isPlural, singular } from "../words/inflect";
import type { Term } from "./terms";

/** Words that the tagger takes for something else too often in briefs. */
const nouns = new Set(
  "staff reason reasons volunteer volunteers age exit entry contact account accounts abstract order orders book books rent loan loans rental rentals lease stay stays record records name names date dates rating ratings price prices cost costs status states state address addresses phone email title titles review reviews comment comments post posts report visit visits exam exams test tests grade grades score scores ward wards track tracks contract contracts salary stock bid bids offer offers vote votes rank ticket tickets invoice invoices shift shifts match matches plot plots plant plants feed feeds film films number room rooms seat seats pet pets label labels style styles role roles play plays project projects process result results permit permits sample samples deposit deposits transfer transfers charge charges fine fines fee fees schedule schedules booking bookings building buildings listing listings meeting meetings training trainings greeting reading readings setting settings recording recordings parking clothing password passwords username budget guest guests position positions benefit document documents plan plans likes shares sale sales supply target model models design survey surveys remark remarks harvest harvests change changes answer answers question questions license licence licenses message messages chat chats call calls issue issues cast crew catch deal deals lead leads".split(
    " ",
  ),
);

const verbForms =
  /^(?:places?|placed|borrows?|lends?|writes?|teach(?:es)?|takes?|attends?|enrol?ls?|works?|manages?|supervises?|owns?|belongs?|contains?|consists?|includes?|comprises?|has|have|holds?|makes?|sells?|buys?|purchases?|supplies|supply|produces?|treats?|prescribes?|performs?|provides?|offers?|employs?|assigns?|uses?|requires?|needs?|stores?|submits?|creates?|publishes|publish|reads?|sends?|receives?|pays?|reserves?|serves?|participates?|plays?|leads?|heads?|lives?|studies|study|stars?|appears?|directs?|drives?|operates?|flies|fly|departs?|arrives?|hosts?|organi[sz]es?|sponsors?|joins?|follows?|likes?|posts?|uploads?|rates?|votes?|applies|apply|interviews?|refers?|happens|tends?|speciali[sz]es?|carries|carry|specify|specifies|violates?|acknowledges?|references?|exits|enters|appears|talks?|stays|checks|adds|undergoes|conducts?|administers?|executes?|comprises|constitutes?|hires?|rents?|leases?|books|orders|reviews|comments|visits|tracks|records|reports|keeps?|maintains?|represents?|covers?|handles?|delivers?|ships?|processes|issues|issued|tags?|categori[sz]es|supports?|earns?|gets?|gives?|grows?|raises?|trains?|competes?|wins?|scores?|donates?|subscribes?|registers?|opens?|closes?|links?|connects?|relates?|depends?|covers|generates?|monitors?|measures?|installs?|adopts?|cares?|diagnoses|examines?|admits?|occupies|occupy|runs?|starts?|ends?|consumes?|contributes?|collects?|completes?|evaluates?|grades?|advises?|mentors?|coaches|coach|referees?|sits?|parks?|charges?|bids?|backs?|pledges?|funds?|invests?|lists?|views?|watch(?:es)?|streams?|listens?|accepts?|rejects?|approves?|signs?|insures?|files?|claims?|services?|repairs?|judges?|sponsors?|stands?|masters?|hangs?)$/;

const kept =
  /^(?:recorded|stored|saved|kept|logged|tracked|noted|captured|registered|known|documented|created|maintained|needed|required|collected|generated|issued|assigned|paid|written|given|specified|entered|raised|performed|conducted|executed|played|shown|sent|sold|rented|booked|ordered|held|made)$/;

/** Sets right what the tagger takes for a verb or a noun against the words around it. */
export function correct(terms: Term[]): Term[] {
  for (const [index, each] of terms.entries()) {
    const before = terms[index - 1];
    const next = terms[index + 1];
    const follows = next?.kind ?? "none";
    const nextWord = next?.lower ?? "";
    const glued = before !== undefined && !/[,;:]/.test(before.after);
    const starts = !before || /[,;:]/.test(before.after) || before.kind === "conjunction";
    const nominal =
      glued && /^(determiner|adjective|number|preposition)$/.test(before.kind) && before.lower !== "to";
    const opens = /^(determiner|preposition|number|pronoun|adverb|not|none)$/.test(follows);
    const ends = each.after !== "" || follows === "none";
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
    // "Volunteers look …": what stands first and before a verb is a noun. "report maintenance requests": so is a
    // plural behind a noun that a verb has before it.
    const early = terms[index - 2];
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
      else if (
        starts &&
        index === 0 &&
        (follows === "verb" || follows === "auxiliary" || follows === "adverb")
      )
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
    // "polling stations": what kind of stations.
    if (
      each.kind === "verb" &&
      /^(?:polling|parking|meeting|training|operating|waiting|swimming|landing|shopping|boarding|fishing|dining|recording|sleeping|loading|charging|building|reading|tracking|imaging|catering|consulting|programming|testing|teaching|cooking|cleaning|marketing|housing|nursing|heating|riding|sailing)$/.test(
        each.lower,
      ) &&
      each.after === "" &&
      follows === "noun" &&
      isPlural(nextWord) &&
      (starts || (before.kind === "verb" && glued))
    )
      each.kind = "adjective";
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
    // "and like photos": what somebody does.
    if (
      each.lower === "like" &&
      each.kind === "preposition" &&
      (before?.kind === "conjunction" ||
        (before?.kind === "noun" && isPlural(before.lower) && index === 1)) &&
      /^(?:noun|determiner)$/.test(follows)
    )
      each.kind = "verb";
    // "writes a diagnosis and prescribes medicines": the subject goes on.
    if (
      each.kind === "noun" &&
      before?.kind === "conjunction" &&
      each.after === "" &&
      /[^s]s$/.test(each.lower) &&
      verbForms.test(each.lower) &&
      !nouns.has(each.lower) &&
      /^(?:determiner|noun|number)$/.test(follows) &&
      (follows !== "noun" || isPlural(nextWord)) &&
      terms.slice(0, index).some((one) => one.kind === "verb" && /[^s]s$/.test(one.lower))
    )
      each.kind = "verb";
    // "can book", "to order", "does not rent": after a modal stands a verb.
    const modal =
      before &&
      (modals.has(before.lower) ||
        /^(do|does|did)$/.test(before.lower) ||
        (before.lower === "not" && terms[index - 2]?.kind === "auxiliary"));
    if (modal && (each.kind === "noun" || each.kind === "adjective")) each.kind = "verb";
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
  return terms;
}
