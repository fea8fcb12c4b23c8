import { primaryKeyOf, type SchemaObject, type Table, type View } from "../../schema";
import { foldIdentifier, quoteIdentifier } from "../../sql";
import { isWord, type LanguageContext } from "../context";
import type { CompletionKind, Draft } from "./completion";
import type { Cursor } from "./cursor";
import { singular } from "./singular";

/** A name alone. */
export function named(
  context: LanguageContext,
  name: string,
  kind: CompletionKind,
  detail: string,
  rank: number,
  documentation?: string,
): Draft {
  const insertText = quoteIdentifier(name, context.schema.dialect);
  return {
    label: name,
    kind,
    detail,
    insertText,
    rank,
    ...(documentation !== undefined && { documentation }),
  };
}

/** The name of a thing, with its schema where a bare name would not find it at the cursor. */
export function reached(
  { schema: { dialect } }: LanguageContext,
  { path }: Cursor,
  object: Pick<SchemaObject, "schema" | "name">,
): { readonly label: string; readonly insertText: string; readonly isBare: boolean } {
  const own = quoteIdentifier(object.name, dialect);
  if (object.schema === "" || dialect !== "postgresql" || [...path, "pg_temp"].includes(object.schema))
    return { label: object.name, insertText: own, isBare: true };
  return {
    label: `${object.schema}.${object.name}`,
    insertText: `${quoteIdentifier(object.schema, dialect)}.${own}`,
    isBare: false,
  };
}

/** Tables and views, those that a bare name finds first; then the schemas. */
export function* relations(context: LanguageContext, cursor: Cursor, rank: number): Iterable<Draft> {
  const { schema } = context;
  for (const relation of [...schema.tables, ...schema.views])
    yield relationDraft(context, cursor, relation, rank);
  yield* schemas(context, cursor, rank + 1);
}

/** The schemas; `public`, which every database has, where a bare name does not mean it. */
export function* schemas(context: LanguageContext, cursor: Cursor, rank: number): Iterable<Draft> {
  const { dialect } = context.schema;
  if (dialect === "postgresql" && !cursor.path.includes("public"))
    yield named(context, "public", "schema", "schema", rank);
  for (const { name } of context.schema.schemas) yield named(context, name, "schema", "schema", rank);
}

function relationDraft(
  context: LanguageContext,
  cursor: Cursor,
  relation: Table | View,
  rank: number,
): Draft {
  const { label, insertText, isBare } = reached(context, cursor, relation);
  return {
    label,
    kind: relation.kind,
    detail: relation.kind === "view" ? "view" : `table, ${relation.columns.length} columns`,
    insertText,
    rank: isBare ? rank : rank + 0.1,
    ...(relation.comment !== undefined && { documentation: relation.comment }),
  };
}

/** The name of the column that REFERENCES belongs to, or the last of those of FOREIGN KEY. */
function referencing({ schema }: LanguageContext, { before }: Cursor): string {
  let at = before.length - 2;
  if (before[at]?.text === ")") at--;
  else {
    while (
      at > 0 &&
      before[at - 1]?.text !== "(" &&
      before[at - 1]?.text !== "," &&
      !isWord(before[at - 1], "COLUMN", "ADD")
    )
      at =
        before[at]?.text === ")"
          ? before.findLastIndex(({ text }, nth) => nth < at && text === "(") - 1
          : at - 1;
  }
  const token = before[at];
  return token ? foldIdentifier(token, schema.dialect).toLowerCase() : "";
}

/** Whether the column's name tells of the table: author_id, authorId and author of authors, main_author_id too. */
function isTargetOf(column: string, table: string): boolean {
  const stem = column.replace(/_?(?:id|uuid|key|code|no|number)$/, "");
  const one = singular(table.toLowerCase());
  return stem !== "" && (stem === one || stem === table.toLowerCase() || stem.endsWith(`_${one}`));
}

/** After REFERENCES: each table with its primary key. */
export function* referenceTargets(context: LanguageContext, cursor: Cursor): Iterable<Draft> {
  const column = referencing(context, cursor);
  for (const table of context.schema.tables) {
    const key = primaryKeyOf(table)?.columns.map(({ name }) => name) ?? [];
    const isLikely = isTargetOf(column, table.name);
    const draft = relationDraft(context, cursor, table, isLikely ? 0 : 0.2);
    if (key.length === 0) {
      yield { ...draft, rank: 1 };
      continue;
    }
    const columns = key.map((name) => quoteIdentifier(name, context.schema.dialect)).join(", ");
    yield {
      ...draft,
      label: `${draft.label} (${key.join(", ")})`,
      insertText: `${draft.insertText ?? draft.label} (${columns})`,
      detail: "primary key",
    };
  }
  yield* schemas(context, cursor, 2);
}
