import type { Token } from "../../../sql";
import { isWord } from "../../context";
import type { Place } from "./place";
import { clauses, valueWords } from "./words";

export function queryPlace(tokens: readonly Token[]): Place {
  const previous = tokens.at(-1);
  if (!previous) return { kind: "keywords", words: ["SELECT", "WITH", "VALUES"] };
  if (
    isWord(previous, "FROM", "JOIN", "INTO", "UPDATE", "ONLY") ||
    (isWord(previous, "TABLE") && tokens.length <= 2)
  ) {
    return { kind: "relation", words: isWord(previous, "FROM", "JOIN") ? ["LATERAL", "ONLY"] : [] };
  }
  const clause = lastClause(tokens);
  if ((isWord(clause, "FROM", "JOIN") || isWord(clause, "USING")) && previous.text === ",")
    return { kind: "relation" };
  if (isWord(clause, "FROM", "JOIN")) return { kind: "keywords", words: [...clauses, "SET"] };
  if (isWord(clause, "UPDATE")) return { kind: "keywords", words: ["SET", "AS"] };
  if (isWord(clause, "INTO"))
    return {
      kind: "keywords",
      words: ["VALUES", "SELECT", "DEFAULT VALUES", "ON CONFLICT", "RETURNING", "OVERRIDING SYSTEM VALUE"],
    };
  if (isWord(previous, "ORDER", "GROUP", "PARTITION")) return { kind: "keywords", words: ["BY"] };
  return { kind: "expression", words: [...valueWords, "FROM", "DISTINCT", ...clauses, "ASC", "DESC"] };
}

export const clauseWords = [
  "SELECT",
  "FROM",
  "JOIN",
  "WHERE",
  "ON",
  "GROUP",
  "HAVING",
  "ORDER",
  "SET",
  "VALUES",
  "RETURNING",
  "INTO",
  "UPDATE",
  "LIMIT",
  "USING",
];

export function lastClause(tokens: readonly Token[]): Token | undefined {
  let depth = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at];
    if (token?.text === ")") depth++;
    else if (token?.text === "(") depth--;
    else if (depth === 0 && isWord(token, ...clauseWords)) return token;
  }
  return undefined;
}
