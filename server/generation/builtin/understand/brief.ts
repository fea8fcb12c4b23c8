import { readBlocks, type Block } from "../read/blocks";
import { readSentences, type Sentence } from "../read/sentences";
import { readClauses, type Clause } from "./clauses";
import { Evidence } from "./evidence";
import { Interpreter } from "./interpret";
import type { Understanding } from "./model";

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
  const sentences: { sentence: Sentence; clauses: readonly Clause[] }[] = [];
  const walk = (blocks: readonly Block[]) => {
    for (const block of blocks) {
      for (const sentence of readSentences(block.text, block.start)) {
        const clauses = readClauses(sentence.text);
        for (const clause of clauses) evidence.read(clause);
        sentences.push({ sentence, clauses });
      }
      walk(block.children);
    }
  };
  walk(readBlocks(brief));
  const interpreter = new Interpreter(evidence, understanding);
  for (const { sentence, clauses } of sentences) interpreter.sentence(sentence, clauses);
  const uncovered = sentences
    .map((each) => each.sentence)
    .filter((sentence) => !understanding.covered.has(sentence));
  return { ...understanding, uncovered: uncovered.map((sentence) => sentence.text) };
}
