import type { Index, Table, Schema } from "../schema";
import type { Script } from "../sql";
import { asConvention } from "./convention";
import { removeStatement } from "./edits";
import { keyOptions } from "./key-options";
import { keysOf, lookup } from "./lookup";
import { mentions } from "./mentions";
import type { Finding, Rule } from "./rule";

export const redundantIndex: Rule = {
  code: "redundant-index",
  group: "design",
  severity: "hint",
  title: "An index is the beginning of another one.",
  dialects: ["postgresql", "sqlite"],
  objectsOnly: true,
  check({ schema, script }) {
    const findings: Finding[] = [];
    for (const table of schema.tables) {
      for (const index of lookup(schema).indexesOf(table)) {
        const longer =
          isPlain(index, script) && !index.unique ? longerThan(index, table, schema, script) : undefined;
        if (!longer) continue;
        findings.push({
          span: index.named ? index.nameSpan : index.span,
          message: `${longer.name} starts with the same columns and serves the same queries, so this index only slows writes. Remove it, unless it is kept for its smaller size.`,
          related: [{ span: longer.span, message: "The longer one." }],
          ...(mentions(schema).usedIndexes.has(index.name)
            ? {}
            : { fixes: [{ title: "Remove this index", edits: removeStatement(script, index.statement) }] }),
        });
      }
    }
    return asConvention(findings, (count) => `The schema has ${count} such indexes.`, 40);
  },
};

function isPlain(index: Index, script: Script): boolean {
  return (
    index.method === "btree" &&
    !index.where &&
    index.include.length === 0 &&
    index.keys.length > 0 &&
    index.keys.every(({ column }) => column !== undefined) &&
    keyOptions(index, script) === ""
  );
}

function longerThan(
  index: Index,
  table: Table,
  schema: Schema,
  script: Script,
): { name: string; span: Index["span"] } | undefined {
  const mine = index.keys.map(({ column }) => column ?? "");
  const starts = (columns: readonly string[]): boolean =>
    columns.length > mine.length && mine.every((name, i) => columns[i] === name);
  const other = lookup(schema)
    .indexesOf(table)
    .find(
      (one) => one !== index && isPlain(one, script) && starts(one.keys.map(({ column }) => column ?? "")),
    );
  if (other) return { name: other.name, span: other.nameSpan };
  const key = keysOf(table).find(({ columns }) => starts(columns.map(({ name }) => name)));
  return key && { name: key.kind === "primary key" ? "The primary key" : key.name, span: key.span };
}
