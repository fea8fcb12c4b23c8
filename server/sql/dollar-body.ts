import type { Token } from "./statement";

/** What stands between the dollars of a string in dollar quotes, and where in the text that has the token. */
export interface DollarBody {
  readonly start: number;
  readonly text: string;
}

/** The body in a token; undefined for any other token, and for a string whose end is missing. */
export function dollarBody({ kind, text, span }: Token): DollarBody | undefined {
  const tag = kind === "string" ? /^\$[^$]*\$/.exec(text)?.[0] : undefined;
  if (tag === undefined || text.length < 2 * tag.length || !text.endsWith(tag)) return undefined;
  return { start: span.start + tag.length, text: text.slice(tag.length, -tag.length) };
}
