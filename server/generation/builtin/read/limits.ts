/** Numbers that are written as words where a limit is named. */
const numbers: Readonly<Record<string, string>> = { zero: "0", one: "1", two: "2", ten: "10" };
const number =
  "(-?\\d+(?:\\.\\d+)?|zero|one|two|ten)(?: ?%| percent(?:age points)?| stars?| points?| euros?| dollars?)?";
const relative = "(?:,? (?:which|that))";
const must = "(?:must|has to|have to|should|needs? to|shall|can only)";
const be = "(?:must be|has to be|should be|needs to be|is|are|is always|must always be)";
const end = "(?=[,.;]|$| and | or )";

const toNumber = (text: string) => numbers[text.toLowerCase()] ?? text;

/** What a list says of one of its items by a clause, and the note in parentheses that says the same. */
const notes: readonly (readonly [RegExp, string | ((...found: string[]) => string)])[] = [
  // "a name that is required, a phone number, which is optional, and a code that must be unique".
  [
    new RegExp(`${relative} ${be} (?:an? )?(unique|optional|required|mandatory)${end}`, "gi"),
    (_whole: string, what: string) => ` (${what.toLowerCase()})`,
  ],
  [
    new RegExp(
      `${relative} (?:may|can|might|could) be (?:left )?(?:empty|null|blank|missing|unknown|omitted)${end}`,
      "gi",
    ),
    " (optional)",
  ],
  [
    new RegExp(
      `${relative} (?:cannot|can not|can['’]t|must not|may not|should not|is not) be (?:left )?(?:empty|null|blank|missing|omitted)${end}`,
      "gi",
    ),
    " (required)",
  ],
  // "a price that must be greater than zero, a stock that cannot be negative".
  [
    new RegExp(
      `(?:${relative} (?:${be}|${must} be)| of) (?:greater than|more than|larger than|higher than|above|over) ${number}${end}`,
      "gi",
    ),
    (_whole: string, least: string) => ` (> ${toNumber(least)})`,
  ],
  [new RegExp(`${relative} ${be} positive${end}`, "gi"), " (> 0)"],
  [
    new RegExp(
      `${relative} (?:(?:cannot|can not|can['’]t|must not|may not|should not) be|is never|are never) (?:negative|less than zero|below zero|less than 0|below 0)${end}`,
      "gi",
    ),
    " (>= 0)",
  ],
  [
    new RegExp(
      `(?:${relative} ${be}| of) (?:at least|no less than|not less than|a minimum of) ${number}${end}`,
      "gi",
    ),
    (_whole: string, least: string) => ` (>= ${toNumber(least)})`,
  ],
  [
    new RegExp(
      `(?:${relative} ${be}| of) (?:at most|no more than|not more than|up to|a maximum of) ${number}${end}`,
      "gi",
    ),
    (_whole: string, most: string) => ` (<= ${toNumber(most)})`,
  ],
  // "a discount between 0 and 100 percent".
  [
    new RegExp(
      `(?:${relative} ${be})? (?:between|from) (\\d+) (?:and|to) (\\d+)(?: ?%| percent)${end}`,
      "gi",
    ),
    (_whole: string, least: string, most: string) => ` (${least}-${most})`,
  ],
  // "a description of at most 200 characters": how long a text is, and nothing that it has.
  [
    /(?: of|,? (?:which|that) (?:is|has|must have|must be|can be|may be)| with)? (?:at most|up to|no more than|no longer than|a maximum(?: length)? of|at least|between \d+ and) \d+ (?:characters|letters|digits|words)(?: long| in length)?\b/gi,
    "",
  ],
  // "a flag whether it is paid": one that is called after what it tells.
  [
    /(?:\b(?:an? )?(?:flag|marker|indicator|note|information|boolean)(?: that)? (?:tells |says |shows |indicates |indicating |telling |showing |for |of |on )?)?\b(?:whether|if) (?:or not )?(?:it|he|she|they|the [a-z]+) (?:is|are|was|were|has been|have been) (?:still |currently |already )?([a-z]+)(?: or not)?(?=[,.;]|$| and (?:an?|the|its|their|whether)\b)/gi,
    "an is_$1",
  ],
];

/** Puts the limits that a list names in clauses into parentheses, so that the list goes on behind them. */
export function withLimits(sentence: string): string {
  if (
    !/\b(?:has|have|having|with|store|stores|record|records|keep|include|includes|stored|recorded)\b/i.test(
      sentence,
    )
  )
    return sentence;
  let text = sentence;
  for (const [pattern, value] of notes)
    text = typeof value === "string" ? text.replace(pattern, value) : text.replace(pattern, value);
  return text;
}
