const outside =
  "(?:out of (?:the )?scope|outside (?:of )?(?:the |its )?(?:\\w+(?:'s)? )?scope|beyond (?:the |its )?scope|not in scope|(?:the )?limitations|non[- ]?functional requirements|future (?:work|enhancements|improvements|extensions))";
const leads = new RegExp(`^(?:elements |features |what is |what's |items |things )?${outside}\\b`, "i");
const ends = new RegExp(
  `^[^.:]{3,200} (?:is|are|was|were|will be|lies?|remain) (?:also |all |therefore |currently )?${outside}[.;]?$`,
  "i",
);
const refused =
  /^(?:(?:please |also |further )?not(?:e|ing) that )?(?:in this (?:iteration|version)[, ]+)?(?:this|the|our) (?:current )?(?:database|system|application|app|platform|schema|design|software|version|iteration|model|project) (?:will|does|do|shall|can|should)(?: not|n't|not) (?:\w+ )?(?:support|store|include|handle|cover|track|contain|deal|provide|manage|represent|keep|hold|consider|model)\b/i;
const excluded =
  /\b(?:not (?:to )?(?:be )?includ(?:e|ed|ing)|excluded|left out|not (?:be )?(?:covered|supported|modell?ed|considered))(?: (?:from|within|in|by) [^:]{3,60})?(?: (?:is|are))?:/i;

/** What a brief says that nobody wants kept: "Out of scope are …", "the system will not support …". */
export function isOutside(text: string): boolean {
  return leads.test(text) || ends.test(text) || refused.test(text) || excluded.test(text);
}
