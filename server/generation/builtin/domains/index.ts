import type { Sketch, SketchColumn } from "../design/sketch";
import type { Entity, Relation } from "../understand/model";
import { plural, singular, snake } from "../words/inflect";
import { isEvent } from "../words/things";
import { domains } from "./all";
import { bestDomain, isCalled, tablesIn } from "./choose";
import { readDomain, type DomainTable } from "./domain";
import { relateToUsualParents } from "./usual-parents";
import { relateAsUsual } from "./usual-links";

export { domains } from "./all";
export { readDomain } from "./domain";

/** A brief of more words than this says what it wants itself. */
const fewWords = 30;

/** A brief that relates so many things is read as it says them. */
const telling = 3;

/** Whoever lists so many tables wants no others, but for those that only join them. */
const aList = 4;

/** The domain that a brief of a few words names, with its tables or those of them that the brief lists. */
export function domainFor(
  brief: string,
  understood: ReadonlyMap<string, Entity>,
  relations: readonly Relation[],
): { sketches: Sketch[]; assumptions: string[] } | undefined {
  const entities = [...understood.values()];
  if (entities.some(({ attributes }) => attributes.length > 0)) return undefined;
  if (brief.split(/\s+/).length > fewWords) return undefined;
  const found = bestDomain(brief);
  if (!found) return undefined;
  const { domain, title: naming } = found;
  const tables = readDomain(domain);
  const called = tablesIn(brief.toLowerCase().replace(naming, " "), tables);
  const listed = [...called.keys()];
  // What two sentences say of two things is read as they say it, unless the domain knows all that they name.
  const titles = new Set(
    domain.titles.flatMap((title) => [title, singular(title), ...title.split(/[ -]/).map(singular)]),
  );
  const known = (name: string) => titles.has(name) || tables.some((table) => isCalled(table, name));
  if (relations.filter(({ verb }) => verb !== "concern").length >= telling) return undefined;
  if (relations.length > 0 && !(listed.length >= 2 && entities.every(({ name }) => known(name))))
    return undefined;
  const named = entities
    .map(({ name }) => name)
    .filter(
      (name) => !titles.has(name) || tables.some((table) => isCalled(table, name) && entities.length > 2),
    );
  const asked = tables.filter(
    (table) => listed.includes(table) || named.some((name) => isCalled(table, name)),
  );
  // Most of what the brief names is of another kind.
  if (named.length >= telling && asked.length * 2 < named.length) return undefined;
  if (asked.length < 2)
    return {
      sketches: tables,
      assumptions: [
        `The brief names ${domain.name} and says little more, so the tables are those that ${domain.name} usually has.`,
      ],
    };
  const kept =
    asked.length < aList
      ? withWhatTheyNeed(asked, tables)
      : withJoins(withNamed(asked, tables, naming), tables);
  const other = named.filter((name) => !tables.some((table) => isCalled(table, name)));
  // "Restoration projects" are no projects besides.
  const own = kept.filter(
    (table) => !other.some((name) => name.endsWith(` ${singular(table.name).replaceAll("_", " ")}`)),
  );
  const sketches: Sketch[] = [...own, ...other.map((name) => plainTable(name))];
  const related: string[] = [];
  relateToUsualParents(sketches, (text) => related.push(text));
  return {
    sketches: namedAsAsked(withoutLooseEnds(sketches), called),
    assumptions: [
      `The brief lists what it wants kept; the columns are those that ${domain.name} usually has.`,
      ...related,
      ...kept
        .filter((table) => !asked.includes(table))
        .map((table) => `${table.name} is there because what the brief lists needs it.`),
    ],
  };
}

function plainTable(name: string): Sketch {
  return {
    name: plural(snake(name)),
    columns: [{ name: "name" }],
    uniques: [],
    comment: "",
    origin: { kind: "assumption", text: "named by the brief" },
  };
}

