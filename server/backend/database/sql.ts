/** What a statement may carry as a parameter. Arrays are of text. */
export type SqlValue = string | number | boolean | null | readonly string[];

/** A statement, or a part of one, whose values travel apart from its text. */
export class Sql {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly SqlValue[],
  ) {}
}

/** Builds a statement: values become parameters, other `Sql` parts are spliced in. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  const texts = [strings[0] ?? ""];
  const values: SqlValue[] = [];
  parts.forEach((part, index) => {
    const after = strings[index + 1] ?? "";
    if (part instanceof Sql) {
      const [first = "", ...rest] = part.strings;
      const glued = [(texts.pop() ?? "") + first, ...rest];
      texts.push(...glued.slice(0, -1), (glued.at(-1) ?? "") + after);
      values.push(...part.values);
    } else {
      values.push(part);
      texts.push(after);
    }
  });
  return new Sql(texts, values);
}

/** Text of our own as a part of a statement; never called with anything that came from outside. */
export function raw(text: string): Sql {
  return new Sql([text], []);
}

/** Parts with a separator between them. */
export function join(parts: readonly Sql[], separator = ", "): Sql {
  return parts.reduce((left, right) => sql`${left}${raw(separator)}${right}`);
}

/** The text with `$1`, `$2`, … and what stands for them, in the text format of PostgreSQL. */
export function compile(statement: Sql): { text: string; values: (string | null)[] } {
  return { text: numbered(statement, (n) => `$${n}`), values: statement.values.map(asText) };
}

/** The text with `$1[1]`, `$1[2]`, …: all parameters are one array of text. Each needs a cast where it stands. */
export function compileForOneArray(statement: Sql): { text: string; values: (string | null)[] } {
  return { text: numbered(statement, (n) => `($1)[${n}]`), values: statement.values.map(asText) };
}

/** An array literal of PostgreSQL (manual, "Array Input and Output Syntax"). */
export function arrayLiteral(items: readonly (string | null)[]): string {
  const quoted = items.map((item) => (item === null ? "NULL" : `"${item.replace(/[\\"]/g, "\\$&")}"`));
  return `{${quoted.join(",")}}`;
}

function numbered(statement: Sql, place: (n: number) => string): string {
  return statement.strings.reduce((text, next, index) => text + place(index) + next);
}

/** A value in the text format of PostgreSQL. */
export function asText(value: SqlValue): string | null {
  if (value === null || typeof value === "string") return value;
  return typeof value === "object" ? arrayLiteral(value) : String(value);
}
