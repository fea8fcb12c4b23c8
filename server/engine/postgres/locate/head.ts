import type { Span } from "../../../sql";
import { mentionAt, type Word } from "./words";

/** Words between the command and the name of its object. */
const introducing =
  /^(create|alter|drop|comment|grant|revoke|insert|update|delete|truncate|refresh|or|replace|global|local|temp|temporary|unlogged|unique|foreign|materialized|recursive|trusted|procedural|constraint|event|default|if|not|exists|only|concurrently|on|into|from|table|view|index|sequence|type|domain|function|procedure|aggregate|trigger|policy|rule|schema|extension|role|user|group|publication|statistics|collation|conversion|operator|cast|server|language|database|column)$/;

/** The name of the object that the statement makes or changes; else its first words. */
export function headOf(words: readonly Word[]): Span | undefined {
  const [first] = words;
  if (!first) return undefined;
  if (introducing.test(first.lower)) {
    const at = words.findIndex((word) => !introducing.test(word.lower));
    const name = at > 0 && at < 8 ? mentionAt(words, at) : undefined;
    if (name) return name.span;
  }
  return first.span;
}
