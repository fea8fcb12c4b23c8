import type { Rule } from "./rule";

export const securityDefinerSearchPath: Rule = {
  code: "security-definer-search-path",
  group: "security",
  severity: "warning",
  title: "A SECURITY DEFINER function trusts the caller's search path.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema }) {
    for (const routine of schema.routines) {
      if (!routine.securityDefiner || routine.settings.some((setting) => /search_path/i.test(setting)))
        continue;
      yield {
        span: routine.nameSpan,
        message: `"${routine.name}" runs with its owner's rights but looks names up where its caller says, who can put a table or function of the same name first. Add SET search_path = pg_catalog, … to it.`,
      };
    }
  },
};
