import { primaryKeyOf, resolveObject, type Column, type Schema, type Table } from "../../schema";
import type { Script } from "../../sql";
import { editSchema } from "../edit";
import { createIndex } from "../edit/add-index";
import { freeName } from "../edit/find";
import { refuse } from "../edit/intent";
import { insertStatements, lastStatementOf } from "../edit/statements";
import { columnList, tableName, writingOf } from "../edit/writing";
import type { FindRefactorings } from "./refactoring";

/** A foreign key column, which leads to one row, becomes a table between the two, which leads to many. */
export const makeJoinTable: FindRefactorings = (context, { table, column }) => {
  const { script, schema } = context;
  if (!column || primaryKeyOf(table)?.columns.some(({ name }) => name === column.name)) return [];
  const target = targetOf(schema, table, column);
  const [own, other] = [singleKey(table), target && singleKey(target)];
  if (!target || target === table || !own || !other) return [];
  const taken = new Set([...schema.tables, ...schema.views].map((object) => object.name));
  const name = freeName(`${table.name}_${target.name}`, (candidate) => taken.has(candidate));
  return [
    {
      title: `Make it many to many: the join table ${name} instead of ${column.name}`,
      kind: "rewrite",
      apply: () => {
        const gone = editSchema(context, {
          kind: "deleteColumn",
          table: `${table.schema}.${table.name}`,
          column: column.name,
        });
        if ("refusal" in gone) return gone;
        const writing = writingOf(script);
        const { words, lineBreak, indent } = writing;
        const columns = [`${table.name}_${own.name}`, column.name];
        if (columns[0] === columns[1]) return refuse("Both columns of the join table would have one name.");
        const reference = (named: string, to: Table, key: Column) =>
          `${writing.name(named)} ${typeOf(script, key)} ${words("NOT NULL")}`.concat(
            ` ${words("REFERENCES")} ${tableName(to, writing)} ${columnList([key.name], writing)} ${words("ON DELETE CASCADE")}`,
          );
        const elements = [
          reference(columns[0] ?? "", table, own),
          reference(column.name, target, other),
          `${words("PRIMARY KEY")} ${columnList(columns, writing)}`,
        ];
        const lines = elements.map((element) => `${lineBreak}${indent}${element}`).join(",");
        const made = { schema: table.schema, name };
        const create = `${lineBreak}${words("CREATE TABLE")} ${tableName(made, writing)} (${lines}${lineBreak})`;
        const index = createIndex(schema, { ...table, ...made }, [column.name], false, writing);
        const behind = Math.max(lastStatementOf(schema, table), lastStatementOf(schema, target));
        return {
          edits: [...gone.edits, ...insertStatements(behind, [create, index], writing)],
          ...(gone.consequences && { consequences: gone.consequences }),
        };
      },
    },
  ];
};

function targetOf(schema: Schema, table: Table, column: Column): Table | undefined {
  for (const constraint of table.constraints) {
    if (constraint.kind !== "foreign key" || constraint.columns.length !== 1) continue;
    if (constraint.columns[0]?.name === column.name) return resolveObject(schema, constraint.target);
  }
  return undefined;
}

function singleKey(table: Table): Column | undefined {
  const key = primaryKeyOf(table)?.columns;
  return key?.length === 1 ? table.columns.find(({ name }) => name === key[0]?.name) : undefined;
}

/** The type of a column that references the key: a counter's is the number that it counts in. */
function typeOf({ text }: Script, { type }: Column): string {
  if (type.serial !== undefined) return type.name;
  return text.slice(type.span.start, type.span.end);
}
