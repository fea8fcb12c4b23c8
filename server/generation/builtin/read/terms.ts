import nlp from "compromise/two";
import {
  auxiliaries,
  conjunctions,
  determiners,
  modals,
  prepositions,
  pronouns,
  relatives,
} from "../words/grammar";
import { isPlural, singular } from "../words/inflect";

/** A word of a sentence. */
export interface Term {
  /** As written. */
  readonly text: string;
  readonly lower: string;
  kind:
    | "noun"
    | "adjective"
    | "verb"
    | "auxiliary"
    | "determiner"
    | "preposition"
    | "conjunction"
    | "relative"
    | "pronoun"
    | "adverb"
    | "number"
    | "not"
    | "other";
  readonly tags: ReadonlySet<string>;
  /** The punctuation behind it. */
  after: string;
  /** What stands in parentheses behind it. */
  paren?: string;
  /** `customer's`. */
  possessive?: boolean;
}

interface Json {
  readonly terms: readonly {
    readonly text: string;
    readonly pre: string;
    readonly post: string;
    readonly tags: readonly string[];
  }[];
}

/** Phrases that count as one word, put in place before the words are tagged. */
const quantities: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:one or more|one or many|one or several|1 or more|one to many|at least one|at least 1|a minimum of one|1\s?\.\.\s?[*nm]|one-or-more|(?:at least )?(?:two|2|three|3) or more|at least (?:two|2|three|3))\b\*?/gi,
    "several",
  ],
  [
    /\b(?:zero or more|zero or many|0 or more|zero to many|any number of|none or many|no or many|zero, one or (?:more|many)|zero, one, or (?:more|many)|as many [a-z]+ as [a-z]+ (?:want|wish|like|need)s?|0\s?\.\.\s?[*nm]|an unlimited number of|unlimited|a variety of|(?<!, |and )a number of|a lot of|lots of|a (?:list|set|collection|series|group|range|variety) of|more than one|not only one|numerous|multiple|various|several different|many different|plenty of|a couple of|dozens of|hundreds of|thousands of|different)(?=\s)/gi,
    "many",
  ],
  [
    /\b(?:at most one|zero or one|0 or 1|no more than one|not more than one|up to one|none or one|0\s?\.\.\s?1|maximum one|a maximum of one|at maximum one|one or no|one or none|zero or exactly one)\b/gi,
    "atmostone",
  ],
  [
    /\b(?:exactly one|only one|one and only one|precisely one|just one|exactly 1|only 1|a single|one single|1\s?\.\.\s?1|one specific|one particular|exactly a)\b/gi,
    "one",
  ],
  [
    /\b(?:up to|at most|a maximum of|no more than|maximum) (?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b/gi,
    "many",
  ],
  [/\b(?:between|from)? ?\d+ (?:and|to) \d+ (?=[a-z]+s\b)/gi, "many "],
];

