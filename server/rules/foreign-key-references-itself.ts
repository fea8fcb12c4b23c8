import { dialects } from "../sql";
import { targetColumnsOf } from "./key-pairs";
import { lookup } from "./lookup";
import type { Rule } from "./rule";

export const foreignKeyReferencesItself: Rule = {
  code: "foreign-key-references-itself",
  group: "design",
  severity: "warning",
  title: "A foreign key points at its own column.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    for (const link of lookup(schema).links) {
      if (link.key.columns.length === 0) continue;
      if (link.target !== link.table) continue;
      const names = link.key.columns.map(({ name }) => name);
      if (targetColumnsOf(link)?.join() !== names.join()) continue;
      yield {
        span: link.key.span,
        message: `This foreign key points "${names.join(", ")}" at itself, which every row fulfils: it says nothing. Point it at the other table's key, or remove it.`,
      };
    }
  },
};
