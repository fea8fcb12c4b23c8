import { isReserved, type Statement, type Token } from "../sql";
import { insertAfter } from "./edits";
import type { Rule, RuleContext, Finding } from "./rule";
import { broken, isWord, spanOf } from "./slips";
import { statementsOf } from "./statements";

export const inlineIndex: Rule = {
  code: "inline-index",
  group: "dialect",
  severity: "error",
  title: "An index is defined inside of CREATE TABLE, as in MySQL.",
  dialects: ["postgresql"],
  *check(context) {
    const candidates = [...statementsOf(context.script, "CreateStmt"), ...broken(context.script)];
    for (const { index, statement } of candidates) {
      if (!/^create\s/i.test(statement.text)) continue;
      if (!/[(,]\s*(?:(?:unique|fulltext|spatial)\s+)?(?:index|key)\b/i.test(statement.text)) continue;
      yield* inStatement(statement, index, context);
    }
  },
};

function* inStatement(statement: Statement, index: number, { script }: RuleContext): Generator<Finding> {
  const tokens = statement.parsed.tokens.filter(({ kind }) => kind !== "comment");
  const table = tableOf(tokens);
  if (table === undefined) return;
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (token.text === ")") depth--;
    const opens = token.text === "(" && depth === 0;
    if (token.text === "(") depth++;
    if (depth !== 1 || !(opens || token.text === ",")) continue;
    const element = elementAfter(tokens, i + 1);
    if (!element) continue;
    const { first, last, unique, name, columns } = element;
    const span = spanOf(statement, first, last);
    const before = { start: statement.span.start + token.span.start, end: span.end };
    const sql = `CREATE ${unique ? "UNIQUE " : ""}INDEX ${name === undefined ? "" : `${name} `}ON ${table} ${columns}`;
    yield {
      span,
      message: "PostgreSQL has no indexes inside of CREATE TABLE: write CREATE INDEX after it.",
      sqlstate: statement.parsed.problem ? "42601" : "42704",
      ...(name === undefined ? {} : { lacks: { kind: "type", name } }),
      // The first element cannot be cut out with the comma before it.
      ...(token.text === ","
        ? {
            fixes: [
              {
                title: "Make it CREATE INDEX",
                edits: [{ span: before, newText: "" }, ...insertAfter(script, index, sql)],
              },
            ],
          }
        : {}),
    };
  }
}

/** `[UNIQUE] INDEX|KEY [name] (columns)`, where it starts at that token. */
function elementAfter(
  tokens: readonly Token[],
  at: number,
): { first: Token; last: Token; unique: boolean; name: string | undefined; columns: string } | undefined {
  const first = tokens[at];
  if (!first) return undefined;
  const prefix = isWord(first, /^(?:unique|fulltext|spatial)$/);
  const keyword = prefix ? at + 1 : at;
  if (!isWord(tokens[keyword], /^(?:index|key)$/)) return undefined;
  const named = tokens[keyword + 1]?.text !== "(";
  const open = keyword + (named ? 2 : 1);
  if (tokens[open]?.text !== "(") return undefined;
  const inner: string[] = [];
  for (let i = open + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) break;
    if (token.text === ")") {
      const next = tokens[i + 1]?.text;
      // A column named "key" of a type with a length goes on with NOT NULL or DEFAULT, or holds a number.
      if (inner.length === 0 || (next !== "," && next !== ")" && !isWord(tokens[i + 1], /^using$/)))
        return undefined;
      const name = named ? tokens[keyword + 1]?.text.replace(/^`|`$/g, "") : undefined;
      if (name !== undefined && isType(name)) return undefined;
      return {
        first,
        last: token,
        unique: /^unique$/i.test(first.text),
        name,
        columns: `(${inner.join(", ")})`,
      };
    }
    if (token.text === ",") continue;
    if (token.kind !== "word" && token.kind !== "quoted") return undefined;
    inner.push(token.text);
  }
  return undefined;
}

/** `key varchar(n)` is a column. */
function isType(name: string): boolean {
  return (
    isReserved(name, "postgresql") ||
    /^(?:varchar|char|character|numeric|decimal|bit|varbit|float|time|timestamp|interval|geometry|geography|vector)$/i.test(
      name,
    )
  );
}

function tableOf(tokens: readonly Token[]): string | undefined {
  const at = tokens.findIndex((token) => isWord(token, /^table$/));
  const open = tokens.findIndex(({ text }) => text === "(");
  if (at < 0 || at > 4 || open < at) return undefined;
  return tokens
    .slice(at + 1, open)
    .filter((token) => !isWord(token, /^(?:if|not|exists)$/))
    .map(({ text }) => text)
    .join("");
}
