// What became of a text's diagnostics when a quick fix was applied to it.
import { createRequire } from "node:module";

const { TextDocument } = createRequire(import.meta.url)("vscode-languageserver-textdocument");

/**
 * What a fix can come to, several at once: its problem is `gone` or `still` there; an `error` or a `warning` is new;
 * something is `uncovered`, in a statement of which the engine had not seen the end before; edits `overlap`; text
 * changes `elsewhere` than in the statements that the problem points at; it leaves the text `untidy`; it `throws`.
 */
export const outcomes = [
  "gone",
  "still",
  "error",
  "warning",
  "uncovered",
  "overlap",
  "elsewhere",
  "untidy",
  "throws",
];

/** @returns the text with the edits done, and where each place then is; or that two edits overlap */
judgeFix.apply = (text, edits) => {
  const document = TextDocument.create("file:///a.sql", "sql", 1, text);
  const changes = edits
    .map(({ range, newText }, i) => ({ ...spanIn(document, range), newText, i }))
    .sort((a, b) => a.start - b.start || a.i - b.i);
  const clash = changes.find(({ start }, i) => i > 0 && start < changes[i - 1].end);
  if (clash) return { overlap: `\n      at ${clash.start}` };
  let [result, at] = ["", 0];
  for (const { start, end, newText } of changes) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  result += text.slice(at);
  const move = (offset) => {
    let by = 0;
    for (const { start, end, newText } of changes) {
      if (end > offset) return start < offset ? Math.min(offset, start + newText.length) + by : offset + by;
      by += newText.length - (end - start);
    }
    return offset + by;
  };
  return { text: result, changes, move };
};

/** @returns {{ marks: string[], why: string }} what of `outcomes` it is, and what there is to see */
export function judgeFix({ text, applied, before, after, targets, all, statementsBefore, statementsAfter }) {
  const old = withSpans(text, before);
  const fresh = withSpans(applied.text, after);
  const wanted = withSpans(text, targets);
  const isTarget = (one) =>
    wanted.some(({ code, start, end }) => code === one.code && start === one.start && end === one.end);
  const unmatched = new Set(fresh);
  const take = (one, isSame) => {
    const near = [...unmatched]
      .filter((other) => other.code === one.code && isSame(other))
      .sort(
        (a, b) => Math.abs(a.start - applied.move(one.start)) - Math.abs(b.start - applied.move(one.start)),
      )[0];
    if (near) unmatched.delete(near);
    return near !== undefined;
  };
  const others = old.filter((one) => !isTarget(one));
  const left = others.filter((one) => !take(one, ({ message }) => message === one.message));
  // A message may tell of something that the fix has renamed or moved.
  for (const one of left)
    take(one, ({ start, end }) => start <= applied.move(one.end) && end >= applied.move(one.start));
  // At another place it is another one, which the database had not come to.
  const still = wanted.filter((one) =>
    take(
      one,
      ({ start, end, codeDescription }) =>
        codeDescription?.href === one.codeDescription?.href &&
        start <= applied.move(one.end) &&
        end >= applied.move(one.start),
    ),
  );
  const marks = [];
  if (wanted.length > 0) marks.push(still.length > 0 ? "still" : "gone");
  else if (all) marks.push("gone");
  // What is told once for many is told at the next place when the first is mended.
  const isNext = ({ code, message }) =>
    isConvention(message) && old.some((one) => one.code === code && isConvention(one.message));
  const news = [...unmatched].filter((one) => one.severity <= 2 && !isNext(one));
  const hidden = (one) => {
    const span = statementsAfter.find(({ start, end }) => one.start >= start && one.start <= end);
    return old.some(({ severity, start, code, relatedInformation }) => {
      const was = statementsBefore.find((each) => start >= each.start && start <= each.end);
      const isOpen = severity === 1 || (severity === 3 && (relatedInformation || /^[0-9A-Z]{5}$/.test(code)));
      return (
        span && was && isOpen && applied.move(was.end) >= span.start && applied.move(was.start) <= span.end
      );
    });
  };
  const uncovered = news.filter(hidden);
  const made = news.filter((one) => !uncovered.includes(one));
  if (made.some(({ severity }) => severity === 1)) marks.push("error");
  if (made.some(({ severity }) => severity === 2)) marks.push("warning");
  if (uncovered.length > 0) marks.push("uncovered");
  if (untidy(applied.text) > untidy(text)) marks.push("untidy");
  const why = [
    ...still.map(({ message }) => `still: ${message}`),
    ...made.map(({ code, message }) => `new: ${code}: ${message}`),
    ...applied.changes
      .slice(0, 4)
      .map(
        ({ start, end, newText }) => `${JSON.stringify(text.slice(start, end))} → ${JSON.stringify(newText)}`,
      ),
  ];
  return { marks, why: why.map((line) => `\n      ${line}`).join("") };
}

function isConvention(message) {
  return /\b\d+ (?:columns|foreign keys of the schema have none|such indexes)\.$/.test(message);
}

/** Whether what a fix takes away lies outside of the statements that its problem points at. */
export function isElsewhere({ text, applied, targets, all, statements }) {
  if (all && targets.length === 0) return false;
  const document = TextDocument.create("file:///a.sql", "sql", 1, text);
  const places = targets.flatMap(({ range, relatedInformation = [] }) => [
    spanIn(document, range),
    ...relatedInformation.map(({ location }) => spanIn(document, location.range)),
  ]);
  const owned = statements.filter((one) =>
    places.some(({ start }) => start >= one.start && start <= one.end),
  );
  return applied.changes.some(
    ({ start, end }) =>
      start < end &&
      ![...owned, ...places].some((one) => start >= lineOf(text, one.start) && end <= lineEnd(text, one.end)),
  );
}

function lineOf(text, offset) {
  return text.lastIndexOf("\n", offset - 1);
}

function lineEnd(text, offset) {
  const at = text.indexOf("\n", offset);
  return at < 0 ? text.length : at + 1;
}

/** Lines that end in blanks, and two empty lines in a row. */
function untidy(text) {
  return (text.match(/[^\S\n\r]+(?=\r?$)|\n\r?\n\r?\n(?!\r?\n)/gm) ?? []).length;
}

function spanIn(document, range) {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

function withSpans(text, diagnostics) {
  const document = TextDocument.create("file:///a.sql", "sql", 1, text);
  return diagnostics.map((one) => ({ ...one, ...spanIn(document, one.range) }));
}
