import { foldIdentifier, type Dialect, type Span, type Token } from "../sql";
import { isWord } from "./context";

/** What has to be written behind a column that gets another name, and in place of what. */
export interface KeptOutput {
  readonly span: Span;
  readonly newText: string;
}

/** Words that end the list of what a query gives. */
const listEnds = ["FROM", "WHERE", "UNION", "INTO", "GROUP", "ORDER", "LIMIT", "EXCEPT", "INTERSECT"];

/**
 * A view, a table of WITH and a query in FROM give a column under its own name, by which others read it. Where the
 * column gets another name, AS keeps the old one; where it gets the name that AS gives, AS goes.
 * Undefined where nothing has to be done. Spans are those of the tokens.
 */
export function keptOutput(
  tokens: readonly Token[],
  at: number,
  { newName, dialect }: { readonly newName: string; readonly dialect: Dialect },
): KeptOutput | undefined {
  const column = tokens[at];
  const [next, alias, behind] = [tokens[at + 1], tokens[at + 2], tokens[at + 3]];
  const hasAlias = isWord(next, "AS") && alias !== undefined && isEnd(behind);
  if (!column || !(hasAlias || isEnd(next)) || !isReadByName(tokens, at)) return undefined;
  const { end } = column.span;
  if (!hasAlias) return { span: { start: end, end }, newText: ` AS ${column.text}` };
  if (foldIdentifier(alias, dialect) !== newName) return undefined;
  return { span: { start: end, end: alias.span.end }, newText: "" };
}

function isEnd(token: Token | undefined): boolean {
  return (
    token === undefined ||
    token.text === "," ||
    token.text === ")" ||
    token.text === ";" ||
    isWord(token, ...listEnds)
  );
}

/** Whether the token is all of an element of the list of a query whose columns are read by their names. */
function isReadByName(tokens: readonly Token[], at: number): boolean {
  let first = at;
  while (tokens[first - 1]?.text === ".") first -= 2;
  if (tokens[first - 1]?.text !== "," && !isWord(tokens[first - 1], "SELECT", "DISTINCT", "ALL"))
    return false;
  const select = selectBefore(tokens, first);
  if (select === undefined) return false;
  let before = select - 1;
  while (tokens[before]?.text === "(") before--;
  while (isWord(tokens[before], "MATERIALIZED", "NOT")) before--;
  // With a list of names before AS, those of the query do not matter.
  if (isWord(tokens[before], "AS")) return tokens[before - 1]?.text !== ")";
  const isParenthesized = before < select - 1;
  return (
    isParenthesized && (tokens[before]?.text === "," || isWord(tokens[before], "FROM", "JOIN", "LATERAL"))
  );
}

/** The SELECT in whose list the token is. */
function selectBefore(tokens: readonly Token[], at: number): number | undefined {
  for (let back = at - 1, depth = 0; back >= 0; back--) {
    const token = tokens[back];
    if (token?.text === ")") depth++;
    else if (token?.text === "(" && depth-- === 0) return undefined;
    else if (depth === 0 && isWord(token, "SELECT")) return back;
    else if (depth === 0 && isWord(token, ...listEnds, "SET", "VALUES")) return undefined;
  }
  return undefined;
}
