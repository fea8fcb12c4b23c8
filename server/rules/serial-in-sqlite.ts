import { replaceWord } from "./edits";
import type { Rule } from "./rule";

export const serialInSqlite: Rule = {
  code: "serial-in-sqlite",
  group: "dialect",
  severity: "warning",
  title: "A column of SQLite is serial, and does not count.",
  dialects: ["sqlite"],
  *check({ schema, script }) {
    for (const table of schema.tables) {
      for (const { name, type } of table.columns) {
        if (!/^(?:small|big)?serial[248]?$/i.test(type.name)) continue;
        const after = script.text.slice(type.span.end, type.span.end + 40);
        const isKey = /^\s+(?:NOT\s+NULL\s+)?PRIMARY\s+KEY\b/i.test(after);
        yield {
          span: type.span,
          message: `SQLite takes any word for a type, so "${name}" does not count up and stays NULL. An INTEGER PRIMARY KEY counts up by itself.`,
          ...(isKey
            ? { fixes: [{ title: "Change to INTEGER", edits: replaceWord(script, type.span, "INTEGER") }] }
            : {}),
        };
      }
    }
  },
};
