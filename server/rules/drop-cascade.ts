import { wordsOf } from "./alterations";
import type { Rule } from "./rule";

/** Nothing depends on these. */
const leaves = new Set<string | undefined>(["OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE"]);

export const dropCascade: Rule = {
  code: "drop-cascade",
  group: "migration",
  severity: "warning",
  title: "DROP … CASCADE drops what it does not name.",
  dialects: ["postgresql"],
  *check({ script }) {
    for (const statement of script.statements) {
      const { tree } = statement.parsed;
      if (!tree || !("DropStmt" in tree) || tree.DropStmt.behavior !== "DROP_CASCADE") continue;
      if (leaves.has(tree.DropStmt.removeType)) continue;
      yield {
        span: wordsOf(statement, /\bcascade\b/i),
        message:
          "Views, foreign keys and functions that depend on it are dropped as well, without being named. Drop them one by one, so that the migration shows what goes.",
      };
    }
  },
};
