import type { Rule } from "./rule";
import { statementsOf } from "./statements";

export const grantAllToPublic: Rule = {
  code: "grant-all-to-public",
  group: "security",
  severity: "warning",
  title: "Every role may change a table.",
  dialects: ["postgresql"],
  *check({ script }) {
    for (const { statement, tree } of statementsOf(script, "GrantStmt")) {
      if (!("GrantStmt" in tree)) continue;
      const { parsed, span } = statement;
      const { is_grant, objtype, privileges, grantees } = tree.GrantStmt;
      if (is_grant !== true || objtype !== "OBJECT_TABLE") continue;
      const writes = (privileges ?? []).flatMap((node) =>
        "AccessPriv" in node && node.AccessPriv.priv_name !== undefined ? [node.AccessPriv.priv_name] : [],
      );
      if (privileges && !writes.some((name) => /^(?:insert|update|delete|truncate)$/.test(name))) continue;
      const toAll = (grantees ?? []).some(
        (node) => "RoleSpec" in node && node.RoleSpec.roletype === "ROLESPEC_PUBLIC",
      );
      const word = /\bpublic\b(?=[^()]*$)/i.exec(parsed.text);
      if (!toAll || !word) continue;
      yield {
        span: { start: span.start + word.index, end: span.start + word.index + 6 },
        message:
          "PUBLIC is every role there is and will be, so anybody who can log in may change these rows. Grant to the roles that need it.",
      };
    }
  },
};
