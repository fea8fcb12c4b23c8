import type { TextEdit } from "../../checker";
import type { Column } from "../../schema";
import { overlaps } from "../../sql";
import { removeConstraint } from "../edit/constraint-text";
import { freeName } from "../edit/find";
import { refuse } from "../edit/intent";
import { tableName, writingOf } from "../edit/writing";
import { insertBefore } from "./before-table";
import { listedValues } from "./listed-values";
import type { FindRefactorings } from "./refactoring";

/** A default of pg_dump says its type, which would be the old one. */
function bareDefault({ default: value }: Column): TextEdit[] {
  const [, constant] = /^('(?:[^']|'')*')::[\w\s"]+(?:\(\d+\))?$/.exec(value?.text ?? "") ?? [];
  return value && constant !== undefined ? [{ span: value.span, newText: constant }] : [];
}

/** `CHECK (status IN ('new', 'paid'))` on a text column becomes an enum type of its own. */
export const extractEnum: FindRefactorings = (context, { table, column, span }) => {
  const { script, schema } = context;
  if (script.dialect !== "postgresql") return [];
  return listedValues(script, table).flatMap((listed) => {
    if (listed.column !== column && !overlaps(listed.check.span, span)) return [];
    const taken = new Set(
      [...schema.enums, ...schema.domains, ...schema.compositeTypes, ...schema.tables, ...schema.views].map(
        ({ name }) => name,
      ),
    );
    const name = freeName(`${table.name}_${listed.column.name}`, (candidate) => taken.has(candidate));
    return [
      {
        title: `Extract the values of ${listed.column.name} into the enum ${name}`,
        kind: "extract",
        apply: () => {
          const writing = writingOf(script);
          const removed = removeConstraint(script, table, listed.check, writing);
          if (!removed) return refuse("The check cannot be taken out here; change its SQL.");
          const type = tableName({ schema: table.schema, name }, writing);
          const create = `${writing.words("CREATE TYPE")} ${type} ${writing.words("AS ENUM")} (${listed.constants.join(", ")})`;
          return {
            edits: [
              ...insertBefore(table, [create], writing),
              { span: listed.column.type.span, newText: type },
              ...bareDefault(listed.column),
              ...removed,
            ],
          };
        },
      },
    ];
  });
};
