import { identifierName, type Script } from "../sql";
import type { Column, ColumnRef, ObjectName, Reference, Schema, Table } from "./model";

/**
 * MySQL, MariaDB and SQLite keep the case of a name as it was created and find it in any case. The model is built
 * with folded names; this gives every name the case that its definition has, so that names compare with `===`
 * and look as people wrote them.
 */
export function restoreCase(script: Script, schema: Schema): Schema {
  const written = new Map<string, string>();
  const columns = new Map<string, Map<string, string>>();
  const name = (folded: string, at: number): string => {
    const text = tokenText(script, at);
    return text?.toLowerCase() === folded.toLowerCase() ? text : folded;
  };
  for (const table of [...schema.tables, ...schema.views])
    written.set(table.name, name(table.name, table.nameSpan.start));
  for (const table of schema.tables)
    columns.set(
      table.name,
      new Map(table.columns.map((column) => [column.name, name(column.name, column.nameSpan.start)])),
    );
  const relation = (folded: string): string => written.get(folded) ?? folded;
  const column = (table: string, folded: string): string => columns.get(table)?.get(folded) ?? folded;
  const refs = (table: string, list: readonly ColumnRef[]): ColumnRef[] =>
    list.map((ref) => ({ ...ref, name: column(table, ref.name) }));
  const object = (target: ObjectName): ObjectName => ({
    ...target,
    name: relation(target.name),
    ...(target.resolved && { resolved: { ...target.resolved, name: relation(target.resolved.name) } }),
  });
  const named = <T extends { name: string; nameSpan: { start: number }; named: boolean }>(item: T): T =>
    item.named ? { ...item, name: name(item.name, item.nameSpan.start) } : item;
  const restoreTable = (table: Table): Table => ({
    ...table,
    name: relation(table.name),
    columns: table.columns.map((item): Column => ({ ...item, name: column(table.name, item.name) })),
    constraints: table.constraints.map((raw) => {
      const item = named(raw);
      if (item.kind === "foreign key")
        return {
          ...item,
          columns: refs(table.name, item.columns),
          target: object(item.target),
          targetColumns: refs(item.target.name, item.targetColumns),
        };
      return "columns" in item ? { ...item, columns: refs(table.name, item.columns) } : item;
    }),
  });
  const restoreReference = (reference: Reference): Reference => {
    const owner = reference.relation && { ...reference.relation, name: relation(reference.relation.name) };
    if (reference.kind === "relation") return { ...reference, name: relation(reference.name) };
    if (reference.kind === "column")
      return { ...reference, relation: owner, name: column(reference.relation?.name ?? "", reference.name) };
    return { ...reference, relation: owner, name: name(reference.name, reference.span.start) };
  };
  return {
    ...schema,
    tables: schema.tables.map(restoreTable),
    views: schema.views.map((view) => ({ ...view, name: relation(view.name) })),
    indexes: schema.indexes.map((raw) => {
      const item = named(raw);
      const keys = item.keys.map((key) =>
        key.column === undefined ? key : { ...key, column: column(item.table.name, key.column) },
      );
      return { ...item, table: object(item.table), keys };
    }),
    triggers: schema.triggers.map((item) => ({
      ...item,
      name: name(item.name, item.nameSpan.start),
      table: object(item.table),
    })),
    routines: schema.routines.map((item) => ({ ...item, name: name(item.name, item.nameSpan.start) })),
    references: schema.references.map(restoreReference),
  };
}

/** The name that stands at an offset of the document, its quotes removed. */
function tokenText(script: Script, offset: number): string | undefined {
  const found = /^(?:`(?:[^`]|``)*`|"(?:[^"]|"")*"|\[[^\]]*\]|[\w$\u0080-\uffff]+)/.exec(
    script.text.slice(offset, offset + 300),
  )?.[0];
  if (found === undefined) return undefined;
  const kind = /^[`"[]/.test(found) ? "quoted" : "word";
  return identifierName({ kind, text: found, span: { start: 0, end: found.length } });
}
