import type { Problem, TextEdit } from "../checker";

/**
 * The edits that mend all of the problems that have one way to be mended, as far as these do not get into each
 * other's way; what is left over can be mended by asking again. In order, without overlaps. `text` is what the problems are of.
 */
export function fixAll(problems: readonly Problem[], text: string): readonly TextEdit[] {
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
  return withoutGaps(
    taken.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    text,
  );
}

/** Where neighbours go, one of the two empty lines around them goes too. */
function withoutGaps(edits: readonly TextEdit[], text: string): TextEdit[] {
  let start = -1;
  return edits.map((edit, index): TextEdit => {
    if (!isRemoval(edit)) return edit;
    const { span } = edit;
    const before = edits[index - 1];
    const isNext = before !== undefined && isRemoval(before) && before.span.end === span.start;
    if (!isNext) start = span.start;
    const next = edits[index + 1];
    if (!isNext || next?.span.start === span.end) return edit;
    const isApart = /(?:^|\n)[^\S\n]*\n[^\S\n]*$/.test(text.slice(Math.max(0, start - 200), start));
    const gap = isApart ? /^[^\S\n]*\n/.exec(text.slice(span.end, span.end + 200))?.[0].length : undefined;
    return gap === undefined ? edit : { ...edit, span: { start: span.start, end: span.end + gap } };
  });
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
