import type { Block } from "../read/blocks";
import { readSentences, type Sentence } from "../read/sentences";
import { singular } from "../words/inflect";
import { readColumn, splitList, type ListedColumn } from "./column";
import { inlineList, sentenceTables, type ListContext } from "./inline";
import {
  looksLikeSentence,
  nameOf,
  sentenceOf,
  singularName,
  tableOf,
  type ListedTable,
} from "./listed-table";
import { isOutside } from "./outside";
import { asSaid, isPredicate } from "./predicate";
import { thingsOf } from "./things";
import { ownerOf, section, titleOf, topicOf } from "./titles";

/** What the lists of a brief name, and the blocks and sentences that are left for the grammar. */
export interface ListReading {
  readonly tables: ListedTable[];
  /** Entities that a list names without saying what they have. */
  readonly named: { readonly name: string; readonly sentence: Sentence }[];
  readonly rest: { readonly sentence: Sentence; readonly topic?: string }[];
}

const entitiesLead = /\b(?:entities|tables|objects|classes|models|things|entity types)\b[^.]*:?$/i;
/** What the lists of a brief spell out, in the order in which they stand. */
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

function readBlock(block: Block, reading: ListReading, context: ListContext): void {
  const { text, children } = block;
  // What a sentence leads in that says what nobody wants is not wanted either.
  if (isOutside(readSentences(text, 0).at(-1)?.text ?? "")) {
    if (block.kind !== "heading") rest(block, reading, context);
    return;
  }
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
  if (readThings(block, leaves, reading, context)) return;
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
        !/[:(,–—]| with /.test(leaf.text) &&
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

/** "Included are: books, with their titles …": what each item names is kept. */
function readThings(
  block: Block,
  leaves: readonly Block[],
  reading: ListReading,
  context: ListContext,
): boolean {
  if (leaves.length < block.children.length) return false;
  if (leaves.some((leaf) => inlineList(leaf.text, leaf, { entities: true }).length > 0)) return false;
  const things = thingsOf(leaves);
  if (!things) return false;
  if (block.kind !== "heading") rest(block, reading, context);
  for (const [index, leaf] of leaves.entries()) {
    const thing = things[index];
    if (!thing) readBlock(leaf, reading, { entities: false });
    for (const name of thing?.names ?? []) reading.named.push({ name, sentence: sentenceOf(leaf) });
    const [topic] = thing?.names ?? [];
    for (const sentence of thing?.said ?? [])
      reading.rest.push({ sentence, ...(topic === undefined ? {} : { topic }) });
  }
  return true;
}

function rest(block: Block, reading: ListReading, context: ListContext): void {
  for (const sentence of inlineTables(block, reading))
    reading.rest.push({ sentence, ...(context.topic === undefined ? {} : { topic: context.topic }) });
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

/** Tables in running text; gives the sentences that are left. */
function inlineTables(block: Block, reading: ListReading): Sentence[] {
  const left: Sentence[] = [];
  for (const sentence of readSentences(block.text, block.start)) {
    if (isOutside(sentence.text)) continue;
    const found = sentenceTables(sentence);
    reading.tables.push(...found.tables);
    if (found.rest === undefined || found.rest !== "")
      left.push(found.rest === undefined ? sentence : { ...sentence, text: found.rest });
  }
  return left;
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
