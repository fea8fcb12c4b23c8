import { dialects } from "../sql";
import type { Rule } from "./rule";

export const passwordInPlainText: Rule = {
  code: "password-in-plain-text",
  group: "security",
  severity: "information",
  title: "A column looks as if it held passwords as they are.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      for (const column of table.columns) {
        if (!/^(?:user_?)?(?:password|passwd|pwd|passphrase)$/i.test(column.name)) continue;
        if (!/^(?:text|character varying|character|varchar|char)$/.test(column.type.name)) continue;
        const length = Number(column.type.modifiers[0] ?? Infinity);
        yield {
          span: column.nameSpan,
          message:
            length < 60
              ? `A password hash does not fit into ${length} characters (bcrypt's has 60), so "${column.name}" seems to hold passwords as they are. Store a hash, in a column named so.`
              : `Store a hash and never the password; a name such as "password_hash" says so to everyone who writes to it.`,
        };
      }
    }
  },
};
