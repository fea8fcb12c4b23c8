import type { Span } from "../sql";
import type { LanguageContext } from "./context";
import { entityOf, mentionsOf } from "./entities";

/** How often the rest of the file mentions a table. */
export interface ReferenceLens {
  readonly span: Span;
  /** Where its mentions stand, the definition left out. */
  readonly mentions: readonly Span[];
}

/** A lens for each table and view of the file. */
export function referenceLenses({ schema }: LanguageContext): readonly ReferenceLens[] {
  return schema.references.flatMap((reference) => {
    if (reference.kind !== "relation" || reference.role !== "definition") return [];
    const entity = entityOf(schema, reference);
    if (!entity) return [];
    const mentions = mentionsOf(schema, entity).filter(({ role }) => role !== "definition");
    return [{ span: reference.span, mentions: mentions.map(({ span }) => span) }];
  });
}
