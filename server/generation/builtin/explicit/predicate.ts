const participles =
  "(?:[a-z]+ed|made|held|taught|led|sold|paid|sent|kept|built|given|taken|written|driven|owned|bought|run|hung|drawn|chosen|grown|flown|shown|known|lent|won|sung)";
const finite =
  "(?:is|are|was|were|has|have|had|can|may|must|should|will|belongs|contains|consists|[a-z]+[^sui]s)";

/** "hangs in a gallery", "bought by a visitor": what is said of what stands above. */
export function isPredicate(text: string): boolean {
  const plain = text.trim();
  if (/[:(]/.test(plain) || plain.split(/\s+/).length < 3) return false;
  return (
    new RegExp(`^${participles} (?:by|to|in|at|on|from|for|with|as|under|into)\\b`, "i").test(plain) ||
    (new RegExp(
      `^${finite} (?:(?:by|to|in|at|on|from|with|for|into|of|${participles}) )*(?:an?|the|one|many|several|its|exactly|at|zero|multiple|other|a number)\\b`,
      "i",
    ).test(plain) &&
      !/^(?:address|class|status|sales|business|process|access) /i.test(plain))
  );
}

/** The same behind a subject. */
export function asSaid(text: string): string {
  const plain = text.trim();
  return new RegExp(`^${participles} (?:by|to|in|at|on|from|for|with|as|under|into)\\b`, "i").test(plain)
    ? `is ${plain}`
    : plain;
}
