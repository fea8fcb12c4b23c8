import type { Span } from "../../../sql";
import type { SpecialPlace } from "./special-place";
import { closing, elementAround, find, listAt, mentionAt, spanOf, type Word } from "./words";

/** Places within expressions, options and lists; the messages are those of PostgreSQL 18, in English. */
export const expressionPlaces: readonly SpecialPlace[] = [
  {
    code: /^42803$|^42P20$|^0A000$/,
    message: /^(aggregate|window|set-returning) functions are not allowed in/,
    find: (words, [, kind]) => callOf(words, kind === "window" ? isWindowed : isAggregate),
  },
  {
    code: /^42P17$/,
    message: /^functions in index predicate must be marked IMMUTABLE$/,
    find: (words) => {
      const where = find(words, "where");
      return callOf(words.slice(Math.max(0, where)), () => true);
    },
  },
  {
    code: /^42883$|^42809$/,
    message:
      /^operator does not exist: (.+)$|^operator ([^\s(]+)\(.*\) is not (?:commutative$|a member of operator family)/,
    find: (words, [, signature = "", named]) => {
      const symbols = named === undefined ? signature.split(" ") : [named];
      return words.findLast(({ token }) => token.kind === "operator" && symbols.includes(token.text))?.span;
    },
  },
  {
    code: /^22023$/,
    message:
      /^value \S+ out of bounds for option "(.+)"$|^invalid value for (?:\w+ option|parameter) "(.+?)": /,
    find: (words, [, bounded, typed]) => valueOf(words, bounded ?? typed),
  },
  {
    code: /^42P17$|^22023$/,
    message: /^unrecognized collation provider: /,
    find: (words) => valueOf(words, "provider"),
  },
  {
    code: /^42P16$/,
    message: /^(remainder|modulus) for hash partition must be/,
    find: (words, [, option]) => {
      const at = words.findIndex(({ lower }) => lower === option);
      return at < 0 ? undefined : words[at + 1]?.span;
    },
  },
  {
    code: /^42P16$/,
    message: /^(FROM|TO) must specify exactly one value per partitioning column$/,
    find: (words, [, bound]) => {
      const at = words.findIndex(
        ({ lower, index }) => lower === bound?.toLowerCase() && words[index + 1]?.lower === "(",
      );
      return at < 0 ? undefined : spanOf(words, at + 1, closing(words, at + 1));
    },
  },
  {
    code: /^42601$/,
    message: /^CREATE VIEW specifies more column names than columns$|^too many column names were specified$/,
    find: (words) => {
      const open = words.find(({ lower }) => lower === "(" || lower === "as");
      return open?.lower === "(" ? spanOf(words, open.index, closing(words, open.index)) : undefined;
    },
  },
  {
    code: /^2201B$/,
    message: /^invalid regular expression: /,
    find: (words) => {
      const patterns = words.filter(({ token, index }) => token.kind === "string" && isPattern(words, index));
      return patterns.length === 1 ? patterns[0]?.span : undefined;
    },
  },
  {
    code: /^0A000$/,
    message: /^cannot use column reference in DEFAULT expression$/,
    find: (words) => {
      const from = find(words, "default");
      const column = words.find(
        ({ name, index }) =>
          from >= 0 &&
          index > from &&
          name !== undefined &&
          words[index + 1]?.lower !== "(" &&
          !/^(::|\.)$/.test(words[index - 1]?.lower ?? ""),
      );
      return column && mentionAt(words, column.index)?.span;
    },
  },
  {
    code: /^42804$/,
    message: /^child table is missing (?:column|constraint)/,
    find: (words) => mentionAfter(words, "partition"),
  },
  {
    code: /^42804$/,
    message: /^inherited column ".+" has a type conflict$/,
    find: (words) => {
      const at = find(words, "inherits");
      const last = at < 0 ? undefined : listAt(words, at + 1).at(-1);
      return last && mentionAt(words, last.index)?.span;
    },
  },
  {
    code: /^42601$/,
    message: /^only WITH CHECK expression allowed for INSERT$/,
    find: (words) => words.find(({ lower, depth }) => lower === "using" && depth === 0)?.span,
  },
  {
    code: /^42601$|^0A000$|^44000$/,
    message: /^WITH CHECK (?:cannot be applied to|OPTION (?:is supported only|not supported))/,
    find: (words) => {
      const at = find(words, "with check");
      if (at < 0) return words.find(({ lower }) => lower === "with")?.span;
      return spanOf(words, at, words[at + 2]?.lower === "option" ? at + 2 : at + 1);
    },
  },
  {
    code: /^22023$/,
    message: /^sequence type must be/,
    find: (words) => {
      const at = find(words, "as");
      return at < 0 ? undefined : words[at + 1]?.span;
    },
  },
  {
    code: /^42P17$/,
    message: /^extended statistics require at least 2 columns$/,
    find: (words) => {
      const [on, from] = [find(words, "on"), find(words, "from")];
      return on < 0 || from <= on + 1 ? undefined : spanOf(words, on + 1, from - 1);
    },
  },
  {
    code: /^42P17$/,
    message: /^(?:return data type|argument) of cast function must/,
    find: (words) => mentionAfter(words, "function"),
  },
  {
    code: /^42P13$/,
    message: /^trigger functions cannot have declared arguments$/,
    find: (words) => {
      const open = words.find(({ lower }) => lower === "(");
      return open && spanOf(words, open.index, closing(words, open.index));
    },
  },
  {
    code: /^42P17$/,
    message: /^transition table name can only be specified for/,
    find: (words) => words.find(({ lower }) => lower === "referencing")?.span,
  },
  {
    code: /^42P10$/,
    message: /^column "(.+)" referenced in ON DELETE SET action must be part of foreign key$/,
    find: (words, [, column]) => words.findLast(({ name }) => name === column)?.span,
  },
  {
    code: /^42601$/,
    message:
      /^(?:multiple (?:default values|identity specifications|generation clauses) specified|both .+ specified) for column "(.+?)"/,
    find: (words, [, column]) => {
      const name = words.find((word) => word.name === column && word.depth === 1);
      const { first, last } = elementAround(words, name?.index ?? 0);
      return words
        .slice(first, last + 1)
        .findLast(({ lower, depth }) => depth === name?.depth && /^(default|generated)$/.test(lower))?.span;
    },
  },
];

/** Whether a constant is what a text is matched with: behind `~` and SIMILAR TO, and second in `regexp_…`. */
function isPattern(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.lower ?? "";
  if (/^!?~\*?$/.test(before) || (before === "to" && words[at - 2]?.lower === "similar")) return true;
  const depth = words[at]?.depth ?? 0;
  const open = words.findLastIndex(
    ({ lower, index, ...word }) => index < at && lower === "(" && word.depth === depth - 1,
  );
  const commas = words
    .slice(open + 1, at)
    .filter(({ lower, ...word }) => lower === "," && word.depth === depth);
  return open > 0 && commas.length === 1 && words[open - 1]?.lower.startsWith("regexp_") === true;
}

const aggregate =
  /^(count|sum|avg|min|max|every|bool_(and|or)|bit_(and|or|xor)|\w+_agg\w*|stddev\w*|var(iance|_\w+)|corr|covar_\w+|regr_\w+|mode|percentile_\w+|any_value|generate_series|unnest)$/;

function isAggregate(words: readonly Word[], at: number): boolean {
  return aggregate.test(words[at]?.lower ?? "");
}

function isWindowed(words: readonly Word[], at: number): boolean {
  return words[closingAt(words, at + 1) + 1]?.lower === "over";
}

/** The first call of such a function, with its arguments. */
function callOf(
  words: readonly Word[],
  test: (words: readonly Word[], at: number) => boolean,
): Span | undefined {
  const at = words.findIndex(
    (word, index) => word.name !== undefined && words[index + 1]?.lower === "(" && test(words, index),
  );
  return at < 0 ? undefined : spanOf(words, at, closingAt(words, at + 1));
}

/** As `closing`, by the place in a part of the words. */
function closingAt(words: readonly Word[], open: number): number {
  const depth = words[open]?.depth;
  const at = words.findIndex((word, index) => index > open && word.lower === ")" && word.depth === depth);
  return at < 0 ? words.length - 1 : at;
}

/** What an option or parameter is set to. */
function valueOf(words: readonly Word[], option: string | undefined): Span | undefined {
  const at = words.findIndex(
    ({ name, index }) => name === option && /^(=|to)$/.test(words[index + 1]?.lower ?? ""),
  );
  return at < 0 ? undefined : words[at + 2]?.span;
}

function mentionAfter(words: readonly Word[], keyword: string): Span | undefined {
  const at = words.findIndex(({ lower, index }) => lower === keyword && words[index + 1]?.name !== undefined);
  return at < 0 ? undefined : mentionAt(words, at + 1)?.span;
}
