import type { Table } from "../schema";
import { insertAfter, columnList, tableName } from "./edits";
import { lookup, shown, takesFromElsewhere, type Link } from "./lookup";
import type { Finding, Rule, RuleContext } from "./rule";
import { isUnique } from "./unique-columns";

export const foreignKeyTargetNotUnique: Rule = {
  code: "foreign-key-target-not-unique",
  group: "correctness",
  severity: "error",
  title: "A foreign key points at columns that are neither a primary key nor unique.",
  dialects: ["postgresql", "sqlite"],
  objectsOnly: true,
  *check(context) {
    for (const link of lookup(context.schema).links) {
      const { target } = link;
      if (!target || takesFromElsewhere(target)) continue;
      const finding = describe(link, target, context);
      if (finding) yield finding;
    }
  },
};

function describe(link: Link, target: Table, { schema, script }: RuleContext): Finding | undefined {
  const names = link.key.targetColumns.map(({ name }) => name);
  const exists = names.every((name) => lookup(schema).column(target, name));
  if (!exists || isUnique(names, target, schema)) return undefined;
  // A temporary or copied table may have got its keys from a LIKE that the model does not follow.
  if (/\blike\b/i.test(script.statements[target.statement]?.text.slice(0, 5000) ?? "")) return undefined;
  if (names.length === 0) return withoutKey(link, target);
  const list = names.join(", ");
  const name = tableName(target, target.statement, { schema, script });
  const canBeAdded = name !== undefined && target.partitionBy === undefined;
  const { span } = link.key.target;
  const [first, last] = [link.key.targetColumns[0]?.span, link.key.targetColumns.at(-1)?.span];
  return {
    span: first && last ? { start: first.start, end: last.end } : span,
    message: `Nothing makes ${shown(target)} (${list}) unique, so a foreign key cannot point at it. Add a UNIQUE constraint there, or point at the primary key.`,
    related: [{ span: target.nameSpan, message: `"${target.name}" is created here.` }],
    sqlstate: "42830",
    lacks: { kind: "key", name: target.name },
    ...(script.dialect === "postgresql" && canBeAdded && target.statement < link.key.statement
      ? {
          fixes: [
            {
              title: `Make ${shown(target)} (${list}) unique`,
              edits: insertAfter(
                script,
                target.statement,
                `ALTER TABLE ${name} ADD UNIQUE (${columnList(names, "postgresql")})`,
              ),
            },
          ],
        }
      : {}),
  };
}

function withoutKey(link: Link, target: Table): Finding {
  return {
    span: link.key.target.span,
    message: `${shown(target)} has no primary key that this foreign key could point at. Give it one, or name a unique column.`,
    related: [{ span: target.nameSpan, message: `"${target.name}" is created here.` }],
    sqlstate: "42704",
    lacks: { kind: "key", name: target.name },
  };
}
