import type { Node } from "@pgsql/types";
import { wordsOf } from "./alterations";
import { lacksBeginning } from "./beginning";
import { mentions } from "./mentions";
import type { Rule, RuleContext } from "./rule";

export const dropTable: Rule = {
  code: "drop-table",
  group: "migration",
  severity: "warning",
  title: "A table is dropped with its data.",
  dialects: ["postgresql"],
  *check(context) {
    const { script, first } = context;
    const made = new Set<string>();
    for (const [offset, statement] of script.statements.slice(first).entries()) {
      const { tree } = statement.parsed;
      if (!tree) continue;
      if ("CreateStmt" in tree) made.add(tree.CreateStmt.relation?.relname ?? "");
      if ("CreateTableAsStmt" in tree) made.add(tree.CreateTableAsStmt.into?.rel?.relname ?? "");
      if (!("DropStmt" in tree) || tree.DropStmt.removeType !== "OBJECT_TABLE") continue;
      const isOptional = tree.DropStmt.missing_ok === true;
      const names = (tree.DropStmt.objects ?? [])
        .map(lastName)
        .filter((name) => !made.has(name) && !(isOptional && isAbsent(name, first + offset, context)));
      if (names.length === 0) continue;
      yield {
        span: wordsOf(statement, /^drop\s+table/i),
        message: `The rows of ${names.map((name) => `"${name}"`).join(", ")} are gone for good, and programs that still use it fail. Deploy programs that do not use it first, and keep a dump.`,
      };
    }
  },
};

/** Whether nothing up to that statement has made a table of the name. */
function isAbsent(name: string, statement: number, { schema, script }: RuleContext): boolean {
  if (lacksBeginning(script)) return false;
  const isMade = mentions(schema).definitions.some(
    (one) => one.kind === "relation" && one.name === name && one.statement < statement,
  );
  return !isMade && !script.statements.slice(0, statement).some(({ parsed }) => mayMake(parsed.tree, name));
}

/** By another name, or by what the text does not tell. */
function mayMake(tree: Node | undefined, name: string): boolean {
  if (!tree) return true;
  if ("DoStmt" in tree || "CallStmt" in tree || "CreateExtensionStmt" in tree) return true;
  return "RenameStmt" in tree && tree.RenameStmt.newname === name;
}

function lastName(node: object): string {
  return /"sval":"([^"]*)"[^"]*$/.exec(JSON.stringify(node))?.[1] ?? "";
}
