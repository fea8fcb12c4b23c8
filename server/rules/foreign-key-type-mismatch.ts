import { keyPairs } from "./key-pairs";
import { shown } from "./lookup";
import type { Rule } from "./rule";
import { familyOf } from "./type-family";
import { isUnique } from "./unique-columns";

export const foreignKeyTypeMismatch: Rule = {
  code: "foreign-key-type-mismatch",
  group: "correctness",
  severity: "error",
  title: "A foreign key's column cannot be compared with the column it points at.",
  dialects: ["postgresql", "mysql", "mariadb"],
  objectsOnly: true,
  *check({ schema, script }) {
    for (const { link, ref, column, target } of keyPairs(schema)) {
      const mine = familyOf(column.type);
      const theirs = familyOf(target.type);
      if (mine === undefined || theirs === undefined || mine === theirs) continue;
      // Where the target is not unique either, the wrong column was named, and another rule says so.
      const names = link.key.targetColumns.map(({ name }) => name);
      if (script.dialect === "postgresql" && link.target && !isUnique(names, link.target, schema)) continue;
      yield {
        span: ref.span,
        message: `"${column.name}" is ${column.type.name} but "${shown(link.key.target)}.${target.name}" is ${target.type.name}, so the foreign key cannot compare them. Give both the same type.`,
        related: [{ span: target.span, message: `"${target.name}" is ${target.type.name}.` }],
        sqlstate: "42804",
      };
    }
  },
};
