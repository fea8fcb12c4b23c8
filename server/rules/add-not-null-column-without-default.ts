import { alterations, hasConstraint, nameIn } from "./alterations";
import type { Rule } from "./rule";

export const addNotNullColumnWithoutDefault: Rule = {
  code: "add-not-null-column-without-default",
  group: "migration",
  severity: "warning",
  title: "A NOT NULL column is added that the rows that are there have no value for.",
  dialects: ["postgresql"],
  *check(context) {
    for (const { command, statement } of alterations(context)) {
      const column = command.def && "ColumnDef" in command.def ? command.def.ColumnDef : undefined;
      if (command.subtype !== "AT_AddColumn" || !column) continue;
      const { constraints } = column;
      if (!hasConstraint(constraints, "CONSTR_NOTNULL") && !hasConstraint(constraints, "CONSTR_PRIMARY"))
        continue;
      if (
        ["CONSTR_DEFAULT", "CONSTR_IDENTITY", "CONSTR_GENERATED"].some((type) =>
          hasConstraint(constraints, type),
        )
      )
        continue;
      // serial brings its default along.
      const type = column.typeName?.names?.at(-1);
      if (type && "String" in type && (type.String.sval ?? "").includes("serial")) continue;
      yield {
        span: nameIn(statement, column.colname),
        message: `This fails as soon as the table has a row, which would have no value for "${column.colname ?? ""}". Give a DEFAULT, or add the column without NOT NULL, fill it, and then set NOT NULL.`,
      };
    }
  },
};
