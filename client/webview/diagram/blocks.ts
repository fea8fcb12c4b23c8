import type { DiagramModel, DiagramTable } from "../../../server/protocol/diagram";
import { areaColors, areasOf } from "./areas";

/** What is laid out as a picture of its own. */
export interface Block {
  readonly schema: string;
  /** Of its area, where the schema has too many tables for one picture. */
  readonly area?: { readonly name: string; readonly color: string };
  readonly tables: readonly DiagramTable[];
}

/** More tables than this in one picture are a tangle, and take longer than a person waits. */
const tablesOfOne = 60;

const known = new WeakMap<DiagramModel, readonly Block[]>();

/**
 * The parts that a schema falls into: each schema of several with all that is in it, and each area where there are
 * too many tables for one picture. What is related to nothing is in no block where there is one schema alone.
 */
export function blocksOf(model: DiagramModel): readonly Block[] {
  const found = known.get(model);
  if (found) return found;
  const related = new Set(
    model.relations.flatMap(({ from, to }) => (from.table === to.table ? [] : [from.table, to.table])),
  );
  const schemas = new Map<string, DiagramTable[]>();
  for (const table of model.tables) {
    const own = schemas.get(table.schema);
    if (own) own.push(table);
    else schemas.set(table.schema, [table]);
  }
  const areas = areasOf(model);
  const areaOf = new Map(areas.flatMap(({ tables }, index) => tables.map((id) => [id, index])));
  const blocks = [...schemas].flatMap(([schema, all]): Block[] => {
    const own = schemas.size > 1 ? all : all.filter(({ id }) => related.has(id));
    if (own.length === 0) return [];
    if (own.length <= tablesOfOne) return [{ schema, tables: own }];
    const groups = new Map<number, DiagramTable[]>();
    for (const table of own) {
      const area = areaOf.get(table.id) ?? -1;
      const group = groups.get(area);
      if (group) group.push(table);
      else groups.set(area, [table]);
    }
    return [...groups].map(([area, tables]) => {
      const name = areas[area]?.name;
      const color = areaColors[area % areaColors.length] ?? "";
      return { schema, tables, ...(name !== undefined && { area: { name, color } }) };
    });
  });
  known.set(model, blocks);
  return blocks;
}

const blockIds = new WeakMap<DiagramModel, ReadonlyMap<string, number>>();

/** The block of each table, by its id. */
export function blockOfTables(model: DiagramModel): ReadonlyMap<string, number> {
  let ids = blockIds.get(model);
  if (!ids) {
    ids = new Map(blocksOf(model).flatMap(({ tables }, index) => tables.map(({ id }) => [id, index])));
    blockIds.set(model, ids);
  }
  return ids;
}
