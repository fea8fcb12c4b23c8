import type { Node } from "@pgsql/types";
import { derivedName } from "./query";

/** What the keys add to a generated name: columns, functions or `expr`, each once (`ChooseIndexColumnNames`). */
export function keyNames(nodes: readonly Node[]): string[] {
  const names: string[] = [];
  for (const node of nodes) {
    const element = "IndexElem" in node ? node.IndexElem : {};
    const derived = element.name ?? derivedName(element.expr);
    const base = derived === undefined || derived === "?column?" ? "expr" : derived;
    let name = base;
    for (let number = 1; names.includes(name); number++) name = `${base}${number}`;
    names.push(name);
  }
  return names;
}
