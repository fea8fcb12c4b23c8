import type { Completion } from "./completion";

const closing: Readonly<Record<string, string>> = { '"': '"', "`": "`", "[": "]" };

/** Kinds of things that are not written in quotes. */
const bare: readonly Completion["kind"][] = ["keyword", "snippet", "function"];

/**
 * What can be written where a quote has been opened: names alone, in the quotes that the person has chosen. A closing
 * quote that the editor has put behind the cursor is replaced too.
 */
export function inQuotes(
  completions: readonly Completion[],
  prefix: string,
  following: string,
): readonly Completion[] {
  const open = prefix.slice(0, 1);
  const close = closing[open];
  if (close === undefined) return completions;
  const behind = following.startsWith(close) ? close.length : 0;
  return completions
    .filter(({ kind }) => !bare.includes(kind))
    .map((completion) => {
      const { label, insertText, replace } = completion;
      const quoted = insertText.replace(/^[A-Za-z_][\w$]*/, `${open}$&${close}`);
      return {
        ...completion,
        insertText: quoted,
        filterText: open + label,
        replace: { start: replace.start, end: replace.end + behind },
      };
    });
}
