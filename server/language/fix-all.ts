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
    if (fresh.some((edit) => taken.some((other) => clashes(edit, other)))) continue;
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

/** Of two edits at one place nobody knows which comes first, unless it is the same whichever does. */
function clashes(one: TextEdit, other: TextEdit): boolean {
  const [a, b] = [one.span, other.span];
  if (a.start > b.end || b.start > a.end) return false;
  if (isRemoval(one) && isRemoval(other)) return a.start < b.end && b.start < a.end;
  return !isLine(one) || !isLine(other);
}

function isRemoval({ span, newText }: TextEdit): boolean {
  return newText === "" && span.start < span.end;
}

/** A statement, on a line of its own, that goes between two others. */
function isLine({ span, newText }: TextEdit): boolean {
  return span.start === span.end && /^\r?\n.*;$/s.test(newText);
}
