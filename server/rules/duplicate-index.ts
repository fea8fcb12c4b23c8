import type { Index } from "../schema";
import type { Script } from "../sql";
import { removeStatement } from "./edits";
import { keyOptions } from "./key-options";
import { keysOf, lookup } from "./lookup";
import { mentions } from "./mentions";
import type { Finding, Rule, RuleContext } from "./rule";

export const duplicateIndex: Rule = {
  code: "duplicate-index",
  group: "design",
  severity: "warning",
  title: "Two indexes hold the same columns of a table.",
  dialects: ["postgresql", "sqlite"],
  objectsOnly: true,
  *check(context) {
    const { schema, script } = context;
    for (const table of schema.tables) {
      const indexes = lookup(schema).indexesOf(table);
      if (indexes.length === 0) continue;
      const first = new Map<string, Index>();
      const keys = new Map(keysOf(table).map((key) => [key.columns.map(({ name }) => name).join(), key]));
      for (const index of indexes) {
        const signature = signatureOf(index, script);
        if (signature === undefined) continue;
        const twin = first.get(signature);
        const key = plain(index, script)
          ? keys.get(index.keys.map(({ column }) => column).join())
          : undefined;
        if (twin) yield finding(index, twin.nameSpan, twin.name, context);
        else if (key)
          yield finding(index, key.span, key.kind === "primary key" ? "the primary key" : key.name, context);
        else first.set(signature, index);
      }
    }
  },
};

function finding(
  index: Index,
  otherSpan: Finding["span"],
  other: string,
  { script, schema }: RuleContext,
): Finding {
  const used = mentions(schema).usedIndexes.has(index.name);
  return {
    span: index.named ? index.nameSpan : index.span,
    message: `This index holds the same columns as ${other}, so it costs space and time at every write and serves nothing. Remove one of the two.`,
    related: [{ span: otherSpan, message: "The other one." }],
    ...(used
      ? {}
      : { fixes: [{ title: "Remove this index", edits: removeStatement(script, index.statement) }] }),
  };
}

/** What an index does, in a form that compares; undefined for one whose keys are not plain columns. */
function signatureOf(index: Index, script: Script): string | undefined {
  if (index.keys.length === 0 || index.keys.some(({ column }) => column === undefined)) return undefined;
  const keys = index.keys.map(({ column }) => column).join();
  const include = index.include.map(({ name }) => name).join();
  const where = index.where?.text.toLowerCase().replace(/[\s()]+/g, " ") ?? "";
  return [index.method, index.unique, keys, keyOptions(index, script), include, where].join("|");
}

/** A btree index of the whole table over ascending columns, as a constraint makes one. */
function plain(index: Index, script: Script): boolean {
  return (
    index.method === "btree" && !index.where && index.include.length === 0 && keyOptions(index, script) === ""
  );
}
