import { parseScript, type Span } from "../../sql";
import type { Word, Words } from "./words";

/** `a := …`, `a.b = …`, `a[1] := …`. */
export function isTarget(words: Words): boolean {
  let depth = 0;
  for (let at = words.at; at < words.list.length; at++) {
    const word = words.list[at];
    if (word?.kind === "operator") {
      if (word.lower === "[") depth++;
      else if (word.lower === "]") depth--;
      else if (depth === 0 && (word.lower === ":=" || word.lower === "=")) return at > words.at;
      else if (depth === 0 && word.lower !== ".") return false;
    } else if (depth === 0 && at > words.at && words.list[at - 1]?.lower !== ".") return false;
  }
  return false;
}

/** FOR i IN 1..10: two dots, which the lexer may have given to a number. */
export function isRange(words: readonly Word[]): boolean {
  let depth = 0;
  return words.some(({ lower, kind, text }, index) => {
    if (kind === "operator" && /^[([]$/.test(lower)) depth++;
    if (kind === "operator" && /^[)\]]$/.test(lower)) depth--;
    const next = words[index + 1];
    return (
      depth === 0 &&
      ((text.endsWith(".") && kind !== "string" && next?.text.startsWith(".") === true) || lower === "..")
    );
  });
}

/** INTO [STRICT] with its variables. */
export function intoOf(
  words: readonly Word[],
): { readonly span: Span; readonly targets: readonly string[] } | undefined {
  let depth = 0;
  for (const [index, { lower, kind, span }] of words.entries()) {
    if (kind === "operator" && /^[([]$/.test(lower)) depth++;
    if (kind === "operator" && /^[)\]]$/.test(lower)) depth--;
    if (depth > 0 || kind !== "word" || lower !== "into") continue;
    if (/^(?:insert|merge)$/.test(words[index - 1]?.lower ?? "")) continue;
    let at = index + 1;
    if (words[at]?.lower === "strict") at++;
    const targets: string[] = [];
    for (;;) {
      const first = words[at];
      if (!first) return undefined;
      const end = endOfTarget(words, at);
      targets.push(first.lower);
      at = end + 1;
      if (words[at]?.lower !== ",")
        return { span: { start: span.start, end: words[end]?.span.end ?? span.end }, targets };
      at++;
    }
  }
  return undefined;
}

function endOfTarget(words: readonly Word[], from: number): number {
  let at = from;
  for (;;) {
    const next = words[at + 1]?.lower;
    if (next === ".") at += 2;
    else if (next === "[") {
      let depth = 0;
      do {
        at++;
        if (words[at]?.lower === "[") depth++;
        if (words[at]?.lower === "]") depth--;
      } while (depth > 0 && at < words.length);
    } else return at;
  }
}

/** How many columns a SELECT without `*` gives; not told of one that may be a row, unless rows stay whole. */
export function columnsOf(text: string, { wholeRows = false } = {}): number | undefined {
  const tree = parseScript(text, "postgresql").statements[0]?.parsed.tree;
  if (!tree || !("SelectStmt" in tree)) return undefined;
  const { targetList = [], op } = tree.SelectStmt;
  if (op !== undefined && op !== "SETOP_NONE") return undefined;
  if (targetList.length === 0 || JSON.stringify(targetList).includes('"A_Star"')) return undefined;
  return targetList.length === 1 && !wholeRows ? undefined : targetList.length;
}

/** How often each name is given a value, as far as it may be a record. */
export function countFillings(list: readonly Word[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (name: string | undefined) => {
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  for (const [index, { lower, kind }] of list.entries()) {
    const next = list[index + 1];
    if (kind === "operator") {
      if (lower === ":=") add(list[index - 1]?.lower);
      continue;
    }
    if (kind !== "word") continue;
    if (lower === "into") add(next?.lower === "strict" ? list[index + 2]?.lower : next?.lower);
    if (lower === "for" || lower === "foreach") add(next?.lower);
    if (next?.lower === "=" && /^(?:;|then|else|begin|loop)$/.test(list[index - 1]?.lower ?? "")) add(lower);
  }
  return counts;
}

/** The parts of a list between commas, without those in parentheses. */
export function splitList(text: string): string[] {
  let depth = 0;
  let start = 0;
  const parts: string[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")") depth--;
    else if (text[at] === "," && depth === 0) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}
