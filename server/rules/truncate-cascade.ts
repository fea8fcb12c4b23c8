import { wordsOf } from "./alterations";
import type { Rule } from "./rule";

export const truncateCascade: Rule = {
  code: "truncate-cascade",
  group: "migration",
  severity: "warning",
  title: "TRUNCATE … CASCADE empties tables that it does not name.",
  dialects: ["postgresql"],
  *check({ script }) {
    for (const statement of script.statements) {
      const { tree } = statement.parsed;
      if (!tree || !("TruncateStmt" in tree) || tree.TruncateStmt.behavior !== "DROP_CASCADE") continue;
      yield {
        span: wordsOf(statement, /\bcascade\b/i),
        message:
          "Every table that points here is emptied too, and those that point at them. Name all tables that are meant, without CASCADE.",
      };
    }
  },
};
