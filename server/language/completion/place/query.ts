import type { Token } from "../../../sql";
import { isWord } from "../../context";
import type { Place } from "./place";
import { tableAfter } from "./tokens";
import { clauses, valueWords } from "./words";

export function queryPlace(tokens: readonly Token[]): Place {
  const previous = tokens.at(-1);
  if (!previous) return { kind: "keywords", words: ["SELECT", "WITH", "VALUES"] };
  const isConflict = isWord(previous, "UPDATE") && isWord(tokens.at(-2), "DO");
  if (
    (isWord(previous, "FROM", "JOIN", "INTO", "UPDATE", "ONLY") && !isConflict) ||
    (isWord(previous, "TABLE") && tokens.length <= 2)
  ) {
    return { kind: "relation", words: isWord(previous, "FROM", "JOIN") ? ["LATERAL", "ONLY"] : [] };
  }
  if (isWord(previous, "DUPLICATE") && isWord(tokens.at(-2), "ON"))
    return { kind: "keywords", words: ["KEY UPDATE"] };
  if (isWord(previous, "WITH") && tokens.length === 1) return { kind: "keywords", words: ["RECURSIVE"] };
  const conflict = conflictPlace(tokens);
  if (conflict) return conflict;
  const clause = lastClause(tokens);
  if (isWord(clause, "SET") && (previous === clause || previous.text === ","))
    return { kind: "column", ...tableAfter(tokens, isWord(tokens[0], "INSERT") ? "INTO" : "UPDATE") };
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

/** INSERT … ON CONFLICT (…) DO …, as far as it is written. */
function conflictPlace(tokens: readonly Token[]): Place | undefined {
  const [before, previous] = [tokens.at(-2), tokens.at(-1)];
  const at = tokens.findLastIndex((token) => isWord(token, "CONFLICT"));
  if (at < 0 || !isWord(tokens[at - 1], "ON")) return undefined;
  if (at === tokens.length - 1)
    return { kind: "keywords", words: ["DO NOTHING", "DO UPDATE SET", "ON CONSTRAINT"] };
  if (isWord(before, "ON") && isWord(previous, "CONSTRAINT"))
    return { kind: "part", part: "constraint", ...tableAfter(tokens, "INTO") };
  if (isWord(previous, "DO")) return { kind: "keywords", words: ["NOTHING", "UPDATE SET"] };
  if (isWord(before, "DO") && isWord(previous, "UPDATE")) return { kind: "keywords", words: ["SET"] };
  const isTarget = !tokens.slice(at).some((token) => isWord(token, "DO", "WHERE"));
  return isTarget ? { kind: "keywords", words: ["DO NOTHING", "DO UPDATE SET", "WHERE"] } : undefined;
}

const clauseWords = [
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

function lastClause(tokens: readonly Token[]): Token | undefined {
  let depth = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at];
    if (token?.text === ")") depth++;
    else if (token?.text === "(") depth--;
    else if (depth === 0 && isWord(token, ...clauseWords)) return token;
  }
  return undefined;
}
