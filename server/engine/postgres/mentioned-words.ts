import type { ParsedStatement } from "../../sql";
import { facet } from "../footprint";

/** What is done with the text of string constants: nothing, all words are read, or only what may name an object. */
export type Strings = "skip" | "read" | "names";

/** Longest identifier, in bytes (NAMEDATALEN - 1). */
const longest = 63;

/** An identifier as it is compared: cut as PostgreSQL cuts it, in lower case whether or not it is quoted. */
export function nameKey(name: string): string {
  if (name.length * 3 <= longest || Buffer.byteLength(name) <= longest) return name.toLowerCase();
  const cut = new TextDecoder().decode(Buffer.from(name).subarray(0, longest));
  return cut.replace(/\uFFFD+$/, "").toLowerCase();
}

/** All words of a statement that may name something. */
export function wordsOf(
  { text, tokens }: Pick<ParsedStatement, "text" | "tokens">,
  strings: Strings,
): Set<string> {
  const words = new Set<string>();
  const readsNames =
    strings === "read" || (strings === "names" && /\breg[a-z]+\b|\b(?:next|set|curr|last)val\b/i.test(text));
  for (const token of tokens) {
    if (token.kind === "word") words.add(nameKey(token.text));
    else if (token.kind === "quoted") words.add(nameKey(token.text.slice(1, -1).replaceAll('""', '"')));
    else if (token.kind === "string" && readsNames)
      for (const [word] of token.text.matchAll(/[\p{L}_][\p{L}\p{N}_$]*|(?<=")[^"]+(?=")/gu))
        words.add(nameKey(word));
  }
  return words;
}

const madeUp = /^(.+)_(?:pkey|key|idx|seq|fkey|excl|check|not_null|stat)\d*$/s;

/** A name that PostgreSQL would never have to cut when it makes up another from it and from a column's. */
export function isShort(name: string): boolean {
  return name.length <= 20;
}

/** What a name clashes with that looks as if it were made up: with what the tables in its beginning make. */
export function stemsOf(name: string, how: "makes" | "takes"): string[] {
  const stem = madeUp.exec(name)?.[1];
  if (stem === undefined) return [];
  const stems = [facet(stem, how)];
  for (let at = stem.indexOf("_", 1); at > 0; at = stem.indexOf("_", at + 1))
    stems.push(facet(stem.slice(0, at), how));
  if (name.length >= 50) stems.push(facet(name.slice(0, 20), "cut"));
  return stems;
}
