import { uncoveredSentences } from "./uncovered";

/** Which of some sentences of a brief are still not covered by a schema's text. */
export async function openSentences<T extends { readonly text: string }>(
  sentences: readonly T[],
  sql: string,
): Promise<T[]> {
  const open: T[] = [];
  // One at a time: of many that are all open, it would be guessed that the brief is in another language.
  for (const sentence of sentences)
    if ((await uncoveredSentences(sentence.text, { sql })).length > 0) open.push(sentence);
  return open;
}
