import type { Rule } from "./rule";
import { foreignTypes } from "./slips";

export const tinyintType: Rule = {
  code: "tinyint-type",
  group: "dialect",
  severity: "error",
  title: "TINYINT and MEDIUMINT are integer types of MySQL.",
  dialects: ["postgresql"],
  objectsOnly: true,
  check: (context) =>
    foreignTypes(
      context,
      { tinyint: "smallint", mediumint: "integer" },
      (written, instead) => `PostgreSQL has no type ${written}; ${instead} is what holds the same values.`,
    ),
};
