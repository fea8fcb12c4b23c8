import { wordsOf } from "./alterations";
import type { Rule } from "./rule";

export const dropTable: Rule = {
  code: "drop-table",
  group: "migration",
  severity: "warning",
  title: "A table is dropped with its data.",
  dialects: ["postgresql"],
  *check({ script, first }) {
    const made = new Set<string>();
    for (const statement of script.statements.slice(first)) {
      const { tree } = statement.parsed;
      if (!tree) continue;
      if ("CreateStmt" in tree) made.add(tree.CreateStmt.relation?.relname ?? "");
      if ("CreateTableAsStmt" in tree) made.add(tree.CreateTableAsStmt.into?.rel?.relname ?? "");
      if (!("DropStmt" in tree) || tree.DropStmt.removeType !== "OBJECT_TABLE") continue;
      const names = (tree.DropStmt.objects ?? []).map(lastName).filter((name) => !made.has(name));
      if (names.length === 0) continue;
      yield {
        span: wordsOf(statement, /^drop\s+table/i),
        message: `The rows of ${names.map((name) => `"${name}"`).join(", ")} are gone for good, and programs that still use it fail. Deploy programs that do not use it first, and keep a dump.`,
      };
    }
  },
};

function lastName(node: object): string {
  return /"sval":"([^"]*)"[^"]*$/.exec(JSON.stringify(node))?.[1] ?? "";
}
