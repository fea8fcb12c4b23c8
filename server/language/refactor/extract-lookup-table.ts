import pluralize from "pluralize";
import { indexesOf, type Schema, type Table } from "../../schema";
import { overlaps } from "../../sql";
import { createIndex } from "../edit/add-index";
import { removeConstraint } from "../edit/constraint-text";
import { attributesEnd, columnTextOf, insertWords } from "../edit/column-text";
import { freeName } from "../edit/find";
import { refuse } from "../edit/intent";
import { insertElement } from "../edit/elements";
import { insertStatements, lastStatementOf } from "../edit/statements";
import { columnsListOf } from "../edit/table-text";
import { tableName, writingOf } from "../edit/writing";
import { insertBefore } from "./before-table";
import { listedValues } from "./listed-values";
import type { FindRefactorings } from "./refactoring";

/** `CHECK (status IN ('new', 'paid'))` becomes a table of the values, which can grow without a migration. */
export const extractLookupTable: FindRefactorings = (context, { table, column, span }) => {
  const { script, schema } = context;
  return listedValues(script, table).flatMap((listed) => {
    if (listed.column !== column && !overlaps(listed.check.span, span)) return [];
    const taken = new Set([...schema.tables, ...schema.views].map((object) => object.name));
    const name = freeName(lookupName(table.name, listed.column.name), (candidate) => taken.has(candidate));
    return [
      {
        title: `Extract the values of ${listed.column.name} into the table ${name}`,
        kind: "extract",
        apply: () => {
          const writing = writingOf(script);
          const { words, lineBreak, indent } = writing;
          const removed = removeConstraint(script, table, listed.check, writing);
          const own = columnTextOf(script, table, listed.column);
          const list = columnsListOf(script, table);
          if (!removed || !own || !list) return refuse("The check cannot be taken out here; change its SQL.");
          const lookup = tableName({ schema: table.schema, name }, writing);
          const type = script.text.slice(listed.column.type.span.start, listed.column.type.span.end);
          const create = `${words("CREATE TABLE")} ${lookup} (${lineBreak}${indent}name ${type} ${words("PRIMARY KEY")}${lineBreak})`;
          const rows = listed.constants.map((constant) => `(${constant})`).join(", ");
          const insert = `${words("INSERT INTO")} ${lookup} (name) ${words("VALUES")} ${rows}`;
          const references = `${words("REFERENCES")} ${lookup} (name)`;
          // MySQL reads a reference behind a column and does nothing with it.
          const mysql = script.dialect === "mysql" || script.dialect === "mariadb";
          const key = mysql
            ? insertElement(
                list,
                list.elements.length - 1,
                `${words("FOREIGN KEY")} (${writing.name(listed.column.name)}) ${references}`,
                writing,
              )
            : [insertWords(own, attributesEnd(own), references)];
          const isIndexed = mysql || hasIndex(schema, table, listed.column.name);
          const index = createIndex(schema, table, [listed.column.name], false, writing);
          const indexed = isIndexed ? [] : insertStatements(lastStatementOf(schema, table), [index], writing);
          return {
            edits: [...insertBefore(table, [create, insert], writing), ...removed, ...key, ...indexed],
          };
        },
      },
    ];
  });
};

/** Whether an index or a key begins with the column. */
function hasIndex(schema: Schema, table: Table, column: string): boolean {
  const keys = table.constraints.some(
    ({ kind, ...rest }) =>
      (kind === "primary key" || kind === "unique") && "columns" in rest && rest.columns[0]?.name === column,
  );
  return (
    keys || indexesOf(schema, table).some(({ keys: [first], where }) => !where && first?.column === column)
  );
}

/** In the number that the tables of the schema are named in, as far as this one tells. */
function lookupName(table: string, column: string): string {
  if (!pluralize.isPlural(table)) return `${table}_${column}`;
  return pluralize.plural(`${pluralize.singular(table)}_${column}`);
}
