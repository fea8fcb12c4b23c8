import { mentions } from "./mentions";
import type { Rule } from "./rule";

const sensitive =
  /^(?:(?:encrypted_|hashed_)?password(?:_hash|_digest|_salt)?|passwd|pass_?phrase|secret|secret_key|api_key|private_key|access_token|refresh_token|ssn|social_security_number|credit_card(?:_number)?|card_number|cvv|totp_secret|otp_secret)$/i;

export const sensitiveColumnExposed: Rule = {
  code: "sensitive-column-exposed",
  group: "security",
  severity: "warning",
  title: "A view shows a column that should stay where it is.",
  dialects: ["postgresql", "mysql", "mariadb", "sqlite"],
  objectsOnly: true,
  *check({ schema }) {
    for (const view of schema.views) {
      // Views hold thousands of mentions, and few give such a column at all.
      const exposed = view.columns?.filter((name) => sensitive.test(name)) ?? [];
      if (exposed.length === 0) continue;
      const shown = mentions(schema)
        .byStatement.get(view.statement)
        ?.find(({ kind, role, name }) => kind === "column" && role === "use" && exposed.includes(name));
      if (!shown) continue;
      yield {
        span: shown.span,
        message: `The view "${view.name}" shows "${shown.name}" to everyone who may read it. Leave the column out.`,
      };
    }
  },
};
