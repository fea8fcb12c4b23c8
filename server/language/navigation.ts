import { resolveView, type Reference, type Schema, type View } from "../schema";
import type { Span } from "../sql";
import type { LanguageContext } from "./context";
import { mentionAt, mentionsOf } from "./entities";
import { localNameAt } from "./local-names";
import { viewColumn } from "./view-columns";

/** Where the thing at the offset is defined; several where the file defines it more than once. */
export function definitionsAt(context: LanguageContext, offset: number): readonly Span[] {
  const defined = mentionsAt(context, offset)
    .filter((reference) => reference.role === "definition")
    .map((reference) => reference.span);
  if (defined.length > 0) return defined;
  const found = mentionAt(context, offset)?.reference;
  const view = found?.kind === "column" ? viewOf(context.schema, found) : undefined;
  const column = view && found && viewColumn(context, view, found.name);
  return column ? [column.span] : [];
}

/** Where the type of the column at the offset is defined: an enum, domain or composite type of the file. */
export function typeDefinitionsAt(context: LanguageContext, offset: number): readonly Span[] {
  const { schema } = context;
  const found = mentionAt(context, offset);
  if (found?.reference.kind === "type") return definitionsAt(context, offset);
  if (found?.reference.kind !== "column" || !found.reference.relation) return [];
  const { relation, name } = found.reference;
  const table = schema.tables.find(
    (candidate) =>
      candidate.name === relation.name &&
      (relation.schema === undefined || candidate.schema === relation.schema),
  );
  const view = table ? undefined : viewOf(schema, found.reference);
  const column = view
    ? viewColumn(context, view, name)?.column?.column
    : table?.columns.find((one) => one.name === name);
  const type = column?.type;
  if (!type) return [];
  return [...schema.enums, ...schema.domains, ...schema.compositeTypes]
    .filter(
      (object) => object.name === type.name && (type.schema === undefined || object.schema === type.schema),
    )
    .map((object) => object.nameSpan);
}

/** The view whose column is mentioned. */
function viewOf(schema: Schema, { relation }: Reference): View | undefined {
  return relation && resolveView(schema, relation.name, relation.schema);
}

/** Every mention of the thing at the offset. */
export function referencesAt(
  context: LanguageContext,
  offset: number,
  options: { readonly includeDefinition: boolean },
): readonly Span[] {
  return mentionsAt(context, offset)
    .filter((reference) => options.includeDefinition || reference.role !== "definition")
    .map((reference) => reference.span);
}

export interface Highlight {
  readonly span: Span;
  readonly kind: "read" | "write";
}

/** The mentions of the thing at the offset; what creates or drops it counts as a write. */
export function highlightsAt(context: LanguageContext, offset: number): readonly Highlight[] {
  return mentionsAt(context, offset).map((reference) => ({
    span: reference.span,
    kind: reference.role === "use" ? "read" : "write",
  }));
}

/** A mention of a thing of the schema, or of a name that lives within its statement. */
type Mention = Pick<Reference, "span" | "role">;

function mentionsAt(context: LanguageContext, offset: number): readonly Mention[] {
  const found = mentionAt(context, offset);
  if (found) return mentionsOf(context.schema, found.entity);
  const local = localNameAt(context, offset);
  if (!local) return [];
  const uses = local.uses.map((span): Mention => ({ span, role: "use" }));
  const all: readonly Mention[] = [{ span: local.definition, role: "definition" }, ...uses];
  return [...all].sort((a, b) => a.span.start - b.span.start);
}
