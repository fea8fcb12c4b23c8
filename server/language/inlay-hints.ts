import type { Span } from "../sql";
import { findRelation } from "./completion/scope";
import type { LanguageContext } from "./context";
import { printType } from "./print-type";

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
  const hints: InlayHint[] = [];
  const add = (offset: number, label: string, tooltip: string) => {
    if (offset >= within.start && offset <= within.end) hints.push({ offset, label, tooltip });
  };
  for (const table of schema.tables) {
    for (const constraint of table.constraints) {
      if (options.generatedNames !== false && !constraint.named && constraint.name !== "") {
        add(
          constraint.span.end,
          ` ${constraint.name}`,
          "The name that the database gives to this constraint",
        );
      }
      if (constraint.kind === "primary key" && options.implicitNotNull !== false) {
        for (const { name } of constraint.columns) {
          const column = table.columns.find((candidate) => candidate.name === name);
          const inline =
            column && constraint.span.start >= column.span.start && constraint.span.end <= column.span.end;
          if (
            column &&
            !inline &&
            !/not\s+null/i.test(script.text.slice(column.span.start, column.span.end))
          ) {
            add(column.span.end, " not null", "A column of the primary key is never null");
          }
        }
      }
      if (constraint.kind === "foreign key" && options.foreignKeyTypes !== false) {
        const target = findRelation(schema, constraint.target);
        if (target?.kind !== "table") continue;
        const key = target.constraints.find((candidate) => candidate.kind === "primary key");
        const names = constraint.targetColumns.length > 0 ? constraint.targetColumns : (key?.columns ?? []);
        const types = names.map(({ name }) => target.columns.find((column) => column.name === name)?.type);
        if (types.length === 0 || types.some((type) => type === undefined)) continue;
        const label = types.flatMap((type) => (type ? [printType(type)] : [])).join(", ");
        const end = constraint.targetColumns.at(-1)?.span.end;
        add(end ?? constraint.target.span.end, `: ${label}`, `The type of the key of ${target.name}`);
      }
    }
  }
  return hints.sort((a, b) => a.offset - b.offset);
}
