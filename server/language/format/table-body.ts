import type { Token } from "../../sql";

/** A CREATE TABLE cut into its columns and constraints; places are indexes of tokens. */
export interface TableBody {
  /** Of the parenthesis that opens the list. */
  readonly open: number;
  /** Of the one that closes it. */
  readonly close: number;
  /** From the first token of each item up to the one after its last. */
  readonly items: readonly { readonly from: number; readonly to: number }[];
}

/** Phrases by their first word, in capitals, longest first. */
export type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

/**
 * Where a table's list of columns is, if each of its items has a line of its own and is laid out by itself: there are
 * several, or one is too long for the table's line, and none holds a clause, which would take the items after it in.
 */
export function tableBody(
  tokens: readonly Token[],
  width: number,
  { wholes, clauses }: { readonly wholes: Phrases; readonly clauses: Phrases },
): TableBody | undefined {
  if (tokens[0]?.text.toUpperCase() !== "CREATE") return undefined;
  const open = tokens.findIndex(({ text }) => text === "(");
  const head = tokens.slice(0, open).map(({ text }) => text.toUpperCase());
  if (
    !/^CREATE (?:(?:GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED) )*TABLE (?:IF NOT EXISTS )?\S+(?: \. \S+)?$/.test(
      head.join(" "),
    )
  )
    return undefined;
  const items: { from: number; to: number }[] = [];
  let depth = 0;
  let from = open + 1;
  let length = 0;
  for (let nth = open + 1; nth < tokens.length; nth++) {
    const { kind, text } = tokens[nth] ?? { kind: "operator", text: "" };
    length += text.length;
    if (text === "(" || text === "[") depth++;
    else if (depth === 0 && (text === "," || text === ")")) {
      if (from === nth) return undefined;
      items.push({ from, to: nth });
      from = nth + 1;
      if (text === ")")
        return items.length > 1 || length > width + 4 ? { open, close: nth, items } : undefined;
    } else if (text === ")" || text === "]") depth--;
    else if (kind === "word" && depth === 0) {
      const whole = phraseAt(tokens, nth, wholes);
      if (whole > 0) {
        for (const token of tokens.slice(nth + 1, nth + whole)) length += token.text.length;
        nth += whole - 1;
      } else if (phraseAt(tokens, nth, clauses) > 0) return undefined;
    }
  }
  return undefined;
}

/** How many tokens the longest phrase that begins here has; 0 where none does. */
function phraseAt(tokens: readonly Token[], at: number, phrases: Phrases): number {
  const found = phrases
    .get(tokens[at]?.text.toUpperCase() ?? "")
    ?.find((words) => words.every((word, nth) => tokens[at + nth]?.text.toUpperCase() === word));
  return found?.length ?? 0;
}

export function phrasesOf(lists: readonly (readonly string[])[]): Phrases {
  const phrases = new Map<string, string[][]>();
  for (const phrase of lists.flat()) {
    const words = phrase.toUpperCase().split(/\s+/);
    const of = phrases.get(words[0] ?? "") ?? [];
    of.push(words);
    phrases.set(words[0] ?? "", of);
  }
  for (const of of phrases.values()) of.sort((a, b) => b.length - a.length);
  return phrases;
}
