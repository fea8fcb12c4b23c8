import type { Relation } from "../catalog";
import type { Effect, Fold } from "../fold";
import { removeIndexes } from "../keys";
import type { StatementReader } from "../statement-reader";

/** `USE name` of MySQL. */
export function useDatabase(reader: StatementReader): Effect[] {
  if (!reader.isName(1)) return [];
  const name = reader.fold(1);
  return [
    ({ catalog }) => {
      catalog.databases.use(name);
    },
  ];
}

/** `CREATE DATABASE name` of MySQL; the name stands at the index. */
export function createDatabase(reader: StatementReader, at: number): Effect[] {
  if (!reader.isName(at)) return [];
  const name = reader.fold(at);
  return [
    ({ catalog }) => {
      catalog.databases.create(name);
    },
  ];
}

/** `DROP DATABASE name` of MySQL, with all that is in it. */
export function dropDatabase(reader: StatementReader, at: number): Effect[] {
  if (!reader.isName(at)) return [];
  const database = reader.fold(at);
  return [
    (fold) => {
      const { databases, relations } = fold.catalog;
      const inIt = databases.namesIn(database).flatMap((name) => relations.get("public")?.get(name) ?? []);
      for (const relation of [...inIt, ...(relations.get(database)?.values() ?? [])])
        forgetRelation(fold, relation);
    },
  ];
}

/** Forgets a relation and what belongs to it. */
export function forgetRelation(fold: Fold, relation: Relation): void {
  const { catalog } = fold;
  catalog.remove(catalog.relations, relation.value.schema, relation.value.name);
  if (relation.kind === "table") removeIndexes(fold, relation);
  catalog.triggers = catalog.triggers.filter((trigger) => trigger.home !== relation);
}
