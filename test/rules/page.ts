import { readFileSync } from "node:fs";
import { checkText, type CheckResult, type Rule } from "../../server/checker";

/** The blocks of a rule's doc page. */
export interface Page {
  readonly before?: string;
  readonly bad: string;
  readonly good: string;
}

export function readPage(code: string): Page {
  const text = readFileSync(new URL(`../../docs/rules/${code}.md`, import.meta.url), "utf8");
  const before = block(text, "Starting from");
  return {
    ...(before === undefined ? {} : { before }),
    bad: block(text, "Bad") ?? "",
    good: block(text, "Good") ?? "",
  };
}

function block(text: string, heading: string): string | undefined {
  return new RegExp(`^## ${heading}\\n+\`\`\`sql\\n(.*?)\`\`\``, "ms").exec(text)?.[1];
}

/** Checks a text as the rule expects it: in its dialect, as a migration where it is for these, switched on. */
export async function checkFor(rule: Rule, text: string, before?: string): Promise<CheckResult> {
  return checkText(text, {
    dialect: rule.dialects[0] ?? "postgresql",
    role: rule.group === "migration" ? "migration" : "schema",
    rules: { [rule.code]: rule.severity },
    ...(before === undefined ? {} : { before: [before] }),
  });
}
