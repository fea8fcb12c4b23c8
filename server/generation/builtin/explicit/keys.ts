import type { Entity, Property } from "../understand/model";
import { singular, snake } from "../words/inflect";
import { personFor } from "../words/roles";
import type { ListedColumn } from "./column";

/** A table that a list spells out, while its keys are being found. */
export interface Listed {
  readonly entity: Entity;
  readonly table: string;
  readonly columns: readonly ListedColumn[];
}

const keyWord = /(?:^|_)(?:id|no|nr|num|number|code|key|ssn|isbn|uuid)$/;

/** Finds the key of each listed table and what its other columns refer to. */
export function findKeys(tables: readonly Listed[]): void {
  const owners = new Map<string, Listed>();
  for (const listed of tables) {
    const key = ownKey(listed, tables);
    if (!key) continue;
    key.identifier = true;
    if (!owners.has(key.name)) owners.set(key.name, listed);
  }
  for (const listed of tables) {
    for (const column of listed.columns) {
      const [property] = column.properties;
      if (
        !property ||
        (property.identifier && listed.entity.key === undefined && column.refersTo === undefined)
      )
        continue;
      const target =
        (column.refersTo === undefined ? undefined : tableNamed(column.refersTo, tables)) ??
        (property.type === undefined || /^(integer|bigint|uuid)$/.test(property.type.kind)
          ? targetOf(property.name, listed, tables, owners)
          : undefined);
      if (!target) {
        if (property.name.endsWith("_id") && property.type === undefined && column.identifier)
          property.type = { kind: "bigint" };
        continue;
      }
      delete property.type;
      property.target = target.table;
      property.exact = true;
      const key = target.entity.attributes.find((each) => each.identifier);
      if (key?.type !== undefined && /^(uuid|string|text)$/.test(key.type.kind)) property.type = key.type;
    }
    joinKey(listed);
  }
}

/** A table without a key of its own takes its references as one, with a date where rows repeat in time. */
function joinKey({ entity }: Listed): void {
  if (entity.attributes.some((property) => property.identifier && property.target === undefined)) return;
  const marked = entity.attributes.filter((property) => property.identifier);
  const references = entity.attributes.filter((property) => property.target !== undefined);
  for (const property of marked) delete property.identifier;
  const key = marked.length > 1 ? marked : references.length === 2 ? references : [];
  if (key.length > 0) {
    for (const property of key) property.part = true;
    entity.key = key.map(({ name }) => name);
    return;
  }
  const since = entity.attributes.find((property) =>
    /^(?:from_date|start_date|valid_from|date|since|effective_date|year|day)$/.test(property.name),
  );
  const line = entity.attributes.find((property) =>
    /^(?:line_no|line_number|position|seq|sequence|item_no|item_number|number)$/.test(property.name),
  );
  const second = line ?? since;
  if (references.length === 1 && second && references[0]) entity.key = [references[0].name, second.name];
}

function ownKey({ entity, columns }: Listed, tables: readonly Listed[]): Property | undefined {
  const marked = entity.attributes.filter((property) => property.identifier);
  if (marked.length === 1) return marked[0];
  if (marked.length > 1) return undefined;
  const name = snake(singular(entity.table ?? entity.name));
  const byName = entity.attributes.find(
    (property) => property.name === "id" || property.name === `${name}_id` || property.name === `${name}id`,
  );
  if (byName) return byName;
  const [first] = entity.attributes;
  if (!first || !keyWord.test(first.name)) return undefined;
  if (columns[0]?.refersTo !== undefined) return undefined;
  const stem = first.name.replace(keyWord, "");
  if (stem === "") return first;
  const score = (table: string) => {
    const base = singular(table);
    if (base === stem) return 4;
    if (base.split("_").at(-1) === stem) return 2.8;
    if (base.startsWith(stem)) return base.includes("_") ? 1 : 3;
    if (stem.length >= 3 && !base.includes("_") && isAbbreviation(stem, base)) return 2.5;
    if (initials(base) === stem) return 2;
    return stem.length >= 2 && base.includes(stem) ? 1 : 0;
  };
  const mine = score(snake(entity.table ?? entity.name));
  const best = Math.max(
    0,
    ...tables.filter((other) => other.entity !== entity).map((other) => score(snake(other.table))),
  );
  if (best > mine || (best === mine && best > 0)) return undefined;
  if (
    mine === 0 &&
    tables.some((other) => other.entity !== entity && other.entity.attributes[0]?.name === first.name)
  )
    return undefined;
  return first;
}

/** `dept` for `department`: its letters in their order, the first one first. */
function isAbbreviation(short: string, long: string): boolean {
  if (!long.startsWith(short.slice(0, 1))) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}

function initials(name: string): string {
  return name
    .split("_")
    .map((word) => word[0] ?? "")
    .join("");
}

function tableNamed(written: string, tables: readonly Listed[]): Listed | undefined {
  const name = singular(snake(written.replace(/\(.*$/, "").replace(/\b(?:table|id)\b/gi, "")));
  return (
    tables.find((each) => singular(snake(each.table)) === name) ??
    tables.find((each) => singular(snake(each.table)).endsWith(`_${name}`))
  );
}

/** The table that the name of a column points at: `customer_id`, `departure_airport_id`, `parent_id`, `author`. */
function targetOf(
  column: string,
  from: Listed,
  tables: readonly Listed[],
  owners: ReadonlyMap<string, Listed>,
): Listed | undefined {
  const owner = owners.get(column);
  if (owner && owner !== from && column !== "id") return owner;
  const stem = /^(.+?)_?(?:id|no|nr|num|code|fk|isbn|ssn)$/.exec(column)?.[1];
  if (stem === undefined || stem === "") return undefined;
  const named = (name: string) =>
    tables.find((each) => singular(snake(each.table)) === name || snake(each.table) === name);
  const direct = named(stem) ?? named(singular(stem));
  if (direct)
    return direct === from &&
      !stem.includes("_") &&
      column === `${stem}_id` &&
      from.entity.attributes[0]?.name === column
      ? undefined
      : direct;
  const words = stem.split("_");
  for (let at = 1; at < words.length; at++) {
    const tail = named(words.slice(at).join("_"));
    if (tail) return tail;
  }
  if (!/_(?:id|fk)$/.test(column)) return undefined;
  if (
    /^(?:parent|previous|next|reply_to|replies_to|original|root|referrer|referred_by|predecessor|successor)$/.test(
      stem,
    )
  )
    return from;
  const person = personFor(stem, (name) => named(snake(name)) !== undefined);
  if (person !== undefined) return named(snake(person));
  // `emp_id` is of employees where one table alone begins so.
  const starts = tables.filter(
    (each) => stem.length >= 3 && each !== from && snake(each.table).startsWith(stem),
  );
  return starts.length === 1 ? starts[0] : undefined;
}
