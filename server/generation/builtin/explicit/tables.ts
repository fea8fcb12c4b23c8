import type { Block } from "../read/blocks";
import { readSentences, type Sentence } from "../read/sentences";
import { systemWords, determiners, prepositions } from "../words/grammar";
import { isPropertyName } from "../words/attributes";
import { isPlural, singular, snake } from "../words/inflect";
import { asSaid, isPredicate } from "./predicate";
import { readColumn, splitList, type ListedColumn } from "./column";

/** A table or entity that a list of the brief spells out. */
export interface ListedTable {
  /** As written. */
  readonly written: string;
  /** Singular, lower case words. */
  readonly name: string;
  /** The brief calls it a table, or writes it as an identifier: its name is kept letter by letter. */
  readonly exact: boolean;
  readonly columns: ListedColumn[];
  readonly sentence: Sentence;
}

/** What the lists of a brief name, and the blocks and sentences that are left for the grammar. */
export interface ListReading {
  readonly tables: ListedTable[];
  /** Entities that a list names without saying what they have. */
  readonly named: { readonly name: string; readonly sentence: Sentence }[];
  readonly rest: { readonly sentence: Sentence; readonly topic?: string }[];
}

const section =
  /^(?:(?:\d+[.)]?\s*)?(?:main |core |key |database |data |the |following |required |functional |non-functional |business )*(?:entities|entity|tables?|entities and (?:their )?attributes|attributes|objects|classes|models?|data model|schema|relations?|relationships?(?: .*)?|associations|cardinalit(?:y|ies)|requirements?|rules?|constraints?|features?|user stories|stories|overview|background|introduction|scope|purpose|goals?|description|notes?|other requirements|assumptions|actors|roles|users? roles|reports?|queries|use cases?|summary|context|general|database|data|information|specification|details|examples?|types?|functionality|modules?|statuses|permissions|security|performance|entities \w+ attributes|important|todo|task|assignment|question|problem(?: statement)?|case study|scenario))$/i;
const attributesLead =
  /\b(?:attributes|fields|columns|properties|data|information|details|following|characteristics|items)\b[^.]*:?$/i;
const entitiesLead = /\b(?:entities|tables|objects|classes|models|things|entity types)\b[^.]*:?$/i;
const typeNote =
  /^(?:integer|int|bigint|serial|text|string|varchar|char|date|datetime|timestamp|boolean|decimal|numeric|float|uuid|primary key|foreign key|pk|fk|not null|nullable|unique|required|optional|references)\b/i;
const typeNames =
  /^(?:varchar|char|decimal|numeric|number|enum|references|int|integer|string|timestamp|text|float|unique|check|default|key|foreign key|primary key|e\.g|i\.e|index|not null|date|set|values?)$/i;

export function readLists(blocks: readonly Block[]): ListReading {
  const reading: ListReading = { tables: [], named: [], rest: [] };
  const short = areLists(blocks);
  for (const block of blocks) readBlock(block, reading, { entities: false, short });
  return reading;
}

/** Whether most of what stands side by side lists columns, so that one column is a list too: "Category: name". */
function areLists(blocks: readonly Block[]): boolean {
  return blocks.filter((block) => inlineList(block.text, block, { entities: false }).length > 0).length >= 2;
}

interface Context {
  /** Its neighbours are lists of columns. */
  readonly short?: boolean;
  /** Under "Tables:" or "Entities". */
  readonly entities: boolean;
  /** The entity that the heading or the lead names. */
  readonly topic?: string;
}

