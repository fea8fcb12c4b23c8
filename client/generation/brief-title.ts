/** Characters of the longest title. */
const longest = 40;

/** A short title for what a brief describes: its heading, or how its first sentence begins. Empty where it has no words. */
export function briefTitle(brief: string): string {
  const line = brief
    .split("\n")
    .map((each) => each.replace(/^[\s#>-]+|[*`]/g, "").trim())
    .find((each) => /\p{L}/u.test(each));
  const sentence = (line ?? "").split(/[.:;!?](?:\s|$)/)[0] ?? "";
  const words = sentence.replace(/^(?:an?|the)\s+/i, "").split(/\s+/);
  let title = "";
  for (const word of words) {
    const longer = title === "" ? word.slice(0, longest) : `${title} ${word}`;
    if (longer.length > longest) break;
    title = longer;
  }
  // What a cut leaves at the end leads nowhere.
  if (title.length < sentence.length - 5)
    title = title.replace(/(?:\s+(?:an?|the|of|to|and|or|with|in|for|that))+$/i, "");
  return title.charAt(0).toUpperCase() + title.slice(1).replace(/,$/, "");
}
