import { columnList, insertAfter, tableName } from "./edits";
import { keysOf, lookup, takesFromElsewhere } from "./lookup";
import type { Rule } from "./rule";

export const joinTableWithoutCompositeKey: Rule = {
  code: "join-table-without-composite-key",
  group: "design",
  severity: "warning",
  title: "A table that joins two others lets the same pair in twice.",
  dialects: ["postgresql", "sqlite"],
  objectsOnly: true,
  *check({ schema, script }) {
    for (const table of schema.tables) {
      if (takesFromElsewhere(table)) continue;
      const links = lookup(schema).linksOf(table);
      const ends = links.flatMap(({ key }) =>
        key.columns.length === 1 ? key.columns.map(({ name }) => name) : [],
      );
      const [a, b] = ends;
      if (links.length !== 2 || a === undefined || b === undefined || a === b) continue;
      // A list of the values that one of its own columns can have, such as order_statuses, is no partner.
      const stem = table.name.replace(/ies$/, "y").replace(/(?:es|s)$/, "");
      const isOwnList = ({ name, columns }: (typeof schema.tables)[number]) =>
        columns.length === 1 && name.startsWith(stem) && name !== table.name;
      const targets = new Set(links.map(({ key }) => key.target.name));
      if (schema.tables.some((other) => targets.has(other.name) && isOwnList(other))) continue;
      // Anything that describes the pair (a role, a due date) may well tell two rows of it apart; only when the
      // row itself was written does not.
      const more = table.columns.filter(({ name }) => name !== a && name !== b);
      if (
        !more.every(
          ({ name }) => name === "id" || /^(?:created|updated|inserted|modified|added)_(?:at|on)$/.test(name),
        )
      )
        continue;
      const sets = [
        ...keysOf(table).map(({ columns }) => columns.map(({ name }) => name)),
        ...lookup(schema)
          .indexesOf(table)
          .filter(({ unique }) => unique)
          .map(({ keys }) => keys.map(({ column }) => column ?? "")),
      ];
      if (sets.some((set) => set.includes(a) || set.includes(b))) continue;
      const name = tableName(table, table.statement, { schema, script });
      const fix = `ALTER TABLE ${name ?? ""} ADD UNIQUE (${columnList([a, b], script.dialect)})`;
      yield {
        span: table.nameSpan,
        message: `"${table.name}" joins ${links.map(({ key }) => key.target.name).join(" and ")}, but nothing keeps the same pair from being stored twice. Make (${a}, ${b}) the primary key, or unique.`,
        ...(script.dialect === "postgresql" && name !== undefined && table.partitionBy === undefined
          ? {
              fixes: [
                { title: `Make (${a}, ${b}) unique`, edits: insertAfter(script, table.statement, fix) },
              ],
            }
          : {}),
      };
    }
  },
};
