import { dialects } from "../sql";
import { isNotNull } from "./lookup";
import type { Rule } from "./rule";

export const notNullDefaultNull: Rule = {
  code: "not-null-default-null",
  group: "design",
  severity: "warning",
  title: "A column is NOT NULL but its default is NULL.",
  dialects,
  objectsOnly: true,
  *check({ schema, script }) {
    for (const table of schema.tables) {
      for (const column of table.columns) {
        const value = column.default;
        if (!value || !/^null(?:\s*::.*)?$/i.test(value.text.trim()) || !isNotNull(table, column)) continue;
        const before = script.text.slice(column.span.start, value.span.start);
        const word = /\s*\bdefault\s*$/i.exec(before);
        yield {
          span: value.span,
          message: `"${column.name}" is NOT NULL, so its default NULL makes every insert fail that does not name it. Give a real default, or none.`,
          ...(word
            ? {
                fixes: [
                  {
                    title: "Remove the default",
                    edits: [
                      { span: { start: column.span.start + word.index, end: value.span.end }, newText: "" },
                    ],
                  },
                ],
              }
            : {}),
        };
      }
    }
  },
};
