import type { DiagramColumn, DiagramModel, DiagramTable } from "../../../server/protocol/diagram";

/** The model with a box for each enumerated type, its values as rows; one of a table's name has none. */
export function withEnums(model: DiagramModel): DiagramModel {
  const taken = new Set(model.tables.map(({ id }) => id));
  const boxes = model.enums
    .filter(({ id }) => !taken.has(id))
    .map(({ id, name, values, range }): DiagramTable => ({
      ...{ id, name, range, extent: range, statements: [] },
      schema: id.slice(0, Math.max(0, id.length - name.length - 1)),
      kind: "enum",
      columns: [...new Set(values)].map((value): DiagramColumn => ({
        ...{ name: value, type: "", range },
        ...{ notNull: false, primaryKey: false, foreignKey: false, unique: false },
      })),
      ...{ indexes: [], indexNames: [], checks: [] },
    }));
  return boxes.length === 0 ? model : { ...model, tables: [...model.tables, ...boxes] };
}

/** A column whose type is an enumerated one. */
export interface EnumUse {
  readonly table: string;
  readonly column: string;
  /** The box of the type. */
  readonly of: string;
}

const known = new WeakMap<DiagramModel, readonly EnumUse[]>();

/** Which columns are of which enumerated type, also as arrays. */
export function enumUses(model: DiagramModel): readonly EnumUse[] {
  const found = known.get(model);
  if (found) return found;
  const boxes = model.tables.filter(({ kind }) => kind === "enum");
  const ids = new Map(boxes.flatMap(({ id, name }) => [[id, id] as const, [name, id] as const]));
  const uses = model.tables.flatMap(({ id, kind, columns }) =>
    kind === "enum" || boxes.length === 0
      ? []
      : columns.flatMap(({ name, type }): EnumUse[] => {
          const of = ids.get(type.replaceAll('"', "").replace(/(\[\d*\])+$/, ""));
          return of === undefined ? [] : [{ table: id, column: name, of }];
        }),
  );
  known.set(model, uses);
  return uses;
}
