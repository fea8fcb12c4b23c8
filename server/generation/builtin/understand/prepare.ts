import type { Sentence } from "../read/sentences";
import { isPlural, singular } from "../words/inflect";
import { readSentence } from "./clauses-of-sentence";
import { readDefinition } from "./patterns";

/** A sentence with the entity under which it stands. */
interface Topical {
  readonly sentence: Sentence;
  readonly topic?: string;
}

/** A sentence that says more than one thing becomes several, each with its place in the brief. */
export function splitSentence(each: Topical): Topical[] {
  return [each]
    .flatMap(splitAsides)
    .flatMap(splitAtColon)
    .flatMap(splitAtEach)
    .flatMap(splitGerund)
    .flatMap(splitKinds)
    .flatMap(splitConsisting);
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

/** "Animals are fed: for each feeding the time is stored" are two sentences. */
function splitAtColon(each: Topical): Topical[] {
  const { sentence } = each;
  if (readDefinition(sentence.text)?.marked) return [each];
  const match =
    /^(.{8,}?):\s+((?:for|each|every|the|an?|when|in|if|we|on)\s.*\b(?:is|are|has|have|can|must|should|may|will|record|store|keep)\b.*|(?:each|every)\s.+)$/is.exec(
      sentence.text,
    );
  if (match?.[1] === undefined || match[2] === undefined) return [each];
  return [piece(each, match[1], 0), piece(each, match[2], sentence.text.length - match[2].length)];
}

/** "A supplier supplies parts, and for each delivery the date is stored" are two sentences. */
function splitAtEach(each: Topical): Topical[] {
  const { text } = each.sentence;
  const match = /^(.{12,}?),? and (for (?:each|every) .+)$/is.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return [each];
  const [first, second] = [match[1], match[2]];
  if (!readSentence(first).clauses.some(({ verb }) => verb !== undefined)) return [each];
  return [piece(each, first, 0), piece(each, second, text.length - second.length)];
}

/** "writes prescriptions, each listing several medicines": what each does is a sentence about it. */
function splitGerund(each: Topical): Topical[] {
  const { text } = each.sentence;
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
