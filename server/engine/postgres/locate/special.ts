import type { Span } from "../../../sql";
import { conflictTarget, indexedColumn, lockingClause } from "./clauses";
import { expressionPlaces } from "./expressions";
import { foreignKeys, type ForeignKey } from "./foreign-keys";
import { oversized, wrongRow } from "./rows";
import type { SpecialPlace } from "./special-place";
import { closing, elementAround, find, findAll, spanOf, type Word } from "./words";

/** The first that fits and finds something counts. The messages are those of PostgreSQL 18, in English. */
export const specialPlaces: readonly SpecialPlace[] = [
  ...expressionPlaces,
  {
    code: /^42804$/,
    message: /^argument of POLICY must be type boolean/,
    find: (words) => {
      const at = words.findIndex(
        ({ lower }, index) => /^(using|check)$/.test(lower) && words[index + 1]?.lower === "(",
      );
      return at < 0 ? undefined : spanOf(words, at + 1, closing(words, at + 1));
    },
  },
  {
    code: /^25001$/,
    message: / CONCURRENTLY cannot run inside a transaction block$/,
    find: (words) => words.find(({ lower }) => lower === "concurrently")?.span,
  },
  {
    code: /^42703$/,
    message: /^column "(.+)" referenced in foreign key constraint does not exist$/,
    find: (words, [, column]) => {
      const keys = foreignKeys(words);
      const own = keys.flatMap((key) => (isTableKey(words, key) ? key.referencing : []));
      const defined = definedColumns(words).some(({ name }) => name === column);
      const candidates = [...(defined ? [] : own), ...keys.flatMap((key) => key.referenced)];
      return candidates.find(({ name }) => name === column)?.span;
    },
  },
  {
    code: /^42830$|^42704$/,
    message:
      /^there is no (?:unique constraint matching given keys|primary key) for referenced table "(.+)"$/,
    find: (words, [, table]) => keyTo(words, table)?.target,
  },
  {
    code: /^42830$/,
    message: /^number of referencing and referenced columns for foreign key disagree$/,
    find: (words) => {
      const keys = foreignKeys(words);
      return (keys.find((key) => key.referenced.length !== key.referencing.length) ?? keys[0])?.target;
    },
  },
  {
    code: /^42804$/,
    message: /^foreign key constraint "(.+)" cannot be implemented$/,
    find: (words, [, constraint], { detail }) => {
      const [, own, other] =
        /^Key columns "(.+)" of the referencing table and "(.+)" of the/.exec(detail ?? "") ?? [];
      const column = own?.split('", "')[0];
      const keys = foreignKeys(words);
      const fits = (key: ForeignKey) =>
        key.referencing.some(({ name }) => name === column) &&
        (key.referenced.length === 0 || key.referenced.some(({ name }) => name === other?.split('", "')[0]));
      const key = keys.find((one) => one.constraint === constraint) ?? keys.find(fits) ?? keys[0];
      return (
        (key?.referencing.find(({ name }) => name === column) ?? key?.referencing[0])?.span ?? key?.target
      );
    },
  },
  {
    code: /^42701$/,
    message: /^column "(.+)" specified more than once$/,
    find: (words, [, column]) => definedColumns(words).filter(({ name }) => name === column)[1]?.span,
  },
  {
    code: /^42701$/,
    message: /^column "(.+)" of relation ".+" already exists$/,
    find: (words, [, column]) => {
      const named = words.filter(
        ({ name, index }) =>
          name === column && /^(to|add|column|exists)$/.test(words[index - 1]?.lower ?? ""),
      );
      return named.at(-1)?.span;
    },
  },
  {
    code: /^42P16$/,
    message: /^multiple primary keys for table/,
    find: (words) => {
      const at = findAll(words, "primary key").at(-1);
      return at === undefined ? undefined : spanOf(words, at, at + 1);
    },
  },
  {
    code: /^42804$/,
    message: /^column "(.+)" is of type .+ but (?:default|generation) expression is of type/,
    find: (words, [, column]) => expressionOf(words, column),
  },
  {
    code: /^42P17$|^0A000$/,
    message: /^(generation expression is not immutable|cannot use .+ in column generation expression)/,
    find: (words) => {
      const generated = findAll(words, "generated always as (").map((at) => insideOf(words, at + 3));
      return generated.find((span) => span !== undefined && volatileLooking(words, span)) ?? generated[0];
    },
  },
  {
    code: /^42P17$/,
    message: /^functions in (?:index|partition key) (?:expression|predicate)/,
    find: (words) => {
      const call = words.find(
        (word) => word.depth > 0 && word.name !== undefined && words[word.index + 1]?.lower === "(",
      );
      return call?.span;
    },
  },
  {
    code: /^42704$/,
    message: /^data type (.+) has no default operator class for access method "(?:.+)"$/,
    find: (words, [, type]) => indexedColumn(words, type),
  },
  {
    code: /^22023$/,
    message: /^identity column type must be/,
    find: (words) => {
      const heads = words.flatMap(({ lower, index }) =>
        lower === "as" && words[index + 1]?.lower === "identity" ? [columnHead(words, index)] : [],
      );
      return heads.find(({ last }) => !wholeNumber.test(words[last]?.lower ?? ""))?.span ?? heads[0]?.span;
    },
  },
  {
    code: /^22023$/,
    message: /^(INCREMENT|START|RESTART|MINVALUE|MAXVALUE|CACHE) (?:value )?(?:\(|must not be zero)/,
    find: (words, [, option]) => {
      const at = words.find(({ lower }) => lower === option?.toLowerCase());
      const value = at && words.find(({ token, index }) => index > at.index && /^\d/.test(token.text));
      return value && value.index - at.index <= 3 ? spanOf(words, at.index, value.index) : undefined;
    },
  },
  {
    code: /^0A000$/,
    message:
      /^(unique|primary key|exclusion)? ?constraint on partitioned table must include all partitioning columns/i,
    find: (words, _match, { detail }) => {
      const kind = detail?.startsWith("PRIMARY")
        ? "primary key"
        : detail?.startsWith("EXCLUDE")
          ? "exclude"
          : "unique";
      const at = findAll(words, kind).at(-1);
      if (at === undefined) return undefined;
      const end = at + kind.split(" ").length - 1;
      return spanOf(words, at, words[end + 1]?.lower === "(" ? closing(words, end + 1) : end);
    },
  },
  {
    code: /^42P13$/,
    message:
      /^(return type mismatch in function|function result type must be|cannot change return type|return type mismatch)/,
    find: (words) => {
      const at = find(words, "returns");
      return at < 0 ? undefined : typeAt(words, at + 1);
    },
  },
  {
    code: /^42P16$/,
    message:
      /^cannot (?:drop columns from view|change name of view column "(.+?)" to "(.+?)"|change data type of view column "(.+?)")/,
    find: (words, match) => {
      const select = find(words, "as");
      const column = match[2] ?? match[3];
      const renamed = words.find(
        ({ name, index }) => index > select && column !== undefined && name === column,
      );
      return renamed?.span;
    },
  },
  {
    code: /^42804$/,
    message: /^column "(.+)" cannot be cast automatically to type/,
    find: (words, [, column]) => {
      const at = words.find(({ name, index }) => name === column && alters(words, index));
      const type = at && words.find(({ lower, index }) => index > at.index && lower === "type");
      return type ? typeAt(words, type.index + 1) : undefined;
    },
  },
  {
    code: /^42804$/,
    message: /^default for column "(.+)" cannot be cast automatically/,
    find: (words, [, column]) =>
      words.find(({ name, index }) => name === column && alters(words, index))?.span,
  },
  {
    code: /^23505$/,
    message: /^duplicate key value violates unique constraint "pg_enum_typid_label_index"$/,
    find: (words, _match, { detail }) => {
      const label = /=\(\d+, (.+)\) already exists/.exec(detail ?? "")?.[1];
      return words.filter(({ token }) => token.kind === "string" && token.text.slice(1, -1) === label)[1]
        ?.span;
    },
  },
  {
    code: /^235|^22/,
    message:
      /^(?:duplicate key value|new row for relation|insert or update on table|null value in column|value for domain)/,
    find: (words, _match, raw) => wrongRow(words, raw),
  },
  {
    code: /^2200[13]$/,
    message: /^value too long for type|^numeric field overflow$|^(?:smallint|integer|bigint) out of range$/,
    find: (words, _match, raw) => oversized(words, raw),
  },
  {
    code: /^0A000$/,
    message: /^(FOR (?:NO KEY UPDATE|UPDATE|KEY SHARE|SHARE)) (?:is not allowed|cannot be applied)/,
    find: (words, [, clause]) => lockingClause(words, clause ?? ""),
  },
  {
    code: /^42P10$/,
    message: /matching the ON CONFLICT specification$/,
    find: (words) => conflictTarget(words),
  },
  {
    code: /^42601$/,
    message: /^multiple assignments to same column "(.+)"$/,
    find: (words, [, column]) =>
      words.filter(({ name, index }) => name === column && words[index + 1]?.lower === "=").at(-1)?.span,
  },
];

function isTableKey(words: readonly Word[], key: ForeignKey): boolean {
  const [column] = key.referencing;
  return (
    column !== undefined &&
    words[column.index - 1]?.lower !== "," &&
    words.some(({ lower, index }) => lower === "foreign" && index < column.index)
  );
}

function keyTo(words: readonly Word[], table: string | undefined): ForeignKey | undefined {
  const keys = foreignKeys(words).filter((key) => key.table.parts.at(-1) === table?.split(".").at(-1));
  return keys.find((key) => key.referenced.length > 0) ?? keys[0];
}

/** Words that begin an element of CREATE TABLE's list which is no column. */
const noColumn = /^(constraint|primary|unique|check|foreign|exclude|like)$/;

/** The names of the columns that CREATE TABLE lists or ALTER TABLE adds. */
function definedColumns(words: readonly Word[]): Word[] {
  const added = words.filter(
    ({ index, name, lower }) =>
      name !== undefined &&
      !noColumn.test(lower) &&
      (find(words, "add column", index - 2) === index - 2 ||
        (words[index - 1]?.lower === "add" && lower !== "column") ||
        find(words, "add column if not exists", index - 5) === index - 5),
  );
  const open = words.find(({ lower, depth }) => lower === "(" && depth === 0);
  if (words[0]?.lower !== "create" || !open) return added;
  return words.filter(
    ({ index, name, depth, lower }) =>
      name !== undefined &&
      depth === 1 &&
      index > open.index &&
      (words[index - 1]?.lower === "," || index === open.index + 1) &&
      !noColumn.test(lower),
  );
}

function alters(words: readonly Word[], index: number): boolean {
  return /^(alter|column)$/.test(words[index - 1]?.lower ?? "");
}

/** What ends an expression or a type that stands without parentheses. */
const constraintWord =
  /^(not|null|default|check|unique|primary|references|constraint|collate|generated|deferrable|initially|using|as|language|stored|virtual)$/;

/** The default or generation expression of a column. */
function expressionOf(words: readonly Word[], column: string | undefined): Span | undefined {
  for (const word of words) {
    if (word.name !== column) continue;
    const { last } = elementAround(words, word.index);
    const keyword = words.find(
      ({ lower, index, depth }) =>
        index > word.index &&
        index <= last &&
        depth === word.depth &&
        (lower === "default" || lower === "as"),
    );
    if (!keyword) continue;
    const start = keyword.index + 1;
    let end = start;
    while (
      end < last &&
      !(words[end + 1]?.depth === keyword.depth && constraintWord.test(words[end + 1]?.lower ?? ""))
    )
      end++;
    return spanOf(words, start, end);
  }
  return undefined;
}

/** A type's name with its length and its array brackets. */
function typeAt(words: readonly Word[], start: number): Span | undefined {
  if (!words[start]) return undefined;
  let end = start;
  const depth = words[start].depth;
  for (let index = start + 1; index < words.length; index++) {
    const word = words[index];
    if (!word || word.depth < depth || word.token.kind === "string" || word.lower === ",") break;
    if (word.depth === depth && constraintWord.test(word.lower)) break;
    if (
      /^(immutable|stable|volatile|strict|security|cost|rows|parallel|window|begin|return|leakproof|called|set)$/.test(
        word.lower,
      )
    )
      break;
    end = index;
  }
  return spanOf(words, start, end);
}

/** The name and type of the column whose constraints stand at a word. */
function columnHead(words: readonly Word[], index: number): { readonly span: Span; readonly last: number } {
  const { first } = elementAround(words, index);
  const end = words.findIndex((word, at) => at > first && at <= index && constraintWord.test(word.lower));
  const last = Math.max(first, end - 1);
  return { span: spanOf(words, first, last), last };
}

const wholeNumber = /^(smallint|integer|int|bigint|int2|int4|int8)$/;

/** The content of parentheses. */
function insideOf(words: readonly Word[], open: number): Span | undefined {
  const close = closing(words, open);
  return close > open + 1 ? spanOf(words, open + 1, close - 1) : undefined;
}

/** Functions and casts that people forget not to be immutable. */
const volatile =
  /^(now|random|current_\w+|localtime\w*|clock_timestamp|gen_random_uuid|uuid\w*|to_char|concat\w*|format|age|date_trunc|nextval|timezone|statement_timestamp|to_timestamp|to_date|session_user|version)$/;

function volatileLooking(words: readonly Word[], span: Span): boolean {
  return words.some(
    (word) => word.span.start >= span.start && word.span.end <= span.end && volatile.test(word.lower),
  );
}
