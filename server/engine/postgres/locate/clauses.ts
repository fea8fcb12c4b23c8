import type { Span } from "../../../sql";
import { closing, elementAround, find, findAll, listAt, spanOf, type Word } from "./words";

/** The word of a clause that is wrong, where PostgreSQL's position is the beginning of the clause. */
export function wordOfClause(words: readonly Word[], word: Word, message: string): Span | undefined {
  const key =
    /^column "(.+)" (?:named in key does not exist|appears twice in (primary key|unique) constraint)$/.exec(
      message,
    );
  if (key) {
    const [, column, twice] = key;
    const open = words.find(({ lower, index }) => index > word.index && lower === "(");
    const named = listAt(words, open?.index ?? words.length).filter(({ name }) => name === column);
    return named[twice === undefined ? 0 : 1]?.span;
  }
  const period = /^column "(.+)" in WITHOUT OVERLAPS is not/.exec(message)?.[1];
  if (period !== undefined) {
    const without = find(words, "without overlaps", word.index);
    return words[without - 1]?.name === period ? words[without - 1]?.span : undefined;
  }
  const target = word.lower === "(" && words[word.index - 1]?.lower === "conflict";
  const inferred = /^column "(.+)" does not exist$/.exec(message)?.[1];
  if (target && inferred !== undefined)
    return listAt(words, word.index).find(({ name }) => name === inferred)?.span;
  // `w AS (…)`
  const window = /^window "(.+)" is already defined$/.exec(message)?.[1];
  const before = words[word.index - 2];
  return window !== undefined && before?.name === window ? before.span : undefined;
}

/** FOR UPDATE and its like, which some queries cannot have. */
export function lockingClause(words: readonly Word[], clause: string): Span | undefined {
  const at = findAll(words, clause.toLowerCase()).at(-1);
  return at === undefined ? undefined : spanOf(words, at, at + clause.split(" ").length - 1);
}

/** What ON CONFLICT names. */
export function conflictTarget(words: readonly Word[]): Span | undefined {
  const at = find(words, "on conflict");
  if (at < 0) return undefined;
  return words[at + 2]?.lower === "("
    ? spanOf(words, at + 2, closing(words, at + 2))
    : spanOf(words, at, at + 1);
}

/** The column whose type an index cannot hold, in the list of an index, a key or an exclusion. */
export function indexedColumn(words: readonly Word[], type: string | undefined): Span | undefined {
  const open = words.find(({ lower, depth }) => lower === "(" && depth === 0);
  const isTable = words.slice(0, 6).some(({ lower }) => lower === "table");
  if (!isTable) {
    const columns = open ? listAt(words, open.index) : [];
    const method = find(words, "using");
    return columns.length === 1 || method < 0 ? columns[0]?.span : words[method + 1]?.span;
  }
  const lists = words.filter(
    ({ lower, index }) =>
      lower === "(" &&
      (/^(key|unique)$/.test(words[index - 1]?.lower ?? "") || words[index - 3]?.lower === "exclude"),
  );
  const columns = lists.flatMap(({ index }) => listAt(words, index));
  const isOfType = ({ name }: Word) =>
    words.some((word) => word.name === name && words[word.index + 1]?.lower === type);
  return (columns.find(isOfType) ?? columns[0] ?? keyColumn(words, type))?.span;
}

/** A column of such a type that is declared UNIQUE or PRIMARY KEY itself. */
function keyColumn(words: readonly Word[], type: string | undefined): Word | undefined {
  return words.find((word) => {
    if (word.name === undefined || words[word.index + 1]?.lower !== type) return false;
    const { last } = elementAround(words, word.index);
    return words
      .slice(word.index, last + 1)
      .some(({ lower, depth }) => depth === word.depth && /^(unique|primary)$/.test(lower));
  });
}
