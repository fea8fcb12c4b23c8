import type { Reference } from "../schema";
import { dialects } from "../sql";
import { lookup, nameOf, shown } from "./lookup";
import { mentions } from "./mentions";
import { nearName, renaming } from "./near-name";
import type { Finding, Rule, RuleContext } from "./rule";

export const unknownTable: Rule = {
  code: "unknown-table",
  group: "correctness",
  severity: "error",
  title: "A table, view or sequence is used that does not exist.",
  dialects,
  *check(context) {
    for (const reference of mentions(context.schema).missing) {
      if (reference.kind !== "relation") continue;
      const finding = describe(reference, context);
      if (finding) yield finding;
    }
  },
};

function describe(reference: Reference, { schema, script }: RuleContext): Finding | undefined {
  const later = lookup(schema).table(nameOf(reference));
  // Only PostgreSQL looks a key's target up at once.
  if (later && script.dialect !== "postgresql") return undefined;
  const near = nearName(
    reference.name,
    [...schema.tables, ...schema.views]
      .filter(({ statement }) => statement <= reference.statement)
      .map(({ name }) => name),
  );
  const comesLater = later && later.nameSpan.start > reference.span.start;
  const advice = comesLater
    ? " It is created further down: move that statement up, or add the reference afterwards with ALTER TABLE."
    : near === undefined
      ? " Create it first, or correct the name."
      : ` Did you mean "${near}"?`;
  return {
    span: reference.span,
    message: `The table "${shown(reference)}" does not exist at this point.${advice}`,
    sqlstate: "42P01",
    lacks: {
      kind: "relation",
      name: reference.name,
      ...(reference.schema === undefined ? {} : { schema: reference.schema }),
    },
    ...(comesLater
      ? { related: [{ span: later.nameSpan, message: `"${later.name}" is created here.` }] }
      : {}),
    ...(near === undefined || comesLater ? {} : { fixes: [renaming(reference, near, script)] }),
  };
}
