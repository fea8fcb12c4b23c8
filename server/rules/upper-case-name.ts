import { asConvention } from "./convention";
import { mentions } from "./mentions";
import type { Finding, Rule } from "./rule";

export const upperCaseName: Rule = {
  code: "upper-case-name",
  group: "naming",
  severity: "hint",
  title: "A name has upper case letters, so that it must always be quoted.",
  dialects: ["postgresql"],
  objectsOnly: true,
  check({ schema }) {
    const findings: Finding[] = [];
    for (const { kind, name, span } of mentions(schema).definitions) {
      if (!(kind === "relation" || kind === "column" || kind === "type")) continue;
      if (name === name.toLowerCase()) continue;
      findings.push({
        span,
        message: `"${name}" has upper case letters: without quotes PostgreSQL looks for "${name.toLowerCase()}" and does not find it. Use lower case with underscores.`,
      });
    }
    return asConvention(findings, (count) => `The schema has ${count} such names.`, 8);
  },
};
