import type { Dialect, Token } from "../../sql";
import { isWord } from "../context";
import { elementPlace } from "./place/element";
import { topLevelPlace } from "./place/top-level";
import { queryPlace } from "./place/query";
import type { Place } from "./place/place";
import { innermostOpen, sinceComma, isTableElements, nameBefore, tableAfter, isName } from "./place/tokens";
import { valueWords } from "./place/words";

export type { Place } from "./place/place";

/** Tells what can be written after these tokens. Statements may be half-typed: only what stands before counts. */
export function placeAfter(before: readonly Token[], dialect: Dialect): Place {
  const previous = before.at(-1);
  if (!previous) return { kind: "statement" };
  if (previous.text === ".") return memberPlace(before, dialect);
  // A cast.
  if (previous.text === "::" || (previous.text === ":" && before.at(-2)?.text === ":"))
    return { kind: "type" };
  if (isWord(previous, "IF") && before.length < 6 && isWord(before[0], "CREATE"))
    return { kind: "keywords", words: ["NOT EXISTS"] };
  const open = innermostOpen(before);
  return open === undefined ? topLevelPlace(before, dialect) : insideParentheses(before, open, dialect);
}

function memberPlace(before: readonly Token[], dialect: Dialect): Place {
  const parts: Token[] = [];
  let at = before.length - 1;
  while (before[at]?.text === "." && isName(before[at - 1])) {
    parts.unshift(...before.slice(at - 1, at));
    at -= 2;
  }
  if (parts.length === 0) return { kind: "keywords", words: [] };
  const context = placeAfter(before.slice(0, at + 1), dialect);
  return {
    kind: "member",
    of: parts,
    type: context.kind === "type",
    isRelation: context.kind === "relation" || context.kind === "reference",
    ...(context.kind === "object" && { object: context.of }),
  };
}

function insideParentheses(before: readonly Token[], open: number, dialect: Dialect): Place {
  const previous = before.at(-1);
  const outside = before.slice(0, open);
  const inside = before.slice(open + 1);
  if (isWord(inside[0], "SELECT", "WITH", "VALUES")) return queryPlace(inside);
  // FROM (a JOIN …
  if (isWord(previous, "JOIN") || (isWord(outside.at(-1), "FROM", "JOIN") && inside.length === 0))
    return { kind: "relation", words: ["SELECT", "LATERAL"] };
  const item = sinceComma(inside);
  if (isTableElements(outside)) return elementPlace(item, dialect);
  const listPosition = item.length === 0;
  const owner = nameBefore(outside);
  if (owner && isWord(outside[owner.at - 1], "REFERENCES")) return { kind: "column", of: owner.name };
  if (owner && isWord(outside[owner.at - 1], "INTO")) return { kind: "column", of: owner.name };
  if (isWord(outside.at(-1), "CONFLICT")) return { kind: "column", ...tableAfter(outside, "INTO") };
  if (isWord(outside[0], "GRANT", "REVOKE")) return { kind: "column" };
  if (isWord(outside.at(-1), "INHERITS")) return { kind: "relation" };
  if (isWord(outside.at(-1), "CAST") && isWord(previous, "AS")) return { kind: "type" };
  if (owner && isWord(outside[0], "COPY")) return { kind: "column", of: owner.name };
  if (isWord(outside.at(-1), "VALUES") || (previous?.text === "(" && isWord(outside.at(-2), "VALUES")))
    return { kind: "expression", words: ["DEFAULT", ...valueWords], free: true };
  if (isWord(outside[0], "CREATE") && isRoutineHead(outside)) return argumentPlace(item);
  if (isWord(outside.at(-1), "KEY", "UNIQUE", "INCLUDE", "DISTINCT") || isKeyList(outside))
    return { kind: "column", ...tableAfter(outside, "TABLE", "ON") };
  if (isWord(outside[0], "CREATE") && outside.some((token) => isWord(token, "INDEX"))) {
    const of = tableAfter(outside, "ON");
    if (listPosition) return { kind: "expression", ...of, words: [] };
    return previous?.text === "("
      ? { kind: "expression", ...of, words: [] }
      : { kind: "keywords", words: ["ASC", "DESC", "NULLS FIRST", "NULLS LAST", "COLLATE"] };
  }
  if (isWord(outside[0], "CREATE") && isWord(outside[1], "AGGREGATE", "CAST"))
    return listPosition || isWord(previous, "AS") ? { kind: "type" } : { kind: "keywords", words: ["AS"] };
  const isPartition = outside.some(
    (token, at) => isWord(token, "OF") && isWord(outside[at - 1], "PARTITION"),
  );
  if (isPartition) return { kind: "expression", ...tableAfter(outside, "OF"), words: valueWords };
  if (isWord(outside[0], "CREATE", "ALTER"))
    return { kind: "expression", ...tableAfter(outside, "TABLE", "ON"), words: valueWords };
  return { kind: "expression", words: valueWords };
}

/** Whether the parenthesis after these tokens opens the columns of a key of MySQL: `KEY name`, `UNIQUE KEY name`, …. */
function isKeyList(outside: readonly Token[]): boolean {
  const [word, name] = [outside.at(-2), outside.at(-1)];
  return (
    isName(name) &&
    isWord(word, "KEY", "INDEX", "UNIQUE") &&
    isWord(outside[0], "CREATE", "ALTER") &&
    outside.length > 3
  );
}

/** Whether the parenthesis after these tokens opens the arguments of a new function, or the columns that it returns. */
function isRoutineHead(outside: readonly Token[]): boolean {
  const at = outside.findIndex((token) => isWord(token, "FUNCTION", "PROCEDURE"));
  if (at < 0 || at > 3) return false;
  const name = nameBefore(outside);
  return name?.at === at + 1 || isWord(outside.at(-1), "TABLE");
}

function argumentPlace(item: readonly Token[]): Place {
  if (item.some((token) => isWord(token, "DEFAULT") || token.text === "="))
    return { kind: "expression", words: ["NULL", "TRUE", "FALSE"], free: true };
  const names = item.filter((token) => !isWord(token, "IN", "OUT", "INOUT", "VARIADIC"));
  if (names.length <= 1) return { kind: "type" };
  return { kind: "keywords", words: ["DEFAULT"] };
}
