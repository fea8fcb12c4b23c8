import type { Rule } from "./rule";

export const unloggedTable: Rule = {
  code: "unlogged-table",
  group: "design",
  severity: "information",
  title: "A table loses its rows when the server crashes.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      if (!table.unlogged || table.temporary) continue;
      yield {
        span: table.nameSpan,
        message: `"${table.name}" is UNLOGGED: it is emptied after a crash and not replicated. Keep this for data that can be made again.`,
      };
    }
  },
};
