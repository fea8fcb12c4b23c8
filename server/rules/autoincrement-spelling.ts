import type { Rule } from "./rule";
import { isWord, spanOf, written } from "./slips";

export const autoincrementSpelling: Rule = {
  code: "autoincrement-spelling",
  group: "dialect",
  severity: "error",
  title: "AUTOINCREMENT is SQLite's spelling, AUTO_INCREMENT is MySQL's.",
  dialects: ["mysql", "mariadb", "sqlite"],
  *check({ script }) {
    const isSqlite = script.dialect === "sqlite";
    const wrong = isSqlite ? /^auto_increment$/ : /^autoincrement$/;
    const right = isSqlite ? "AUTOINCREMENT" : "AUTO_INCREMENT";
    for (const { statement, tokens } of written(script)) {
      for (const [i, token] of tokens.entries()) {
        const before = tokens[i - 1];
        // Only behind a key is it no part of a type's or column's name for certain.
        const behindKey = isWord(before, /^key$/) && isWord(tokens[i - 2], /^primary$/);
        if (!isWord(token, wrong) || !behindKey) continue;
        const span = spanOf(statement, token);
        yield {
          span,
          message: isSqlite
            ? "SQLite writes AUTOINCREMENT; an INTEGER PRIMARY KEY also counts up without it."
            : "MySQL and MariaDB write AUTO_INCREMENT, with an underscore.",
          sqlstate: "42601",
          fixes: [{ title: `Change to ${right}`, edits: [{ span, newText: right }] }],
        };
      }
    }
  },
};
