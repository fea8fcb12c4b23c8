import type { Token } from "../../../sql";
import { isWord } from "../../context";
import { readName, type WrittenName } from "../names";

export function innermostOpen(tokens: readonly Token[]): number | undefined {
  let depth = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    if (tokens[at]?.text === ")") depth++;
    else if (tokens[at]?.text === "(" && depth-- === 0) return at;
  }
  return undefined;
}

export function sinceComma(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const text = tokens[at]?.text;
    if (text === ")") depth++;
    else if (text === "(") depth--;
    else if (text === "," && depth === 0) return tokens.slice(at + 1);
  }
  return tokens;
}

/** Whether the parenthesis after these tokens opens CREATE TABLE's list of elements. */
export function isTableElements(outside: readonly Token[]): boolean {
  if (!isWord(outside[0], "CREATE")) return false;
  const table = outside.findIndex((token) => isWord(token, "TABLE"));
  if (table === -1 || table > 3) return false;
  const name = readName(outside, skipIfExists(outside, table + 1));
  return name?.next === outside.length;
}

export function skipIfExists(tokens: readonly Token[], at: number): number {
  let next = at;
  while (isWord(tokens[next], "IF", "NOT", "EXISTS", "ONLY")) next++;
  return next;
}

/** The name that ends right before the parenthesis, and where it begins. */
export function nameBefore(
  tokens: readonly Token[],
): { readonly name: WrittenName; readonly at: number } | undefined {
  for (const at of [tokens.length - 3, tokens.length - 1]) {
    const name = at < 0 ? undefined : readName(tokens, at);
    if (name?.next === tokens.length) return { name: name.name, at };
  }
  return undefined;
}

/** The relation that follows the last of these words. */
export function tableAfter(
  tokens: readonly Token[],
  ...words: readonly string[]
): { readonly of?: WrittenName } {
  for (let at = tokens.length - 1; at >= 0; at--) {
    if (!isWord(tokens[at], ...words)) continue;
    const name = readName(tokens, skipIfExists(tokens, at + 1));
    if (name) return { of: name.name };
  }
  return {};
}

export function isName(token: Token | undefined): boolean {
  return token?.kind === "word" || token?.kind === "quoted";
}
