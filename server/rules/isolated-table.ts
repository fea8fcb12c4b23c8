import { dialects } from "../sql";
import { lookup, takesFromElsewhere } from "./lookup";
import type { Rule } from "./rule";

/** Tables that stand alone by their nature. */
const alone =
  /migration|schema_|log|audit|setting|config|session|job|queue|cache|metadata|history|version|event|stag(?:e|ing)|import|backup|tmp|temp/;

export const isolatedTable: Rule = {
  code: "isolated-table",
  group: "design",
  severity: "hint",
  title: "A table is linked to no other one.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    const links = lookup(schema);
    const tables = schema.tables.filter((table) => !table.temporary && !takesFromElsewhere(table));
    const isolated = tables.filter(
      (table) => links.linksOf(table).length === 0 && links.linksTo(table).length === 0,
    );
    // Where many tables stand alone, the schema does not use foreign keys, and that is another matter.
    if (tables.length < 4 || isolated.length > tables.length / 4) return;
    for (const table of isolated) {
      if (alone.test(table.name)) continue;
      yield {
        span: table.nameSpan,
        message: `"${table.name}" has no foreign key and none points at it. If its rows belong to those of another table, say so with a foreign key.`,
      };
    }
  },
};
