import type { TextEdit } from "../../checker";
import { contains, shift, type Script, type Span, type Statement } from "../../sql";
import { removeElements } from "./elements";
import { readerOf } from "./table-text";
import type { Writing } from "./writing";

/** A statement for people: its first words and its line. */
export function describe(script: Script, index: number): string {
  const statement = script.statements[index];
  if (!statement) return "A statement";
  const line = script.text.slice(0, statement.span.start).split("\n").length;
  const words = statement.text.slice(0, 300).replaceAll(/\s+/g, " ");
  const short = /^(.{0,60}?)(?:\s*\(| AS | SET | VALUES |$)/i.exec(words)?.[1] ?? words.slice(0, 57) + "…";
  return `${short.trim()} (line ${line})`;
}

/** A function or a procedure, which may do more than the one thing and is never taken out on its own. */
export function isRoutine(statement: Statement): boolean {
  return /^\s*create\s+(?:or\s+replace\s+)?(?:definer\s*=\s*\S+\s+)?(?:function|procedure|aggregate)\b/i.test(
    statement.text.slice(0, 300),
  );
}

/** Takes a name out of a list of several, as in GRANT, TRUNCATE and DROP; undefined where it is no such list. */
export function unlistName(statement: Statement, mention: Span, writing: Writing): TextEdit[] | undefined {
  const reader = readerOf(statement);
  if (
    !["grant", "revoke", "truncate", "drop", "analyze", "vacuum", "lock"].some((word) => reader.is(0, word))
  )
    return undefined;
  const base = statement.span.start;
  const at = reader.tokens.findIndex(({ span }) => contains(shift(span, base), mention));
  const names: Span[] = [];
  // From the name to the left, over commas, and to the right.
  let from = at;
  while (reader.is(from - 1, ".")) from -= 2;
  while (reader.is(from - 1, ",") && reader.isName(from - 2)) {
    from -= 2;
    while (reader.is(from - 1, ".")) from -= 2;
  }
  for (let next = from; ;) {
    const name = reader.nameAt(next);
    if (!name) break;
    names.push(shift(name.fullSpan, base));
    if (!reader.is(name.next, ",")) break;
    next = name.next + 1;
  }
  const index = names.findIndex((name) => contains(name, mention));
  if (names.length < 2 || index < 0) return undefined;
  return removeElements({ elements: names, start: names[0]?.start ?? 0 }, [index], writing);
}
