import { wordsOf } from "./alterations";
import type { Rule } from "./rule";

export const transactionNesting: Rule = {
  code: "transaction-nesting",
  group: "migration",
  severity: "warning",
  title: "A transaction is begun twice, or ended without having begun.",
  dialects: ["postgresql"],
  *check({ script, first }) {
    let open = false;
    for (const statement of script.statements.slice(first)) {
      const { tree } = statement.parsed;
      if (!tree || !("TransactionStmt" in tree)) continue;
      const { kind } = tree.TransactionStmt;
      const begins = kind === "TRANS_STMT_BEGIN" || kind === "TRANS_STMT_START";
      const ends = kind === "TRANS_STMT_COMMIT" || kind === "TRANS_STMT_ROLLBACK";
      if ((begins && open) || (ends && !open)) {
        yield {
          span: wordsOf(statement, /^\w+/),
          message: begins
            ? "A transaction is open already: PostgreSQL only warns and goes on in the first one, which the next COMMIT ends. Remove this, or use SAVEPOINT."
            : "No transaction is open here, so this ends the one that a migration tool may have begun. Remove it.",
        };
      }
      open = begins || (open && !ends);
    }
  },
};
