import { plural, singular, snake } from "../words/inflect";
import { domains } from "./all";
import { readDomain, type Domain, type DomainTable } from "./domain";

const tablesOf: readonly DomainTable[][] = domains.map(readDomain);

/** Whether a table is called so, by its own name or by another. */
export function isCalled(table: DomainTable, name: string): boolean {
  const word = snake(name);
  return singular(table.name) === word || table.synonyms.some((synonym) => snake(synonym) === word);
}

/**
 * The tables that a text names, by their own names or by others, with the word that the text has for each; of two
 * that share a word the longer name is meant, and a table's own name is preferred.
 */
export function tablesIn(text: string, tables: readonly DomainTable[]): Map<DomainTable, string> {
  let left = ` ${text.replace(/[^a-z0-9]+/g, " ")} `;
  const found = new Map<DomainTable, string>();
  for (const { table, name, forms } of namesOf(tables))
    for (const form of forms)
      if (left.includes(form)) {
        const own = singular(table.name).replaceAll("_", " ") === name;
        if (own || !found.has(table)) found.set(table, name);
        left = left.replaceAll(form, " | ");
      }
  return new Map(tables.flatMap((table) => (found.has(table) ? [[table, found.get(table) ?? ""]] : [])));
}

interface Name {
  readonly table: DomainTable;
  readonly name: string;
  readonly forms: readonly string[];
}

const known = new WeakMap<readonly DomainTable[], readonly Name[]>();

/** What the tables are called, the longest first. */
function namesOf(tables: readonly DomainTable[]): readonly Name[] {
  let names = known.get(tables);
  if (!names) {
    names = tables
      .flatMap((table) =>
        [singular(table.name).replaceAll("_", " "), ...table.synonyms].map((name) => ({
          table,
          name,
          forms: [` ${plural(name)} `, ` ${name} `],
        })),
      )
      .sort((a, b) => b.name.length - a.name.length);
    known.set(tables, names);
  }
  return names;
}

/** So many tables of a domain speak for it even where the brief does not name it. */
const telling = 3;

/**
 * The domain of which the brief names the longest title and the most tables; what comes first in the brief wins a
 * tie. `least` is how many tables make up for a title that the brief does not have.
 */
export function bestDomain(
  brief: string,
  least = telling,
): { readonly domain: Domain; readonly title: string } | undefined {
  // "Store data about prisons" asks for no shop.
  const asked = brief.replace(
    /^\s*(?:(?:please|to|we (?:want|need) to|i (?:want|need) to) )?(?:store|book|record) /i,
    " ",
  );
  const text = ` ${asked.toLowerCase().replace(/[^a-z0-9&]+/g, " ")} `;
  let best: { domain: Domain; title: string; score: number; at: number } | undefined;
  for (const [index, domain] of domains.entries()) {
    const named = titleIn(text, domain);
    const left = named ? text.replace(named.title, " ") : text;
    const tables = tablesIn(left, tablesOf[index] ?? []).size;
    if (!named && tables < least) continue;
    const { title, at } = named ?? { title: "\0", at: text.length };
    const score = (named ? title.split(" ").length + 0.5 : 0) + tables;
    if (!best || score > best.score || (score === best.score && at < best.at))
      best = { domain, title, score, at };
  }
  return best;
}

/** The longest of a domain's titles that a text has. */
function titleIn(text: string, { titles }: Domain): { title: string; at: number } | undefined {
  let best: { title: string; at: number; length: number } | undefined;
  for (const each of titles) {
    const title = each.replace(/[^a-z0-9&]+/g, " ");
    const at = [` ${title} `, ` ${title}s `, ` ${plural(title)} `]
      .map((form) => text.indexOf(form))
      .find((place) => place >= 0);
    const length = title.split(" ").length;
    if (at !== undefined && (!best || length > best.length || (length === best.length && at < best.at)))
      best = { title, at, length };
  }
  return best;
}
