import { format, type FormatOptionsWithLanguage, type SqlLanguage } from "sql-formatter";
import {
  parseScript,
  type Dialect,
  type ParsedStatement,
  type Script,
  type Span,
  type Statement,
} from "../sql";
import type { RenameEdit } from "./rename";

export interface FormatStyle {
  readonly keywordCase?: "upper" | "lower" | "preserve";
  readonly indent?: number;
  readonly useTabs?: boolean;
  /** Blank lines between statements. */
  readonly linesBetween?: number;
  /** Columns after which an expression is broken. */
  readonly width?: number;
}

const languages: Readonly<Record<Dialect, SqlLanguage>> = {
  postgresql: "postgresql",
  mysql: "mysql",
  mariadb: "mariadb",
  sqlite: "sqlite",
};

/**
 * The edits that format the statements within the span, or all of them. Each statement is formatted alone and
 * only where its meaning is the same before and after: a statement that does not parse, or that the formatter
 * would change, is left as it is. So are psql lines, COPY data and what stands between statements.
 */
export function formatEdits(script: Script, style: FormatStyle = {}, within?: Span): readonly RenameEdit[] {
  return [...formatSteps(script, style, within)].filter((edit) => edit !== undefined);
}

/** The same, one step a statement, so that whoever formats a long file can do other things between them. */
export function* formatSteps(
  script: Script,
  style: FormatStyle = {},
  within?: Span,
): Generator<RenameEdit | undefined> {
  for (const statement of script.statements) {
    if (within && (statement.span.end <= within.start || statement.span.start >= within.end)) continue;
    const newText = formatStatement(statement, script.dialect, style);
    yield newText === undefined || newText === statement.text ? undefined : { span: statement.span, newText };
  }
}

/** What each statement came to under each style; an edit then costs the statements that it changed. */
const done = new WeakMap<ParsedStatement, Map<string, string | undefined>>();

function formatStatement(statement: Statement, dialect: Dialect, style: FormatStyle): string | undefined {
  if (statement.kind !== "sql" || statement.parsed.problem) return undefined;
  const byStyle = done.get(statement.parsed) ?? new Map<string, string | undefined>();
  done.set(statement.parsed, byStyle);
  const key = JSON.stringify(style);
  if (!byStyle.has(key)) byStyle.set(key, layOut(statement, dialect, style));
  return byStyle.get(key);
}

function layOut(statement: Statement, dialect: Dialect, style: FormatStyle): string | undefined {
  const options: FormatOptionsWithLanguage = {
    language: languages[dialect],
    keywordCase: style.keywordCase ?? "upper",
    dataTypeCase: "preserve",
    functionCase: "preserve",
    identifierCase: "preserve",
    tabWidth: style.indent ?? 2,
    useTabs: style.useTabs ?? false,
    expressionWidth: style.width ?? 80,
    linesBetweenQueries: style.linesBetween ?? 1,
  };
  let text: string;
  try {
    text = format(statement.text, options).trim();
  } catch {
    // The formatter has a grammar of its own and does not know all of the dialect.
    return undefined;
  }
  return sameMeaning(statement, text, dialect) ? text : undefined;
}

/** Whether the tokens are the same, keywords in any case; layout is then all that differs. */
function sameMeaning(statement: Statement, text: string, dialect: Dialect): boolean {
  const [formatted, ...more] = parseScript(text, dialect).statements;
  if (!formatted || more.length > 0 || formatted.parsed.problem) return false;
  const before = statement.parsed.tokens;
  const after = formatted.parsed.tokens;
  return (
    before.length === after.length &&
    before.every((token, nth) => {
      const other = after[nth];
      if (other?.kind !== token.kind) return false;
      if (token.kind === "word") return token.text.toUpperCase() === other.text.toUpperCase();
      if (token.kind === "comment") return squeezed(token.text) === squeezed(other.text);
      return token.text === other.text;
    })
  );
}

/** Re-indenting moves the lines of a block comment. */
function squeezed(comment: string): string {
  return comment.replaceAll(/\s+/g, " ").trim();
}
