import { tokenize, type Span } from "../../../sql";
import { mentionAt, readWords, type Word } from "./words";

/** What kind of thing a message speaks of, by the word before its name. */
type Noun = string;

/** Words that stand before the name of such a thing. */
const before: Readonly<Record<Noun, RegExp>> = {
  relation:
    /^(on|table|references|from|into|of|like|exists|only|by|update|view|sequence|index|inherits|join|truncate|analyze|lock|cluster|partition|to|using)$/,
  column: /^(column|add|drop|alter|rename|by|set|of|\.|,|\()$/,
  type: /^(type|as|domain|returns|::|of|setof|exists|from|array|using)$/,
  function: /^(function|procedure|execute|routine|aggregate|exists|=)$/,
  constraint: /^(constraint|exists|to)$/,
  trigger: /^(trigger|exists|to)$/,
  policy: /^(policy|exists|to)$/,
  role: /^(to|by|from|role|user|for|group|,|authorization|exists)$/,
  schema: /^(schema|in|exists|to)$/,
  index: /^(index|using|exists|on)$/,
  extension: /^(extension|exists)$/,
  language: /^(language|exists)$/,
  collation: /^collate$/,
  "access method": /^(using|method)$/,
  "operator class": /^[\w)]+$/,
};

const nounOf: Readonly<Record<string, Noun>> = {
  table: "relation",
  view: "relation",
  sequence: "relation",
  "materialized view": "relation",
  "foreign table": "relation",
  domain: "type",
  procedure: "function",
  aggregate: "function",
  method: "access method",
  class: "operator class",
};

/** A name that a message mentions, with the noun before it. */
export interface NamedThing {
  readonly noun: Noun | undefined;
  readonly parts: readonly string[];
}

/** The names that a message or its detail mentions, in their order. */
export function namedThings(text: string): NamedThing[] {
  const quoted = [...text.matchAll(/(?:(\w+) )?"((?:[^"]|"")+)"/g)].map(([, noun, name]) => ({
    noun: normal(noun),
    parts: split(name ?? ""),
  }));
  // Functions and what cannot be dropped are named without quotes.
  const plain = [
    ...text.matchAll(/\b(function|procedure|aggregate|routine) ((?:"[^"]+"|[^\s("])+)\(/g),
    ...text.matchAll(/^(function) (\S+) must return type trigger$/g),
    ...text.matchAll(
      /^cannot (?:drop|alter) (table|view|materialized view|sequence|type|index|schema|column|constraint|extension|domain|role|policy|trigger) ((?:"(?:[^"]|"")+"|[\w$.]+)+)/g,
    ),
  ].map(([, noun, name]) => ({ noun: normal(noun), parts: splitWritten(name ?? "") }));
  return [...plain, ...quoted];
}

function normal(noun: string | undefined): Noun | undefined {
  return noun === undefined ? undefined : (nounOf[noun] ?? noun);
}

/** A message puts one pair of quotes around a qualified name, and does not quote its parts. */
function split(name: string): string[] {
  return name.split(".");
}

function splitWritten(name: string): string[] {
  return readWords(tokenize(name, "postgresql")).flatMap((word) =>
    word.name === undefined ? [] : [word.name],
  );
}

/** Where a thing is mentioned; the likeliest place first. `later` prefers the last of equals. */
export function placesOf(thing: NamedThing, words: readonly Word[], later = false): Span[] {
  const wholes = [thing.parts, ...(thing.parts.length > 1 ? [[thing.parts.join(".")]] : [])];
  const places = words.flatMap((word) => {
    const found = wholes.flatMap((parts) => placeAt(parts, thing.noun, word, words) ?? []);
    return found.slice(0, 1);
  });
  if (later) places.reverse();
  return places.sort((a, b) => b.score - a.score).map(({ span }) => span);
}

interface Place {
  readonly span: Span;
  readonly score: number;
}

function placeAt(
  parts: readonly string[],
  noun: Noun | undefined,
  word: Word,
  words: readonly Word[],
): Place | undefined {
  const last = parts.at(-1);
  if (word.token.kind === "string") return inString(parts, word);
  if (last === undefined || word.name !== last) return undefined;
  const mention = mentionAt(words, word.index);
  if (!mention) return undefined;
  // A name that is more qualified in the message than in the text, or other than it there, is still the name.
  const written = mention.parts.slice(0, mention.parts.indexOf(last) + 1);
  const shared = parts.filter((part, index) => written.at(index - parts.length) === part).length;
  const isLast = word.index === mention.last;
  const previous = words[mention.first - 1]?.lower ?? "";
  const next = words[mention.last + 1]?.lower ?? "";
  let score = shared;
  if (noun !== undefined && before[noun]?.test(previous)) score += 4;
  if (noun === "function" && next === "(") score += 3;
  if (noun === "schema" && !isLast) score += 4;
  if (noun === "relation" && !isLast && mention.parts.length > 1) score += 2;
  if (noun === "column" && isLast) score += 1;
  if (noun === "type" && words[mention.first - 1]?.name !== undefined && !before.relation?.test(previous))
    score += 3;
  const whole = noun !== "column" && noun !== "schema";
  // A column is blamed by itself, a relation with its schema.
  return { span: whole ? { start: mention.span.start, end: word.span.end } : word.span, score };
}

/** `nextval('public.ids')`, an enum's label, or a value. */
function inString(parts: readonly string[], word: Word): Place | undefined {
  const content = word.token.text.replace(/^[eE]?'|'$/g, "");
  const named = splitWritten(content);
  const wanted = parts.join(".");
  if (content === wanted || named.join(".") === wanted) return { span: word.span, score: 2 };
  // Messages often leave out the schema.
  const isName = /^["\w$]+(?:\.["\w$]+)+$/.test(content);
  return isName && parts.length === 1 && named.at(-1) === wanted ? { span: word.span, score: 1 } : undefined;
}
