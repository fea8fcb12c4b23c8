import { identifierName, quoteIdentifier, type Dialect, type Token } from "../../../sql";
import { tablesOf, wordsOf } from "./tables-of";

/** Renames a table wherever the schema names it; undefined where that is not certain. */
export function renameTable(
  sql: string,
  dialect: Dialect,
  from: string,
  to: string,
): { sql: string; done: string } | undefined {
  const tables = tablesOf(sql, dialect);
  const table = tables.find(({ name }) => name.toLowerCase() === from.toLowerCase());
  if (!table || tables.some(({ name }) => name.toLowerCase() === to.toLowerCase())) return undefined;
  const tokens = wordsOf(sql, dialect);
  const spots = tokens.filter((token, index) => isCalled(token, table.name) && namesTable(tokens, index));
  return { sql: replace(sql, spots, quoteIdentifier(to, dialect)), done: `${table.name} is called ${to}.` };
}

/** Renames a column in its table and wherever keys, indexes and comments name it. */
export function renameColumn(
  sql: string,
  dialect: Dialect,
  of: string,
  from: string,
  to: string,
): { sql: string; done: string } | undefined {
  const tables = tablesOf(sql, dialect);
  const table = tables.find(({ name }) => name.toLowerCase() === of.toLowerCase());
  const column = table?.columns.find(({ name }) => name.toLowerCase() === from.toLowerCase());
  if (!table || !column || table.columns.some(({ name }) => name.toLowerCase() === to.toLowerCase()))
    return undefined;
  const tokens = wordsOf(sql, dialect);
  const spots = tokens.filter((token, index) => {
    if (!isCalled(token, column.name)) return false;
    const inside = token.span.start > table.span.start && token.span.end < table.span.end;
    const list = listOwner(tokens, index);
    // In a list behind a table's name the column is that table's: `references orders (id)`, `on orders (id)`.
    if (list !== undefined) return isCalled(list, table.name);
    if (tokens[index - 1]?.text === ".") return isCalled(tokens[index - 2], table.name);
    return inside && !(tokens[index + 1]?.text === "(" && token.span.start !== column.nameSpan.start);
  });
  return {
    sql: replace(sql, spots, quoteIdentifier(to, dialect)),
    done: `${table.name}.${column.name} is called ${to}.`,
  };
}

/** The table before the parentheses in which a token stands, where `references` or `on` leads it in. */
function listOwner(tokens: readonly Token[], index: number): Token | undefined {
  for (let at = index - 1; at > 0; at--) {
    const text = tokens[at]?.text;
    if (text === "(") {
      const lead = tokens[at - 2]?.text.toLowerCase();
      return lead === "references" || lead === "on" ? tokens[at - 1] : undefined;
    }
    if (text === ")" || text === ";") return undefined;
  }
  return undefined;
}

function namesTable(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.text.toLowerCase() ?? "";
  if (/^(?:table|references|on|into|update|exists|only|join|from)$/.test(before)) return true;
  // `comment on column orders.id`
  return before === "column" && tokens[index + 1]?.text === ".";
}

function isCalled(token: Token | undefined, name: string): boolean {
  return (
    token !== undefined &&
    (token.kind === "word" || token.kind === "quoted") &&
    identifierName(token).toLowerCase() === name.toLowerCase()
  );
}

function replace(sql: string, tokens: readonly Token[], text: string): string {
  let changed = sql;
  for (const token of [...tokens].reverse())
    changed = changed.slice(0, token.span.start) + text + changed.slice(token.span.end);
  return changed;
}
