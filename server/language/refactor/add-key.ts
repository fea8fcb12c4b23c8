import pluralize from "pluralize";
import { primaryKeyOf, printType, type Column, type Schema, type Table } from "../../schema";
import { editSchema } from "../edit";
import type { FindRefactorings } from "./refactoring";

/** `customer_id` beside a table `customer` or `customers` becomes a foreign key to it, with an index. */
export const addKey: FindRefactorings = (context, { table, column }) => {
  const { schema } = context;
  if (!column || isKeyed(table, column)) return [];
  const target = targetOf(schema, table, column);
  const key = target && primaryKeyOf(target)?.columns[0]?.name;
  if (!target || key === undefined) return [];
  return [
    {
      title: `Make ${column.name} a foreign key to ${target.name}, with an index`,
      kind: "rewrite",
      apply: () =>
        editSchema(context, {
          kind: "addForeignKey",
          table: `${table.schema}.${table.name}`,
          columns: [column.name],
          target: `${target.schema}.${target.name}`,
          targetColumns: [key],
          onDelete: "no action",
          index: true,
        }),
    },
  ];
};

function isKeyed({ constraints }: Table, { name }: Column): boolean {
  return constraints.some(
    ({ kind, ...rest }) =>
      kind === "foreign key" && "columns" in rest && rest.columns.some((own) => own.name === name),
  );
}

/** The one table that the column's name speaks of and whose key is of the same type. */
function targetOf(schema: Schema, table: Table, column: Column): Table | undefined {
  const word = /^(.+)_(?:id|uuid|key|code)$/.exec(column.name)?.[1];
  if (word === undefined) return undefined;
  const names = new Set([word, pluralize.plural(word), pluralize.singular(word)]);
  const found = schema.tables.filter((candidate) => {
    if (!names.has(candidate.name) || candidate.schema !== table.schema) return false;
    // board_id of boards is its own key and leads nowhere.
    if (candidate === table && primaryKeyOf(table)?.columns[0]?.name === column.name) return false;
    const key = primaryKeyOf(candidate)?.columns;
    const own = candidate.columns.find(({ name }) => name === key?.[0]?.name);
    return key?.length === 1 && own !== undefined && printType(own.type) === printType(column.type);
  });
  return found.length === 1 ? found[0] : undefined;
}
