import { useMemo, useRef, useState } from "react";
import type { DiagramModel } from "../../../server/protocol/diagram";
import type { SchemaEdit } from "../../../server/protocol/schema-edit";
import { readColumn, type BoxActions, type EditTarget } from "./editing";

interface BoxEditingOptions {
  readonly editable: boolean;
  readonly model: DiagramModel | undefined;
  readonly run: (edit: SchemaEdit) => Promise<string | undefined>;
  readonly link: BoxActions["link"];
}

const commonTypes = [
  "bigint",
  "boolean",
  "date",
  "integer",
  "jsonb",
  "numeric(12, 2)",
  "text",
  "time",
  "timestamptz",
  "uuid",
  "varchar(80)",
];

/** What is being typed over in the picture, and what boxes can ask for. */
export function useBoxEditing(options: BoxEditingOptions) {
  const [target, setTarget] = useState<EditTarget>();
  const latest = useRef(options);
  latest.current = options;
  const actions = useMemo<BoxActions>(
    () => ({
      canEdit: () => latest.current.editable,
      start: (next) => {
        if (latest.current.editable) setTarget(next);
      },
      cancel: () => setTarget(undefined),
      link: (event, table, column) => {
        if (latest.current.editable) latest.current.link(event, table, column);
      },
      types: () => {
        const own = latest.current.model?.tables.flatMap(({ columns }) => columns.map(({ type }) => type));
        const enums = latest.current.model?.enums.map(({ name }) => name);
        return [...new Set([...(enums ?? []), ...(own ?? []), ...commonTypes])]
          .filter((type) => type !== "")
          .sort();
      },
      submit: async (from, text) => {
        const edit = editFor(from, text);
        if (!edit) return "A column needs a name and a type.";
        const refused = await latest.current.run(edit);
        if (refused !== undefined) return refused;
        // The person may have gone on to another field meanwhile.
        setTarget((now) => (now && sameTarget(now, from) ? nextTarget(from, edit) : now));
        return refused;
      },
    }),
    [],
  );
  return { target, actions };
}

function sameTarget(a: EditTarget, b: EditTarget): boolean {
  return a.table === b.table && a.column === b.column && a.field === b.field;
}

/** A new row stays open for the next column, behind the one that was added. */
function nextTarget(from: EditTarget, edit: SchemaEdit): EditTarget | undefined {
  if (from.field !== "new") return undefined;
  if (edit.kind !== "addColumn" || from.column === undefined) return from;
  return { ...from, column: edit.name.replace(/^"|"$/g, "") };
}

function editFor({ table, column, field }: EditTarget, text: string): SchemaEdit | undefined {
  if (field === "new") {
    const read = readColumn(text);
    return read && { kind: "addColumn", table, ...read, ...(column !== undefined && { after: column }) };
  }
  if (column === undefined) return { kind: "renameTable", table, name: text };
  return field === "type"
    ? { kind: "setType", table, column, type: text }
    : { kind: "renameColumn", table, column, name: text };
}
