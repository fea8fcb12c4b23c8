// Runs inside the page, so it may use nothing but its arguments and the document that it finds there.

/**
 * The middle of a word on the screen, however its line is cut into coloured pieces.
 *
 * @param {any} line the element of the line
 * @param {string} word
 * @returns {{ x: number, y: number } | undefined} undefined when the line does not have the word
 */
export function placeInLine(line, word) {
  const page = line.ownerDocument;
  const pieces = [];
  let text = "";
  const walker = page.createTreeWalker(line, 4); // NodeFilter.SHOW_TEXT
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    pieces.push({ node, from: text.length, to: text.length + node.data.length });
    text += node.data;
  }
  const start = text.replaceAll("\u00a0", " ").indexOf(word);
  if (start < 0) return undefined;
  const end = start + word.length;
  const first = pieces.find(({ to }) => start < to);
  const last = pieces.find(({ to }) => end <= to);
  const range = page.createRange();
  range.setStart(first.node, start - first.from);
  range.setEnd(last.node, end - last.from);
  const { x, y, width, height } = range.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}
