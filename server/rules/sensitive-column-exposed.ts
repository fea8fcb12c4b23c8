import type { Rule } from "./rule";

const sensitive =
  /^(?:(?:encrypted_|hashed_)?password(?:_hash|_digest|_salt)?|passwd|pass_?phrase|secret|secret_key|api_key|private_key|access_token|refresh_token|ssn|social_security_number|credit_card(?:_number)?|card_number|cvv|totp_secret|otp_secret)$/i;

export const sensitiveColumnExposed: Rule = {
  code: "sensitive-column-exposed",
  group: "security",
  severity: "warning",
  title: "A view shows a column that should stay where it is.",
  dialects: ["postgresql", "mysql", "mariadb", "sqlite"],
  *check({ schema }) {
    const views = new Map(schema.views.map((view) => [view.statement, view]));
    for (const { kind, role, name, statement, span } of schema.references) {
      if (kind !== "column" || role !== "use" || !sensitive.test(name)) continue;
      const view = views.get(statement);
      if (view?.columns?.includes(name) !== true) continue;
      yield {
        span,
        message: `The view "${view.name}" shows "${name}" to everyone who may read it. Leave the column out.`,
      };
      views.delete(statement);
    }
  },
};
