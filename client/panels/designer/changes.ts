import type { DiagramModel, DiagramTable } from "../../../server/protocol/diagram";
import type { SchemaChanges, TableChange } from "../../../server/protocol/designer-messages";

/** What is different between two schemas. */
export function changesBetween(before: DiagramModel | undefined, after: DiagramModel): SchemaChanges {
  const old = new Map(before?.tables.map((table) => [table.id, table]));
  const now = new Map(after.tables.map((table) => [table.id, table]));
  const changed: TableChange[] = [];
  for (const [id, table] of now) {
    const previous = old.get(id);
    if (!previous) continue;
    const lines = [
      ...columnLines(previous, table),
      ...setLines(keysOf(before, id), keysOf(after, id)),
      ...setLines(previous.indexes, table.indexes, "index "),
      ...setLines(previous.checks, table.checks, "check "),
    ];
    if (lines.length > 0) changed.push({ table: table.name, lines });
  }
  const only = (tables: Map<string, DiagramTable>, others: Map<string, DiagramTable>) =>
    [...tables].filter(([id]) => !others.has(id)).map(([, { name }]) => name);
  return { added: only(now, old), removed: only(old, now), changed };
}

function columnLines(before: DiagramTable, after: DiagramTable): string[] {
  const old = new Map(before.columns.map((column) => [column.name, wordsOf(column)]));
  const now = new Map(after.columns.map((column) => [column.name, wordsOf(column)]));
  return [
    ...[...now].flatMap(([name, words]) => {
      const previous = old.get(name);
      if (previous === undefined) return [`+ ${name} ${words}`.trim()];
      return previous === words ? [] : [`${name}: ${previous} → ${words}`];
    }),
    ...[...old.keys()].filter((name) => !now.has(name)).map((name) => `− ${name}`),
  ];
}

function wordsOf(column: DiagramTable["columns"][number]): string {
  const words = [
    column.type,
    column.notNull ? "not null" : "",
    column.primaryKey ? "primary key" : column.unique ? "unique" : "",
    column.default === undefined ? "" : `default ${column.default}`,
  ];
  return words.filter((word) => word !== "").join(" ");
}

function keysOf(model: DiagramModel | undefined, table: string): string[] {
  const nameOf = (id: string) => model?.tables.find((candidate) => candidate.id === id)?.name ?? id;
  return (model?.relations ?? [])
    .filter(({ from }) => from.table === table)
    .map(({ from, to }) => `${from.columns.join(", ")} references ${nameOf(to.table)}`);
}

function setLines(before: readonly string[], after: readonly string[], prefix = ""): string[] {
  return [
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${prefix}${line}`),
    ...before.filter((line) => !after.includes(line)).map((line) => `− ${prefix}${line}`),
  ];
}

/** Takes a change back in a text that may have been edited since; undefined where what it wrote is gone or not clear. */
export function takenBack(current: string, before: string, after: string): string | undefined {
  if (current === after) return before;
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  // From line to line, so that what is looked for stands by itself.
  start = after.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = after.indexOf("\n", after.length - tail);
  const end = lineEnd === -1 ? after.length : lineEnd;
  const written = after.slice(start, end);
  const at = written.trim() === "" ? -1 : current.indexOf(written);
  if (at === -1 || current.includes(written, at + 1)) return undefined;
  const replaced = before.slice(start, before.length - (after.length - end));
  return current.slice(0, at) + replaced + current.slice(at + written.length);
}
