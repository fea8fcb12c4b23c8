import type { Rule } from "./rule";
import { nameIn } from "./alterations";

export const renameTable: Rule = {
  code: "rename-table",
  group: "migration",
  severity: "warning",
  title: "A table is renamed under the programs that use it.",
  dialects: ["postgresql"],
  *check({ script, first }) {
    const made = new Set<string>();
    for (const statement of script.statements.slice(first)) {
      const { tree } = statement.parsed;
      if (!tree) continue;
      if ("CreateStmt" in tree) made.add(tree.CreateStmt.relation?.relname ?? "");
      if (!("RenameStmt" in tree) || tree.RenameStmt.renameType !== "OBJECT_TABLE") continue;
      const { relation, newname } = tree.RenameStmt;
      const old = relation?.relname ?? "";
      if (made.has(old)) {
        made.add(newname ?? "");
        continue;
      }
      yield {
        span: nameIn(statement, old),
        message: `Programs that run while this is deployed still ask for "${old}" and fail. Leave a view of the old name behind until none does.`,
      };
    }
  },
};
