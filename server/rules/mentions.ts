import type { Reference, Schema } from "../schema";

/** The mentions of a schema that rules look at, sorted out in one pass. */
interface Mentions {
  /** But for the names that views give to what they select. */
  readonly definitions: readonly Reference[];
  /** Uses of what is not there. */
  readonly missing: readonly Reference[];
  /** Names of indexes that a statement besides the one that makes them speaks of. */
  readonly usedIndexes: ReadonlySet<string>;
  /** What the statements of views mention. */
  readonly byStatement: ReadonlyMap<number, readonly Reference[]>;
}

const known = new WeakMap<Schema, Mentions>();

export function mentions(schema: Schema): Mentions {
  let found = known.get(schema);
  if (!found) {
    found = sort(schema);
    known.set(schema, found);
  }
  return found;
}

function sort(schema: Schema): Mentions {
  const definitions: Reference[] = [];
  const missing: Reference[] = [];
  const usedIndexes = new Set<string>();
  const views = new Set(schema.views.map(({ statement }) => statement));
  const byStatement = new Map<number, Reference[]>();
  for (const reference of schema.references) {
    const isOutput =
      reference.kind === "column" && reference.role === "definition" && views.has(reference.statement);
    if (isOutput) continue;
    if (reference.role === "definition") definitions.push(reference);
    else if (reference.resolved === "no" && reference.role === "use") missing.push(reference);
    if (reference.kind === "index" && reference.role !== "definition") usedIndexes.add(reference.name);
    // Only what views mention is ever asked for, and inserts mention a lot.
    if (!views.has(reference.statement)) continue;
    const list = byStatement.get(reference.statement);
    if (list) list.push(reference);
    else byStatement.set(reference.statement, [reference]);
  }
  return { definitions, missing, usedIndexes, byStatement };
}
