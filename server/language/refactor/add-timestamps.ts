import type { Dialect } from "../../sql";
import { insertElement } from "../edit/elements";
import { refuse } from "../edit/intent";
import { columnsListOf } from "../edit/table-text";
import { writingOf } from "../edit/writing";
import type { FindRefactorings } from "./refactoring";

/** When a row was made and last changed, as each dialect keeps a moment. */
const types: Readonly<Record<Dialect, string>> = {
  postgresql: "timestamptz NOT NULL DEFAULT now()",
  mysql: "datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)",
  mariadb: "datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)",
  sqlite: "text NOT NULL DEFAULT CURRENT_TIMESTAMP",
};

/** `created_at` and `updated_at`, those that the table has not. */
export const addTimestamps: FindRefactorings = ({ script }, { table, span }) => {
  const missing = ["created_at", "updated_at"].filter(
    (name) => !table.columns.some((column) => column.name === name),
  );
  // Offered on the table itself, not in each of its columns.
  const inside = table.columns.some(
    ({ span: own, statement }) =>
      statement === table.statement && span.start >= own.start && span.end <= own.end,
  );
  if (missing.length === 0 || inside || !table.columnsKnown) return [];
  return [
    {
      title: `Add ${missing.join(" and ")} to ${table.name}`,
      kind: "rewrite",
      apply: () => {
        const list = columnsListOf(script, table);
        const last = table.columns.filter(({ statement }) => statement === table.statement).at(-1);
        if (!list || !last) return refuse("The table has no list of columns to add to.");
        const writing = writingOf(script);
        const type = types[script.dialect].replace(/\b(?:NOT NULL DEFAULT)\b/, (text) => writing.words(text));
        const columns = missing.map((name) => `${name} ${type}`);
        const index = list.elements.findIndex(
          ({ start, end }) => last.nameSpan.start >= start && last.nameSpan.end <= end,
        );
        const element = columns.join(`,${writing.lineBreak}${writing.indent}`);
        return { edits: insertElement(list, index, element, writing) };
      },
    },
  ];
};
