import { isAddedBefore, isNew, nameIn } from "./alterations";
import type { Rule } from "./rule";

export const renameColumn: Rule = {
  code: "rename-column",
  group: "migration",
  severity: "warning",
  title: "A column is renamed under the programs that use it.",
  dialects: ["postgresql"],
  *check(context) {
    for (const [index, statement] of context.script.statements.entries()) {
      const { tree } = statement.parsed;
      if (!tree || !("RenameStmt" in tree)) continue;
      const { renameType, relationType, subname, newname, relation } = tree.RenameStmt;
      if (renameType !== "OBJECT_COLUMN" || relationType !== "OBJECT_TABLE" || isNew(relation, context))
        continue;
      if (isAddedBefore(relation, subname, index, context)) continue;
      yield {
        span: nameIn(statement, subname),
        message: `Programs that run while this is deployed still ask for "${subname ?? ""}" and fail. Add "${newname ?? ""}" as a new column, write both, switch over, and drop the old one.`,
      };
    }
  },
};
