import { readClauses } from "./clauses";
import { isOrganisation } from "./weights";
import {
  appointed,
  attended,
  changes,
  countedFor,
  given,
  histories,
  logged,
  ofBoth,
  ofTwo,
  stop,
  variants,
} from "./rows-of";
import {
  actsAs,
  examples,
  handed,
  inHierarchy,
  listing,
  looksUp,
  madeForEach,
  performed,
  providing,
  recordedWith,
  soThat,
  historyOf,
  whichHas,
  whichWere,
  whatSomebodyLikes,
  whoWorks,
  withoutExamples,
} from "./told-of-rows";
import { withPlainOpening } from "../read/openings";
import { readTerms } from "../read/terms";
import { isPlural, singular } from "../words/inflect";

/** Sentences that say in few words what takes several to keep, as the sentences that they stand for. */
export function reword(text: string): string[] {
  const sentence = withStates(afterEach(ofTheTwo(actsAs(withoutExamples(withPlainOpening(text)))))).replace(
    /,? (?:all|both) of (?:whom|which|them) are /i,
    ", who are ",
  );
  const whole = [
    examples,
    handed,
    inHierarchy,
    soThat,
    whichHas,
    whichWere,
    historyOf,
    performed,
    looksUp,
    whoWorks,
    listing,
    providing,
    madeForEach,
    recordedWith,
    whatSomebodyLikes,
    variants,
    changes,
    dependent,
    either,
    wishes,
    intoEach,
    helped,
    histories,
    kinOf,
    ofBoth,
    logged,
    received,
    attended,
    appointed,
    countedFor,
    given,
    ofTwo,
    tracked,
  ];
  for (const read of whole) {
    const said = read(sentence);
    if (said) return said;
  }
  return [withPlaceApart(eachTime(sentence))];
}

/** "have a status, which is open, paid or shipped": the states in parentheses. */
function withStates(sentence: string): string {
  return sentence.replace(
    /^(.*\b(?:has|have) (?:an?|one) (?:[a-z]+ )?(?:status|state|type|kind|priority|stage|phase|severity))(?:, which|,? that| which) (?:is|are|can be|may be|could be|must be)(?: either| one of)?:? ((?:[a-z]+(?:[ -][a-z]+)?, )*[a-z]+(?:[ -][a-z]+)?,? or [a-z]+(?:[ -][a-z]+)?)(?=[.;]?$)/i,
    "$1 ($2)",
  );
}

/** "After a booking a check is done": one for each booking. */
function afterEach(sentence: string): string {
  return sentence.replace(
    /^(?:after|before|during) (?:an?|each|every|the) ([a-z]+(?: [a-z]+)?),? (?=(?:an?|the|its|one|several|each) [a-z]+(?: [a-z]+)? (?:is|are|can|must|may)\b)/i,
    "For each $1, ",
  );
}

/** "the skills they have, with a level for each skill": the level is of the two. */
function ofTheTwo(sentence: string): string {
  return sentence.replace(
    /\b([a-z]+s)\b(.*?),? (with an? [a-z]+) (?:for|of|in) each(?: (?:one|of them|([a-z]+)))?(?=[.;]?$)/i,
    (whole: string, many: string, between: string, what: string, one: string | undefined) =>
      one === undefined || singular(many.toLowerCase()) === one.toLowerCase()
        ? `${many}${between} ${what}`
        : whole,
  );
}

/** "Properties may be rented or sold": states, and nothing that is done to another thing. */
function either(sentence: string): string[] | undefined {
  const match =
    /^(?:(?:the|our|each|every|an?|all) )?([a-z]+(?: [a-z]+)?) (?:can|may|might|could) (?:either )?be ([a-z]+(?:ed|ld|nt|en)) or ([a-z]+(?:ed|ld|nt|en))$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, what = "", first = "", second = ""] = match ?? [];
  if (!match || isPlural(first) || isPlural(second)) return undefined;
  return [
    `The status of ${/s$/i.test(what) ? "each " : "the "}${singular(what.toLowerCase())} is ${first} or ${second}`,
  ];
}

