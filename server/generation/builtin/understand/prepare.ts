import type { Sentence } from "../read/sentences";
import { isPlural, plural, singular } from "../words/inflect";
import { readSentence } from "./clauses-of-sentence";
import { readDefinition } from "./patterns";
import { reword } from "./reword";
import { ofThings } from "./told-of-model";

/** A sentence with the entity under which it stands. */
interface Topical {
  readonly sentence: Sentence;
  readonly topic?: string;
}

/** A sentence that says more than one thing becomes several, each with its place in the brief; `last` stands before it. */
export function splitSentence(each: Topical, last?: Topical): Topical[] {
  return withoutUnwanted(each)
    .flatMap((wanted) => asSaid(wanted, ofThings(wanted.sentence.text, last?.sentence.text)))
    .flatMap(ofTopic)
    .flatMap(splitAsides)
    .flatMap(withoutTitle)
    .flatMap(splitReworded)
    .flatMap(splitReason)
    .flatMap(splitPronounClause)
    .flatMap(splitForThat)
    .flatMap(splitForEach)
    .flatMap(splitAtColon)
    .flatMap(splitAtEach)
    .flatMap(splitGerund)
    .flatMap(splitKinds)
    .flatMap(splitConsisting);
}

const unwanted = new RegExp(
  String.raw`^(?:(?:but|however|also|note that|for now|currently|at this point),? )*(?:there(?:['’]s| is| was) no (?:requirement|need|reason)|it is not (?:required|necessary|needed|important)|(?:i|we|you|they|the (?:system|database|application|app|company|organi[sz]ation|client))(?: (?:currently|also|really|still))? (?:(?:do|does|did|will|should|need)(?:es)?(?: not|n['’]t)|are not|is not|am not|aren['’]t|isn['’]t))\b[^,.;]{0,40}?\b(?:store|record|capture|track|keep|save|maintain|model|include|calculate|compute|display|interested in|care about|concerned (?:with|about)|worry about)\b`,
  "i",
);

/** "We do not need to store payments": what is not wanted is not read. */
function withoutUnwanted(each: Topical): Topical[] {
  const { text } = each.sentence;
  if (!unwanted.test(text)) return [each];
  const [, rest] = /(?:,|;) (?:but|however|instead|only) (.{12,})$/is.exec(text) ?? [];
  return rest === undefined ? [] : [piece(each, rest, text.length - rest.length)];
}

/** "Track which author wrote which book" below "Authorship": each of these is of one of both. */
function ofTopic(each: Topical): Topical[] {
  const match =
    /^(?:(?:track|record|know|store|log|see|keep track of|shows?|tells?|records?|tracks?) )?which ([a-z]+(?: [a-z]+)?) (?:has |have |had )?([a-z]+) which ([a-z]+(?: [a-z]+)?)$/i.exec(
      each.sentence.text.replace(/[.;:]$/, ""),
    );
  const [, who, verb, what] = match ?? [];
  if (who === undefined || verb === undefined || what === undefined) return [each];
  const [a, b] = [singular(who.toLowerCase()), singular(what.toLowerCase())];
  const kept = each.topic !== undefined && each.topic !== a && each.topic !== b;
  return asSaid(each, [
    kept ? `Each ${each.topic ?? ""} belongs to one ${a} and one ${b}` : `${plural(a)} ${verb} ${plural(b)}`,
  ]);
}

function splitReworded(each: Topical): Topical[] {
  return asSaid(each, reword(each.sentence.text));
}

/** The same place of the brief, in other words. */
function asSaid(each: Topical, said: readonly string[]): Topical[] {
  const { text } = each.sentence;
  return said.length === 1 && said[0] === text
    ? [each]
    : said.map((one) => ({ ...each, sentence: { ...each.sentence, text: one } }));
}

function piece(each: Topical, text: string, from: number): Topical {
  const start = each.sentence.start + from;
  return { ...each, sentence: { text, start, end: Math.min(start + text.length, each.sentence.end) } };
}

