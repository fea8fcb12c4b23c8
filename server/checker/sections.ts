import { changeBetween, type Span } from "../sql";

/** A migration file with a part that does and one that undoes; each part with the other one blanked out. */
export interface Sections {
  readonly up: string;
  readonly down: string;
  /** Whether the part that undoes is the last one, as it nearly always is. */
  readonly downIsLast: boolean;
}

/**
 * dbmate (`migrate:up`), goose and sql-migrate (`+goose Up`, `+migrate Up`), rambler, node-pg-migrate, tern
 * (`---- create above / drop below ----`).
 */
const marker =
  /^[ \t]*--[ \t]*(?:(?:migrate:|\+goose[ \t]+|\+migrate[ \t]+|rambler[ \t]+)(up|down)\b|(up|down) migration\b|--[ \t]*create above \/ drop (below)\b)/gim;

/** Finds the sections of a text that is edited: where it had none, only the lines that changed are looked at. */
export function sectionFinder(): (text: string) => Sections | undefined {
  let before: string | undefined;
  let found: Sections | undefined;
  return (text) => {
    if (before === undefined || found || mayMark(before, text)) found = sectionsOf(text);
    before = text;
    return found;
  };
}

function mayMark(before: string, text: string): boolean {
  const { start, after } = changeBetween(before, text);
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = text.indexOf("\n", after);
  return undoes.test(text.slice(start === 0 ? 0 : from, to < 0 ? text.length : to));
}

/** Most texts have none, and each edit asks. */
const undoes = /^[ \t]*--[ \t]*[^\n]*\b(?:down|drop below)\b/im;

/** The sections of a migration; undefined where none of it undoes. Offsets in the parts are those of the text. */
function sectionsOf(text: string): Sections | undefined {
  if (!undoes.test(text)) return undefined;
  const marks = [...text.matchAll(marker)].map((found) => ({
    at: found.index,
    isDown: found[3] !== undefined || (found[1] ?? found[2] ?? "").toLowerCase() === "down",
  }));
  if (!marks.some(({ isDown }) => isDown)) return undefined;
  let up = text.slice(0, marks[0]?.at);
  let down = blank(up);
  for (const [i, { at, isDown }] of marks.entries()) {
    const part = text.slice(at, marks[i + 1]?.at);
    up += isDown ? blank(part) : part;
    down += isDown ? part : blank(part);
  }
  return { up, down, downIsLast: marks.at(-1)?.isDown === true };
}

/** What a migration does when it is applied: its text without the part that undoes. */
export function upSection(text: string): string {
  return sectionsOf(text)?.up ?? text;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

/** Where what undoes a migration stands in the migration's own file, or shall. */
export interface DownSection {
  /** From behind its heading to the next one or the end; empty at the end of the text where there is none. */
  readonly span: Span;
  /** The line that has to be written above it, where it is not there. */
  readonly heading?: string;
  /** Lines around a statement with a semicolon inside, without which the tool would cut it. */
  readonly fence?: readonly [before: string, after: string];
}

const headings: readonly (readonly [sign: RegExp, heading: string])[] = [
  [/migrate:/i, "-- migrate:down"],
  [/\+goose/i, "-- +goose Down"],
  [/\+migrate/i, "-- +migrate Down"],
  [/rambler/i, "-- rambler down"],
  [/up migration/i, "-- Down Migration"],
];

/** The section of a text that undoes; undefined for a text that is not in sections. */
export function downSectionOf(text: string): DownSection | undefined {
  const marks = [...text.matchAll(marker)];
  const [first] = marks;
  if (!first) return undefined;
  const tool = /\+(?:goose|migrate)/i.exec(first[0])?.[0];
  const fence =
    tool === undefined ? undefined : ([`-- ${tool} StatementBegin`, `-- ${tool} StatementEnd`] as const);
  const last = marks.findLastIndex(
    (found) => found[3] !== undefined || /down/i.test(found[1] ?? found[2] ?? ""),
  );
  const mark = marks[last];
  if (mark) {
    const line = text.indexOf("\n", mark.index);
    const start = line < 0 ? text.length : line + 1;
    return { span: { start, end: marks[last + 1]?.index ?? text.length }, ...(fence && { fence }) };
  }
  const heading = headings.find(([sign]) => sign.test(first[0]))?.[1];
  if (heading === undefined) return undefined;
  return { span: { start: text.length, end: text.length }, heading, ...(fence && { fence }) };
}
