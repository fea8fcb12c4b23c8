import type { Token } from "../../../sql";
import { isWord } from "../../context";
import type { Place } from "./place";
import { columnConstraints, tableConstraints, referentialWords, actions } from "./words";

/** An element of CREATE TABLE's list, or what follows ADD in ALTER TABLE. */
export function elementPlace(item: readonly Token[]): Place {
  const [first, second] = item;
  const previous = item.at(-1);
  if (!first) return { kind: "table element" };
  if (isWord(first, "CONSTRAINT")) {
    if (item.length === 1) return { kind: "keywords", words: [] };
    if (item.length === 2) return { kind: "keywords", words: tableConstraints };
  }
  if (isWord(first, "FOREIGN", "PRIMARY") && !second) return { kind: "keywords", words: ["KEY"] };
  if (isWord(first, "LIKE") && !second) return { kind: "relation" };
  if (item.length === 1 && !isWord(first, "UNIQUE", "CHECK", "EXCLUDE")) return { kind: "type" };
  return afterColumnWord(item, previous);
}

function afterColumnWord(item: readonly Token[], previous: Token | undefined): Place {
  if (isWord(previous, "REFERENCES")) return { kind: "reference" };
  if (isWord(previous, "DEFAULT")) return { kind: "expression", words: ["NULL", "TRUE", "FALSE"] };
  if (isWord(previous, "NOT")) return { kind: "keywords", words: ["NULL"] };
  if (isWord(previous, "PRIMARY", "FOREIGN")) return { kind: "keywords", words: ["KEY"] };
  if (isWord(previous, "ON")) return { kind: "keywords", words: ["DELETE", "UPDATE"] };
  if (isWord(previous, "DELETE", "UPDATE")) return { kind: "keywords", words: actions };
  if (isWord(previous, "SET")) return { kind: "keywords", words: ["NULL", "DEFAULT"] };
  if (isWord(previous, "GENERATED"))
    return { kind: "keywords", words: ["ALWAYS AS IDENTITY", "BY DEFAULT AS IDENTITY", "ALWAYS AS"] };
  const referenced = item.some((token) => isWord(token, "REFERENCES"));
  return { kind: "keywords", words: referenced ? referentialWords : columnConstraints };
}
