import pluralize from "pluralize";
import type { Draft } from "./draft";

/** Reading more than this takes seconds; what a person writes is far shorter, UTF-16 code units. */
const longest = 200_000;

/** Lines that say nothing by themselves: titles, and the rows of tables. */
const heading = /^\s*(#|\||\*\*[^*]*\*\*\s*$)|:\s*$/;

/** What opens an item of a list. */
const marker = /^\s*(?:[-*•]|\d+(?:\.\d+)*[.)])\s+/;

/** Words that say how things are kept rather than what they are. */
const empty = new Set(
  (
    "be have has do can should must may will need want use make keep store track manage include contain support " +
    "allow record save list thing system database schema table column field row record application app website " +
    "user-friendly please brief requirement following other same own several many each every one two three"
  ).split(" "),
);

/**
 * The sentences of a brief of which no word is anywhere in the schema: not in a name, a value or a comment. It
 * errs on the side of silence, and says nothing where the schema seems to be in another language than the brief.
 */
export async function uncoveredSentences(brief: string, draft: Pick<Draft, "sql">): Promise<string[]> {
  if (brief.trim() === "" || brief.length > longest) return [];
  const { default: nlp } = await import("compromise");
  const vocabulary = vocabularyOf(draft.sql);
  let told = 0;
  const open: string[] = [];
  for (const line of brief.split(/\r?\n/)) {
    if (heading.test(line)) continue;
    for (const sentence of sentencesOf(nlp(line.replace(marker, "")).sentences().out("array"))) {
      if (sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length < 3) continue;
      const doc = nlp(sentence);
      const nouns = wordsOf(doc.match("#Noun").not("#Pronoun").out("array"));
      if (nouns.length === 0) continue;
      told++;
      const words = [...nouns, ...wordsOf(doc.match("(#Verb|#Adjective)").out("array"))];
      if (!words.some((word) => knows(vocabulary, word))) open.push(sentence);
    }
  }
  return told >= 3 && open.length * 5 >= told * 3 ? [] : open;
}

function sentencesOf(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter((item) => typeof item === "string").map((sentence) => sentence.trim());
}

function wordsOf(value: unknown): string[] {
  return sentencesOf(value)
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}]+/u))
    .filter((word) => word.length > 2)
    .map((word) => pluralize.singular(word))
    .filter((word) => !empty.has(word));
}

function vocabularyOf(sql: string): ReadonlySet<string> {
  const words = sql
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2);
  return new Set(words.map((word) => pluralize.singular(word)));
}

/** Equal, or one the start of the other: `member` covers `membership`. */
function knows(vocabulary: ReadonlySet<string>, word: string): boolean {
  if (vocabulary.has(word)) return true;
  if (word.length < 4) return false;
  for (const known of vocabulary) {
    if (known.length >= 4 && (known.startsWith(word) || word.startsWith(known))) return true;
  }
  return false;
}
