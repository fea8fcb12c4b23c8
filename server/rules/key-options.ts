import type { Index } from "../schema";
import type { ParsedStatement, Script } from "../sql";

/** It depends on the statement's text alone, so an edit elsewhere leaves it as it is. */
const known = new WeakMap<ParsedStatement, string>();

/**
 * What an index says of its keys besides their names (order, operator class, collation), in a form that compares;
 * empty where all is as usual.
 */
export function keyOptions(index: Index, script: Script): string {
  const parsed = script.statements[index.statement]?.parsed;
  if (!parsed) return "";
  let found = known.get(parsed);
  if (found === undefined) {
    found = read(parsed);
    known.set(parsed, found);
  }
  return found;
}

function read({ tree, text }: ParsedStatement): string {
  if (tree && "IndexStmt" in tree) {
    const params = (tree.IndexStmt.indexParams ?? []).map((node) => {
      if (!("IndexElem" in node)) return "";
      const { collation, opclass, opclassopts, ordering, nulls_ordering } = node.IndexElem;
      const order =
        ordering === "SORTBY_DESC" || (nulls_ordering ?? "SORTBY_NULLS_DEFAULT") !== "SORTBY_NULLS_DEFAULT";
      return collation || opclass || opclassopts || order
        ? JSON.stringify([collation, opclass, opclassopts, ordering, nulls_ordering])
        : "";
    });
    return params.join("");
  }
  // Of other dialects only the text is known.
  return /\b(?:desc|collate|nulls)\b/i.exec(text)?.[0] ?? "";
}
