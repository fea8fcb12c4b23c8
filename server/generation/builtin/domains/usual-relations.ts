import { singular } from "../words/inflect";
import { domains } from "./all";
import { readDomain } from "./domain";

const one = new Set<string>();
const many = new Set<string>();

for (const domain of domains) {
  const tables = readDomain(domain);
  const namesOf = (name: string) => {
    const table = tables.find((each) => each.name === name);
    return [name, ...(table?.synonyms ?? [])].map((each) => singular(each).replaceAll("_", " "));
  };
  for (const table of tables) {
    const parents = table.columns.flatMap(({ target }) => target ?? []);
    for (const parent of parents)
      for (const a of namesOf(table.name)) for (const b of namesOf(parent)) one.add(`${a}>${b}`);
    const [first, second, ...others] = parents;
    if (table.key !== undefined && first !== undefined && second !== undefined && others.length === 0)
      for (const a of namesOf(first)) for (const b of namesOf(second)) many.add(`${a}>${b}`).add(`${b}>${a}`);
  }
}

/** Whether some domain has tables of these names of which the first refers to the second, or many meet many. */
export function isRelatedInDomains(child: string, parent: string, shape: "one" | "many" = "one"): boolean {
  const known = shape === "one" ? one : many;
  const last = (name: string) => name.split(" ").at(-1) ?? name;
  return (
    known.has(`${child}>${parent}`) ||
    known.has(`${last(child)}>${parent}`) ||
    known.has(`${child}>${last(parent)}`) ||
    known.has(`${last(child)}>${last(parent)}`)
  );
}