const texts: readonly (readonly [RegExp, string])[] = [
  [/\b(and|or)\/(and|or)\b/gi, "and"],
  [/\s\/\s/g, " or "],
  [/["]/g, ""],
  [/(^|\s)'([^']+)'(?=[\s,.;:)]|$)/g, "$1$2"],
  [/,? ?\bso that\b.*$/gi, ""],
  [
    /^as an? ([\w -]+?),? i (?:want|would like|need|wish|like|am able|can|may|should be able)\b(?: to)?(?: be able to)?/i,
    "A $1 can",
  ],
  [
    /\b(?:as well as|along with|together with|in addition to|and also|and then|and optionally|and possibly)\b/gi,
    "and",
  ],
  [/,? ?\b(?:etc\.?|and so on|and so forth|among others|and more)(?=[\s,.;)]|$)/gi, ""],
  [/\bin order to\b/gi, "to"],
  [/\be-mail\b/gi, "email"],
  [
    /,? ?\b(?:such as|for example|for instance|e\.g\.,?|i\.e\.,?|namely|that is,|like(?= (?:the|a|name|title|id))|including but not limited to|consisting of|which (?:include|are|is)(?= (?:the|a|an|name|title|id)\b))/gi,
    " including",
  ],
  [/\b(?:either|both)\b /gi, ""],
  [/\b(\w+) per (\w+)\b/gi, "$1-per-$2"],
  [/\b(?:for each and every|for every|for all|for any)\b/gi, "for each"],
  [/\b(?:has|have) (?:got )?to be\b/gi, "must be"],
  [/\bdate and time\b/gi, "datetime"],
  [/\bcheck[- ](in|out)\b/gi, "check$1"],
  [/\bpick[- ]up\b/gi, "pickup"],
  [/\b(?:from|between) (\d+) (?:to|and|-) (\d+)(?: stars| points)?\b/gi, "($1-$2)"],
  [
    /,? (?:which|that|and) (?:can be|may be|must be|is|are|could be|can have(?: the)? values?(?: of)?|is one of|can take(?: the)? values?)(?: (?:one of|any of))?:? ((?:[\w-]+(?: [\w-]+)?, )+(?:and |or )?[\w-]+(?: [\w-]+)?|[\w-]+(?: [\w-]+)? or [\w-]+(?: [\w-]+)?)(?=$|,? and (?:has|is|an?)\b)/gi,
    " ($1)",
  ],
  [/\b(?:is|are) of (?=an? |one |exactly )/gi, "has "],
  [/,? if (?:known|available|any|applicable|present)\b/gi, " (optional)"],
  [
    / in ((?:square |cubic )?(?:meters?|metres?|kilograms?|kilomet(?:er|re)s?|centimet(?:er|re)s?|hours?|minutes?|seconds?|days?|weeks?|months?|years?|percent|hectares?|lit(?:er|re)s?|cm|mm|kg|km|m2|euros?|dollars?|usd|eur|cents?|grams?|celsius|degrees|pixels|bytes|mb|gb|inches|feet|miles|pounds|tons|tonnes|units))\b/gi,
    " (in $1)",
  ],
  [/\bpick(s|ed)? up\b/gi, "collect$1"],
  [
    /\b(?:create|creates|register|registers|register for|sign up for|set up|have) (?:an?|their|their own|his or her) (?:user |personal |own )?(?:account|profile)s? (?:with|using|by providing) /gi,
    "have ",
  ],
  [
    /\b(?:create|creates|register for|sign up for|set up) (?:an?|their|their own) (?:user |personal |own )?(?:account|profile)s?(?=$|[,.]| and )/gi,
    "register",
  ],
  [/^(?:after|before|when|while|by|upon|once) \w+ing [^,]+, /i, ""],
  [/\btakes? place\b/gi, "happens"],
  [/\btakes? part\b/gi, "participates"],
  [/\bmakes? use of\b/gi, "uses"],
  [/\b(?:is|are|be) (?:made up|composed|comprised|built up|put together) (?:of|from)\b/gi, "consists of"],
  [
    /\b(?:is|are|be) (?:a |an )?(?:members?|part|parts|element|elements|one) of\b(?! the following)/gi,
    "belongs to",
  ],
  [/\b(?:is|are|be) (?:a |an )?(?:sub-?\w+|child|children) of\b/gi, "belongs to"],
  [
    /\b(?:is|are|be) (?:an? )?(?:expert|specialist|specialists|experts)s? (?:on|in|for)\b/gi,
    "specializes in",
  ],
  [/\b(?:is|are|be) (?:responsible for|in charge of)\b/gi, "manages"],
  [/\blooks? after\b/gi, "tends"],
  [/\bsigns? up\b/gi, "registers"],
  [/\bbelongs? together with\b/gi, "relates to"],
  [
    /\b(?:keeps? track of|keeps? (?:a )?(?:records?|history|lists?) of|keeps? information (?:about|on)|writes? down|notes? down)\b/gi,
    "stores",
  ],
  [/\b(?:is|are) kept track of\b/gi, "are stored"],
  [/\bone of wh(?:om|ich)\b/gi, "one of them"],
];

