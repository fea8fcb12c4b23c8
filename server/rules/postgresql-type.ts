import type { Rule } from "./rule";
import { foreignTypes } from "./slips";

export const postgresqlType: Rule = {
  code: "postgresql-type",
  group: "dialect",
  severity: "error",
  title: "A type of PostgreSQL stands in MySQL or MariaDB.",
  dialects: ["mysql", "mariadb"],
  objectsOnly: true,
  check: (context) =>
    foreignTypes(
      context,
      {
        jsonb: "json",
        timestamptz: "datetime",
        bytea: "longblob",
        // MariaDB has a type uuid since 10.7.
        ...(context.script.dialect === "mysql" ? { uuid: "char(36)" } : {}),
      },
      (name, instead) => `${name} is a type of PostgreSQL; here it is ${instead}.`,
    ),
};
