import type { TextEdit } from "../../checker";
import { contains, shift, type Span, type Statement } from "../../sql";
import { removeElements } from "./elements";
import { readerOf } from "./table-text";
import type { Writing } from "./writing";

/**
 * Takes a column out of `INSERT INTO t (a, b) VALUES (1, 2), …` with its value in each row. Undefined where the
 * statement is of another form, or the column is its only one.
 */
export function removeFromRows(
  statement: Statement,
  mention: Span,
  writing: Writing,
): TextEdit[] | undefined {
  const reader = readerOf(statement);
  const base = statement.span.start;
  const into = reader.findWord("into", 0);
  const name = reader.nameAt(into + 1);
  if (into < 0 || !name || !reader.is(name.next, "(")) return undefined;
  const spans = (open: number) =>
    reader.elements(open).map(([from, to]) => shift(reader.spanOf(from, to), base));
  const columns = spans(name.next);
  const index = columns.findIndex((column) => contains(column, mention));
  let at = reader.closing(name.next) + 1;
  if (reader.is(at, "overriding")) at += 3;
  if (index < 0 || columns.length < 2 || !reader.is(at, "values")) return undefined;
  const edits = removeElements(
    { elements: columns, start: base + reader.endOf(name.next) },
    [index],
    writing,
  );
  at++;
  while (reader.is(at, "(")) {
    const values = spans(at);
    if (values.length !== columns.length) return undefined;
    edits.push(...removeElements({ elements: values, start: base + reader.endOf(at) }, [index], writing));
    at = reader.closing(at) + 1;
    if (reader.is(at, ",")) at++;
  }
  // ON CONFLICT and RETURNING may speak of it too.
  return at >= reader.tokens.length ? edits : undefined;
}