/** Words that the tagger takes for something else too often in briefs. */
const nouns = new Set(
  "age exit entry contact account accounts abstract order orders book books rent loan loans rental rentals lease stay stays record records name names date dates rating ratings price prices cost costs status states state address addresses phone email title titles review reviews comment comments post posts report visit visits exam exams test tests grade grades score scores ward wards track tracks contract contracts salary stock bid bids offer offers vote votes rank ticket tickets invoice invoices shift shifts match matches plot plots plant plants feed feeds film films number room rooms seat seats pet pets label labels role roles play plays project projects process result results permit permits sample samples deposit deposits transfer transfers charge charges fine fines fee fees schedule schedules booking bookings building buildings listing listings meeting meetings training trainings greeting reading readings setting settings recording recordings parking clothing password passwords username budget guest guests position benefit document documents plan plans likes shares sale sales supply target model models design survey surveys answer answers question questions license licence licenses message messages chat chats call calls issue issues cast crew catch deal deals lead leads".split(
    " ",
  ),
);

const verbForms =
  /^(?:places?|placed|borrows?|lends?|writes?|teach(?:es)?|takes?|attends?|enrol?ls?|works?|manages?|supervises?|owns?|belongs?|contains?|consists?|includes?|comprises?|has|have|holds?|makes?|sells?|buys?|purchases?|supplies|supply|produces?|treats?|prescribes?|performs?|provides?|offers?|employs?|assigns?|uses?|requires?|needs?|stores?|submits?|creates?|publishes|publish|reads?|sends?|receives?|pays?|reserves?|serves?|participates?|plays?|leads?|heads?|lives?|studies|study|stars?|appears?|directs?|drives?|operates?|flies|fly|departs?|arrives?|hosts?|organi[sz]es?|sponsors?|joins?|follows?|likes?|posts?|uploads?|rates?|votes?|applies|apply|interviews?|refers?|happens|tends?|speciali[sz]es?|carries|carry|specify|specifies|violates?|acknowledges?|references?|exits|enters|appears|talks?|stays|checks|adds|undergoes|conducts?|administers?|executes?|comprises|constitutes?|hires?|rents?|leases?|books|orders|reviews|comments|visits|tracks|records|reports|keeps?|maintains?|represents?|covers?|handles?|delivers?|ships?|processes|issues|issued|tags?|categori[sz]es|supports?|earns?|gets?|gives?|grows?|raises?|trains?|competes?|wins?|scores?|donates?|subscribes?|registers?|opens?|closes?|links?|connects?|relates?|depends?|covers|generates?|monitors?|measures?|installs?|adopts?|cares?|diagnoses|examines?|admits?|occupies|occupy|runs?|starts?|ends?|consumes?|contributes?|collects?|completes?|evaluates?|grades?|advises?|mentors?|coaches|coach|referees?|sits?|parks?|charges?|bids?|backs?|pledges?|funds?|invests?|lists?|views?|watch(?:es)?|streams?|listens?|accepts?|rejects?|approves?|signs?|insures?|files?|claims?)$/;

