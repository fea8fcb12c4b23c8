import type { TextEdit } from "../../checker";
import type { Span } from "../../sql";
import type { Writing } from "./writing";

/** A list of elements with commas between: the columns of a table, the actions of ALTER TABLE. Spans of the document. */
export interface ElementList {
  readonly elements: readonly Span[];
  /** Where an element goes in an empty list. */
  readonly start: number;
}

/** A comment behind something, on the same line. */
const trailingComment = /^[^\S\n]*(?:--[^\n\r]*|\/\*[^\n]*?\*\/[^\S\n]*(?=\r?\n))/;

/** Puts an element behind the one at the index (-1: as the first), in the way that the others are written. */
export function insertElement(
  list: ElementList,
  index: number,
  element: string,
  { script: { text }, lineBreak, indent }: Writing,
): TextEdit[] {
  const before = list.elements[index];
  if (!before) {
    const first = list.elements[0];
    if (!first) return [insertAt(list.start, element)];
    return [
      insertAt(
        first.start,
        `${element},${startsLine(text, first.start) ? leadOf(text, first.start, lineBreak) : " "}`,
      ),
    ];
  }
  const next = list.elements[index + 1];
  const ownLine = startsLine(text, before.start) || startsWithComma(text, before.start);
  if (!ownLine) return [insertAt(before.end, `, ${element}`)];
  if (startsWithComma(text, next?.start ?? before.start)) {
    const lead = leadOf(text, before.start, lineBreak);
    return [insertAt(endOfLine(text, before.end), `${lead || lineBreak + indent}, ${element}`)];
  }
  const lead = leadOf(text, before.start, lineBreak);
  if (next) {
    const comma = commaAfter(text, before.end);
    return [insertAt(endOfLine(text, comma + 1), `${lead}${element},`)];
  }
  const end = endOfLine(text, before.end);
  if (end === before.end) return [insertAt(end, `,${lead}${element}`)];
  return [insertAt(before.end, ","), insertAt(end, `${lead}${element}`)];
}

/** Takes elements out, each with one comma and, where it has a line of its own, that line. At least one has to stay. */
export function removeElements(
  list: ElementList,
  indexes: readonly number[],
  { script: { text } }: Writing,
): TextEdit[] {
  const gone = new Set(indexes);
  const lastKept = list.elements.findLastIndex((_element, index) => !gone.has(index));
  return [...gone].flatMap((index) => {
    const element = list.elements[index];
    if (!element) return [];
    const before = list.elements[index - 1];
    const hasNext = index + 1 < list.elements.length;
    if (before && startsWithComma(text, element.start))
      return removeWithLine(text, commaAfter(text, before.end), element.end);
    if (index < lastKept || (before && gone.has(index - 1)))
      return removeWithLine(text, element.start, hasNext ? commaAfter(text, element.end) + 1 : element.end);
    if (!before) return removeWithLine(text, element.start, element.end);
    const comma = commaAfter(text, before.end);
    const end = hasNext ? commaAfter(text, element.end) + 1 : element.end;
    if (!/[\n\S]/.test(text.slice(comma + 1, element.start))) return removeWithLine(text, comma, end);
    return [
      { span: { start: comma, end: comma + 1 }, newText: "" },
      ...removeWithLine(text, element.start, end),
    ];
  });
}

/** Takes a part out; the whole line where nothing else but a comment behind it stands there. */
function removeWithLine(text: string, start: number, end: number): TextEdit[] {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const comment = trailingComment.exec(text.slice(end, end + 2000))?.[0].length ?? 0;
  const rest = /^[^\S\n]*(?:\r?\n|$)/.exec(text.slice(end + comment, end + comment + 2000));
  if (text.slice(lineStart, start).trim() === "" && rest)
    return [{ span: { start: lineStart, end: end + comment + rest[0].length }, newText: "" }];
  // On a line with others, one of the two spaces around it goes too.
  const spaces = /^[^\S\n]*/.exec(text.slice(end, end + 200))?.[0].length ?? 0;
  const opened = /[(\s]$/.test(text.slice(0, start));
  if (opened) return [{ span: { start, end: end + spaces }, newText: "" }];
  return [{ span: { start, end }, newText: "" }];
}

/** Where the comma behind an element stands; comments between the two are skipped. */
function commaAfter(text: string, end: number): number {
  const between =
    /^(?:\s|--[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/.exec(text.slice(end))?.[0].length ?? 0;
  return end + between;
}

/** The end of the line, where nothing but a comment is left on it; else the offset itself. */
function endOfLine(text: string, offset: number): number {
  return offset + (trailingComment.exec(text.slice(offset, offset + 2000))?.[0].length ?? 0);
}

function startsLine(text: string, offset: number): boolean {
  return (
    text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset).trim() === "" &&
    text.lastIndexOf("\n", offset - 1) >= 0
  );
}

function startsWithComma(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset).trim() === ",";
}

/** The line break and the indentation of the line that the offset is in, without a leading comma. */
function leadOf(text: string, offset: number, lineBreak: string): string {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return lineBreak + (/^[^\S\n]*/.exec(line)?.[0] ?? "");
}

function insertAt(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
