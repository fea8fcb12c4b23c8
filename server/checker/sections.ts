/** A migration file with a part that does and one that undoes; each part with the other one blanked out. */
export interface Sections {
  readonly up: string;
  readonly down: string;
  /** Whether the part that undoes is the last one, as it nearly always is. */
  readonly downIsLast: boolean;
}

/** dbmate (`migrate:up`), goose and sql-migrate (`+goose Up`, `+migrate Up`), rambler, node-pg-migrate. */
const marker =
  /^[ \t]*--[ \t]*(?:(?:migrate:|\+goose[ \t]+|\+migrate[ \t]+|rambler[ \t]+)(up|down)\b|(up|down) migration\b)/gim;

/** The sections of a migration; undefined where none of it undoes. Offsets in the parts are those of the text. */
export function sectionsOf(text: string): Sections | undefined {
  // Most texts have none, and each edit asks.
  if (!/^[ \t]*--[ \t]*[^\n]*\bdown\b/im.test(text)) return undefined;
  const marks = [...text.matchAll(marker)].map((found) => ({
    at: found.index,
    isDown: (found[1] ?? found[2] ?? "").toLowerCase() === "down",
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
