import type { CommentStmt } from "@pgsql/types";
import type { Effect, Fold } from "../fold";
import type { ColumnRef } from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import {
  attached,
  nameOf,
  onTable,
  partsOf,
  relationTypes,
  routineTypes,
  tableAndPart,
  typeTypes,
} from "./named-objects";

/** COMMENT ON. */
export function comment(reader: StatementReader, node: CommentStmt): Effect[] {
  const type = node.objtype;
  const parts = partsOf(node.object);
  const text = node.comment;
  if (type === "OBJECT_TRIGGER" || type === "OBJECT_POLICY" || type === "OBJECT_TABCONSTRAINT") {
    const read = onTable(reader, parts, 3);
    const kind = type === "OBJECT_TRIGGER" ? "trigger" : type === "OBJECT_POLICY" ? "policy" : "constraint";
    return read ? [(fold) => void attached(fold, kind, read.table, read.thing, "use", false)] : [];
  }
  // COMMENT ON MATERIALIZED VIEW has a word more; a name is never `view` there, since it would be quoted or later.
  const name = nameOf(
    reader,
    node.object,
    type === "OBJECT_MATVIEW" || type === "OBJECT_FOREIGN_TABLE" ? 4 : 3,
  );
  if (!name) return [];
  if (type === "OBJECT_COLUMN") {
    const read = tableAndPart(reader, name, parts);
    return read ? [(fold) => commentColumn(fold, read.table, read.thing, text)] : [];
  }
  if (relationTypes.has(type)) return [(fold) => setComment(fold.referRelation(name)?.value, text)];
  if (typeTypes.has(type)) return [(fold) => setComment(fold.referType(name)?.value, text)];
  if (routineTypes.has(type)) return [(fold) => commentRoutine(fold, name, text)];
  if (type === "OBJECT_SCHEMA")
    return [
      (fold) => {
        const resolved = fold.catalog.knowsSchema(name.name) ? "yes" : "unknown";
        fold.refer({ kind: "schema", name: name.name, span: name.span, role: "use", resolved });
        setComment(fold.catalog.namespaces.get(name.name), text);
      },
    ];
  return [];
}

function setComment(target: { comment?: string } | undefined, text: string | undefined): void {
  if (!target) return;
  if (text === undefined) delete target.comment;
  else target.comment = text;
}

function commentColumn(fold: Fold, table: WrittenName, part: ColumnRef, text: string | undefined): void {
  const home = fold.referRelation(table);
  fold.referColumn(part, home, { name: table.name });
  if (home?.kind === "table") setComment(home.byName.get(part.name), text);
}

function commentRoutine(fold: Fold, name: WrittenName, text: string | undefined): void {
  fold.referRoutine(name);
  const overloads = fold.catalog.routine(name.schema, name.name).found ?? [];
  // Which of several is meant, its arguments would tell.
  if (overloads.length === 1) setComment(overloads[0], text);
}
