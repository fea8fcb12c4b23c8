import type { ExclusionConstraint, ForeignKey, Index, Schema, Table } from "../schema";
import { quoteIdentifier } from "../sql";
import { asConvention } from "./convention";
import { columnList, insertAfter, tableName } from "./edits";
import { keysOf, lookup, shown } from "./lookup";
import type { Finding, Rule } from "./rule";
import { isOutOfTransaction } from "./transaction";

export const unindexedForeignKey: Rule = {
  code: "unindexed-foreign-key",
  group: "design",
  severity: "warning",
  title: "No index serves a foreign key.",
  // MySQL and MariaDB index foreign keys by themselves.
  dialects: ["postgresql", "sqlite"],
  objectsOnly: true,
  check({ schema, script, role, first: own }) {
    const findings: Finding[] = [];
    const seen = new Map<Table, Set<string>>();
    // The text is looked at where the answer is asked for, and in no schema.
    const isInUse = (table: Table, statement: number) =>
      role === "migration" && table.statement < own && isOutOfTransaction(script, own, statement);
    for (const { table, key } of lookup(schema).links) {
      if (table.partitionOf || key.columns.length === 0 || isServed(table, key, schema)) continue;
      const names = key.columns.map(({ name }) => name);
      const list = names.join(", ");
      const told = seen.get(table) ?? new Set();
      seen.set(table, told);
      if (told.has(list)) continue;
      told.add(list);
      const [first] = key.columns;
      const last = key.columns.at(-1);
      if (!first || !last) continue;
      const after = Math.max(table.statement, key.statement);
      const on = tableName(table, after, { schema, script });
      // SQLite has no made-up names for indexes.
      const name =
        script.dialect === "sqlite"
          ? `${quoteIdentifier(`${table.name}_${names.join("_")}_idx`, script.dialect)} `
          : "";
      findings.push({
        span: { start: first.span.start, end: last.span.end },
        message: `No index starts with "${list}", so joins to ${shown(key.target)} and deletes there read the whole of ${shown(table)}. Create an index on it.`,
        ...(on === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Create an index on ${shown(table)} (${list})`,
                  edits: insertAfter(
                    script,
                    after,
                    `CREATE INDEX ${isInUse(table, after) ? "CONCURRENTLY " : ""}${name}ON ${on} (${columnList(names, script.dialect)})`,
                  ),
                },
              ],
            }),
      });
    }
    return asConvention(findings, (count) => `${count} foreign keys of the schema have none.`, 100);
  },
};

function isServed(table: Table, key: ForeignKey, schema: Schema): boolean {
  const names = key.columns.map(({ name }) => name);
  if (
    keysOf(table).some(({ columns }) =>
      leads(
        columns.map(({ name }) => name),
        names,
      ),
    )
  )
    return true;
  if (table.constraints.some((one) => one.kind === "exclude" && isServedBy(one, names))) return true;
  return lookup(schema)
    .indexesOf(table)
    .some((index) => serves(index, names));
}

function isServedBy({ columns, equal }: ExclusionConstraint, names: readonly string[]): boolean {
  const compared = columns.slice(0, equal).map(({ name }) => name);
  return leads(compared, names);
}

function serves(index: Index, names: readonly string[]): boolean {
  if (index.method !== "btree" && !(index.method === "hash" && names.length === 1)) return false;
  // A partial index serves only where it leaves nothing but nulls out.
  if (index.where && !/\bis\s+not\s+null\b/i.test(index.where.text)) return false;
  return leads(
    index.keys.map(({ column }) => column ?? ""),
    names,
  );
}

/** Whether the first columns of an index are those of the key, in any order. */
function leads(columns: readonly string[], names: readonly string[]): boolean {
  const start = columns.slice(0, names.length);
  return start.length === names.length && names.every((name) => start.includes(name));
}