/** "The price depends on the type of the seat": a seat has both. */
function dependent(sentence: string): string[] | undefined {
  const text = sentence.replace(stop, "");
  const [, what, kind, whose] =
    /^the ((?:[a-z]+ )?(?:price|cost|fee|rate|fare|salary|wage|discount|premium|commission|rent|fine)) (?:depends|is based|is determined|varies|is calculated based) (?:on|by|with) (?:the )?(type|category|class|kind|size|level|grade) of (?:the|each|an?|its|their) ([a-z]+)$/i.exec(
      text,
    ) ?? [];
  if (what === undefined || kind === undefined || whose === undefined) return undefined;
  return [`Each ${singular(whose.toLowerCase())} has a ${kind} and a ${what}`];
}

/** "Make a schema for a tool with clients, invoices with line items, and payments": things, and what they have. */
function wishes(sentence: string): string[] | undefined {
  const match =
    /^(?:please )?(?:(?:can|could) you )?(?:make|create|design|build|write|generate|draw|model|i (?:need|want)|we (?:need|want)|give me) (?:me |us )?(?:an? |the )?(?:[\w-]+ ){0,3}?(?:schema|database|db|data model|tables|tool|app|application|system|platform|website|backend|portal|software)\b([^,:;]*?)(?: with|:) ((?:[^,]+, ){2,}.+)$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, about = "", list = ""] = match ?? [];
  const parts = list.split(/,? and (?!\w+ (?:is|are|has|have)\b)|, /).filter((part) => part !== "");
  if (parts.length < 3 || !parts.every((part) => part.split(" ").length <= 6)) return undefined;
  if (parts.some((part) => /\b(?:is|are|has|have|can|may|must|should|will|belongs?|contains?)\b/i.test(part)))
    return undefined;
  const owned = parts.flatMap((part) => {
    const [, whole, more] = /^([a-z][\w -]*s) with ((?:\w+ )?\w+s)$/i.exec(part) ?? [];
    return whole === undefined || more === undefined ? [] : [{ whole, more }];
  });
  if (owned.length === 0 && !/^ for\b/.test(about)) return undefined;
  const named = parts.map(
    (part) => owned.find(({ whole }) => part.startsWith(`${whole} with `))?.whole ?? part,
  );
  return [
    `A system with ${named.slice(0, -1).join(", ")} and ${named.at(-1) ?? ""}`,
    ...owned.map(({ whole, more }) => `Each ${singular(whole.toLowerCase())} has several ${more}`),
  ];
}

/** "We want to know which ingredients go into each cake and how much of each". */
function intoEach(sentence: string): string[] | undefined {
  const match =
    /\bwhich ([a-z]+s) (?:go|goes|are (?:used|needed|required|contained)|belong) (?:into|in|for|to) (?:each|every|an?|which|the) ([a-z]+)(?:,? and (?:(?:in )?(?:how (?:much|many)(?: of (?:each|them))?|what (?:amount|quantity|quantities))|(?:the|their) (?:amount|quantity|quantities)))?$/i.exec(
      sentence.replace(stop, ""),
    );
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  const counted = /(?:how (?:much|many)|amount|quantit)/i.test(match[0]);
  return [
    `Each ${singular(match[2].toLowerCase())} uses several ${match[1]}${counted ? " with an amount" : ""}`,
  ];
}

/** "Doctors perform surgeries on patients, assisted by nurses": it is the surgeries that they assist. */
function helped(sentence: string): string[] | undefined {
  const match =
    /^(.{12,}?),? (assisted|accompanied|supported|supervised|helped|led|guided|monitored|prepared|handled|conducted) by ((?:(?:an?|one|several|some|many|the) )?[a-z]+(?: [a-z]+)?)$/i.exec(
      sentence.replace(stop, ""),
    );
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) return undefined;
  const clauses = readClauses(match[1]);
  const main = clauses.find(({ relative, verb }) => !relative && verb !== undefined && !verb.passive);
  const object = main?.objects[0]?.noun;
  if (!object || clauses.length > 1) return undefined;
  const many = isPlural(match[3].toLowerCase()) && !/^(?:an?|one|several|many|some|the) /i.test(match[3]);
  return [match[1], `Each ${object.name} is ${match[2]} by ${many ? "several " : ""}${match[3]}`];
}

