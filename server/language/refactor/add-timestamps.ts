import { resolveObject, type Schema, type Table } from "../../schema";
import type { Dialect, Script } from "../../sql";
import { insertElement } from "../edit/elements";
import { ownListOf } from "../edit/table-text";
import { writingOf } from "../edit/writing";
import type { FindRefactorings } from "./refactoring";

/** When a row was made and last changed, as each dialect keeps a moment. */
const types: Readonly<Record<Dialect, string>> = {
  postgresql: "timestamptz NOT NULL DEFAULT now()",
  mysql: "datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)",
  mariadb: "datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)",
  sqlite: "text NOT NULL DEFAULT CURRENT_TIMESTAMP",
};

/** `created_at` and `updated_at`, those that the table has not. */
export const addTimestamps: FindRefactorings = ({ script, schema }, { table, span }) => {
  const missing = ["created_at", "updated_at"].filter(
    (name) => !table.columns.some((column) => column.name === name),
  );
  // Offered on the table itself, not in each of its columns.
  const inside = table.columns.some(
    ({ span: own, statement }) =>
      statement === table.statement && span.start >= own.start && span.end <= own.end,
  );
  if (missing.length === 0 || inside || !table.columnsKnown) return [];
  // A partition has the columns of its parent, and a table that a query makes those of the query.
  if (!lastColumn(script, table) || table.partitionOf) return [];
  return [
    {
      title: `Add ${missing.join(" and ")} to ${table.name}`,
      kind: "rewrite",
      apply: () => {
        const writing = writingOf(script);
        const type = types[script.dialect].replace(/\b(?:NOT NULL DEFAULT)\b/, (text) => writing.words(text));
        const columns = missing.map((name) => `${name} ${type}`);
        const element = columns.join(`,${writing.lineBreak}${writing.indent}`);
        const edits = [table, ...partitionsOf(schema, table)].flatMap((one) => {
          const place = lastColumn(script, one);
          return place ? insertElement(place.list, place.index, element, writing) : [];
        });
        return { edits };
      },
    },
  ];
};

/** Tables that are attached as partitions, which have to have the columns of their parent. */
function partitionsOf(schema: Schema, parent: Table): readonly Table[] {
  return schema.tables
    .filter(({ partitionOf }) => partitionOf && resolveObject(schema, partitionOf) === parent)
    .flatMap((table) => [table, ...partitionsOf(schema, table)]);
}

/** The last column of the table's own statement in its list; undefined where there is no such list. */
function lastColumn(script: Script, table: Table) {
  const list = ownListOf(script, table);
  const last = table.columns.filter(({ statement }) => statement === table.statement).at(-1);
  if (!list || !last) return undefined;
  const index = list.elements.findIndex(
    ({ start, end }) => last.nameSpan.start >= start && last.nameSpan.end <= end,
  );
  return index < 0 ? undefined : { list, index };
}
