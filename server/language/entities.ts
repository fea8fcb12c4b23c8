import type { Reference, Schema } from "../schema";
import type { LanguageContext } from "./context";

/** What a mention means. Every mention of the same thing has the same key. */
export interface Entity {
  readonly kind: Reference["kind"];
  readonly name: string;
  readonly key: string;
}

interface Names {
  /** By bare name, the schemas in which a thing of that name lives. */
  readonly relations: ReadonlyMap<string, readonly string[]>;
  readonly types: ReadonlyMap<string, readonly string[]>;
  readonly routines: ReadonlyMap<string, readonly string[]>;
  /** How often somebody asked for all mentions of a thing. */
  asked: number;
  /** By the name as it is written; made once it is asked for often enough to be worth it. */
  byName?: ReadonlyMap<string, readonly Reference[]>;
}

const cache = new WeakMap<Schema, Names>();

/** The mention at the offset and what it means; the innermost one where several touch. */
export function mentionAt(
  { schema }: LanguageContext,
  offset: number,
): { readonly reference: Reference; readonly entity: Entity } | undefined {
  let best: Reference | undefined;
  for (let at = firstEndingFrom(schema.references, offset); at < schema.references.length; at++) {
    const reference = schema.references[at];
    if (!reference || reference.span.start > offset) break;
    if (offset > reference.span.end) continue;
    if (!best || reference.span.end - reference.span.start < best.span.end - best.span.start)
      best = reference;
  }
  if (!best) return undefined;
  const entity = entityOf(schema, best);
  return entity && { reference: best, entity };
}

/**
 * Where to start looking for mentions that hold the offset: they are in document order, and a few may lie inside
 * of a longer one, so the search starts some before the first that begins behind the offset.
 */
function firstEndingFrom(references: readonly Reference[], offset: number): number {
  let low = 0;
  let high = references.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((references[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - nested);
}

/** More mentions than ever lie inside of one another. */
const nested = 8;

/** What the reference means, or undefined where the text does not tell. */
export function entityOf(schema: Schema, reference: Reference): Entity | undefined {
  const key = keyOf(namesOf(schema), reference);
  if (key === undefined) return undefined;
  const kind = reference.kind === "type" && key.startsWith("relation:") ? "relation" : reference.kind;
  return { kind, name: reference.name, key };
}

/** Looking through the mentions a few times is quicker than sorting all of them out. */
const fewQuestions = 4;

/** Every mention of the entity, in document order. */
export function mentionsOf(schema: Schema, entity: Entity): readonly Reference[] {
  const names = namesOf(schema);
  if (++names.asked > fewQuestions) names.byName ??= byNameOf(schema.references);
  // Whatever means the same thing is written with the same name.
  const candidates = names.byName ? (names.byName.get(entity.name) ?? []) : schema.references;
  return candidates.filter(
    (reference) => reference.name === entity.name && keyOf(names, reference) === entity.key,
  );
}

function byNameOf(references: readonly Reference[]): ReadonlyMap<string, readonly Reference[]> {
  const byName = new Map<string, Reference[]>();
  for (const reference of references) {
    const list = byName.get(reference.name);
    if (list) list.push(reference);
    else byName.set(reference.name, [reference]);
  }
  return byName;
}

function namesOf(schema: Schema): Names {
  const known = cache.get(schema);
  if (known) return known;
  const relations = bySchema([...schema.tables, ...schema.views, ...schema.indexes, ...schema.sequences]);
  const types = bySchema([...schema.enums, ...schema.domains, ...schema.compositeTypes]);
  const routines = bySchema(schema.routines);
  const names: Names = { relations, types, routines, asked: 0 };
  cache.set(schema, names);
  return names;
}

function bySchema(
  objects: readonly { readonly schema: string; readonly name: string }[],
): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const { schema, name } of objects) {
    const list = map.get(name);
    if (!list) map.set(name, [schema]);
    else if (!list.includes(schema)) list.push(schema);
  }
  return map;
}

function keyOf(names: Names, reference: Reference): string | undefined {
  switch (reference.kind) {
    case "schema":
      return `schema:${reference.name}`;
    case "relation":
      return relationKey(names, reference);
    case "index":
      // In MySQL, indexes have the names of one table.
      if (reference.relation) return `index:${relationKey(names, reference.relation)}.${reference.name}`;
      return relationKey(names, reference);
    case "type":
      // Each table has a type of its rows.
      if (!names.types.has(reference.name) && names.relations.has(reference.name))
        return relationKey(names, reference);
      return `type:${home(names.types, reference)}.${reference.name}`;
    case "routine":
      return `routine:${home(names.routines, reference)}.${reference.name}`;
    case "column":
    case "constraint":
    case "trigger":
    case "policy":
      if (!reference.relation) return undefined;
      return `${reference.kind}:${relationKey(names, reference.relation)}.${reference.name}`;
  }
}

function relationKey(names: Names, name: { readonly schema?: string; readonly name: string }): string {
  return `relation:${home(names.relations, name)}.${name.name}`;
}

/** The schema that a bare name means: the only one that has it, else `public` as the default search path says. */
function home(
  index: ReadonlyMap<string, readonly string[]>,
  { schema, name }: { readonly schema?: string; readonly name: string },
): string {
  if (schema !== undefined) return schema;
  const homes = index.get(name) ?? [];
  return homes.length === 1 ? (homes[0] ?? "public") : "public";
}
