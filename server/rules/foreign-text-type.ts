import type { Rule } from "./rule";
import { foreignTypes } from "./slips";

export const foreignTextType: Rule = {
  code: "foreign-text-type",
  group: "dialect",
  severity: "error",
  title: "A text type of another dialect is used.",
  dialects: ["postgresql"],
  objectsOnly: true,
  check: (context) =>
    foreignTypes(
      context,
      {
        tinytext: "text",
        mediumtext: "text",
        longtext: "text",
        ntext: "text",
        clob: "text",
        nclob: "text",
        nvarchar: "varchar",
        varchar2: "varchar",
        nvarchar2: "varchar",
      },
      (written, instead) => `PostgreSQL has no type ${written}; ${instead} holds text of any language.`,
    ),
};
