import type { CheckResult } from "../checker";
import type { Script, Statement } from "../sql";

/** A statement of a draft, with what tells it apart from the others. */
export interface KeyedStatement {
  readonly statement: Statement;
  /** What it defines, such as `table public.users`; for a statement that defines nothing, its tokens. */
  readonly key: string;
  /** Its tokens without comments; equal for texts that differ in layout and case alone. */
  readonly tokens: string;
  /** From the end of the statement before it (and its `;`) to its own `;`, comments and blank lines included. */
  readonly whole: string;
}

/** The statements of a text, each with its key, and what follows the last one. */
export function keyedStatements(result: CheckResult): { statements: KeyedStatement[]; rest: string } {
  const { script, schema } = result;
  const keys = new Map<number, string>();
  const objects = [
    ...schema.tables,
    ...schema.views,
    ...schema.indexes,
    ...schema.enums,
    ...schema.domains,
    ...schema.compositeTypes,
    ...schema.sequences,
  ];
  for (const object of objects) keys.set(object.statement, `${object.kind} ${object.schema}.${object.name}`);
  for (const trigger of schema.triggers) {
    keys.set(trigger.statement, `trigger ${trigger.name} on ${trigger.table.name}`);
  }
  let from = 0;
  const statements = script.statements.map((statement, index) => {
    const tokens = tokensOf(statement);
    const to = endOf(script, index);
    const whole = script.text.slice(from, to);
    from = to;
    return { statement, key: keys.get(index) ?? commentKey(tokens) ?? tokens, tokens, whole };
  });
  return { statements, rest: script.text.slice(from) };
}

/** Where a statement ends with its semicolon; its own end where it has none. */
function endOf(script: Script, index: number): number {
  const statement = script.statements[index];
  if (statement === undefined) return script.text.length;
  const next = script.statements[index + 1]?.span.start ?? script.text.length;
  const between = script.text.slice(statement.span.end, next);
  const semicolon = /^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/)*;/.exec(between);
  return statement.span.end + (semicolon?.[0].length ?? 0);
}

/** A draft that was cut off, up to its last whole statement; undefined where nothing is missing. */
export function wholePart(script: Script): string | undefined {
  const last = script.statements.length - 1;
  if (last < 0) return undefined;
  const end = endOf(script, last);
  if (script.text.slice(0, end).endsWith(";")) return undefined;
  return last === 0 ? "" : script.text.slice(0, endOf(script, last - 1));
}

function tokensOf(statement: Statement): string {
  return statement.parsed.tokens
    .filter((token) => token.kind !== "comment")
    .map((token) => (token.kind === "word" ? token.text.toLowerCase() : token.text))
    .join(" ");
}

/** `COMMENT ON TABLE x IS '…'` is known by what it describes, not by what it says. */
function commentKey(tokens: string): string | undefined {
  return /^comment on .*?(?= is )/s.exec(tokens)?.[0];
}
