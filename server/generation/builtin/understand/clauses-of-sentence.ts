import { readClauses, type Clause } from "./clauses";

/** What a sentence says, with what it says it of. */
export interface SentenceReading {
  readonly clauses: readonly Clause[];
  /** The properties of a list behind a colon. */
  readonly list?: readonly string[];
  /** "during each visit", "when a vehicle parks in a space": what the rest belongs to. */
  readonly intro?: readonly Clause[];
  /** The introduction tells when something is done, each time anew. */
  readonly repeated?: boolean;
}

const introPattern =
  /^(?:when|whenever|if|once|after|(?:each|every) time(?! (?:entry|slot|sheet|record|log|period|zone|card|block|window)\b)|any time|as soon as|during|in|at|on|upon|for|about|of|with)\s+((?:(?:each|every|an?|the|our|any|all|someone|somebody|customers|people)\b)?[^,:;]+?)(?:,\s+|\s+(?=(?:we|the system|the application|it|they) (?:need|want|store|keep|record|note|save|should|must|also|will|would|send|get|make|create|receive|write|place|submit|pay|report)\b)|\s+(?=(?:an? |the )?[a-z-]+s? (?:can|may|must|will|should|cannot) )|\s+(?=(?:an?|the) [\w-]+(?: (?!an? |the )[\w-]+)? (?:is|are|must be|will be|gets) \w+(?:ed|en|wn|de)\b))(.+)$/i;
const barePattern =
  /^(?:for|of|about|regarding)\s+(?:our |the |all )?([\w-]+s(?: [\w-]+s)?),?\s+((?:we|it|the system|the application|the following|their)\s.+)$/i;
const contextPattern =
  /^(?:for|during|in|within|at|on|of|about|with|regarding|against|under)\s+((?:each|every|an?|the|our|any|all)\s+(?:of (?:our|the|these|its)\s+)?[\w-]+(?: [\w-]+){0,2}?)(?:,\s*| (?=(?:the|an?|its|their|we|it|there|his|her|our|one|many|several|multiple|two|at least|any|some|zero) |[a-z]+s (?:are|is|can be|may be) ))(.+)$/i;
const verbal =
  /^(?:when|whenever|if|once|after|(?:each|every) time(?! (?:entry|slot|sheet|record|log|period|zone|card|block|window)\b)|any time|as soon as)\b/i;

/** Reads a sentence: what leads it in and a list behind a colon apart from the rest. */
export function readSentence(text: string): SentenceReading {
  const colon = /^([^:]{3,}?)\s?:\s+(.+)$/s.exec(text.replace(/[.;]+$/, ""));
  if (colon?.[1] !== undefined && colon[2] !== undefined) {
    const parts = splitWords(colon[2]);
    const wordy =
      parts.length >= 2 &&
      parts.every(
        (part) =>
          part
            .replace(/\([^)]*\)/g, "")
            .trim()
            .split(/\s+/).length <= 6,
      ) &&
      !/\b(?:is|are|has|have|can|must|should|may|will|belongs|contains)\b/i.test(
        colon[2].replace(/\([^)]*\)/g, ""),
      );
    const said = wordy && parts.filter((part) => isSaid(part)).length > 1;
    // A short head leads in a list of things only where it is long.
    if (wordy && !said && (colon[1].length >= 8 || parts.length >= 3))
      return { ...readSentence(colon[1]), list: parts };
  }
  const context = contextPattern.exec(text) ?? barePattern.exec(text);
  if (context?.[1] !== undefined && context[2] !== undefined) {
    const intro = readClauses(context[1]);
    if (intro.every((clause) => clause.verb === undefined))
      return { clauses: readClauses(context[2]), intro };
  }
  const intro = introPattern.exec(text);
  if (intro?.[1] !== undefined && intro[2] !== undefined) {
    const isClause = verbal.test(text);
    const introClauses = readClauses(intro[1]);
    const complete = introClauses.some((clause) => clause.verb !== undefined && !clause.relative);
    if (
      isClause
        ? complete
        : !complete &&
          /\b(?:each|every|an?|the|our|any|all)\b/i.test(intro[1]) &&
          intro[1].split(/\s+/).length <= 8
    )
      return { clauses: readClauses(intro[2]), intro: introClauses, ...(isClause ? { repeated: true } : {}) };
  }
  return { clauses: readClauses(text) };
}

/** "wagons carry containers" rather than the name of a property. */
function isSaid(part: string): boolean {
  return readClauses(part).some(
    ({ subjects, verb, objects, complements }) =>
      subjects.length > 0 &&
      verb !== undefined &&
      !verb.bare &&
      !verb.copula &&
      objects.length + complements.length > 0,
  );
}

function splitWords(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= list.length; at++) {
    const char = list[at] ?? ",";
    if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (char === "," && depth <= 0) {
      parts.push(list.slice(from, at));
      from = at + 1;
    }
  }
  const last = parts.pop() ?? "";
  return [...parts, ...last.split(/\s+(?:and|or)\s+(?![^(]*\))/)]
    .map((part) => part.trim().replace(/^(?:and|or)\s+/, ""))
    .filter((part) => part !== "");
}