/** Tags the words of a sentence. What stands in parentheses is set aside with the word before it. */
export function readTerms(sentence: string): Term[] {
  let text = sentence.replace(/[.!?;:]+$/, "");
  for (const [pattern, value] of texts) text = text.replace(pattern, value);
  for (const [pattern, value] of quantities) text = text.replace(pattern, value);
  const { bare, parens } = setAside(text);
  const terms: Term[] = [];
  const documents: Json[] = nlp(bare).json() as Json[];
  let cursor = 0;
  for (const { text: word, pre, post, tags } of documents.flatMap((document) => document.terms)) {
    const previous = terms.at(-1);
    if (word === "") {
      if (tags.includes("Negative") && previous) terms.push(term("not", tags, post));
      else if (previous) previous.after += post.trim();
      continue;
    }
    const at = bare.indexOf(word, cursor);
    while (parens[0] && at > parens[0].at && previous) previous.paren = parens.shift()?.text ?? "";
    if (at >= 0) cursor = at + word.length;
    if (/[,:–—]|\s-/.test(pre) && previous && previous.after === "") previous.after = ",";
    const hyphen = post.startsWith("-") && !/\s/.test(post);
    terms.push(term(word, tags, hyphen ? "-" : post.trim()));
  }
  const last = terms.at(-1);
  if (last) {
    if (parens[0]) last.paren = parens[0].text;
    last.after = "";
  }
  return correct(joinHyphens(terms));
}

function setAside(text: string): { bare: string; parens: { at: number; text: string }[] } {
  const parens: { at: number; text: string }[] = [];
  const bare = text.replace(/\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g, (whole, inner: string, at: number) => {
    parens.push({ at, text: inner.trim() });
    return " ".repeat(whole.length);
  });
  // A comma behind parentheses goes to the word in front of them; the length stays, since places count.
  return { bare: bare.replace(/( {2,})([,.;:])/g, "$2$1"), parens };
}

