import { readPhrases, type NounPhrase } from "../read/phrases";
import { readSentences, type Sentence } from "../read/sentences";
import { isPropertyName } from "../words/attributes";
import { systemWords } from "../words/grammar";
import { singular } from "../words/inflect";
import { kindOf } from "../words/kinds";
import type { Understanding } from "./model";

/** What holds the things that are meant: "my wine cellar", "a stamp collection". */
const holders =
  /^(?:cellar|collection|library|inventory|catalogue|catalog|list|shelf|stock|archive|log|logbook|diary|journal|tracker|register|database|records?)$/;

/** A brief of so many words may do no more than name what it is about. */
const fewWords = 30;

/**
 * Where nothing is said of anything, the things that the brief names are kept: "I need to track my wine cellar". Those
 * whose they are ("my kids' vaccinations") are kept too.
 */
export function keepNamed(text: string, into: Understanding): void {
  if (into.entities.size > 0 || text.split(/\s+/).length > fewWords) return;
  for (const sentence of readSentences(text, 0))
    for (const phrase of readPhrases(sentence.text)) {
      if (phrase.kind !== "noun") continue;
      const name = thingIn(phrase);
      if (name === undefined) continue;
      add(name, sentence, into);
      const { owner } = phrase;
      if (owner === undefined || kindOf(owner) !== "person") continue;
      add(owner, sentence, into);
      into.relations.push({
        from: owner,
        to: name,
        verb: "have",
        toMost: "many",
        fromMost: "one",
        properties: [],
        sentence,
      });
    }
}

function add(name: string, sentence: Sentence, { entities, covered }: Understanding): void {
  if (!entities.has(name)) entities.set(name, { name, attributes: [], sentence });
  covered.add(sentence);
}

/** The thing that a noun names, if it is one to keep. */
function thingIn({ name }: NounPhrase): string | undefined {
  const words = name.split(" ");
  const last = words.at(-1) ?? "";
  const meant = words.length > 1 && holders.test(last) ? singular(words.slice(0, -1).join(" ")) : name;
  const isKept =
    !holders.test(meant) &&
    !systemWords.has(meant) &&
    !/^(?:talk|other)$/.test(kindOf(meant)) &&
    // "Keep track of" is read as "store".
    meant !== "store" &&
    isPropertyName(meant) !== "always" &&
    /^[a-z][a-z -]+$/.test(meant);
  return isKept ? meant : undefined;
}
