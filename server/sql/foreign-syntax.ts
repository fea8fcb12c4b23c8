import type { Dialect } from "./dialect";
import type { SyntaxProblem, Token } from "./statement";
import { isOneEditAway } from "./syntax-hint";

const leading =
  "ALTER ANALYZE ATTACH BEGIN CALL COMMIT CREATE DELETE DETACH DROP END EXPLAIN GRANT INSERT LOCK MERGE PRAGMA REINDEX RELEASE RENAME REPLACE REVOKE ROLLBACK SAVEPOINT SELECT SET SHOW START TRUNCATE UNLOCK UPDATE USE VACUUM VALUES WITH".split(
    " ",
  );
const kinds = "TABLE INDEX VIEW TRIGGER FUNCTION PROCEDURE DATABASE SCHEMA EVENT".split(" ");

/**
 * What is wrong for certain with a statement of MySQL, MariaDB or SQLite. No grammar of these is at hand that
 * accepts all that is valid, so only faults that no grammar could accept are told.
 */
export function foreignProblem(
  text: string,
  dialect: Dialect,
  tokens: readonly Token[],
): SyntaxProblem | undefined {
  const code = tokens.filter((token) => token.kind !== "comment");
  return unterminated(tokens, dialect) ?? misspelt(code) ?? unbalanced(text, code);
}

function unterminated(tokens: readonly Token[], dialect: Dialect): SyntaxProblem | undefined {
  const last = tokens.at(-1);
  if (!last) return undefined;
  const { text, span } = last;
  const line = text.search(/[\r\n]/);
  const at = { start: span.start, end: line > 0 ? span.start + line : span.end };
  if (last.kind === "comment") {
    if (!text.startsWith("/*") || (text.endsWith("*/") && text.length >= 4)) return undefined;
    return { span: at, code: "42601", message: "unterminated comment", hint: "Close the comment with */." };
  }
  if (last.kind !== "string" && last.kind !== "quoted") return undefined;
  if (isClosed(text, dialect)) return undefined;
  const what = last.kind === "string" ? "quoted string" : "quoted identifier";
  return {
    span: at,
    code: "42601",
    message: `unterminated ${what}`,
    hint: "Close it with the quote that opens it.",
  };
}

function isClosed(text: string, dialect: Dialect): boolean {
  const open = text.search(/["'`[]/);
  const quote = text[open] ?? "";
  const close = quote === "[" ? "]" : quote;
  let inner = text.slice(open + 1);
  if (!inner.endsWith(close)) return false;
  if (quote === "[") return true;
  if (dialect !== "sqlite" && quote !== "`") inner = inner.replace(/\\[^]/g, "  ");
  const run = /(["'`])\1*$/.exec(inner)?.[0].length ?? 0;
  return run % 2 === 1;
}

function misspelt(code: readonly Token[]): SyntaxProblem | undefined {
  const [first, second] = code;
  if (first?.kind !== "word") return undefined;
  const verb = first.text.toUpperCase();
  const meant = leading.includes(verb) ? undefined : leading.find((word) => isOneEditAway(verb, word));
  // A word that is near a verb may be a dialect's own; that a known kind of thing follows makes it certain.
  if (meant !== undefined && second && [...kinds, "INTO", "FROM"].includes(second.text.toUpperCase()))
    return near(first, meant);
  if (!["CREATE", "DROP", "ALTER"].includes(verb) || second?.kind !== "word" || !code[2]) return undefined;
  const kind = second.text.toUpperCase();
  // MySQL takes DROP TABLES too.
  const meantKind =
    kinds.includes(kind) || kind === "TABLES" ? undefined : kinds.find((word) => isOneEditAway(kind, word));
  return meantKind === undefined ? undefined : near(second, meantKind);
}

function near(token: Token, meant: string): SyntaxProblem {
  const message = `syntax error at or near "${token.text}"`;
  return { span: token.span, code: "42601", message, hint: `Did you mean ${meant}?` };
}

function unbalanced(text: string, code: readonly Token[]): SyntaxProblem | undefined {
  const open: Token[] = [];
  for (const token of code) {
    if (token.text === "(") open.push(token);
    else if (token.text === ")" && !open.pop()) {
      const message = 'syntax error at or near ")"';
      return { span: token.span, code: "42601", message, hint: "No parenthesis is open here: remove it." };
    }
  }
  const last = open.at(-1);
  if (!last || text === "") return undefined;
  const message = "syntax error at end of input";
  return { span: last.span, code: "42601", message, hint: "Close this parenthesis with )." };
}
