import type { Rule } from "./rule";

export const doubleQuotedString: Rule = {
  code: "double-quoted-string",
  group: "dialect",
  severity: "error",
  title: "A default is written in double quotes, which name a column.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      for (const column of table.columns) {
        const value = column.default;
        const inner = value && /^"([^"]*)"$/.exec(value.text.trim())?.[1];
        if (!value || inner === undefined) continue;
        const text = `'${inner.replace(/'/g, "''")}'`;
        yield {
          span: value.span,
          message: `Double quotes name a column or table; a text stands in single quotes: ${text}.`,
          sqlstate: "0A000",
          fixes: [{ title: `Change to ${text}`, edits: [{ span: value.span, newText: text }] }],
        };
      }
    }
  },
};
