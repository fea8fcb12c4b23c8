import type { Rule } from "./rule";
import { foreignTypes } from "./slips";

export const uniqueidentifierType: Rule = {
  code: "uniqueidentifier-type",
  group: "dialect",
  severity: "error",
  title: "UNIQUEIDENTIFIER is the UUID type of SQL Server.",
  dialects: ["postgresql"],
  objectsOnly: true,
  check: (context) =>
    foreignTypes(
      context,
      { uniqueidentifier: "uuid" },
      (written, instead) => `PostgreSQL has no type ${written}; ${instead} is its name for it.`,
    ),
};
