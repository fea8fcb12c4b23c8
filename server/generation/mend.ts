import type { Problem, TextEdit } from "../checker";
import { checkDraft, isBetter, tableNames, type CheckContext, type Draft } from "./draft";

/** Fixes can uncover others; after this many passes the rest is left to the person. */
const passes = 3;

/** Batches that make things worse are tried one by one, up to this many. */
const singles = 12;

/**
 * SQLSTATEs of things that are not there (42P01 table, 42703 column, 42704 type, 42883 function). Their fixes guess
 * at what was meant, and a model that has read the brief guesses better.
 */
const missing = new Set(["42P01", "42703", "42704", "42883", "3F000"]);

/** Applies our own quick fixes where they are certain and `mayMend` allows, and keeps what makes the draft better. */
export async function mended(
  draft: Draft,
  context: CheckContext,
  mayMend: (problem: Problem) => boolean,
): Promise<Draft> {
  const { onPart: _, ...quiet } = context;
  let best = draft;
  for (let pass = 0; pass < passes; pass++) {
    const fixes = best.result.problems.filter(mayMend).flatMap((problem) => certainFix(problem) ?? []);
    if (fixes.length === 0) return best;
    const all = await improved(best, fixes, quiet);
    if (all !== undefined) {
      best = all;
      continue;
    }
    const before = best;
    for (const fix of fixes.slice(0, fixes.length > 1 ? singles : 0)) {
      const one = await improved(before, [fix], quiet);
      if (one === undefined) continue;
      best = one;
      break;
    }
    if (best === before) return best;
  }
  return best;
}

function certainFix(problem: Problem): [readonly TextEdit[]] | undefined {
  if (problem.severity !== "warning" && problem.severity !== "error") return undefined;
  if (missing.has(problem.code)) return undefined;
  const edits = problem.fixes?.[0]?.edits;
  return edits === undefined || edits.length === 0 ? undefined : [edits];
}

async function improved(
  draft: Draft,
  fixes: readonly (readonly TextEdit[])[],
  context: CheckContext,
): Promise<Draft | undefined> {
  const sql = applied(draft.sql, fixes);
  if (sql === draft.sql) return undefined;
  const changed = await checkDraft(sql, context);
  const tables = new Set(tableNames(changed));
  return isBetter(changed, draft) && tableNames(draft).every((name) => tables.has(name))
    ? changed
    : undefined;
}

/** The text with the fixes applied; of fixes that overlap, the first. Equal edits are made once. */
function applied(text: string, fixes: readonly (readonly TextEdit[])[]): string {
  const edits: TextEdit[] = [];
  const same = (a: TextEdit, b: TextEdit) =>
    a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
  for (const fix of fixes) {
    const fresh = fix.filter((edit) => !edits.some((other) => same(edit, other)));
    if (fresh.some((edit) => edits.some((other) => collide(edit, other)))) continue;
    edits.push(...fresh);
  }
  // The order of insertions at one place is the order of the fixes: sorting is stable.
  edits.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = "";
  let at = 0;
  for (const { span, newText } of edits) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}

function collide(a: TextEdit, b: TextEdit): boolean {
  return a.span.start < b.span.end && b.span.start < a.span.end;
}
