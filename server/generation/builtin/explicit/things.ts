import type { Block } from "../read/blocks";
import type { Sentence } from "../read/sentences";
import { isPropertyName } from "../words/attributes";
import { doneWithSystem } from "../read/openings";
import { determiners, systemWords } from "../words/grammar";
import { singular } from "../words/inflect";
import { isPersonLike } from "../words/things";
import { looksLikeSentence, sentenceOf } from "./listed-table";

/** An item of a list of things, with what it says of them. */
export interface ThingItem {
  /** Singular, in lower case. */
  readonly names: readonly string[];
  readonly said: readonly Sentence[];
}

const tail =
  /^(.{2,60}?)(?:,? (including|includ(?:es?)|with|(?:which|that|who) (?:includes?|contains?|records?|stores?|holds?|have|has)|containing|such as|like)|,? (?:representing|identifying|describing|linking|tracking|to|for|that|which|who)|\s?[:–—]| -)\s+(\S.*)$/is;
const word = /^[A-Za-z][\w'’-]*$/;

/**
 * "Books, including their titles", "Cases: what was reported and when": the items of a list that each name what is to
 * be kept and say something of it. Undefined where most of the items are no such things.
 */
export function thingsOf(items: readonly Block[]): (ThingItem | undefined)[] | undefined {
  if (items.length < 3) return undefined;
  const read = items.map((item) => readThing(item));
  const things = read.flatMap((each) => each?.names ?? []);
  const told = read.filter((each) => each !== undefined).length;
  if (told * 10 < items.length * 7) return undefined;
  const properties = things.filter((name) => isPropertyName(name) === "always").length;
  return properties * 3 > things.length ? undefined : read;
}

function readThing(item: Block): ThingItem | undefined {
  const [, head, joined, rest] = tail.exec(item.text) ?? [];
  if (head === undefined || rest === undefined || item.children.length > 0) return undefined;
  const plain = head.replace(/\s*\([^)]*\)/g, "").replace(/^(?:basic|all|the|various|different) /i, "");
  if (looksLikeSentence(plain) || doneWithSystem(item.text) !== undefined) return undefined;
  const parts = plain.split(/,? and |, /);
  const names = parts.flatMap((part) => nameOf(part) ?? []);
  if (names.length < parts.length) return undefined;
  return { names, said: saidOf(item, names, joined, rest) };
}

function nameOf(part: string): string | undefined {
  const words = part.replace(/[_/-]/g, " ").trim().split(/\s+/);
  if (words.length > 3 || !words.every((each) => word.test(each))) return undefined;
  if (words.some((each) => determiners.has(each.toLowerCase()))) return undefined;
  const name = singular(words.join(" ").toLowerCase());
  const whose = /^(.+) (?:account|profile|information|detail|data|record)$/.exec(name)?.[1];
  if (whose !== undefined && isPersonLike(whose)) return whose;
  return systemWords.has(name) ? undefined : name;
}

/** What the item says as a sentence: "Books, including a title" has each book have a title. */
function saidOf(item: Block, names: readonly string[], joined: string | undefined, rest: string): Sentence[] {
  const { start, end } = sentenceOf(item);
  const had = joined === undefined ? /\bwith (?:(?:its|their|an?|the) )?(.+)$/i.exec(rest)?.[1] : rest;
  if (
    had === undefined ||
    /^(?:(?:all|the|their|its) )?(?:basic|some|necessary|relevant|identifying|further|obligatory|general|all)\b/i.test(
      had,
    )
  )
    return joined === undefined && /\b(?:is|are|has|have|can|must)\b/.test(rest)
      ? [{ text: rest, start, end }]
      : [];
  const plain = had
    .replace(/^(?:its|their|the|an?) /i, "")
    .replace(
      /,? and (?:other |their |its |some )?(?:basic |other |further )?(?:identif\w+ |contact )?(?:information|info|details|data)s?\b/i,
      "",
    )
    .replace(/[.;]$/, "");
  return names.map((name) => ({ text: `Each ${name} has ${plain}`, start, end }));
}
