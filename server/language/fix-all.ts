import type { Problem, TextEdit } from "../checker";

/**
 * The edits that mend all of the problems that have one way to be mended, as far as these do not get into each
 * other's way; what is left over can be mended by asking again. In order, without overlaps.
 */
export function fixAll(problems: readonly Problem[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  const seen = new Set<string>();
  for (const { fixes } of problems) {
    const [fix, ...others] = fixes ?? [];
    if (!fix || others.length > 0) continue;
    const fresh = fix.edits.filter((edit) => !seen.has(keyOf(edit)));
    // Of two edits at one place nobody knows which comes first.
    if (fresh.some((edit) => taken.some((other) => touches(edit, other)))) continue;
    for (const edit of fresh) {
      seen.add(keyOf(edit));
      taken.push(edit);
    }
  }
  return taken.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function keyOf({ span, newText }: TextEdit): string {
  return `${span.start} ${span.end} ${newText}`;
}

function touches({ span: a }: TextEdit, { span: b }: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
