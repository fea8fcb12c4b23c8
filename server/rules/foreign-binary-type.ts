import type { Rule } from "./rule";
import { foreignTypes } from "./slips";

export const foreignBinaryType: Rule = {
  code: "foreign-binary-type",
  group: "dialect",
  severity: "error",
  title: "A binary type of another dialect is used.",
  dialects: ["postgresql"],
  objectsOnly: true,
  check: (context) =>
    foreignTypes(
      context,
      {
        blob: "bytea",
        tinyblob: "bytea",
        mediumblob: "bytea",
        longblob: "bytea",
        varbinary: "bytea",
        binary: "bytea",
        image: "bytea",
      },
      (written, instead) => `PostgreSQL has no type ${written}; ${instead} holds bytes.`,
    ),
};
