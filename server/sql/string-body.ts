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

/** The body of a string in quotes of either kind, as it is written. */
export interface StringBody extends DollarBody {
  /** Whether places in it differ from those in what is meant, since quotes are doubled or characters escaped. */
  readonly isEscaped: boolean;
}

/** The same of a string in dollars or in plain quotes. */
export function stringBody(token: Token): StringBody | undefined {
  const inDollars = dollarBody(token);
  if (inDollars) return { ...inDollars, isEscaped: false };
  const { kind, text, span } = token;
  const open = kind === "string" ? /^[eE]?'/.exec(text)?.[0] : undefined;
  if (open === undefined || text.length <= open.length || !text.endsWith("'")) return undefined;
  const body = text.slice(open.length, -1);
  return { start: span.start + open.length, text: body, isEscaped: /''|\\/.test(body) };
}
