import { buildSchema } from "../../server/schema";
import type { LanguageContext } from "../../server/language";
import { loadParsers, parseScript, type Dialect } from "../../server/sql";

await loadParsers();

/** The text before the first `|` is where the cursor stands; the mark itself is taken out. */
export interface Marked extends LanguageContext {
  readonly text: string;
  readonly offset: number;
}

export function at(marked: string, dialect: Dialect = "postgresql"): Marked {
  const offset = marked.indexOf("|");
  const text = offset === -1 ? marked : marked.slice(0, offset) + marked.slice(offset + 1);
  const script = parseScript(text, dialect);
  return { script, schema: buildSchema(script), text, offset: Math.max(0, offset) };
}

/** The words that the spans cover, with their line for those that stand more than once. */
export function words(
  { text }: Marked,
  spans: readonly { readonly start: number; readonly end: number }[],
): readonly string[] {
  return spans.map(
    ({ start, end }) => `${text.slice(0, start).split("\n").length}:${text.slice(start, end)}`,
  );
}
