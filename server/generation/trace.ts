import pluralize from "pluralize";
import type { Schema, Table } from "../schema";

/** A sentence of a brief: half-open UTF-16 offsets and the words between. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface TraceEntry {
  readonly sentences: readonly Sentence[];
  /** The ids of the assumptions that speak of it. */
  readonly assumptions?: readonly string[];
  readonly by: "names";
}

/** Why each thing is there, by `schema.table`, `schema.table.column` and `schema.table#constraint`. */
export type Trace = Readonly<Record<string, TraceEntry>>;

/** A thing of which more sentences speak than this is everywhere in the brief; the first ones say what it is. */
const most = 3;

/** Reading more than this takes seconds; what a person writes is far shorter, UTF-16 code units. */
const longest = 200_000;

/** The sentences of a brief, where they stand. Items of lists and rows of tables count as sentences. */
export function briefSentences(brief: string): Sentence[] {
  const found: Sentence[] = [];
  for (const line of brief.matchAll(/[^\r\n]+/g)) {
    const head = /^\s*(?:[-*•#>]+|\d+(?:\.\d+)*[.)])?\s*/.exec(line[0])?.[0].length ?? 0;
    const text = line[0].slice(head);
    // A point inside of a number, an abbreviation or an address ends nothing.
    for (const part of text.matchAll(/\S(?:[^.!?]|[.!?](?!\s|$))*[.!?]*/g)) {
      const start = line.index + head + part.index;
      const words = part[0].trimEnd();
      if (/\p{L}/u.test(words)) found.push({ start, end: start + words.length, text: words });
    }
  }
  return found;
}

/** Finds, for each thing of a schema, the sentences of the brief that name it. */
export function traceByNames(
  brief: string,
  schema: Schema,
  assumptions: readonly { readonly id: string; readonly text: string }[] = [],
): Trace {
  if (brief.trim() === "" || brief.length > longest) return {};
  const sentences = briefSentences(brief).map((sentence) => ({ ...sentence, words: wordsOf(sentence.text) }));
  const assumed = assumptions.map(({ id, text }) => ({ id, words: wordsOf(text) }));
  const trace: Record<string, TraceEntry> = {};
  const add = (id: string, found: readonly Read[], names: readonly string[]) => {
    const resting =
      found.length > 0 ? [] : assumed.filter(({ words }) => mentions(words, names)).map((one) => one.id);
    if (found.length === 0 && resting.length === 0) return;
    trace[id] = {
      sentences: found.slice(0, most).map(({ start, end, text }) => ({ start, end, text })),
      ...(resting.length > 0 && { assumptions: resting }),
      by: "names",
    };
  };
  for (const table of schema.tables) {
    const id = `${table.schema}.${table.name}`;
    const names = nameWords(table.name);
    const own = byWeight(
      sentences.filter(({ words }) => mentions(words, names)),
      names,
    );
    add(id, own, names);
    for (const column of table.columns) {
      const target = targetOf(table, column.name);
      const parts = columnWords(column.name);
      if (parts.length === 0) continue;
      const within = target === undefined ? own : sentences.filter(({ words }) => mentions(words, names));
      const found = within.filter(({ words }) => mentions(words, parts));
      // A plain name such as `name` means something beside its table alone.
      add(`${id}.${column.name}`, found, [...names, ...parts]);
    }
    for (const constraint of table.constraints) {
      if (constraint.kind === "foreign key") {
        const both = sentences.filter(
          ({ words }) => mentions(words, names) && mentions(words, nameWords(constraint.target.name)),
        );
        add(`${id}#${constraint.name}`, both, [...names, ...nameWords(constraint.target.name)]);
      } else if (constraint.kind === "unique") {
        const parts = constraint.columns.flatMap(({ name }) => columnWords(name));
        const rule = own.filter(
          ({ words, text }) => mentions(words, parts) && /uniqu|only one|at most one|no two|once/i.test(text),
        );
        add(`${id}#${constraint.name}`, rule, [...names, ...parts, "unique"]);
      }
    }
  }
  return trace;
}

interface Read extends Sentence {
  readonly words: readonly string[];
}

/** First the sentences that begin with the thing, since these say what it is. */
function byWeight(sentences: readonly Read[], names: readonly string[]): Read[] {
  const last = names.at(-1) ?? "";
  const place = ({ words }: Read) => {
    const at = words.findIndex((word) => alike(word, last));
    return at < 0 || at > 2 ? 1 : 0;
  };
  return [...sentences].sort((a, b) => place(a) - place(b) || a.start - b.start);
}

function targetOf(table: Table, column: string): string | undefined {
  const key = table.constraints.find(
    (one) => one.kind === "foreign key" && one.columns.length === 1 && one.columns[0]?.name === column,
  );
  return key?.kind === "foreign key" ? key.target.name : undefined;
}

/** `order_lines` is `order`, `line`; `orderLines` too. */
function nameWords(name: string): string[] {
  return wordsOf(name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"));
}

/** Without what says how a value is kept rather than what it is. */
function columnWords(name: string): string[] {
  return nameWords(name.replace(/_?(id|at|on|cents)$/i, ""));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => pluralize.singular(word));
}

function mentions(words: readonly string[], names: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => words.some((word) => alike(word, name)));
}

/** Equal, or of one stem: `lends` and `lending`, `borrow` and `borrower`. */
function alike(word: string, name: string): boolean {
  if (word === name) return true;
  const shorter = Math.min(word.length, name.length);
  if (shorter < 4) return false;
  return word.slice(0, shorter) === name.slice(0, shorter) && Math.abs(word.length - name.length) <= 3;
}
