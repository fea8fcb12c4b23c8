import type { Block } from "../read/blocks";
import type { Sentence } from "../read/sentences";
import { singular, snake } from "../words/inflect";
import { readColumn, type ListedColumn } from "./column";

/** A table or entity that a list of the brief spells out. */
export interface ListedTable {
  /** As written. */
  readonly written: string;
  /** Singular, lower case words. */
  readonly name: string;
  /** The brief calls it a table, or writes it as an identifier: its name is kept letter by letter. */
  readonly exact: boolean;
  readonly columns: ListedColumn[];
  readonly sentence: Sentence;
}

/** The parts of a list as a table; undefined where too few of them are columns. */
export function tableOf(
  written: string,
  parts: readonly string[],
  sentence: Sentence,
  exact: boolean,
): ListedTable | undefined {
  const columns = parts.flatMap((part) => readColumn(part, sentence) ?? []);
  if (columns.length < Math.max(1, parts.length * 0.7)) return undefined;
  const name = nameOf(written);
  return name === undefined
    ? undefined
    : { written: name, name: singularName(name), exact, columns, sentence };
}

/** A name without the words and the marks around it. */
export function nameOf(text: string): string | undefined {
  const plain = text
    .replace(/["'`]/g, "")
    .replace(/^(?:the|a|an|each|every)\s+/i, "")
    .replace(/\s+(?:table|entity)$/i, "")
    .replace(/[^\w -]/g, "")
    .trim();
  return plain === "" || /^\d+$/.test(plain) ? undefined : plain;
}

/** The name of one of the things. */
export function singularName(name: string): string {
  return singular(snake(name).replaceAll("_", " "));
}

/** Whether an item of a list says something rather than name a column. */
export function looksLikeSentence(text: string): boolean {
  const bare = text.replace(/\([^)]*\)/g, "");
  const head = bare.split(/\s*(?::|\s[-–—]\s|->|→)/)[0] ?? bare;
  if (
    /\b(?:is|are|has|have|can|must|should|may|will|belongs?|contains?|consists?|places?|manages?|receives?|creates?|allows?|needs?|wants?|works?|uses?)\b/i.test(
      head,
    ) &&
    head.split(/\s+/).length > 2
  )
    return true;
  if (head.split(/\s+/).length > 6) return true;
  return /^(?:each|every|an?|the|all|some|many)\s/i.test(head) && head.split(/\s+/).length > 3;
}

/** A block as a sentence. */
export function sentenceOf(block: Block): Sentence {
  return { text: block.text, start: block.start, end: block.end };
}