/** "one of our plans (a plan has a name and a price)": what stands in parentheses is a sentence. */
function splitAsides(each: Topical): Topical[] {
  const { text } = each.sentence;
  const match =
    /\s?\(((?:an?|each|every|the|it|they|these)\s[^()]*\b(?:has|have|is|are|can|may|belongs?|contains?|consists?|holds?)\b[^()]*)\)/i.exec(
      text,
    );
  if (match?.[1] === undefined) return [each];
  const rest = text.slice(0, match.index) + text.slice(match.index + match[0].length);
  return [piece(each, rest, 0), piece(each, match[1], match.index + match[0].indexOf("(") + 1)];
}

/** "Hostel booking app: guests reserve beds": what stands before the colon names the whole. */
function withoutTitle(each: Topical): Topical[] {
  const { text } = each.sentence;
  const match =
    /^[^:]{0,90}\b(?:app|application|system|platform|database|website|site|portal|schema|software|tool|service|db)\b[^:]{0,60}: (.{12,})$/is.exec(
      text,
    );
  const rest = match?.[1] ?? labelled(text) ?? titled(text);
  if (
    rest === undefined ||
    /\b(?:has|have|is|are|stores?|includes?|contains?)\b/i.test(text.slice(0, -rest.length))
  )
    return [each];
  const [clause] = readSentence(rest).clauses;
  if (clause?.verb === undefined || clause.verb.bare || clause.subjects.length === 0) return [each];
  const head = text.slice(0, -rest.length).replace(/:\s*$/, "");
  // "The city wants to manage its playgrounds: inspectors …" names what it is about.
  const says =
    /\b(?:manages?|tracks?|keeps?|organi[sz]es?|runs?|operates?|plans?|schedules?) (?:its|their|our|the|all|his|her)\b/i.test(
      head,
    );
  return [...(says ? [piece(each, head, 0)] : []), piece(each, rest, text.length - rest.length)];
}

/** "Contracts: An employment contract has a type": the label stands for a heading. */
function labelled(text: string): string | undefined {
  const rest = /^[A-Z][\w-]*(?: (?:and )?[\w-]+){0,2}: ([A-Z][a-z]* .{8,})$/s.exec(text)?.[1];
  if (rest === undefined) return undefined;
  const { clauses, intro } = readSentence(rest);
  return clauses.some(({ verb, relative }) => verb !== undefined && !verb.bare && !relative) &&
    (intro !== undefined || (clauses[0]?.subjects.length ?? 0) > 0)
    ? rest
    : undefined;
}

/** "For each treatment that a patient receives, we keep …": the treatment is the patient's. */
function splitForThat(each: Topical): Topical[] {
  const { text } = each.sentence;
  const match =
    /^for (?:each|every) ([\w-]+(?: [\w-]+)?) (?:that|which) (?:an?|the|each|every) ([\w-]+) [a-z]+s,? (.{8,})$/is.exec(
      text,
    );
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) return [each];
  return [
    piece(each, `Each ${match[1]} is for one ${match[2]}`, 0),
    piece(each, `For each ${match[1]}, ${match[3]}`, text.length - match[3].length),
  ];
}

/** "Freight trains: a train consists of wagons, wagons carry containers and …". */
function titled(text: string): string | undefined {
  const rest = /^[^:,.]{3,40}: (.{12,})$/s.exec(text)?.[1];
  const said = rest === undefined ? [] : readSentence(rest).clauses.filter((clause) => !clause.relative);
  return said.length > 2 && said.every(({ verb }) => verb !== undefined) ? rest : undefined;
}

/** "Since one order may have goods from several shops, it is sent in several shipments" are two sentences. */
function splitReason(each: Topical): Topical[] {
  const { text } = each.sentence;
  const match =
    /^(?:since|because|although|though|unless) (.{8,}?), ((?:it|they|each|every|the|an?|we|he|she|its|their) .+)$/is.exec(
      text,
    );
  if (match?.[1] === undefined || match[2] === undefined) return [each];
  return [
    piece(each, match[1], text.indexOf(match[1])),
    piece(each, match[2], text.length - match[2].length),
  ];
}

