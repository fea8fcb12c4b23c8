import { findKeys, type Listed } from "../explicit/keys";
import { readLists, type ListedTable } from "../explicit/tables";
import { readBlocks } from "../read/blocks";
import type { Sentence } from "../read/sentences";
import { plural, singular, snake } from "../words/inflect";
import { readClauses, type Clause } from "./clauses";
import { Evidence } from "./evidence";
import { addProperty, Interpreter } from "./interpret";
import type { Entity, Understanding } from "./model";

export interface BriefReading extends Understanding {
  readonly uncovered: readonly string[];
}

/** Reads a brief whole: what its lists name letter by letter, then what its sentences say. */
export function readBrief(brief: string): BriefReading {
  const understanding: Understanding = {
    entities: new Map(),
    relations: [],
    assumptions: [],
    covered: new Set(),
  };
  const evidence = new Evidence();
  const { tables, named, rest } = readLists(readBlocks(brief));
  addListed(tables, understanding, evidence);
  for (const { name } of named) evidence.declare(name);
  const sentences: { sentence: Sentence; clauses: readonly Clause[]; topic?: string }[] = [];
  for (const { sentence, topic } of rest) {
    const clauses = readClauses(sentence.text);
    for (const clause of clauses) evidence.read(clause);
    sentences.push({ sentence, clauses, ...(topic === undefined ? {} : { topic }) });
  }
  const interpreter = new Interpreter(evidence, understanding);
  for (const { name, sentence } of named) interpreter.entity(name, sentence);
  for (const { sentence, clauses, topic } of sentences)
    interpreter.sentence(
      sentence,
      clauses,
      topic !== undefined && evidence.isEntity(topic) ? topic : undefined,
    );
  const uncovered = sentences
    .map((each) => each.sentence)
    .filter((sentence) => !understanding.covered.has(sentence));
  return { ...understanding, uncovered: uncovered.map((sentence) => sentence.text) };
}

/** Listed tables become entities whose columns are as the brief says; a second list of the same adds to the first. */
function addListed(tables: readonly ListedTable[], into: Understanding, evidence: Evidence): void {
  const listed = new Map<string, Listed & { columns: ListedTable["columns"] }>();
  for (const table of tables) {
    evidence.declare(table.name);
    into.covered.add(table.sentence);
    let known = listed.get(table.name);
    if (!known) {
      const entity: Entity = { name: table.name, attributes: [], sentence: table.sentence, listed: true };
      if (table.exact) entity.table = snake(table.written);
      into.entities.set(table.name, entity);
      known = { entity, table: entity.table ?? plural(snake(singular(table.name))), columns: [] };
      listed.set(table.name, known);
    }
    known.columns.push(...table.columns);
    for (const column of table.columns)
      for (const property of column.properties) {
        if (column.identifier) property.exact = true;
        addProperty(known.entity, property);
      }
  }
  findKeys([...listed.values()]);
}
