import type { Script } from "../../sql";
import type { LanguageContext } from "../context";
import { refuse, type EditOutcome } from "../edit/intent";
import { searchPathSettings } from "../search-path";
import { needsOf, withNeeds, withPrologue, withRows, wordNeeds, type Needs } from "./statement-needs";

/**
 * Puts each statement behind those that make what it needs, and leaves the others in their order; undefined where all
 * of it is in order. Comments above a statement and behind it go with it. Refuses where statements need each other.
 */
export function orderStatements({ script, schema }: LanguageContext): EditOutcome | undefined {
  const needs = needsOf(script, schema);
  if (![...needs].some(([index, others]) => [...others].some((other) => other > index))) return undefined;
  if (script.statements.some(({ kind }) => kind !== "sql"))
    return refuse("Files with lines for psql or with rows of COPY are not put into another order.");
  if (schema.references.some(({ role }) => role === "drop"))
    return refuse("A script that drops something has to stay in its order.");
  if (new Set(searchPathSettings(script).map(({ path }) => path.join("\0"))).size > 1)
    return refuse("A script that changes the search path has to stay in its order.");
  const count = script.statements.length;
  const first = withPrologue(script, needs);
  const told = withNeeds(first, wordNeeds(script, schema));
  // Rows that need each other may be checked at the end of a transaction, and a word may be another thing.
  const order = sorted(count, withRows(script, schema, told)) ?? sorted(count, told) ?? sorted(count, first);
  if (!order)
    return refuse("Some statements need each other, so no order serves; add one key by ALTER TABLE.");
  const pieces = piecesOf(script);
  const [head, last] = [pieces[0], pieces.at(-1)];
  if (!head || !last) return undefined;
  const newText = order.map((index) => pieces[index]?.text ?? "").join("");
  return { edits: [{ span: { start: head.start, end: last.end }, newText }] };
}

/** The statements so that each comes behind those that it needs, else in their order; undefined where none can. */
function sorted(count: number, needs: Needs): number[] | undefined {
  const order: number[] = [];
  const placed = new Set<number>();
  const visiting = new Set<number>();
  const place = (index: number): boolean => {
    if (placed.has(index)) return true;
    if (visiting.has(index)) return false;
    visiting.add(index);
    for (const other of [...(needs.get(index) ?? [])].sort((a, b) => a - b)) if (!place(other)) return false;
    visiting.delete(index);
    placed.add(index);
    order.push(index);
    return true;
  };
  for (let index = 0; index < count; index++) if (!place(index)) return undefined;
  return order;
}

/** The text cut into one piece a statement, with all that is between them. */
export function piecesOf({ text, statements }: Script): { start: number; end: number; text: string }[] {
  let start = 0;
  return statements.map(({ span }, index) => {
    const rest = text.slice(span.end);
    const last = index === statements.length - 1;
    const ending = /^\s*;?[^\S\n]*(?:--[^\n]*)?(?:\r?\n|$)?/.exec(rest)?.[0] ?? "";
    const end = last ? text.length : span.end + ending.length;
    let piece = text.slice(start, end);
    // A last statement may do without its semicolon and its line break; in the middle it may not.
    if (last && !/^\s*;/.test(rest)) piece = `${piece.trimEnd()};\n`;
    else if (!piece.endsWith("\n")) piece += "\n";
    const from = start;
    start = end;
    return { start: from, end, text: piece };
  });
}
