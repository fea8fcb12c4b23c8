import { typeFix } from "./edits";
import { keyPairs } from "./key-pairs";
import { shown } from "./lookup";
import type { Rule } from "./rule";
import { integerBytes } from "./type-family";

export const foreignKeyTypeNarrower: Rule = {
  code: "foreign-key-type-narrower",
  group: "design",
  severity: "warning",
  title: "A foreign key's integer is narrower than the key it points at.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema, script }) {
    for (const { link, ref, column, target } of keyPairs(schema)) {
      const mine = integerBytes(column.type);
      const theirs = integerBytes(target.type);
      if (mine === undefined || theirs === undefined || mine >= theirs) continue;
      const inColumn = ref.span.start >= column.span.start && ref.span.end <= column.span.end;
      yield {
        span: inColumn ? column.type.span : ref.span,
        message: `"${column.name}" is ${column.type.name} but "${shown(link.key.target)}.${target.name}" is ${target.type.name}: large keys will not fit. Make it ${target.type.name}.`,
        related: [
          { span: target.type.span, message: `"${target.name}" is ${target.type.name}.` },
          ...(inColumn ? [] : [{ span: column.span, message: `"${column.name}" is made here.` }]),
        ],
        ...(column.type.serial === undefined && column.type.span.end > column.type.span.start
          ? typeFix(
              { schema, script },
              { table: link.table, column },
              `Change "${column.name}" to ${target.type.name}`,
              target.type.name,
            )
          : {}),
      };
    }
  },
};
