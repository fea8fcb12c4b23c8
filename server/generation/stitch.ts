import type { CheckResult } from "../checker";
import { keyedStatements, type KeyedStatement } from "./statements";

/**
 * The new text of a refinement with every statement that the change left alone as it was, byte for byte, the
 * comments and blank lines before it included: a model that only lays out anew makes no difference.
 */
export function stitched(current: CheckResult, next: CheckResult): string {
  const old = keyedStatements(current);
  const fresh = keyedStatements(next);
  const byTokens = new Map<string, KeyedStatement[]>();
  for (const statement of old.statements) {
    byTokens.set(statement.tokens, [...(byTokens.get(statement.tokens) ?? []), statement]);
  }
  let untouched = old.statements.length === fresh.statements.length;
  const pieces = fresh.statements.map((statement, index) => {
    const same = byTokens.get(statement.tokens)?.shift();
    if (same === undefined || same !== old.statements[index]) untouched = false;
    if (same === undefined) return separated(statement.whole, index);
    return same === old.statements[0] && index > 0 ? separated(same.whole, index) : same.whole;
  });
  const text = pieces
    .map((piece, index) => (index === pieces.length - 1 || piece.endsWith(";") ? piece : `${piece};`))
    .join("");
  if (untouched) return text + old.rest;
  const closed = /;\s*$/.test(text) ? text : `${text};`;
  return closed + (old.rest.trim() === "" ? old.rest : fresh.rest);
}

/** A statement of the new text, set apart from the one before it. */
function separated(whole: string, index: number): string {
  const text = whole.replace(/^(?:[ \t]*\r?\n)+/, "").trimStart();
  return index === 0 ? text : `\n\n${text}`;
}
