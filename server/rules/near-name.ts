import { quoteIdentifier, type Script, type Span } from "../sql";
import type { Fix } from "./rule";

/** The fix that writes another name at that place, in quotes where it needs them; `isWord`: it never does. */
export function renaming(
  { span }: { readonly span: Span },
  near: string,
  { dialect }: Pick<Script, "dialect">,
  isWord = false,
): Fix {
  const newText = isWord ? near : quoteIdentifier(near, dialect);
  return { title: `Change to "${near}"`, edits: [{ span, newText }] };
}

/**
 * The one name among `candidates` that `name` is a slip of, or undefined when there is none or more than one:
 * at most two edits away (one for names of up to four letters), a swap of two letters being one edit.
 */
export function nearName(name: string, candidates: Iterable<string>): string | undefined {
  const limit = name.length <= 4 ? 1 : 2;
  let best: string | undefined;
  let bestDistance = limit + 1;
  let tied = false;
  const seen = new Set<string>();
  for (const candidate of candidates) {
    if (candidate === name || seen.has(candidate)) continue;
    seen.add(candidate);
    if (Math.abs(candidate.length - name.length) > limit) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), limit);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
      tied = false;
    } else if (distance === bestDistance && distance <= limit) tied = true;
  }
  return tied ? undefined : best;
}

/** Damerau's distance with adjacent swaps (optimal string alignment); `limit + 1` stands for anything beyond. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
