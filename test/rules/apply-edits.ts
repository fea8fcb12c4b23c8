import type { TextEdit } from "../../server/checker";

/** The text with the edits done; edits at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, i) => ({ edit, i }))
    .sort((a, b) => b.edit.span.start - a.edit.span.start || b.i - a.i);
  return ordered.reduce(
    (done, { edit }) => done.slice(0, edit.span.start) + edit.newText + done.slice(edit.span.end),
    text,
  );
}
