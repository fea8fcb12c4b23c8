import type { Schema } from "../schema";
import { dialects } from "../sql";
import { isNotNull, lookup, type Link } from "./lookup";
import type { Rule } from "./rule";

export const circularForeignKeys: Rule = {
  code: "circular-foreign-keys",
  group: "design",
  severity: "warning",
  title: "Tables need each other's rows, so that none can be inserted first.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    const told = new Set<Link>();
    const links = core(binding(schema));
    for (const start of links) {
      if (told.has(start)) continue;
      const cycle = cycleFrom(start, links);
      if (!cycle) continue;
      for (const link of cycle) told.add(link);
      const names = [...cycle.map(({ table }) => table.name), start.table.name].join(" → ");
      yield {
        span: start.key.span,
        message: `${names}: each row needs one of the next table first, so the first insert fails. Let one of these columns be null, or make one foreign key DEFERRABLE.`,
        related: cycle
          .slice(1)
          .map(({ table, key }) => ({ span: key.span, message: `"${table.name}" points on.` })),
      };
    }
  },
};

/** The foreign keys that have to hold at once, for every row. */
function binding(schema: Schema): readonly Link[] {
  return lookup(schema).links.filter(
    ({ table, key, target }) =>
      target !== undefined &&
      target !== table &&
      !key.deferrable &&
      key.columns.every(({ name }) => {
        const column = lookup(schema).column(table, name);
        return column !== undefined && isNotNull(table, column);
      }),
  );
}

/** Only what lies on a cycle is left when ends are cut off again and again. */
function core(links: readonly Link[]): readonly Link[] {
  let left = links;
  for (;;) {
    const from = new Set(left.map(({ table }) => table));
    const to = new Set(left.map(({ target }) => target));
    const next = left.filter(
      ({ table, target }) => to.has(table) && target !== undefined && from.has(target),
    );
    if (next.length === left.length) return next;
    left = next;
  }
}

/** The shortest way from the link back to its own table. */
function cycleFrom(start: Link, links: readonly Link[]): Link[] | undefined {
  const visited = new Set([start.target]);
  const paths: Link[][] = [[start]];
  for (let path = paths.shift(); path; path = paths.shift()) {
    const end = path.at(-1)?.target;
    if (end === start.table) return path;
    for (const next of links) {
      if (next.table !== end || (visited.has(next.target) && next.target !== start.table)) continue;
      visited.add(next.target);
      paths.push([...path, next]);
    }
  }
  return undefined;
}
