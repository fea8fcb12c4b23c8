import { determiners } from "../words/grammar";
import { singular } from "../words/inflect";

/** What heads a part of a document rather than a thing. */
export const section =
  /^(?:(?:\d+[.)]?\s*)?(?:main |core |key |database |data |the |following |required |functional |non-functional |business )*(?:entities|entity|tables?|entities and (?:their )?attributes|attributes|objects|classes|models?|data model|schema|relations?|relationships?(?: .*)?|associations|cardinalit(?:y|ies)|requirements?|rules?|constraints?|features?|user stories|stories|overview|background|introduction|scope|purpose|goals?|description|notes?|other requirements|assumptions|actors|roles|users? roles|reports?|queries|use cases?|summary|context|general|database|data|information|specification|details|examples?|types?|functionality|modules?|statuses|permissions|security|performance|entities \w+ attributes|important|todo|task|assignment|question|problem(?: statement)?|case study|scenario))$/i;
const attributesLead =
  /\b(?:attributes|fields|columns|properties|data|information|details|following|characteristics|items)\b[^.]*:?$/i;

/** What a heading or a lead says without its marks. */
export function titleOf(text: string): string | undefined {
  const plain = text
    .replace(/[:.]+$/, "")
    .replace(/^\d+(?:\.\d+)*[.)]?\s*/, "")
    .replace(/^(?:table|entity|class|relation|model|module)\s*[:#-]?\s*(?:\d+\s*[:.-]\s*)?/i, "")
    .replace(/\s+(?:table|entity|class|relation)$/i, "")
    .replace(/["'`]/g, "")
    .trim();
  return plain === "" || plain.split(/\s+/).length > 6 ? undefined : plain;
}

/** The entity of which a section with such a heading speaks. */
export function topicOf(title: string): string | undefined {
  const words = title
    .replace(/\s+(?:management|module|system|data|information|details|section|registration|handling)$/i, "")
    .split(/\s+/);
  return words.length <= 3 ? singular(words.join(" ").toLowerCase()) : undefined;
}

/** The entity that a title or a lead ("Each customer has the following attributes:") names. */
export function ownerOf(text: string, title: string | undefined, heading: boolean): string | undefined {
  const plain = text.replace(/[:.]+$/, "").trim();
  const lead =
    /(?:^|\b)(?:for )?(?:each|every|an?|the|all)?\s*([\w -]+?)\s+(?:(?:table|entity|record|object)\s+)?(?:should |must |will |can )?(?:has|have|contains?|includes?|stores?|is described by|consists of|with|needs?|keeps?|records?|requires?)\b.*(?:attributes|fields|columns|properties|information|details|following|data)\b/i.exec(
      plain,
    ) ??
    /\b(?:attributes|fields|columns|properties|details|information|data)\s+(?:of|for|about|on)\s+(?:each |every |an? |the )?([\w -]+)$/i.exec(
      plain,
    ) ??
    /^for (?:each|every|all|an?|the)\s+([\w -]+?)(?:,.*| we .*| the .*)?$/i.exec(plain) ??
    /^(?:about|on|information about|details of)\s+(?:each |every |the |our )?([\w -]+)$/i.exec(plain);
  if (lead?.[1] !== undefined) {
    const words = lead[1]
      .trim()
      .split(/\s+/)
      .filter((word) => !determiners.has(word.toLowerCase()));
    const name = words
      .slice(-3)
      .join(" ")
      .replace(/^.*\b(?:store|record|keep|for|of)\s+(?:each |every |the )?/i, "");
    if (name !== "" && words.length <= 4) return name;
  }
  if (title === undefined || section.test(title)) return undefined;
  if (attributesLead.test(plain) && !heading && plain.split(/\s+/).length > 3) return undefined;
  const words = title.split(/\s+/);
  if (words.length > 4) return undefined;
  if (/\b(?:is|are|has|have|should|must|can|will|need|needs|want|allow|allows)\b/i.test(title))
    return undefined;
  const paren = /^([\w -]+?)\s*\(([\w ,-]+)\)$/.exec(title);
  return paren?.[1] ?? title;
}
