import type { Token } from "../sql";

/** What ends one piece, at `start`, and begins the next one, at `from`: with it, as a clause, or behind it, as a comma. */
export interface Separator {
  readonly start: number;
  readonly from: number;
}

const clauses: ReadonlySet<string> = new Set([
  ...["WITH", "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "OFFSET", "FETCH"],
  ...["UNION", "INTERSECT", "EXCEPT", "VALUES", "SET", "RETURNING", "USING", "JOIN", "ON", "PARTITION"],
  ...["WHEN", "THEN", "ELSE", "AS"],
]);
const joins: ReadonlySet<string> = new Set(["LEFT", "RIGHT", "FULL", "INNER", "CROSS", "NATURAL"]);
/** What begins a part of a column's definition. */
const parts: ReadonlySet<string> = new Set([
  ...["CONSTRAINT", "PRIMARY", "UNIQUE", "REFERENCES", "DEFAULT", "CHECK", "GENERATED", "COLLATE", "FOREIGN"],
]);
/** What a statement of a body stands behind. */
const opening: ReadonlySet<string> = new Set(["BEGIN", "DECLARE", "THEN", "ELSE", "LOOP"]);

/**
 * How the tokens from `first` to `last` fall into pieces, from the smallest pieces to the largest; what is in
 * parentheses is left alone. The separators of each way are in order.
 */
export function separationsOf(
  tokens: readonly Token[],
  first: number,
  last: number,
): readonly (readonly Separator[])[] {
  const conditions: Separator[] = [];
  const ofColumns: Separator[] = [];
  const elements: Separator[] = [];
  const contents: Separator[] = [];
  const heads: Separator[] = [];
  const statements: Separator[] = [];
  const hasStatements = tokens.slice(first, last + 1).some(({ text }) => text === ";");
  let depth = 0;
  let isBetween = false;
  for (let nth = first; nth <= last; nth++) {
    const token = tokens[nth];
    if (!token) break;
    const { span, kind } = token;
    const word = kind === "word" ? token.text.toUpperCase() : token.text;
    const next = (by: number) => tokens[nth + by]?.text.toUpperCase() ?? "";
    const before = tokens[nth - 1]?.text.toUpperCase();
    const behind = { start: span.start, from: span.end };
    const within = { start: span.start, from: span.start };
    if (word === ")" || (word === "END" && depth > 0)) depth--;
    if (depth === 0) {
      if (word === ";" || (hasStatements && opening.has(word))) statements.push(behind);
      else if (word === ",") elements.push(behind);
      else if (word === "BETWEEN") isBetween = true;
      else if (word === "AND" && isBetween) isBetween = false;
      else if (word === "AND" || word === "OR") conditions.push(behind);
      else if (isOfColumn(word, next(1), before)) ofColumns.push(within);
      else if (isClause(word, next, before)) {
        const by = ["GROUP", "ORDER", "PARTITION"].includes(word) && next(1) === "BY" ? 1 : 0;
        contents.push({ start: span.start, from: tokens[nth + by]?.span.end ?? span.end });
        heads.push(within);
      }
    }
    if (word === "(" || (word === "CASE" && before !== "END")) depth++;
  }
  const together = (...lists: readonly Separator[][]) => lists.flat().sort((a, b) => a.start - b.start);
  return [
    together(conditions, ofColumns, elements, contents, statements),
    together(ofColumns, elements, contents, statements),
    together(elements, contents, statements),
    together(contents, statements),
    together(heads, statements),
    ...(hasStatements ? [statements] : []),
  ];
}

function isOfColumn(word: string, next: string, before: string | undefined): boolean {
  if (word === "NOT") return next === "NULL";
  if (word === "ON") return next === "DELETE" || next === "UPDATE";
  return parts.has(word) && before !== "CONSTRAINT";
}

function isClause(word: string, next: (by: number) => string, before: string | undefined): boolean {
  if (joins.has(word)) return next(1) === "JOIN" || next(2) === "JOIN";
  if (word === "JOIN") return before === undefined || !(joins.has(before) || before === "OUTER");
  // Of CREATE … AS the query is a clause of its own; any other AS gives a name.
  if (word === "AS") return ["SELECT", "WITH", "VALUES", "("].includes(next(1));
  return clauses.has(word) && before !== "DISTINCT";
}