/** "App for beekeepers to track apiaries, hives, inspections and harvests": all of them are kept. */
function tracked(sentence: string): string[] | undefined {
  const match =
    /^(?:an? |the )?(?:[a-z]+ ){0,2}?(?:app|application|system|platform|tool|website|software|database|portal) (?:for|that helps|to help|with which|where|in which) ([a-z]+(?: [a-z]+)?s) (?:to |can )?(?:track|manage|organi[sz]e|plan|record|log|keep track of|keep|follow|share) ((?:[a-z]+(?: [a-z]+)?, ){1,}(?:and )?[a-z]+(?: [a-z]+)?(?: and [a-z]+(?: [a-z]+)?)?)$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, who, list] = match ?? [];
  if (who === undefined || list === undefined) return undefined;
  const parts = list.split(/,? and |, /).filter((part) => part !== "");
  if (parts.length < 3 || !parts.every((part) => isPlural(part.toLowerCase().split(" ").at(-1) ?? "")))
    return undefined;
  return [`A system with ${who}, ${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`];
}

/** "A translation agency receives documents from clients": clients send them. */
function received(sentence: string): string[] | undefined {
  const match =
    /^(?:we|(?:an?|the|our) (?:[a-z]+ )?([a-z]+)) (?:receives?|gets?|accepts?|collects?) ([a-z]+(?: [a-z]+)?s) from ([a-z]+(?: [a-z]+)?s)(?: to be [a-z]+(?: from one ([a-z]+) (?:in)?to another)?)?$/i.exec(
      sentence.replace(stop, ""),
    );
  const [, who, what, whom, between] = match ?? [];
  if (what === undefined || whom === undefined || (who !== undefined && !isOrganisation(who.toLowerCase())))
    return undefined;
  const one = singular(what.toLowerCase());
  return [
    `${whom} send ${what}`,
    ...(between === undefined ? [] : [`Each ${one} has one source ${between} and one target ${between}`]),
  ];
}

/** "Parents can see the grades of their children": the children are theirs. */
function kinOf(sentence: string): string[] | undefined {
  const match =
    /^(?:the )?(parents|guardians|mothers and fathers)\b.*\btheir (children|kids|child|pupils|students)\b/i.exec(
      sentence,
    );
  const [, who, whom] = match ?? [];
  if (who === undefined || whom === undefined || /\b(?:have|has)\b/i.test(sentence)) return undefined;
  return [
    withPlaceApart(eachTime(sentence)),
    `${who} are related to several ${whom.toLowerCase() === "child" ? "children" : whom}`,
  ];
}

/** "enrol in courses each semester": in each semester. "done by inspectors every month" says when. */
function eachTime(text: string): string {
  const sentence = text.replace(
    /(?<=\b(?!(?:in|on|for|at|of|per|during|within|by|and) )[a-z]+) (?:every|each) (?:single )?(?:hour|day|week|month|quarter|year|morning|evening|night)(?=[.,;]|$| and)/gi,
    "",
  );
  if (!/\b(?:enrol|enroll|register|sign up)/i.test(sentence)) return sentence;
  return sentence.replace(
    /(?<=[a-z]{3,}s) (each|every) ((?:academic |school )?(?:semester|term|season))\b/gi,
    " in $1 $2",
  );
}

/** "In a clinic patients visit doctors": with a comma behind where it happens. */
function withPlaceApart(sentence: string): string {
  const match =
    /^((?:in|at|within|on) (?:an?|each|every|the|our|any) )([a-z][\w-]*(?: [a-z][\w-]*){1,4})/i.exec(
      sentence,
    );
  if (!match) return sentence;
  const terms = readTerms(sentence);
  const at = terms.findIndex(
    ({ kind, lower, after }, index) =>
      index > 1 &&
      index < 5 &&
      kind === "noun" &&
      isPlural(lower) &&
      after === "" &&
      terms[index + 1]?.kind === "verb",
  );
  const place = terms[at - 1];
  const subject = terms[at];
  if (!place || !subject || place.kind !== "noun" || place.after !== "" || isPlural(place.lower))
    return sentence;
  if (terms.slice(0, at).some(({ kind }) => /^(?:verb|auxiliary)$/.test(kind))) return sentence;
  const index = sentence.indexOf(` ${subject.text}`, match[1]?.length ?? 0);
  return index < 0 ? sentence : `${sentence.slice(0, index)},${sentence.slice(index)}`;
}
