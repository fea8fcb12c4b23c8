import pluralize from "pluralize";

// Words that have one form, or of which the library does not know the form.
for (const word of [
  "staff",
  "feedback",
  "equipment",
  "inventory",
  "software",
  "hardware",
  "furniture",
  "luggage",
  "baggage",
  "payroll",
  "merchandise",
  "machinery",
  "news",
  "series",
  "media",
  "metadata",
  "data",
  "status",
  "livestock",
  "stock",
  "homework",
  "cargo",
  "attendance",
  "mail",
  "content",
  "evidence",
])
  if (word !== "status" && word !== "inventory") pluralize.addUncountableRule(word);
pluralize.addIrregularRule("status", "statuses");
pluralize.addIrregularRule("campus", "campuses");
pluralize.addIrregularRule("bonus", "bonuses");
pluralize.addIrregularRule("bus", "buses");
pluralize.addIrregularRule("virus", "viruses");
pluralize.addIrregularRule("premise", "premises");
pluralize.addIrregularRule("movie", "movies");
pluralize.addIrregularRule("recipe", "recipes");
pluralize.addIrregularRule("cookie", "cookies");
pluralize.addIrregularRule("leave", "leaves");
pluralize.addIrregularRule("gas", "gases");
pluralize.addIrregularRule("lens", "lenses");
pluralize.addIrregularRule("chassis", "chassis");
pluralize.addIrregularRule("syllabus", "syllabuses");
pluralize.addIrregularRule("corpus", "corpora");

const mostRemembered = 20_000;

/** The same function, which remembers what it gave for a phrase. */
function remembering(inflect: (phrase: string) => string): (phrase: string) => string {
  const known = new Map<string, string>();
  return (phrase) => {
    const before = known.get(phrase);
    if (before !== undefined) return before;
    if (known.size >= mostRemembered) known.clear();
    const form = inflect(phrase);
    known.set(phrase, form);
    return form;
  };
}

/** The singular of the last word of a phrase, in lower case; the other words stay as they are. */
export const singular = remembering((phrase) => {
  const cut = Math.max(phrase.lastIndexOf(" "), phrase.lastIndexOf("_")) + 1;
  const last = phrase.slice(cut);
  // Acronyms and words such as "gps", "sms" and "address" end in s without being plural.
  const form =
    /^(gps|sms|saas|os|dns|pos|cms|news|address|class|business|process|access|pass|boss|loss|illness|happiness|wellness|fitness|analysis|diagnosis|basis|thesis|axis|crisis|physics|mathematics|economics|politics|ethics|canvas|atlas|bias|previous|various|details|preferences|settings|series|species|status|premises|gas|lens|terms|logistics|sales|goods|savings)$/.test(
      last,
    )
      ? last
      : pluralize.singular(last);
  return phrase.slice(0, cut) + form;
});

/** The plural of the last word of a phrase. */
export const plural = remembering((phrase) => {
  const cut = Math.max(phrase.lastIndexOf(" "), phrase.lastIndexOf("_")) + 1;
  const last = phrase.slice(cut);
  if (/^(details|preferences|settings|goods|savings|sales|logistics|news|series|species)$/.test(last))
    return phrase;
  return phrase.slice(0, cut) + pluralize.plural(last);
});

/** Whether the last word is a plural and has another singular. */
export function isPlural(phrase: string): boolean {
  return singular(phrase) !== phrase && plural(singular(phrase)) === phrase;
}

/** A phrase as an identifier: lower-case words joined by underscores, ASCII only, at most 50 characters. */
export const snake = remembering((phrase) => {
  const words = phrase
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_")
    .replace(/(?<=[A-Z])(?=[A-Z][a-z])/g, "_")
    .toLowerCase()
    .replace(/['’]s?\b/g, "")
    .replace(/#/g, " number ")
    .replace(/%/g, " percent ")
    .replace(/&/g, " and ")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  const safe = /^[0-9]/.test(words) ? `n_${words}` : words;
  return shorten(safe, 50);
});

/** Cuts a name at a word, so that suffixes such as `_idx` still fit into PostgreSQL's 63 bytes. */
function shorten(name: string, limit: number): string {
  if (name.length <= limit) return name;
  const cut = name.lastIndexOf("_", limit);
  return name.slice(0, cut > 10 ? cut : limit);
}