function readBlock(block: Block, reading: ListReading, context: Context): void {
  const { text, children } = block;
  const title = titleOf(text);
  const rows = children.filter((child) => child.kind === "row");
  if (rows.length > 1 && readRows(rows, title, reading)) {
    for (const child of children) if (child.kind !== "row") readBlock(child, reading, context);
    return;
  }
  if (block.kind === "row") {
    rest(block, reading, context);
    return;
  }
  const leaves = children.filter((child) => child.kind !== "heading" && child.kind !== "row");
  const isTitle = block.kind === "heading" || leaves.length > 0;
  if (leaves.length > 0 && leaves.length === children.length) {
    const owner = ownerOf(text, title, block.kind === "heading");
    const said = leaves.filter((leaf) => isPredicate(leaf.text));
    const columns =
      owner === undefined ? undefined : columnsOf(leaves.filter((leaf) => !said.includes(leaf)));
    if (owner !== undefined && columns && said.length < leaves.length) {
      // "hangs in a gallery" below "Artwork" is said of an artwork.
      for (const { text, start, end } of said)
        reading.rest.push({
          sentence: { text: `Each ${singular(owner.toLowerCase())} ${asSaid(text)}`, start, end },
          topic: singular(owner.toLowerCase()),
        });
      add(
        reading,
        owner,
        columns,
        sentenceOf(block),
        /\btable\b/i.test(text) || columns.filter((column) => column.identifier).length * 2 > columns.length,
      );
      return;
    }
  }
  const listed = inlineList(text, block, context);
  if (listed.length > 0) {
    for (const table of listed) reading.tables.push(table);
    const left = remainder(text, listed);
    if (left !== "")
      for (const sentence of readSentences(left, block.start))
        reading.rest.push({ sentence, ...(context.topic === undefined ? {} : { topic: context.topic }) });
    const [only] = listed;
    for (const child of children)
      readBlock(child, reading, {
        entities: false,
        ...(listed.length === 1 && only ? { topic: only.name } : {}),
      });
    return;
  }
  const entities = entitiesLead.test(text) && isTitle && !/attributes?\b.*\bof\b/i.test(text);
  if (entities && leaves.length > 0) {
    for (const leaf of leaves) {
      const name = nameOf(leaf.text);
      if (
        name !== undefined &&
        leaf.children.length === 0 &&
        !/[:(]/.test(leaf.text) &&
        leaf.text.split(/\s+/).length <= 4
      )
        reading.named.push({ name: singular(name.toLowerCase()), sentence: sentenceOf(leaf) });
    }
  }
  const isHeading = block.kind === "heading" || (text.endsWith(":") && text.split(/\s+/).length <= 5);
  if (!isHeading && !(entities && leaves.length > 0 && children.length > 0)) rest(block, reading, context);
  const topic = isHeading && title !== undefined && !section.test(title) ? topicOf(title) : undefined;
  const shortLists = areLists(children);
  for (const child of children) {
    const inherited = topic ?? (block.kind === "heading" ? undefined : context.topic);
    readBlock(child, reading, {
      entities: entities || context.entities,
      short: shortLists,
      ...(inherited === undefined ? {} : { topic: inherited }),
    });
  }
}

function rest(block: Block, reading: ListReading, context: Context): void {
  for (const sentence of inlineTables(block, reading))
    reading.rest.push({ sentence, ...(context.topic === undefined ? {} : { topic: context.topic }) });
}

function sentenceOf(block: Block): Sentence {
  return { text: block.text, start: block.start, end: block.end };
}

/** What a heading or a lead says without its marks. */
function titleOf(text: string): string | undefined {
  const plain = text
    .replace(/[:.]+$/, "")
    .replace(/^\d+(?:\.\d+)*[.)]?\s*/, "")
    .replace(/^(?:table|entity|class|relation|model|module)\s*[:#-]?\s*(?:\d+\s*[:.-]\s*)?/i, "")
    .replace(/\s+(?:table|entity|class|relation)$/i, "")
    .replace(/["'`]/g, "")
    .trim();
  return plain === "" || plain.split(/\s+/).length > 6 ? undefined : plain;
}

function topicOf(title: string): string | undefined {
  const words = title
    .replace(/\s+(?:management|module|data|information|details|section|registration|handling)$/i, "")
    .split(/\s+/);
  return words.length <= 3 ? singular(words.join(" ").toLowerCase()) : undefined;
}

/** The entity that a title or a lead ("Each customer has the following attributes:") names. */
function ownerOf(text: string, title: string | undefined, heading: boolean): string | undefined {
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

/** The items of a list as columns; undefined where they are something else. */
function columnsOf(items: readonly Block[]): ListedColumn[] | undefined {
  const tables = items.filter((item) => inlineList(item.text, item, { entities: true }).length > 0);
  if (tables.length * 2 > items.length) return undefined;
  if (items.length === 0) return undefined;
  const columns: ListedColumn[] = [];
  let good = 0;
  for (const item of items) {
    const text = item.text.replace(/^(?:attributes|fields|columns|properties)\s*:\s*/i, "");
    const several = text === item.text ? undefined : splitList(text);
    for (const part of several ?? [text]) {
      if (looksLikeSentence(part)) continue;
      const column = readColumn(part, sentenceOf(item));
      if (!column) continue;
      columns.push(column);
      if (several === undefined) good++;
    }
    if (several) good++;
  }
  return good >= Math.min(2, items.length) && good >= items.length * 0.8 ? columns : undefined;
}

function looksLikeSentence(text: string): boolean {
  const bare = text.replace(/\([^)]*\)/g, "");
  const head = bare.split(/\s*(?::|\s[-–—]\s|->|→)/)[0] ?? bare;
  if (
    /\b(?:is|are|has|have|can|must|should|may|will|belongs?|contains?|consists?|places?|manages?|receives?|creates?|allows?|needs?|wants?|works?|uses?)\b/i.test(
      head,
    ) &&
    head.split(/\s+/).length > 2
  )
    return true;
  if (head.split(/\s+/).length > 6) return true;
  return /^(?:each|every|an?|the|all|some|many)\s/i.test(head) && head.split(/\s+/).length > 3;
}

/** `users(id, name)`, `Users: id, name`, `users with id and name`, `users — id, name`: a block that is a list. */
function inlineList(text: string, block: Block, context: Context): ListedTable[] {
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
    const plainName = name.replace(/\s*\([^)]*\)/, "").trim();
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
      const table = tableOf(plainName, parts, sentence, said || identifiers > 0);
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

function tableOf(
  written: string,
  parts: readonly string[],
  sentence: Sentence,
  exact: boolean,
): ListedTable | undefined {
  const columns = parts.flatMap((part) => readColumn(part, sentence) ?? []);
  if (columns.length < Math.max(1, parts.length * 0.7)) return undefined;
  const name = nameOf(written);
  return name === undefined
    ? undefined
    : { written: name, name: singularName(name), exact, columns, sentence };
}

function add(
  reading: ListReading,
  owner: string,
  columns: ListedColumn[],
  sentence: Sentence,
  exact: boolean,
): void {
  const name = nameOf(owner);
  if (name !== undefined)
    reading.tables.push({ written: name, name: singularName(name), exact, columns, sentence });
}

function nameOf(text: string): string | undefined {
  const plain = text
    .replace(/["'`]/g, "")
    .replace(/^(?:the|a|an|each|every)\s+/i, "")
    .replace(/\s+(?:table|entity)$/i, "")
    .replace(/[^\w -]/g, "")
    .trim();
  return plain === "" || /^\d+$/.test(plain) ? undefined : plain;
}

function singularName(name: string): string {
  return singular(snake(name).replaceAll("_", " "));
}

/** Tables in running text; gives the sentences that are left. */
function inlineTables(block: Block, reading: ListReading): Sentence[] {
  const left: Sentence[] = [];
  for (const sentence of readSentences(block.text, block.start)) {
    const found = sentenceTables(sentence);
    reading.tables.push(...found.tables);
    if (found.rest === undefined || found.rest !== "")
      left.push(found.rest === undefined ? sentence : { ...sentence, text: found.rest });
  }
  return left;
}

const callPattern = /(?<![\w.])(?:table )?["']?([A-Za-z]\w*)["']?\(((?:[^()]|\([^()]*\))*)\)/g;
const tableWord =
  /(?:\b(?:in |to )?(?:the |an? |our )?["'`]?(\w+(?:[ -]\w+)?)["'`]? table\b|\btables? (?:called |named |for )?["'`]?(\w+)["'`]?)\s*(?:\b(?:there (?:is|are)|should|must|will|shall|needs? to|can|which|that|also)\b\s*)*(?:\b(?:have|has|stores?|contains?|holds?|includes?|consists? of|keeps?|with|having|be made of|comprises?)\b|:|=|-)?\s*(?:the )?(?:following )?(?:(?:columns|fields|attributes)\s*(?:are|of)?\s*:?\s*)?(.+)$/i;
const columnsWord =
  /^(?:an? |the |each |every )?(\w+(?: \w+)?)\s+(?:table )?(?:should |must |will )?(?:has|have|contains?|with)\s+(?:the )?(?:following )?(?:columns|fields)\s*:?\s*(.+)$/i;

function sentenceTables(sentence: Sentence): { tables: ListedTable[]; rest?: string } {
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

function remainder(_text: string, _listed: readonly ListedTable[]): string {
  return "";
}

/** A Markdown table: of columns under a heading, or of tables with their columns. */
function readRows(rows: readonly Block[], title: string | undefined, reading: ListReading): boolean {
  const [head, ...body] = rows;
  const heads = (head?.cells ?? []).map((cell) => cell.toLowerCase());
  const at = (pattern: RegExp) => heads.findIndex((cell) => pattern.test(cell));
  const table = at(/^(?:table|entity|relation|object|table name|entity name)$/);
  const list = at(/columns|attributes|fields/);
  const column = at(/^(?:column|field|attribute|name|column name|field name|attribute name|property)$/);
  if (table >= 0 && list >= 0) {
    for (const row of body) {
      const name = row.cells?.[table] ?? "";
      const made = tableOf(name, splitList(row.cells?.[list] ?? ""), sentenceOf(row), true);
      if (made) reading.tables.push(made);
    }
    return true;
  }
  if (column < 0) return false;
  const groups = new Map<string, { columns: ListedColumn[]; sentence: Sentence }>();
  for (const row of body) {
    const cells = row.cells ?? [];
    const owner = (table >= 0 ? cells[table] : title) ?? "";
    const text = `${cells[column] ?? ""}: ${cells.filter((_, index) => index !== column && index !== table).join(", ")}`;
    const read = readColumn(text, sentenceOf(row));
    if (owner === "" || !read) continue;
    const group = groups.get(owner) ?? { columns: [], sentence: sentenceOf(row) };
    group.columns.push(read);
    groups.set(owner, group);
  }
  for (const [owner, { columns, sentence }] of groups) add(reading, owner, columns, sentence, true);
  return groups.size > 0;
}
