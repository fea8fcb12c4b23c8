import { foldIdentifier, isReserved, type Dialect, type Token } from "../../sql";

/** One element of what a query gives. All numbers are indexes of tokens. */
export interface OutputItem {
  /** Where it begins, and the index behind it. */
  readonly from: number;
  readonly to: number;
  /** Where the name stands by which others read it; undefined where the words tell none. */
  readonly name?: number;
  /** Whether the name is given here, with AS or without, and not that of the column it is. */
  readonly isAlias: boolean;
  /** A star, with the name before it. */
  readonly star?: { readonly qualifier?: number };
}

/** The index of the last token of what an element is, before the name that it is given. */
export function valueEnd(tokens: readonly Token[], { to, isAlias }: OutputItem): number {
  if (!isAlias) return to - 1;
  return isWord(tokens[to - 2], "as") ? to - 3 : to - 2;
}

/** Words that are no names though they may be some, and have a value behind them. */
export const valueWords =
  "distinct all and or not in is like ilike between case when then else end by on where having select set values limit offset any some exists return returning binary interval regexp rlike div mod xor glob match escape over partition rows range asc desc of perform if elsif elseif while until collate using".split(
    " ",
  );

const listEnds = new Set(["from", "union", "where", "except", "intersect", "into", "group", "having"]);
const listEndsBehind = new Set(["order", "limit", "window", "offset", "fetch", "for"]);

/**
 * What the query between the indexes gives, element by element; undefined where it is no query. A list that is being
 * typed gives what it has so far.
 */
export function selectList(
  tokens: readonly Token[],
  dialect: Dialect,
  from: number,
  to: number,
): readonly OutputItem[] | undefined {
  let first = listStart(tokens, from, to);
  if (first === undefined) return undefined;
  const items: OutputItem[] = [];
  for (let depth = 0, next = first; next <= to; next++) {
    const token = next < to ? tokens[next] : undefined;
    if (token?.text === "(") depth++;
    else if (token?.text === ")") depth--;
    const word = depth === 0 && token?.kind === "word" ? token.text.toLowerCase() : "";
    const ends =
      !token ||
      depth < 0 ||
      token.text === ";" ||
      listEnds.has(word) ||
      (listEndsBehind.has(word) && next > first && isReserved(word, dialect));
    if (!ends && (depth > 0 || token.text !== ",")) continue;
    if (next > first) items.push(outputItem(tokens, dialect, first, next));
    if (ends) return items;
    first = next + 1;
  }
  return items;
}

/** The names of what a query gives; undefined where a star or an expression without a name is among them. */
export function namesOf(
  tokens: readonly Token[],
  dialect: Dialect,
  items: readonly OutputItem[] | undefined,
): readonly string[] | undefined {
  const names: string[] = [];
  for (const { name } of items ?? []) {
    const token = name === undefined ? undefined : tokens[name];
    if (!token) return undefined;
    names.push(foldIdentifier(token, dialect));
  }
  return items && names.length > 0 ? names : undefined;
}

/** Behind SELECT, or RETURNING of a statement that writes. */
function listStart(tokens: readonly Token[], from: number, to: number): number | undefined {
  let at = from;
  while (tokens[at]?.text === "(") at++;
  const isWriting = isWord(tokens[at], "insert", "update", "delete", "merge", "replace");
  for (let depth = 0; at < to; at++) {
    const token = tokens[at];
    if (token?.text === "(") depth++;
    else if (token?.text === ")" && depth-- === 0) return undefined;
    if (depth > 0) continue;
    if (token?.text === ";" || isWord(token, "values")) {
      if (!isWriting) return undefined;
    } else if (isWord(token, "returning") || (!isWriting && isWord(token, "select"))) {
      let next = at + 1;
      while (isWord(tokens[next], "distinct", "all", "sql_calc_found_rows", "distinctrow")) next++;
      if (!isWord(tokens[next], "on") || tokens[next + 1]?.text !== "(") return next;
      return closing(tokens, next + 1, to) + 1;
    }
  }
  return undefined;
}

function outputItem(tokens: readonly Token[], dialect: Dialect, from: number, to: number): OutputItem {
  const [last, before] = [tokens[to - 1], to - 2 >= from ? tokens[to - 2] : undefined];
  const length = to - from;
  if (last?.text === "*" && (length === 1 || before?.text === "."))
    return { from, to, isAlias: false, star: length === 1 ? {} : { qualifier: to - 3 } };
  const isName = last?.kind === "quoted" || (last?.kind === "word" && !isWord(last, "end"));
  if (!isName) return { from, to, isAlias: false };
  const isPlain = length === 1 || (before?.text === "." && (length === 3 || length === 5));
  if (isPlain) return { from, to, name: to - 1, isAlias: false };
  const isAlias = isWord(before, "as") || isValueEnd(before, dialect);
  return isAlias ? { from, to, name: to - 1, isAlias } : { from, to, isAlias: false };
}

/** Whether a value can end with the token, so that a word behind it is a name. */
function isValueEnd(token: Token | undefined, dialect: Dialect): boolean {
  if (!token) return false;
  if (token.kind !== "word")
    return token.text === ")" || token.text === "]" || /^(quoted|string|number)$/.test(token.kind);
  const word = token.text.toLowerCase();
  return word === "end" || word === "null" || (!isReserved(word, dialect) && !valueWords.includes(word));
}

function closing(tokens: readonly Token[], open: number, to: number): number {
  for (let at = open, depth = 0; at < to; at++) {
    if (tokens[at]?.text === "(") depth++;
    else if (tokens[at]?.text === ")" && --depth === 0) return at;
  }
  return to;
}

function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === "word" && words.includes(token.text.toLowerCase());
}
