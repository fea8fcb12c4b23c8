import type { Rule } from "./rule";
import { foreignTypes } from "./slips";

export const datetimeType: Rule = {
  code: "datetime-type",
  group: "dialect",
  severity: "error",
  title: "DATETIME is the timestamp type of another dialect.",
  dialects: ["postgresql"],
  check: (context) =>
    foreignTypes(
      context,
      {
        datetime: "timestamp",
        datetime2: "timestamp",
        smalldatetime: "timestamp",
        datetimeoffset: "timestamptz",
      },
      (written, instead) =>
        `PostgreSQL has no type ${written}; ${instead} is its name for it, and timestamptz also keeps the moment apart from the session's time zone.`,
    ),
};
