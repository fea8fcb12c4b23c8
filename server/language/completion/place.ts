import type { Token } from "../../sql";
import { isWord } from "../context";
import { elementPlace } from "./place/element";
import { topLevelPlace } from "./place/top-level";
import { queryPlace } from "./place/query";
import type { Place } from "./place/place";
import {
  innermostOpen,
  sinceComma,
  isTableElements,
  nameBefore,
  tableAfter,
  isName,
  nameText,
} from "./place/tokens";
import { valueWords } from "./place/words";

export type { Place } from "./place/place";

/** Tells what can be written after these tokens. Statements may be half-typed: only what stands before counts. */
export function placeAfter(before: readonly Token[]): Place {
  const previous = before.at(-1);
  if (!previous) return { kind: "statement" };
  if (previous.text === ".") return memberPlace(before);
  const open = innermostOpen(before);
  return open === undefined ? topLevelPlace(before) : insideParentheses(before, open);
}

function memberPlace(before: readonly Token[]): Place {
  const parts: string[] = [];
  let at = before.length - 1;
  while (before[at]?.text === "." && isName(before[at - 1])) {
    parts.unshift(nameText(before[at - 1]));
    at -= 2;
  }
  if (parts.length === 0) return { kind: "keywords", words: [] };
  const context = placeAfter(before.slice(0, at + 1));
  return { kind: "member", of: parts, type: context.kind === "type" };
}

function insideParentheses(before: readonly Token[], open: number): Place {
  const previous = before.at(-1);
  const outside = before.slice(0, open);
  const inside = before.slice(open + 1);
  if (isWord(inside[0], "SELECT", "WITH", "VALUES")) return queryPlace(inside);
  const item = sinceComma(inside);
  if (isTableElements(outside)) return elementPlace(item);
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
  if (isWord(outside.at(-1), "KEY", "UNIQUE", "INCLUDE", "DISTINCT"))
    return { kind: "column", ...tableAfter(outside, "TABLE", "ON") };
  if (isWord(outside[0], "CREATE") && outside.some((token) => isWord(token, "INDEX"))) {
    const of = tableAfter(outside, "ON");
    if (listPosition) return { kind: "expression", ...of, words: [] };
    return previous?.text === "("
      ? { kind: "expression", ...of, words: [] }
      : { kind: "keywords", words: ["ASC", "DESC", "NULLS FIRST", "NULLS LAST", "COLLATE"] };
  }
  if (isWord(outside[0], "CREATE", "ALTER"))
    return { kind: "expression", ...tableAfter(outside, "TABLE", "ON"), words: valueWords };
  return { kind: "expression", words: valueWords };
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
