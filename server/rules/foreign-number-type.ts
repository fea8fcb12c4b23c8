import type { Rule } from "./rule";
import { foreignTypes } from "./slips";

export const foreignNumberType: Rule = {
  code: "foreign-number-type",
  group: "dialect",
  severity: "error",
  title: "A number type of another dialect is used.",
  dialects: ["postgresql"],
  objectsOnly: true,
  check: (context) =>
    foreignTypes(
      context,
      { double: "double precision", number: "numeric", smallmoney: "numeric" },
      (written, instead) => `PostgreSQL has no type ${written}; ${instead} is its name for it.`,
    ),
};
