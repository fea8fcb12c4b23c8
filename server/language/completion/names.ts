import { foldIdentifier, type Dialect, type Token } from "../../sql";

/** A name as it stands in half-typed text, its parts as written. */
export interface WrittenName {
  readonly schema?: Token;
  readonly name: Token;
}

/** Reads `name` or `schema.name` at the index; `next` is the index after it. */
export function readName(
  tokens: readonly Token[],
  at: number,
): { readonly name: WrittenName; readonly next: number } | undefined {
  const first = tokens[at];
  if (!first || (first.kind !== "word" && first.kind !== "quoted")) return undefined;
  const second = tokens[at + 2];
  if (tokens[at + 1]?.text === "." && second && (second.kind === "word" || second.kind === "quoted")) {
    return { name: { schema: first, name: second }, next: at + 3 };
  }
  return { name: { name: first }, next: at + 1 };
}

/** The name as the database keeps it. */
export function foldName(
  name: WrittenName,
  dialect: Dialect,
): { readonly schema?: string; readonly name: string } {
  const folded = foldIdentifier(name.name, dialect);
  return name.schema ? { schema: foldIdentifier(name.schema, dialect), name: folded } : { name: folded };
}
