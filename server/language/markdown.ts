/** What Markdown takes for its own: some signs anywhere, an underscore at an end of a word, others at the start of a line. */
const markup = /[\\`*[\]<>|~&!]|(?<!\w)_|_(?!\w)|^[#+-]/gm;

/** Text of people inside of Markdown: nothing in it is taken for markup, a link or a picture. */
export function prose(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.join("  \n").replace(markup, String.raw`\$&`);
}

/** A name as code within a line, whatever signs it has. */
export function inlineCode(name: string): string {
  const text = name.replace(/\s+/g, " ");
  const fence = fenceFor(text, 1);
  return fence.length === 1 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

/** Backticks, more than the text has in a row. */
export function fenceFor(text: string, least: number): string {
  return "`".repeat(Math.max(least, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)));
}
