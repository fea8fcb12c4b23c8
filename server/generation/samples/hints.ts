import type { CheckConstraint, Table } from "../../schema";

/** What the checks of a table say about one column, as far as it can be read from them; the database has the last word. */
export interface Hints {
  readonly oneOf?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** Bounds of moments. */
  readonly after?: Date;
  readonly before?: Date;
  readonly letters?: "lower" | "upper";
}

/** Two columns of which the first must be less than the second. */
export type Ordered = readonly [lesser: string, greater: string];

type Writable = { -readonly [Name in keyof Hints]: Hints[Name] };

export interface TableHints {
  readonly columns: ReadonlyMap<string, Hints>;
  readonly ordered: readonly Ordered[];
}

const name = String.raw`(?:"([^"]+)"|` + "`([^`]+)`" + String.raw`|([A-Za-z_]\w*))`;
const number = String.raw`(?:'?(-?\d+(?:\.\d+)?)'?)`;
const cast = String.raw`(?:\s*::\s*\w+(?:\s+\w+)?(?:\([\d, ]+\))?)?`;
const length = String.raw`(?:char_length|character_length|length|octet_length)\s*\(\s*(?:trim\s*\(\s*)?${name}${cast}\s*\)?\s*\)`;

/** Reads the checks of a table. */
export function hintsOf(table: Table): TableHints {
  const columns = new Map<string, Writable>();
  const known = new Set(table.columns.map((column) => column.name));
  const ordered: Ordered[] = [];
  const of = (column: string): Writable => {
    const hints = columns.get(column) ?? {};
    columns.set(column, hints);
    return hints;
  };
  const checks = table.constraints.filter((one): one is CheckConstraint => one.kind === "check");
  for (const { expression } of checks) {
    const text = expression.text;
    // Of alternatives none holds by itself, but for those that let NULL pass.
    const alternatives = /\bor\b/i.test(text.replace(/\b[\w"`]+\s+is\s+null\s+or\b/gi, ""));
    if (alternatives) continue;
    forEach(text, String.raw`${name}${cast}\s+(not\s+)?in\s*\(([^()]*)\)`, (column, [not, list]) => {
      if (!not && known.has(column)) of(column).oneOf = literals(list);
    });
    forEach(
      text,
      String.raw`${name}${cast}\s*=\s*any\s*\(\s*\(?\s*array\s*\[([^\]]*)\]`,
      (column, [list]) => {
        if (known.has(column)) of(column).oneOf = literals(list);
      },
    );
    forEach(
      text,
      String.raw`${name}${cast}\s+between\s+${number}\s+and\s+${number}`,
      (column, [low, high]) => {
        if (known.has(column)) Object.assign(of(column), { min: Number(low), max: Number(high) });
      },
    );
    forEach(
      text,
      String.raw`${name}${cast}\s*(<=|>=|<|>)\s*${number}(?!\s*[\w.])`,
      (column, [sign, value]) => {
        if (known.has(column)) bound(of(column), sign ?? "", Number(value));
      },
    );
    const day = String.raw`(?:date|timestamp(?:tz)?)?\s*'(\d{4}-\d\d-\d\d)[^']*'`;
    forEach(text, String.raw`${name}${cast}\s*(<=|>=|<|>)\s*${day}`, (column, [sign, value]) => {
      const moment = new Date(`${value ?? ""}T00:00:00Z`);
      if (known.has(column)) of(column)[sign?.startsWith("<") ? "before" : "after"] = moment;
    });
    forEach(text, String.raw`${length}\s*(<=|>=|<|>|=)\s*(\d+)`, (column, [sign, value]) => {
      if (known.has(column)) boundLength(of(column), sign ?? "", Number(value));
    });
    forEach(text, String.raw`${length}\s+between\s+(\d+)\s+and\s+(\d+)`, (column, [low, high]) => {
      if (known.has(column)) Object.assign(of(column), { minLength: Number(low), maxLength: Number(high) });
    });
    forEach(
      text,
      String.raw`${name}${cast}\s*(?:~|regexp|rlike)\*?\s*'((?:[^']|'')*)'`,
      (column, [pattern]) => {
        if (known.has(column)) of(column).pattern = (pattern ?? "").replaceAll("''", "'");
      },
    );
    forEach(text, String.raw`${name}\s*=\s*(lower|upper)\s*\(\s*["\x60\w]+\s*\)`, (column, [letters]) => {
      if (known.has(column)) of(column).letters = letters?.toLowerCase() === "upper" ? "upper" : "lower";
    });
    forEach(text, String.raw`${name}\s*(<=|>=|<|>)\s*${name}`, (left, [sign, ...rest]) => {
      const right = rest.find((part) => part !== undefined) ?? "";
      if (!known.has(left) || !known.has(right)) return;
      ordered.push(sign?.startsWith("<") ? [left, right] : [right, left]);
    });
  }
  return { columns, ordered };
}

/** Calls back with the name that the first three groups hold, and the other groups. */
function forEach(
  text: string,
  pattern: string,
  take: (column: string, rest: (string | undefined)[]) => void,
): void {
  for (const [, quoted, ticked, plain, ...rest] of text.matchAll(new RegExp(pattern, "gi")))
    take(quoted ?? ticked ?? (plain ?? "").toLowerCase(), rest);
}

function literals(list: string | undefined): string[] {
  return [...(list ?? "").matchAll(/'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)/g)].map(([, text, value]) =>
    text === undefined ? (value ?? "") : text.replaceAll("''", "'"),
  );
}

function bound(hints: Writable, sign: string, value: number): void {
  const step = Number.isInteger(value) ? 1 : 0.01;
  if (sign === ">") hints.min = Math.max(hints.min ?? -Infinity, value + step);
  if (sign === ">=") hints.min = Math.max(hints.min ?? -Infinity, value);
  if (sign === "<") hints.max = Math.min(hints.max ?? Infinity, value - step);
  if (sign === "<=") hints.max = Math.min(hints.max ?? Infinity, value);
}

function boundLength(hints: Writable, sign: string, value: number): void {
  if (sign === "=") Object.assign(hints, { minLength: value, maxLength: value });
  if (sign === ">") hints.minLength = Math.max(hints.minLength ?? 0, value + 1);
  if (sign === ">=") hints.minLength = Math.max(hints.minLength ?? 0, value);
  if (sign === "<") hints.maxLength = Math.min(hints.maxLength ?? Infinity, value - 1);
  if (sign === "<=") hints.maxLength = Math.min(hints.maxLength ?? Infinity, value);
}