/** The tables that were asked for, those they cannot do without, and those that only join them. */
function withWhatTheyNeed(asked: readonly DomainTable[], tables: readonly DomainTable[]): DomainTable[] {
  const names = new Set(asked.map(({ name }) => name));
  for (let size = -1; size !== names.size;) {
    size = names.size;
    for (const table of tables)
      if (names.has(table.name))
        for (const column of table.columns)
          if (column.target !== undefined && !column.optional) names.add(column.target);
  }
  return withJoins(
    tables.filter(({ name }) => names.has(name)),
    tables,
  );
}

/** "Vehicle fleet management with drivers, trips …": what the name has, several of those asked for refer to. */
function withNamed(
  asked: readonly DomainTable[],
  tables: readonly DomainTable[],
  title: string,
): DomainTable[] {
  const named = [...tablesIn(title, tables).keys()].filter(
    ({ name }) => asked.filter(({ columns }) => columns.some(({ target }) => target === name)).length > 1,
  );
  return [...asked, ...named.filter((table) => !asked.includes(table))];
}

function withJoins(asked: readonly DomainTable[], tables: readonly DomainTable[]): DomainTable[] {
  const names = new Set(asked.map(({ name }) => name));
  return tables.filter((table) => {
    const targets = table.columns.flatMap(({ target }) => target ?? []);
    return (
      names.has(table.name) ||
      (table.key !== undefined && targets.length >= 2 && targets.every((target) => names.has(target)))
    );
  });
}

/** Tables are called as the brief calls them: stadiums rather than venues. */
function namedAsAsked(sketches: Sketch[], called: ReadonlyMap<DomainTable, string>): Sketch[] {
  const taken = new Set(sketches.map(({ name }) => name));
  const names = new Map<string, string>();
  for (const [table, word] of called) {
    const name = plural(snake(word));
    if (name === table.name || taken.has(name) || !taken.has(table.name)) continue;
    taken.add(name);
    names.set(table.name, name);
  }
  return sketches.map((sketch) => ({
    ...sketch,
    name: names.get(sketch.name) ?? sketch.name,
    key: sketch.key?.map((each) => roleIn(each, names)),
    uniques: sketch.uniques.map((unique) => unique.map((each) => roleIn(each, names))),
    columns: sketch.columns.map((column) => {
      const target = column.target === undefined ? undefined : names.get(column.target);
      return target === undefined ? column : { ...column, name: roleIn(column.name, names), target };
    }),
  }));
}

/** The name of a column that is called after the table that it refers to. */
function roleIn(column: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(plural(column));
  return name === undefined ? column : singular(name);
}

/** Without columns that refer to what is not there. */
function withoutLooseEnds(sketches: Sketch[]): Sketch[] {
  const names = new Set(sketches.map(({ name }) => name));
  for (const sketch of sketches)
    sketch.columns = sketch.columns.filter(({ target }) => target === undefined || names.has(target));
  return sketches;
}

/** Gives entities that the brief names without any property what they usually have. */
export function enrich(sketches: Sketch[], brief: string, assume: (text: string) => void): Sketch[] {
  const order = byLikeness(brief, sketches);
  const bare = sketches.filter(needsColumns);
  relateAsUsual(sketches, order.slice(0, 3), isCalled, assume);
  relateToUsualParents(sketches, assume);
  for (const sketch of bare) {
    const columns = usualColumns(sketch, order);
    if (sketch.key && columns.length === 1 && /^(?:name|created_at)$/.test(columns[0]?.name ?? "")) continue;
    sketch.columns.push(...usualReferences(sketch, sketches, order));
    const has = new Set(sketch.columns.map(({ name }) => name));
    // An inspection that refers to an inspector needs no inspector's name.
    const added = columns.filter(({ name }) => !has.has(name) && !has.has(name.replace(/_name$/, "")));
    if (added.length === 0) continue;
    sketch.columns.push(...added);
    if (sketch.columns.every(({ target }) => target === undefined)) sketch.columns = added;
    const list = added.map(({ name }) => name.replaceAll("_", " ")).join(", ");
    assume(`The brief says nothing of what ${sketch.name.replaceAll("_", " ")} have; they get: ${list}.`);
  }
  return sketches;
}

