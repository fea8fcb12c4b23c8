import type { Span } from "../../../sql";
import { closing, elementAround, findAll, listAt, mentionAt, spanOf, type Mention, type Word } from "./words";

/** A foreign key as it is written. */
export interface ForeignKey {
  /** The columns of FOREIGN KEY (…), or the column that REFERENCES stands at. */
  readonly referencing: readonly Word[];
  readonly table: Mention;
  readonly referenced: readonly Word[];
  readonly constraint: string | undefined;
  /** The table with its columns. */
  readonly target: Span;
}

export function foreignKeys(words: readonly Word[]): ForeignKey[] {
  return findAll(words, "references").flatMap((at) => {
    const table = mentionAt(words, at + 1);
    if (!table) return [];
    const open = table.last + 1;
    const referenced = listAt(words, open);
    const end = referenced.length > 0 ? closing(words, open) : table.last;
    return [{ ...origin(words, at), table, referenced, target: spanOf(words, at + 1, end) }];
  });
}

function origin(words: readonly Word[], at: number): Pick<ForeignKey, "referencing" | "constraint"> {
  const { first } = elementAround(words, at);
  const named = words.findLastIndex(
    (word, index) => index >= first && index < at && word.lower === "constraint",
  );
  const constraint = named < 0 ? undefined : words[named + 1]?.name;
  if (words[at - 1]?.lower === ")") {
    const open = words.findLastIndex(
      (word, index) => index < at && word.lower === "(" && word.depth === words[at]?.depth,
    );
    return { referencing: listAt(words, open), constraint };
  }
  // ALTER TABLE … ADD COLUMN c, or an element of CREATE TABLE's list.
  const add = words.findLastIndex((word, index) => index >= first && index < at && word.lower === "add");
  let column = add < 0 ? first : add + 1;
  while (/^(column|if|not|exists)$/.test(words[column]?.lower ?? "")) column++;
  return { referencing: words.slice(column, column + 1), constraint };
}
