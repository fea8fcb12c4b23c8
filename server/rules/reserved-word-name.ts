import { isReserved } from "../sql";
import { dialects } from "../sql";
import { asConvention } from "./convention";
import { mentions } from "./mentions";
import type { Finding, Rule } from "./rule";

export const reservedWordName: Rule = {
  code: "reserved-word-name",
  group: "naming",
  severity: "information",
  title: "A name is a reserved word.",
  dialects,
  objectsOnly: true,
  check({ schema, script }) {
    const findings: Finding[] = [];
    for (const { kind, name, span } of mentions(schema).definitions) {
      if (!(kind === "relation" || kind === "column" || kind === "type")) continue;
      if (!isReserved(name, script.dialect)) continue;
      findings.push({
        span,
        message: `"${name}" is a reserved word, so every query has to quote it, and forgetting that gives a syntax error or another meaning. Choose another name.`,
      });
    }
    return asConvention(findings, (count) => `The schema has ${count} such names.`);
  },
};