function needsColumns(sketch: Sketch): boolean {
  if (sketch.exact || sketch.kindOf !== undefined) return false;
  if (sketch.key && !isUsualThing(singular(sketch.name).replaceAll("_", " "))) return false;
  return sketch.columns.every((column) => column.target !== undefined);
}

/** The domains, those first that the brief names or that have the most of the same tables. */
function byLikeness(brief: string, sketches: readonly Sketch[]): DomainTable[][] {
  const named = bestDomain(brief.slice(0, 2000), Infinity)?.domain;
  const names = sketches.map(({ name }) => singular(name));
  return domains
    .map((domain, index) => {
      const tables = allTables[index] ?? [];
      const common = names.filter((name) => tables.some((table) => isCalled(table, name))).length;
      return { tables, score: common + (domain === named ? 1.5 : 0) };
    })
    .sort((a, b) => b.score - a.score)
    .map(({ tables }) => tables);
}

const allTables: readonly DomainTable[][] = domains.map(readDomain);

const usualNames = new Set(
  allTables.flat().flatMap((table) => [singular(table.name), ...table.synonyms.map(snake)]),
);

/** Whether some domain keeps such a thing. */
export function isUsualThing(name: string): boolean {
  return usualNames.has(snake(name));
}

/** Properties of what happens, where no domain knows the thing. */
const happened: readonly (readonly [RegExp, readonly SketchColumn[]])[] = [
  [/(payment|refund|donation)$/, [{ name: "amount" }, { name: "paid_at" }]],
  [
    /(comment|message|post|reply|answer|note|feedback|response)$/,
    [{ name: "body", type: { kind: "text" } }, { name: "created_at" }],
  ],
  [/(review|rating)$/, [{ name: "rating" }, { name: "comment" }, { name: "created_at" }]],
  [/(photo|picture|image|video|file|document|attachment)$/, [{ name: "url" }]],
  [
    /(loan|rental)$/,
    [{ name: "start_date" }, { name: "due_date", optional: true }, { name: "return_date", optional: true }],
  ],
];

/** An appointment of which the brief says nothing belongs to the patient and the doctor that the brief knows. */
function usualReferences(
  sketch: Sketch,
  sketches: readonly Sketch[],
  order: readonly DomainTable[][],
): SketchColumn[] {
  if (sketch.columns.some(({ target }) => target !== undefined)) return [];
  if (!isEvent(singular(sketch.name).replaceAll("_", " "))) return [];
  const referred = sketches.some((other) => other.columns.some(({ target }) => target === sketch.name));
  for (const tables of order) {
    const table = tables.find((each) => isCalled(each, singular(sketch.name)));
    if (!table) continue;
    const columns = table.columns.flatMap((column) => {
      const meant = tables.find(({ name }) => name === column.target);
      const there =
        meant && sketches.find((other) => other !== sketch && isCalled(meant, singular(other.name)));
      return there && !column.optional ? [{ name: singular(there.name), target: there.name }] : [];
    });
    if (columns.length > 0) return referred && columns.length < 1 ? [] : columns;
  }
  return [];
}

function usualColumns(sketch: Sketch, order: readonly DomainTable[][]): SketchColumn[] {
  const name = singular(sketch.name);
  for (const tables of order) {
    const table = tables.find((each) => isCalled(each, name));
    if (!table) continue;
    const columns = table.columns.filter(({ target }) => target === undefined);
    const core = columns.filter(({ optional }) => optional !== true).slice(0, 4);
    if (core.length > 0) return core.map((column) => ({ ...column }));
  }
  for (const [pattern, columns] of happened)
    if (pattern.test(name)) return columns.map((column) => ({ ...column }));
  const happens = isEvent(name.replaceAll("_", " ")) || /(?:ship|ment|tion|entry|link|change)$/.test(name);
  if (happens) return [{ name: "created_at" }];
  return [{ name: "name" }];
}
