/** One sentence of the brief with its place. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const abbreviations =
  /(?:\b(?:e\.g|i\.e|etc|vs|no|nr|st|dr|mr|mrs|ms|inc|ltd|approx|max|min|fig|a\.m|p\.m|incl)|\b[A-Z])\.$/i;

/** No sentence that says something is longer; what is, is cut so that reading stays fast. UTF-16 code units. */
const longest = 700;

function cutLong(sentence: Sentence): Sentence[] {
  const pieces: Sentence[] = [];
  let { text, start } = sentence;
  while (text.length > longest) {
    const space = text.lastIndexOf(" ", longest);
    const cut = space > 0 ? space : longest;
    pieces.push({ text: text.slice(0, cut), start, end: start + cut });
    text = text.slice(cut);
    start += cut;
  }
  pieces.push({ text, start, end: sentence.end });
  return pieces;
}

/** Cuts a block's text at the ends of sentences. `start` is where the text stands in the brief. */
export function readSentences(text: string, start: number): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  let depth = 0;
  const push = (to: number) => {
    const piece = text.slice(from, to);
    const trimmed = piece.trim();
    if (/[\p{L}\d]/u.test(trimmed)) {
      const lead = piece.length - piece.trimStart().length;
      sentences.push({
        text: trimmed,
        start: start + from + lead,
        end: start + from + lead + trimmed.length,
      });
    }
    from = to;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "(") depth++;
    else if (char === ")") depth = Math.max(0, depth - 1);
    if (depth > 0 && at - from < 2000) continue;
    if (char === "!" || char === "?" || char === ";") push(at + 1);
    else if (char === "." && /^\.["')]?(\s|$)/.test(text.slice(at, at + 3))) {
      if (
        abbreviations.test(text.slice(Math.max(0, at - 8), at + 1)) &&
        /^\.\s+[a-z(]/.test(text.slice(at, at + 4))
      )
        continue;
      if (/\b(e\.g|i\.e|vs)\.$/.test(text.slice(Math.max(0, at - 4), at + 1))) continue;
      push(at + 1);
    }
  }
  push(text.length);
  return sentences.flatMap(cutLong);
}
