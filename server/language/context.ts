import { buildSchema, type Schema } from "../schema";
import { parseScript, type Dialect, type Script, type Statement, type Token } from "../sql";

/** What every language feature looks at: a document, cut and modelled. */
export interface LanguageContext {
  readonly script: Script;
  readonly schema: Schema;
  /** What people call a place, where its line alone does not tell: with the file that it is in. */
  readonly placeName?: (offset: number) => string;
}

/** A text that is no document of its own, cut and modelled. */
export function contextOf(text: string, dialect: Dialect): LanguageContext {
  const script = parseScript(text, dialect);
  return { script, schema: buildSchema(script) };
}

/** A statement and where in its list it stands. */
export interface StatementAt {
  readonly statement: Statement;
  readonly index: number;
}

/**
 * The statement that the offset is in, or that ends right before it with nothing but white space between.
 * The latter serves completion: a person who types at the end of a statement is still writing it.
 */
export function statementAt(script: Script, offset: number): StatementAt | undefined {
  const { statements } = script;
  let low = 0;
  let high = statements.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const statement = statements[middle];
    if (!statement) return undefined;
    if (offset < statement.span.start) high = middle - 1;
    else if (offset > statement.span.end) low = middle + 1;
    else return { statement, index: middle };
  }
  const before = statements[high];
  if (before && /^\s*$/.test(script.text.slice(before.span.end, offset)))
    return { statement: before, index: high };
  return undefined;
}

/** Whether the token is this keyword, written in any case and not quoted. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === "word" && words.includes(token.text.toUpperCase());
}