function term(text: string, tags: readonly string[], after: string): Term {
  const lower = text.toLowerCase();
  const possessive = /['’]s?$/.test(lower) && !/^(it|that|there|who|what)['’]s$/.test(lower);
  return {
    text: possessive ? text.replace(/['’]s?$/, "") : text,
    lower: possessive ? lower.replace(/['’]s?$/, "") : lower,
    kind: kindOf(lower, tags),
    tags: new Set(tags),
    after,
    ...(possessive ? { possessive } : {}),
  };
}

function kindOf(lower: string, tags: readonly string[]): Term["kind"] {
  if (/^(several|many|atmostone|one|each|every)$/.test(lower)) return "determiner";
  if (lower === "not" || lower === "never") return "not";
  if (lower.includes("_")) return "noun";
  if (modals.has(lower) || /^(is|are|was|were|be|been|being|do|does|did|cannot)$/.test(lower))
    return "auxiliary";
  if (relatives.has(lower)) return "relative";
  if (conjunctions.has(lower)) return "conjunction";
  if (prepositions.has(lower)) return "preposition";
  if (determiners.has(lower)) return "determiner";
  if (pronouns.has(lower)) return "pronoun";
  if (/^(has|have|had)$/.test(lower)) return "verb";
  if (tags.includes("Value") || /^\d+$/.test(lower)) return "number";
  if (tags.includes("Adverb"))
    return /^(first|last|daily|weekly|monthly|hourly|home|early|late|next)$/.test(lower)
      ? "adjective"
      : "adverb";
  if (tags.includes("Gerund")) return "verb";
  if (tags.includes("Verb")) return "verb";
  if (tags.includes("Adjective")) return "adjective";
  if (tags.includes("Noun") || tags.includes("Acronym")) return "noun";
  return "other";
}

/** `check-in` and `start-date` are one word. */
function joinHyphens(terms: readonly Term[]): Term[] {
  const joined: Term[] = [];
  for (const each of terms) {
    const previous = joined.at(-1);
    if (previous?.after === "-" && !/^(to|and|or)$/.test(each.lower)) {
      joined[joined.length - 1] = {
        ...each,
        text: `${previous.text}-${each.text}`,
        lower: `${previous.lower} ${each.lower}`,
        kind:
          each.kind === "verb" && !each.tags.has("Gerund")
            ? "adjective"
            : each.kind === "number"
              ? "noun"
              : each.kind,
      };
    } else joined.push(each);
  }
  return joined;
}

const kept =
  /^(?:recorded|stored|saved|kept|logged|tracked|noted|captured|registered|known|documented|created|maintained|needed|required|collected|generated|issued|assigned|paid|written|given|specified|entered|raised|sent|sold|rented|booked|ordered|held|made)$/;

/** Sets right what the tagger takes for a verb or a noun against the words around it. */
function correct(terms: Term[]): Term[] {
  for (const [index, each] of terms.entries()) {
    const before = terms[index - 1];
    const next = terms[index + 1];
    const glued = before !== undefined && !/[,;:]/.test(before.after);
    const starts = !before || /[,;:]/.test(before.after) || before.kind === "conjunction";
    const nominal =
      before &&
      glued &&
      /^(determiner|adjective|number|preposition)$/.test(before.kind) &&
      before.lower !== "to" &&
      !pronouns.has(before.lower === "that" ? "that" : "");
    const opens = !next || /^(determiner|preposition|number|pronoun|adverb|not)$/.test(next.kind);
    const ends = each.after !== "" || !next;
    if (each.kind === "verb" && nominal && !/^(has|have|had)$/.test(each.lower)) {
      // "each order", "a booking", "of assigned employees".
      const participle = /(ed|en)$/.test(each.lower) && next && /^(noun|adjective)$/.test(next.kind) && !ends;
      each.kind = participle ? "adjective" : "noun";
    } else if (
      each.kind === "verb" &&
      nouns.has(each.lower) &&
      !(
        before?.kind === "noun" &&
        glued &&
        isPlural(before.lower) &&
        !isPlural(each.lower) &&
        next &&
        isPlural(next.lower)
      ) &&
      (ends ||
        next?.kind === "auxiliary" ||
        next?.kind === "verb" ||
        (starts && next && !/^(determiner|pronoun)$/.test(next.kind)))
    ) {
      if (!(before?.kind === "auxiliary" || before?.lower === "to" || before?.kind === "relative"))
        each.kind = "noun";
    } else if (
      each.kind === "verb" &&
      starts &&
      (ends ||
        next?.kind === "auxiliary" ||
        (before && /,/.test(before.after) && next?.kind === "conjunction")) &&
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
      (opens || (next && next.kind === "noun" && isPlural(before.lower) !== each.lower.endsWith("s")))
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
      if (
        starts &&
        index === 0 &&
        (next?.kind === "verb" || next?.kind === "auxiliary" || next?.kind === "adverb")
      )
        each.kind = "noun";
      else if (
        before?.kind === "noun" &&
        glued &&
        early &&
        /^(verb|preposition)$/.test(early.kind) &&
        !/[,;:]/.test(early.after) &&
        !isPlural(before.lower) &&
        next?.kind !== "determiner"
      )
        each.kind = "noun";
    }
    // "an abstract and": an adjective that nothing follows is a noun.
    if (
      each.kind === "adjective" &&
      before?.kind === "determiner" &&
      glued &&
      (ends || next?.kind === "conjunction" || next?.kind === "auxiliary")
    )
      each.kind = "noun";
    // "teach subjects", "send messages": what ends in s behind a verb is its object.
    if (
      each.kind === "verb" &&
      before?.kind === "verb" &&
      glued &&
      /[^s]s$/.test(each.lower) &&
      !/^(has|does|is)$/.test(each.lower) &&
      !before.tags.has("Gerund")
    )
      each.kind = "noun";
    // "are recorded" is no state.
    if (
      each.kind === "adjective" &&
      before?.kind === "auxiliary" &&
      kept.test(each.lower) &&
      next?.kind !== "noun"
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
      !nouns.has(each.lower) &&
      !isPlural(each.lower) &&
      !ends &&
      next &&
      (next.kind === "determiner" || (next.kind === "noun" && isPlural(next.lower)))
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
    if (auxiliaries.has(each.lower) && each.kind !== "verb") each.kind = "auxiliary";
  }
  return terms;
}
