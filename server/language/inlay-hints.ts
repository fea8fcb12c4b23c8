import { printType, type ForeignKey, type PrimaryKey, type Schema, type Table } from "../schema";
import type { Span } from "../sql";
import { findRelation } from "./completion/scope";
import type { LanguageContext } from "./context";

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** Which hints are wanted; all unless switched off. */
export interface InlayHintOptions {
  readonly foreignKeyTypes?: boolean;
  readonly implicitNotNull?: boolean;
  readonly generatedNames?: boolean;
}

/** What the text leaves unsaid: the type behind a foreign key, keys that are not null, names that the database makes up. */
export function inlayHints(
  { script, schema }: LanguageContext,
  within: Span,
  options: InlayHintOptions = {},
): readonly InlayHint[] {
  const hints = schema.tables.flatMap((table) =>
    table.constraints.flatMap((constraint) => [
      ...(constraint.kind === "foreign key" && options.foreignKeyTypes !== false
        ? keyType(schema, constraint)
        : []),
      ...(constraint.kind === "primary key" && options.implicitNotNull !== false
        ? impliedNotNull(script.text, table, constraint)
        : []),
      ...(options.generatedNames !== false && !constraint.named && constraint.name !== ""
        ? [
            hint(
              constraint.span.end,
              ` ${constraint.name}`,
              "The name that the database gives to this constraint",
            ),
          ]
        : []),
    ]),
  );
  return hints
    .filter(({ offset }) => offset >= within.start && offset <= within.end)
    .sort((a, b) => a.offset - b.offset);
}

function keyType(schema: Schema, constraint: ForeignKey): readonly InlayHint[] {
  const target = findRelation(schema, constraint.target);
  if (target?.kind !== "table") return [];
  const key = target.constraints.find((candidate) => candidate.kind === "primary key");
  const names = constraint.targetColumns.length > 0 ? constraint.targetColumns : (key?.columns ?? []);
  const types = names.flatMap(({ name }) => {
    const column = target.columns.find((candidate) => candidate.name === name);
    return column ? [printType(column.type)] : [];
  });
  if (types.length === 0 || types.length < names.length) return [];
  const end = constraint.targetColumns.at(-1)?.span.end ?? constraint.target.span.end;
  return [hint(end, `: ${types.join(", ")}`, `The type of the key of ${target.name}`)];
}

/** For a key that stands apart from its columns; beside the column it says so itself. */
function impliedNotNull(text: string, table: Table, { columns, span }: PrimaryKey): readonly InlayHint[] {
  return columns.flatMap(({ name }) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    if (!column || (span.start >= column.span.start && span.end <= column.span.end)) return [];
    if (/not\s+null/i.test(text.slice(column.span.start, column.span.end))) return [];
    return [hint(column.span.end, " not null", "A column of the primary key is never null")];
  });
}

function hint(offset: number, label: string, tooltip: string): InlayHint {
  return { offset, label, tooltip };
}
