import { wordsOf } from "./alterations";
import type { Rule } from "./rule";

export const concurrentInTransaction: Rule = {
  code: "concurrent-in-transaction",
  group: "migration",
  severity: "error",
  title: "CONCURRENTLY stands inside of a transaction.",
  dialects: ["postgresql"],
  *check({ script, first }) {
    let open = false;
    for (const statement of script.statements.slice(first)) {
      const { tree } = statement.parsed;
      if (!tree) continue;
      if ("TransactionStmt" in tree) {
        const { kind } = tree.TransactionStmt;
        if (kind === "TRANS_STMT_BEGIN" || kind === "TRANS_STMT_START") open = true;
        if (kind === "TRANS_STMT_COMMIT" || kind === "TRANS_STMT_ROLLBACK") open = false;
      }
      const concurrent =
        ("IndexStmt" in tree && tree.IndexStmt.concurrent === true) ||
        ("DropStmt" in tree && tree.DropStmt.concurrent === true) ||
        ("ReindexStmt" in tree && /\bconcurrently\b/i.test(statement.text));
      if (!open || !concurrent) continue;
      yield {
        span: wordsOf(statement, /\bconcurrently\b/i),
        message:
          "PostgreSQL refuses CONCURRENTLY inside of a transaction. Put it into a migration of its own, without BEGIN.",
        related: [],
      };
    }
  },
};