/** "officers, the cases they investigate": what they do is a sentence of its own. */
function splitPronounClause(each: Topical): Topical[] {
  const { text } = each.sentence;
  const match =
    /\b([a-z]+s)(?:, and|,| and) (?:the )?([a-z]+s)(?: that| which)? they ([a-z]+)(?: (in|at|on|for|to|from|with))?(?=[\s,.;]|$)/i.exec(
      text,
    );
  if (!match) return [each];
  const [whole, who = "", what = "", verb = "", preposition] = match;
  if (/^(?:are|is|have|has|were|can|may|must|will|should|want|need|like)$/i.test(verb)) return [each];
  const at = match.index + whole.indexOf(what, who.length) + what.length;
  const rest = text.slice(0, at) + text.slice(match.index + whole.length);
  const said = [who, verb, preposition, what].filter((word) => word !== undefined).join(" ");
  return [piece(each, rest, 0), piece(each, said, match.index)];
}

/** "contains one ticket per passenger and flight": several tickets, each for one passenger and one flight. */
function splitForEach(each: Topical): Topical[] {
  const { text } = each.sentence;
  const match =
    /^(.*\b(?:has|have|contains?|consists of|includes?|gets?|receives?|holds?|with)) (?:exactly |just )?(?:one|an?) ([a-z]+(?: [a-z]+)?) (?:per|for each|for every) ([a-z]+(?: [a-z]+)?)(?: and (?:each |every )?([a-z]+))?(?=[.,;]|$| and )(.*)$/is.exec(
      text,
    );
  if (!match) return [each];
  const [, start = "", what = "", first = "", second, rest = ""] = match;
  if (/^(?:hour|day|week|month|year|person|head|unit)$/i.test(first)) return [each];
  const whose = [first, second].filter((name) => name !== undefined).map((name) => `one ${name}`);
  return [
    piece(each, `${start} several ${plural(what.toLowerCase())}${rest}`, 0),
    piece(each, `Each ${what} is for ${whose.join(" and ")}`, start.length),
  ];
}

/** "Animals are fed: for each feeding the time is stored" are two sentences. */
function splitAtColon(each: Topical): Topical[] {
  const { sentence } = each;
  const match =
    /^(.{8,}?):\s+((?:for|each|every|the|an?|when|in|if|we|on)\s.*\b(?:is|are|has|have|can|must|should|may|will|records?|stores?|keep|contains?|includes?)\b.*|(?:each|every)\s.+)$/is.exec(
      sentence.text,
    );
  if (match?.[1] === undefined || match[2] === undefined) return [each];
  // "Charge: each charge that …" defines; "An online store: each customer has …" does not.
  if (readDefinition(sentence.text)?.marked && !/^(?:for )?(?:each|every)\s/i.test(match[2])) return [each];
  return [piece(each, match[1], 0), piece(each, match[2], sentence.text.length - match[2].length)];
}

/** "A supplier supplies parts, and for each delivery the date is stored" are two sentences. */
function splitAtEach(each: Topical): Topical[] {
  const { text } = each.sentence;
  const match =
    /^(.{12,}?),? and ((?:for|in|at|during|within) (?:each|every) .+)$/is.exec(text) ??
    /^(.{8,}?)[,;] ((?:in|at|during) (?:each|every) [a-z]+(?: [a-z]+)?,? there (?:is|are) .+)$/is.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return [each];
  const [first, second] = [match[1], match[2]];
  if (!readSentence(first).clauses.some(({ verb }) => verb !== undefined)) return [each];
  return [piece(each, first, 0), piece(each, second, text.length - second.length)];
}

/** "writes prescriptions, each listing several medicines": what each does is a sentence about it. */
function splitGerund(each: Topical): Topical[] {
  const { text } = each.sentence;
  // "are assigned to flights, each with a duty": the duty is of the assignment.
  if (/\b(?:assigned|allocated|rostered) (?:to|for) .+,? each with /i.test(text))
    return [piece(each, text.replace(/,? each with /i, " with "), 0)];
  const doneTo =
    /^(.{8,}?),? each ((?:[a-z]+ed|paid|sold|held|led|given|made|run|taken|written|owned) (?:by|to|in|for|from|with|at|on) .+)$/i.exec(
      text,
    );
  const many = doneTo?.[1]
    ?.split(/[^\w-]+/)
    .findLast((word) => word.length > 2 && isPlural(word.toLowerCase()));
  if (doneTo?.[1] !== undefined && doneTo[2] !== undefined && many !== undefined)
    return [
      piece(each, doneTo[1], 0),
      piece(each, `Each ${singular(many.toLowerCase())} is ${doneTo[2]}`, doneTo[1].length),
    ];
  const match =
    /^(.{8,}?),? (?:each|every one|which are each) (?:of which |of them )?(with|listing|containing|having|including|consisting of|showing|comprising|holding|carrying|belonging to|covering|referring to|made up of|identified by|described by|led by|owned by|lists?|contains?|has|consists of|belongs to|is|covers) (.+)$/i.exec(
      text,
    );
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) return [each];
  const words = match[1].split(/[^\w-]+/).filter((word) => word.length > 2);
  const whose = words.findLast((word) => isPlural(word.toLowerCase()));
  if (whose === undefined) return [each];
  const verb = verbOf(match[2].toLowerCase());
  return [
    piece(each, match[1], 0),
    piece(each, `Each ${singular(whose.toLowerCase())} ${verb} ${match[3]}`, match[1].length),
  ];
}

