import type { Reference } from "../schema";
import type { Span } from "../sql";
import type { LanguageContext } from "./context";

/** The legend; its order is the encoding. */
export const semanticTokenTypes = [
  "namespace",
  "class",
  "property",
  "enum",
  "function",
  "type",
  "variable",
  "event",
] as const;
export const semanticTokenModifiers = ["declaration"] as const;

export interface SemanticToken {
  readonly span: Span;
  readonly type: (typeof semanticTokenTypes)[number];
  readonly declaration: boolean;
}

const typeOf: Readonly<Record<Reference["kind"], SemanticToken["type"]>> = {
  schema: "namespace",
  relation: "class",
  column: "property",
  type: "enum",
  routine: "function",
  constraint: "variable",
  index: "variable",
  trigger: "event",
  policy: "event",
};

/** What the names in the text mean, in document order and without overlaps; the grammar colours the rest. */
export function semanticTokens({ schema }: LanguageContext, within?: Span): readonly SemanticToken[] {
  const tokens: SemanticToken[] = [];
  let end = 0;
  for (const reference of schema.references) {
    const { span } = reference;
    if (span.start < end || span.start === span.end) continue;
    if (within && (span.end <= within.start || span.start >= within.end)) continue;
    end = span.end;
    tokens.push({ span, type: typeOf[reference.kind], declaration: reference.role === "definition" });
  }
  return tokens;
}
