import nlp from "compromise/two";
import { correct } from "./correct";
import { rewrite } from "./rewrites";
import { conjunctions, determiners, modals, prepositions, pronouns, relatives } from "../words/grammar";

/** A word of a sentence. */
export interface Term {
  /** As written. */
  readonly text: string;
  readonly lower: string;
  kind:
    | "noun"
    | "adjective"
    | "verb"
    | "auxiliary"
    | "determiner"
    | "preposition"
    | "conjunction"
    | "relative"
    | "pronoun"
    | "adverb"
    | "number"
    | "not"
    | "other";
  readonly tags: ReadonlySet<string>;
  /** The punctuation behind it. */
  after: string;
  /** What stands in parentheses behind it. */
  paren?: string;
  /** `customer's`. */
  possessive?: boolean;
}

interface Json {
  readonly terms: readonly {
    readonly text: string;
    readonly pre: string;
    readonly post: string;
    readonly tags: readonly string[];
  }[];
}

/** Tags the words of a sentence. What stands in parentheses is set aside with the word before it. */
export function readTerms(sentence: string): Term[] {
  const text = rewrite(sentence.replace(/[.!?;:]+$/, ""));
  const { bare, parens } = setAside(text);
  const terms: Term[] = [];
  const documents: Json[] = nlp(bare).json() as Json[];
  let cursor = 0;
  for (const { text: word, pre, post, tags } of documents.flatMap((document) => document.terms)) {
    const previous = terms.at(-1);
    if (word === "") {
      if (tags.includes("Negative") && previous) terms.push(term("not", tags, post));
      else if (previous) previous.after += post.trim();
      continue;
    }
    const at = bare.indexOf(word, cursor);
    while (parens[0] && at > parens[0].at && previous) previous.paren = parens.shift()?.text ?? "";
    if (at >= 0) cursor = at + word.length;
    if (/[,:–—]|\s-/.test(pre) && previous?.after === "") previous.after = ",";
    const hyphen = post.startsWith("-") && !/\s/.test(post);
    terms.push(term(word, tags, hyphen ? "-" : post.trim()));
  }
  const last = terms.at(-1);
  if (last) {
    if (parens[0]) last.paren = parens[0].text;
    last.after = "";
  }
  return correct(joinHyphens(terms));
}

function setAside(text: string): { bare: string; parens: { at: number; text: string }[] } {
  const parens: { at: number; text: string }[] = [];
  const bare = text.replace(/\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g, (whole, inner: string, at: number) => {
    parens.push({ at, text: inner.trim() });
    return " ".repeat(whole.length);
  });
  // A comma behind parentheses goes to the word in front of them; the length stays, since places count.
  return { bare: bare.replace(/( {2,})([,.;:])/g, "$2$1"), parens };
}

function term(text: string, tags: readonly string[], after: string): Term {
  const lower = text.toLowerCase();
  const possessive = /['’]s?$/.test(lower) && !/^(it|that|there|who|what)['’]s$/.test(lower);
  return {
    text: possessive ? text.replace(/['’]s?$/, "") : text,
    lower: possessive ? lower.replace(/['’]s?$/, "") : lower,
    kind: kindOf(lower, tags),
    tags: new Set(tags),
    after,
    ...(possessive ? { possessive } : {}),
  };
}

function kindOf(lower: string, tags: readonly string[]): Term["kind"] {
  if (/^(several|many|atmostone|one|each|every)$/.test(lower)) return "determiner";
  if (lower === "not" || lower === "never") return "not";
  if (lower.includes("_")) return "noun";
  if (modals.has(lower) || /^(is|are|was|were|be|been|being|do|does|did|cannot)$/.test(lower))
    return "auxiliary";
  if (relatives.has(lower)) return "relative";
  if (conjunctions.has(lower)) return "conjunction";
  if (prepositions.has(lower)) return "preposition";
  if (determiners.has(lower)) return "determiner";
  if (pronouns.has(lower)) return "pronoun";
  if (/^(has|have|had)$/.test(lower)) return "verb";
  if (tags.includes("Value") || /^\d+$/.test(lower)) return "number";
  if (tags.includes("Adverb"))
    return /^(first|last|daily|weekly|monthly|hourly|home|early|late|next)$/.test(lower)
      ? "adjective"
      : "adverb";
  if (tags.includes("Gerund")) return "verb";
  if (tags.includes("Verb")) return "verb";
  if (tags.includes("Adjective")) return "adjective";
  if (tags.includes("Noun") || tags.includes("Acronym")) return "noun";
  // "more often than once", "has no task yet".
  if (tags.includes("Preposition")) return "preposition";
  if (tags.includes("Conjunction") || tags.includes("Condition")) return "adverb";
  return "other";
}

/** `check-in` and `start-date` are one word. */
function joinHyphens(terms: readonly Term[]): Term[] {
  const joined: Term[] = [];
  for (const each of terms) {
    const previous = joined.at(-1);
    if (previous?.after === "-" && !/^(to|and|or)$/.test(each.lower)) {
      joined[joined.length - 1] = {
        ...each,
        text: `${previous.text}-${each.text}`,
        lower: `${previous.lower} ${each.lower}`,
        kind:
          each.kind === "verb" && !each.tags.has("Gerund")
            ? "adjective"
            : each.kind === "number"
              ? "noun"
              : each.kind,
      };
    } else joined.push(each);
  }
  return joined;
}
