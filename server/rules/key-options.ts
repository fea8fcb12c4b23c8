import type { Index } from "../schema";
import type { Script } from "../sql";

/**
 * What an index says of its keys besides their names (order, operator class, collation), in a form that compares;
 * empty where all is as usual.
 */
export function keyOptions(index: Index, script: Script): string {
  const statement = script.statements[index.statement];
  const tree = statement?.parsed.tree;
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
  return /\b(?:desc|collate|nulls)\b/i.exec(statement?.text ?? "")?.[0] ?? "";
}
