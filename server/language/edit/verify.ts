import { createDocument, type Problem, type TextEdit } from "../../checker";
import type { LanguageContext } from "../context";

/** The first error that the text has after the edits and had not before; undefined where there is none. */
export function newError({ script }: LanguageContext, edits: readonly TextEdit[]): string | undefined {
  // By code and not by message, since a rename changes the words of faults that were there before.
  const earlier = errorsOf(script.text, script.dialect);
  const before = new Map<string, number>();
  for (const { code } of earlier) before.set(code, (before.get(code) ?? 0) + 1);
  const after = errorsOf(withEdits(script.text, edits), script.dialect);
  const known = new Set(earlier.map(({ message }) => message));
  const counts = new Map<string, number>();
  for (const { code } of after) counts.set(code, (counts.get(code) ?? 0) + 1);
  const more = after.filter(({ code }) => (counts.get(code) ?? 0) > (before.get(code) ?? 0));
  return (more.find(({ message }) => !known.has(message)) ?? more[0])?.message;
}

/** The text after edits that are in order and do not overlap. */
function withEdits(text: string, edits: readonly TextEdit[]): string {
  let done = "";
  let at = 0;
  for (const { span, newText } of edits) {
    done += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return done + text.slice(at);
}

function errorsOf(text: string, dialect: LanguageContext["script"]["dialect"]): readonly Problem[] {
  const document = createDocument("edited-schema", text, { dialect });
  try {
    return document.fast().problems.filter(({ severity }) => severity === "error");
  } finally {
    document.dispose();
  }
}
