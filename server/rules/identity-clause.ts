import type { Rule } from "./rule";
import { isWord, spanOf, written } from "./slips";

export const identityClause: Rule = {
  code: "identity-clause",
  group: "dialect",
  severity: "error",
  title: "A column counts up with GENERATED … AS IDENTITY, as in PostgreSQL.",
  dialects: ["mysql", "mariadb", "sqlite"],
  *check({ script }) {
    for (const { statement, tokens } of written(script)) {
      for (const [i, token] of tokens.entries()) {
        if (!isWord(token, /^generated$/)) continue;
        const length = isWord(tokens[i + 1], /^always$/) ? 2 : isWord(tokens[i + 1], /^by$/) ? 3 : 0;
        const last = tokens[i + length + 1];
        if (length === 0 || !isWord(tokens[i + length], /^as$/) || !isWord(last, /^identity$/)) continue;
        const span = spanOf(statement, token, last);
        const isSqlite = script.dialect === "sqlite";
        const hasOptions = tokens[i + length + 2]?.text === "(";
        yield {
          span,
          message: isSqlite
            ? "SQLite has no identity columns; a column counts up by itself when it is INTEGER PRIMARY KEY."
            : "MySQL and MariaDB have no identity columns; a column that is a key counts up with AUTO_INCREMENT.",
          sqlstate: "42601",
          ...(isSqlite || hasOptions
            ? {}
            : {
                fixes: [{ title: "Change to AUTO_INCREMENT", edits: [{ span, newText: "AUTO_INCREMENT" }] }],
              }),
        };
      }
    }
  },
};
