import type { Node } from "@pgsql/types";
import { alterations, hasConstraint, nameIn } from "./alterations";
import type { Rule } from "./rule";

/** Functions that give a new value for each row (PostgreSQL manual, "ALTER TABLE", Notes). */
const volatile =
  /"sval":"(?:random|gen_random_uuid|uuidv4|uuidv7|uuid_generate_v\d\w*|nextval|clock_timestamp|timeofday)"/;

export const addColumnVolatileDefault: Rule = {
  code: "add-column-volatile-default",
  group: "migration",
  severity: "warning",
  title: "A column is added with a default that rewrites the whole table.",
  dialects: ["postgresql"],
  *check(context) {
    for (const { command, statement } of alterations(context)) {
      const column = command.def && "ColumnDef" in command.def ? command.def.ColumnDef : undefined;
      if (command.subtype !== "AT_AddColumn" || !column || !rewrites(column.constraints, column.typeName))
        continue;
      yield {
        span: nameIn(statement, column.colname),
        message: `Each row gets a value of its own, so the whole table is rewritten under a lock that stops reads and writes. Add "${column.colname ?? ""}" without the default, set the default, and fill the rows in batches.`,
      };
    }
  },
};

function rewrites(constraints: readonly Node[] | undefined, type: unknown): boolean {
  if (hasConstraint(constraints, "CONSTR_IDENTITY")) return true;
  if (/"sval":"(?:small|big)?serial\d?"/.test(JSON.stringify(type ?? ""))) return true;
  return (constraints ?? []).some((node) => {
    if (!("Constraint" in node)) return false;
    const { contype, generated_kind } = node.Constraint;
    if (contype === "CONSTR_GENERATED") return generated_kind !== "v";
    return contype === "CONSTR_DEFAULT" && volatile.test(JSON.stringify(node));
  });
}
