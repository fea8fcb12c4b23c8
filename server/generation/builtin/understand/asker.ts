const word = "(?:[A-Z][\\w’'-]*(?:&[A-Z]\\w*)?|[A-Z]&[A-Z])";
const name = `(${word}(?: (?:${word}|of|and|&|the|for)){0,5})`;
const alias = "(?:,? \\(([A-Z][\\w&.-]{1,12})\\))?";
/** What somebody does who keeps a database, or says of himself: "wants to store", "is a chain of". */
const does =
  "(?:wants?|would like|has decided|has asked|has hired|needs to|requires|wishes|asks|plans to|is planning|decided|intends|would also like|also wants?|is (?:an?|the) (?:[\\w-]+ ){0,5}?(?:company|agency|organi[sz]ation|chain|firm|clinic|store|shop|school|business|broker|bank|association|foundation|factory|dealer|retailer|hotel|restaurant|university|college|hospital|library|museum|club|provider|operator|charity|platform|website)|keeps?|maintains?|records?|stores?|tracks?|offers|employs|operates|sources|receives|sells|treats|organi[sz]es|must be able|does custom|provides|has (?:many|several|a number of|\\d+) )";

const speaking = new RegExp(`(?:^|[.;:!?,]\\s+|\\n\\s*|\\bthe )${name}${alias},? (?:also )?${does}`, "gm");
const called = new RegExp(
  `\\b(?:company|agency|firm|chain|organi[sz]ation|retailer|bank|club|hotel|hospital|school|shop|store|business|website|platform),? (?:called|named|known as) ["']?${name}["']?`,
  "g",
);
const organisation =
  /^(?:company|group|inc|ltd|llc|corp|corporation|bank|records|airlines?|airways|hotels?|university|college|school|hospital|clinic|library|museum|gallery|club|agency|foundation|association|services|holidays|construction|fitness|system|systems|store|shop|firm|database|project|label|office|website|site|network|app|application|platform|chain)$/i;

/**
 * The names by which a brief calls whoever keeps the database ("OHIP wants to track …", "a chain called Maze"): the
 * one who speaks is no thing to keep.
 */
export function askersOf(brief: string): string[] {
  const found = [...brief.matchAll(speaking), ...brief.matchAll(called)]
    .flatMap(([, first = "", short]) => (short === undefined ? [first] : [first, short]))
    .map((each) => each.trim().replace(/ (?:and|of|the|for|&)$/, ""))
    // "Notown Records", and then "Notown".
    .flatMap((each) => {
      const words = each.split(" ");
      return words.length > 1 && organisation.test(words.at(-1) ?? "")
        ? [each, words.slice(0, -1).join(" ")]
        : [each];
    });
  return [...new Set(found)].filter((each) => isOwnName(each, brief));
}

/** Whether it is a name rather than the first word of a sentence: "Students keep …" is none. */
function isOwnName(each: string, brief: string): boolean {
  const words = each.split(" ");
  const escaped = each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  // "A STORE keeps", "each Client has", "ACCOUNTs": a thing of the brief, however it is written.
  if (
    new RegExp(
      `\\b(?:an?|each|every|many|all|more|several|one|any) ${escaped}s?\\b(?! (?!(?:may|can|must|will|should|has|have|is|are|by|in|on|at|for|of|to|with|from|and|or)\\b)[a-z]+(?<!s)\\b)`,
      "i",
    ).test(brief)
  )
    return false;
  if (new RegExp(`\\b${escaped}(?:s|es)\\b`).test(brief)) return false;
  if (new RegExp(`\\b${escaped.toLowerCase().replace(/s$/, "s?")}\\b`).test(brief)) return false;
  if (
    /^(?:The|A|An|Each|Every|All|It|They|He|She|We|I|This|These|Our|In|For|There|If|When|One|Some|No)$/.test(
      words[0] ?? "",
    )
  )
    return false;
  if (words.length > 1 && words.every((one) => /^[A-Z&]|^(?:of|and|the|for)$/.test(one))) return true;
  // One word is a name where it is an abbreviation, or stands with a capital within a sentence too.
  return /[A-Z].*[A-Z]/.test(each) || new RegExp(`[a-z,] ${escaped}\\b`).test(brief);
}

/** A word for whoever asks, of which the brief does not speak otherwise. */
export function standInFor(brief: string): string {
  return (
    ["company", "organization", "enterprise"].find(
      (each) =>
        !new RegExp(
          `\\b(?:an?|each|every|many|one) ${each}\\b|\\b${each.replace(/y$/, "(?:ie|y)")}s\\b`,
          "i",
        ).test(brief),
    ) ?? "institution"
  );
}

/** A sentence in which those names stand no more: `standIn` stands for them. */
export function withoutAskers(sentence: string, askers: readonly string[], standIn: string): string {
  let text = sentence;
  for (const each of [...askers].sort((a, b) => b.length - a.length)) {
    const escaped = each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    text = text
      // "the patient's unique OHIP number", "the Notown label": only whose it is.
      .replace(
        new RegExp(
          `\\b(an?|the|each|every|all|any|its|unique|own|different|other|new|two|three|many|several|most|some|these|those|\\w+'s) ${escaped} (?=[a-z]+)`,
          "gi",
        ),
        (whole: string, before: string) => `${/^an$/i.test(before) ? before.slice(0, 1) : before} `,
      )
      .replace(new RegExp(`,? (?:called|named|known as) ["']?${escaped}["']?(?!\\w)`, "g"), "")
      .replace(new RegExp(`\\s?\\(${escaped}\\)`, "g"), "")
      .replace(
        new RegExp(`(?<![\\w&])(?:(?:the|a|an|The|A|An) )?${escaped}(?:['’]s?)?(?![\\w&])( [A-Za-z]+)?`, "g"),
        (whole: string, next: string | undefined) => {
          const own = /['’]s?(?: |$)/.test(whole) ? "'s" : "";
          return `the ${standIn}${own}${next !== undefined && organisation.test(next.trim()) ? "" : (next ?? "")}`;
        },
      );
  }
  return text.replace(/^the /, "The ");
}
