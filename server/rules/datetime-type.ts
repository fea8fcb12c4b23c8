import type { Rule } from "./rule";
import { foreignTypes } from "./slips";

export const datetimeType: Rule = {
  code: "datetime-type",
  group: "dialect",
  severity: "error",
  title: "DATETIME is the timestamp type of another dialect.",
  dialects: ["postgresql"],
  objectsOnly: true,
  check: (context) =>
    foreignTypes(
      context,
      {
        datetime: "timestamptz",
        datetime2: "timestamptz",
        smalldatetime: "timestamptz",
        datetimeoffset: "timestamptz",
      },
      (written, instead) =>
        `PostgreSQL has no type ${written}; its name for a date with a time is timestamp, and ${instead} also keeps which moment is meant.`,
    ),
};
