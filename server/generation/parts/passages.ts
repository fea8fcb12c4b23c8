/** A piece of a brief that a plan refers to by its number. All passages together are the whole brief. */
export interface Passage {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** The title that it stands under. */
  readonly heading?: string;
}

/** A passage that is longer is cut at the end of a line or a sentence, UTF-16 code units. */
const longest = 1_200;

/** `# Orders`, `3.2 Orders`, `**Orders**` or `Orders:` in a line of its own. */
const title =
  /^\s*(?:#{1,6}\s+\S.*|\*\*[^*]+\*\*:?|\d+(?:\.\d+)*[.)]?\s+\p{Lu}[^.!?;]{0,80}|[^.!?;]{1,80}:)\s*$/u;

/** Cuts a brief into passages at its blank lines, and long ones further. */
export function passagesOf(brief: string): Passage[] {
  const passages: Passage[] = [];
  let heading: string | undefined;
  for (const block of brief.split(/\r?\n(?:[ \t]*\r?\n)+/)) {
    const lines = block.split(/\r?\n/);
    const [first = "", ...rest] = lines;
    if (first.trim() === "" && rest.length === 0) continue;
    if (title.test(first) && (rest.length === 0 || !isItem(first, rest[0]))) {
      heading = first.trim();
      if (rest.length > 0) add(rest.join("\n"));
    } else add(block);
  }
  return passages;

  function add(text: string): void {
    for (const piece of cut(text)) {
      passages.push({ number: passages.length + 1, text: piece, ...(heading !== undefined && { heading }) });
    }
  }
}

/** Passages as they are shown to a model: under their titles, with their numbers. */
export function shownPassages(passages: readonly Passage[]): string {
  let heading: string | undefined;
  return passages
    .map((passage) => {
      const under = passage.heading === heading ? "" : `${passage.heading ?? ""}\n\n`;
      heading = passage.heading;
      return `${under}[${passage.number}] ${passage.text}`;
    })
    .join("\n\n");
}

/** A numbered line among numbered lines is an item and no title. */
function isItem(line: string, next: string | undefined): boolean {
  return /^\s*\d/.test(line) && /^\s*\d/.test(next ?? "");
}

function cut(text: string): string[] {
  if (text.length <= longest) return [text.trim()];
  const pieces: string[] = [];
  let piece = "";
  for (const part of text
    .split(/(?<=\n)/)
    .flatMap((line) => (line.length > longest ? sentences(line) : [line]))) {
    if (piece !== "" && piece.length + part.length > longest) {
      pieces.push(piece.trim());
      piece = "";
    }
    piece += part;
  }
  return [...pieces, piece.trim()].filter((one) => one !== "");
}

function sentences(line: string): string[] {
  return line.split(/(?<=[.!?]\s)/);
}