function verbOf(gerund: string): string {
  const forms: Readonly<Record<string, string>> = {
    with: "has",
    listing: "contains",
    containing: "contains",
    having: "has",
    including: "contains",
    "consisting of": "consists of",
    showing: "has",
    comprising: "consists of",
    holding: "has",
    carrying: "has",
    "belonging to": "belongs to",
    covering: "covers",
    "referring to": "refers to",
    "made up of": "consists of",
    "identified by": "is identified by",
    "described by": "is described by",
    "led by": "is led by",
    "owned by": "is owned by",
    list: "contains",
    lists: "contains",
  };
  return forms[gerund] ?? gerund;
}

/** "An account is either a savings account, which has a rate, or a current account, which has a limit". */
function splitKinds(each: Topical): Topical[] {
  const { text } = each.sentence;
  const match =
    /^((?:an?|each|every) [\w -]+?) (?:is|can be|may be|must be) (?:either )?(an? [\w -]+?)(?:, (?:which|who|that) ([^,]+))?,? or (an? [\w -]+?)(?:, (?:which|who|that) ([^,.]+))?[.;]?$/i.exec(
      text,
    );
  if (!match) return [each];
  const [, parent, first, more, second, other] = match;
  if (parent === undefined || first === undefined || second === undefined) return [each];
  if (more === undefined && other === undefined) return [each];
  const parts = [piece(each, `${parent} is ${first} or ${second}`, 0)];
  for (const [kind, said] of [
    [first, more],
    [second, other],
  ] as const)
    if (said !== undefined) parts.push(piece(each, `${kind} ${said}`, text.indexOf(kind)));
  return parts;
}

/** "A crew consisting of several employees is assigned to each flight" are two sentences. */
function splitConsisting(each: Topical): Topical[] {
  const match =
    /^((?:an?|each|every|the) [\w-]+(?: [\w-]+)?) (?:consisting|made up|composed|comprising)(?: of)? ([\w -]+?s),? (is|are|can|must|may|has|belongs|gets) (.+)$/i.exec(
      each.sentence.text,
    );
  if (!match) return [each];
  const [, whole, parts, verb, rest] = match;
  return [
    piece(each, `${whole ?? ""} consists of ${parts ?? ""}`, 0),
    piece(each, `${whole ?? ""} ${verb ?? ""} ${rest ?? ""}`, 0),
  ];
}

const label = /^[ \t]*(Q|A|[A-Z][\w. ]{0,24})[ \t]*:[ \t]+/gm;

/** The labels of an interview and its questions become spaces, so that places stay the same. */
export function withoutQuestions(brief: string): string {
  const counts = new Map<string, number>();
  for (const [, name] of brief.matchAll(label))
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  const speakers = [...counts].filter(([, count]) => count >= 2).map(([name]) => name);
  if (speakers.length < 2 || !/\?\s*$/m.test(brief)) return brief;
  const blank = (text: string) => text.replace(/[^\n]/g, " ");
  return brief
    .split("\n")
    .map((line) => {
      const speaker = speakers.find((name) => line.trimStart().startsWith(`${name}:`));
      if (speaker === undefined) return line;
      const at = line.indexOf(":") + 1;
      const said = line.slice(at).replace(/(?<=^|[.!?]\s)[^.!?]*\?/g, blank);
      return blank(line.slice(0, at)) + said;
    })
    .join("\n");
}
