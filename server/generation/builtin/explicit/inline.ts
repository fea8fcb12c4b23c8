import type { Block } from "../read/blocks";
import type { Sentence } from "../read/sentences";
import { isPropertyName } from "../words/attributes";
import { determiners, prepositions, systemWords } from "../words/grammar";
import { isPlural, singular } from "../words/inflect";
import { splitList } from "./column";
import { looksLikeSentence, sentenceOf, tableOf, type ListedTable } from "./listed-table";
import { section } from "./titles";

/** Where a list stands. */
export interface ListContext {
  /** Its neighbours are lists of columns. */
  readonly short?: boolean;
  /** Under "Tables:" or "Entities". */
  readonly entities: boolean;
  /** The entity that the heading or the lead names. */
  readonly topic?: string;
}

const typeNote =
  /^(?:integer|int|bigint|serial|text|string|varchar|char|date|datetime|timestamp|boolean|decimal|numeric|float|uuid|primary key|foreign key|pk|fk|not null|nullable|unique|required|optional|references)\b/i;
const typeNames =
  /^(?:varchar|char|decimal|numeric|number|enum|references|int|integer|string|timestamp|text|float|unique|check|default|key|foreign key|primary key|e\.g|i\.e|index|not null|date|set|values?)$/i;

/** `users(id, name)`, `Users: id, name`, `users with id and name`, `users — id, name`: a block that is a list. */
export function inlineList(text: string, block: Block, context: ListContext): ListedTable[] {
  const sentence = sentenceOf(block);
  const line = text
    .replace(/^(?:create |the )?(?:table|entity|relation)\s*:?\s+(?=[\w"'])/i, "")
    .replace(/^\d+[.)]\s*/, "")
    .trim();
  const said = line !== text && /table/i.test(text.slice(0, 14));
  const call = /^["']?([A-Za-z][\w -]{0,40}?)["']?\s*\(((?:[^()]|\([^()]*\))*)\)\s*[;.,]?$/.exec(line);
  if (call?.[1] !== undefined && call[2] !== undefined && !typeNames.test(call[1])) {
    const parts = splitList(call[2]);
    const top = context.topic === undefined || call[2].includes("_");
    if (
      (parts.length >= 3 || (parts.length === 2 && (/_|ID\b/.test(call[2]) || context.entities))) &&
      top &&
      call[1].split(/\s+/).length <= 4
    ) {
      const table = tableOf(call[1], parts, sentence, true);
      if (table) return [table];
    }
  }
  const pair =
    /^["']?([A-Za-z][\w ()/-]{0,40}?)["']?(?: table)?\s*(?:(:|→|->|=)\s*|\s(–|—|-)\s+|\s+(with|has|having|contains?|includes?|stores?)\s+(?:the )?(?:(?:columns|fields|attributes)\s*:?\s*)?)(.+)$/i.exec(
      line,
    );
  if (pair?.[1] !== undefined && pair[5] !== undefined) {
    const [, name, colon, dash, word, list] = pair;
    const parts = splitList(
      list.replace(/^\(|\)\.?$/g, "").replace(/^(?:columns|fields|attributes)\s*:?\s*/i, ""),
    );
    const identifiers = parts.filter((part) =>
      /^["'`]?[a-z]+(_[a-z0-9]+)+\b|^["'`]?id\b|^[A-Za-z]+ID\b/i.test(part),
    ).length;
    const enough =
      word === undefined
        ? (colon ?? dash) !== undefined &&
          (parts.length >= 2 ||
            ((colon === ":" || colon?.trim() === ":") &&
              context.short === true &&
              isPropertyName(list.trim().toLowerCase()) === "always"))
        : parts.length >= 2 && identifiers > 0 && (context.entities || identifiers * 3 >= parts.length);
    // "Each doctor has: a name, …".
    const written = name.replace(/\s*\([^)]*\)/, "").trim();
    const whose =
      /^(?:each|every|an?|the) (.+?) (?:has|have|includes?|contains?|stores?|is described by)$/i.exec(
        written,
      )?.[1];
    const plainName = whose ?? written;
    if (
      enough &&
      plainName.split(/\s+/).length <= 3 &&
      (identifiers > 0 || !section.test(plainName)) &&
      !parts.some(
        (part, index) =>
          typeNote.test(part) &&
          !((index > 0 || context.short === true) && /^(?:date|time|timestamp|text)$/i.test(part)),
      ) &&
      !valueList(plainName, list) &&
      !(identifiers === 0 && context.short !== true && areThings(parts)) &&
      !systemWords.has(singular(plainName.toLowerCase())) &&
      parts.every((part) => !looksLikeSentence(part))
    ) {
      const table = tableOf(plainName, parts, sentence, whose === undefined && (said || identifiers > 0));
      if (table && (dash === undefined || identifiers > 0 || parts.length >= 3)) return [table];
    }
  }
  return [];
}

/** "Orchestra: musicians, rehearsals, concerts" names things rather than columns. */
function areThings(parts: readonly string[]): boolean {
  return (
    parts.length >= 3 &&
    parts.every(
      (part) =>
        /^[a-z]+(?: [a-z]+)?$/i.test(part.trim()) &&
        isPlural(part.trim().toLowerCase().split(" ").at(-1) ?? "") &&
        isPropertyName(singular(part.trim().toLowerCase())) !== "always",
    )
  );
}

/** "Roles: admin, editor" names values. */
function valueList(name: string, list: string): boolean {
  return (
    /^(?:.* )?(?:roles?|types?|status(?:es)?|states?|kinds?|levels?|categor(?:y|ies)|priorit(?:y|ies)|genders?|examples?|actors?|users|features?|options?|technolog(?:y|ies)|languages?|stack|e\.g)$/i.test(
      name,
    ) && !/_|\bname\b|\bid\b|\bemail\b|\btitle\b/i.test(list)
  );
}

const callPattern = /(?<![\w.])(?:table )?["']?([A-Za-z]\w*)["']?\(((?:[^()]|\([^()]*\))*)\)/g;
const tableWord =
  /(?:\b(?:in |to )?(?:the |an? |our )?["'`]?(\w+(?:[ -]\w+)?)["'`]? table\b|\btables? (?:called |named |for )?["'`]?(\w+)["'`]?)\s*(?:\b(?:there (?:is|are)|should|must|will|shall|needs? to|can|which|that|also)\b\s*)*(?:\b(?:have|has|stores?|contains?|holds?|includes?|consists? of|keeps?|with|having|be made of|comprises?)\b|:|=|-)?\s*(?:the )?(?:following )?(?:(?:columns|fields|attributes)\s*(?:are|of)?\s*:?\s*)?(.+)$/i;
const columnsWord =
  /^(?:an? |the |each |every )?(\w+(?: \w+)?)\s+(?:table )?(?:should |must |will )?(?:has|have|contains?|with)\s+(?:the )?(?:following )?(?:columns|fields)\s*:?\s*(.+)$/i;

/** Tables that a sentence of running text spells out; `rest` is what is left for the grammar, if not the whole. */
export function sentenceTables(sentence: Sentence): { tables: ListedTable[]; rest?: string } {
  const tables: ListedTable[] = [];
  const { text } = sentence;
  let rest = text;
  for (const [whole, name, list] of text.matchAll(callPattern)) {
    if (name === undefined || list === undefined || typeNames.test(name)) continue;
    const parts = splitList(list);
    if (parts.length < 2) continue;
    const table = tableOf(name, parts, sentence, true);
    if (!table) continue;
    tables.push(table);
    rest = rest.replace(whole, name);
  }
  if (tables.length > 0)
    return {
      tables,
      rest:
        /\b(?:each|every|can|may|must|belongs?|many|several|connected)\b/i.test(rest) && tables.length < 3
          ? rest
          : "",
    };
  const said = tableWord.exec(text.replace(/[.;]+$/, "")) ?? undefined;
  const columns = said ? undefined : columnsWord.exec(text.replace(/[.;]+$/, ""));
  const name = said?.[1] ?? said?.[2] ?? columns?.[1];
  const list = said?.[3] ?? columns?.[2];
  if (
    name === undefined ||
    list === undefined ||
    name
      .split(/[ -]/)
      .some((word) => determiners.has(word.toLowerCase()) || prepositions.has(word.toLowerCase())) ||
    /^(?:join|junction|link|lookup|main|separate|following|new|another|each|own|\d+|two|three|four|five|six)$/i.test(
      name,
    )
  )
    return { tables };
  const parts = splitList(list.replace(/^(?:the |columns |fields |following )+/i, ""));
  const identifiers = parts.filter((part) => /^[a-z]+(_[a-z0-9]+)+\b|^id\b/i.test(part)).length;
  if (parts.length < 2 || parts.some(looksLikeSentence)) return { tables };
  if (identifiers === 0 && !/\b(?:columns|fields|attributes)\b/i.test(text) && parts.length < 3)
    return { tables };
  const table = tableOf(name, parts, sentence, true);
  if (!table) return { tables };
  tables.push(table);
  return { tables, rest: "" };
}
