import type { Problem, TextEdit } from "../checker";
import { checkDraft, isBetter, tableNames, type CheckContext, type Draft } from "./draft";

/** Fixes can uncover others; after this many passes the rest is left to the person. */
const passes = 3;

/** Where a batch makes things worse, its fixes are tried one by one, up to this many. */
const singles = 24;

/**
 * SQLSTATEs of things that are not there (42P01 table, 42703 column, 42704 type, 42883 function, 3F000 schema).
 * Their fixes guess at what was meant, and a model that has read the brief guesses better.
 */
const missing = new Set(["42P01", "42703", "42704", "42883", "3F000"]);

/**
 * Applies our own quick fixes where they are certain and `mayMend` allows, and keeps what makes the draft better.
 * Fixes are tried on the fast tier; the engine judges only what comes out.
 */
export async function mended(
  draft: Draft,
  context: CheckContext,
  mayMend: (problem: Problem) => boolean,
): Promise<Draft> {
  const { onPart: _, ...quiet } = context;
  const fast: CheckContext = { ...quiet, engines: () => undefined };
  if (draft.result.problems.filter(mayMend).flatMap(certainFix).length === 0) return draft;
  const before = await checkDraft(draft.sql, fast);
  let best = before;
  for (let pass = 0; pass < passes; pass++) {
    const fixes = best.result.problems.filter(mayMend).flatMap(certainFix);
    const next = await withFixes(best, fixes, fast);
    if (next === best) break;
    best = next;
  }
  if (best === before) return draft;
  const proven = await checkDraft(best.sql, quiet);
  return improves(proven, draft) ? proven : draft;
}

type Edits = readonly TextEdit[];

function certainFix(problem: Problem): Edits[] {
  if (problem.severity !== "warning" && problem.severity !== "error") return [];
  if (missing.has(problem.code)) return [];
  const edits = problem.fixes?.[0]?.edits ?? [];
  return edits.length === 0 ? [] : [edits];
}

/** The draft with all of the fixes, or with those that help on their own; the same draft where none does. */
async function withFixes(draft: Draft, fixes: readonly Edits[], context: CheckContext): Promise<Draft> {
  const all = await tried(draft, fixes, context);
  if (all !== draft || fixes.length < 2) return all;
  const helpful: Edits[] = [];
  for (const fix of fixes.slice(0, singles)) {
    if ((await tried(draft, [fix], context)) !== draft) helpful.push(fix);
  }
  return helpful.length === 0 ? draft : tried(draft, helpful, context);
}

async function tried(draft: Draft, fixes: readonly Edits[], context: CheckContext): Promise<Draft> {
  const sql = applied(draft.sql, fixes);
  if (sql === draft.sql) return draft;
  const changed = await checkDraft(sql, context);
  return improves(changed, draft) ? changed : draft;
}

function improves(changed: Draft, draft: Draft): boolean {
  const tables = new Set(tableNames(changed));
  return isBetter(changed, draft) && tableNames(draft).every((name) => tables.has(name));
}

/** The text with the fixes applied; of fixes that overlap, the first. Equal edits are made once. */
function applied(text: string, fixes: readonly Edits[]): string {
  const edits: TextEdit[] = [];
  for (const fix of fixes) {
    const fresh = fix.filter((edit) => !edits.some((other) => same(edit, other)));
    if (!fresh.some((edit) => edits.some((other) => collide(edit, other)))) edits.push(...fresh);
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

function same(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
}

function collide(a: TextEdit, b: TextEdit): boolean {
  return a.span.start < b.span.end && b.span.start < a.span.end;
}
