import { shift, type Span } from "../span";
import { dollarBody } from "../string-body";
import type { Token } from "../statement";
import { tokenize } from "../lexer";

/** By name; undefined for one that has a value which the file does not tell. */
export type PsqlVariables = ReadonlyMap<string, string | undefined>;

/** `:name`, `:'name'`, `:"name"` or `:{?name}` in a statement; or `${name}`, which another program fills in. */
export interface VariableMention {
  readonly name: string;
  readonly form: "plain" | "literal" | "identifier" | "test" | "placeholder";
  readonly span: Span;
}

/** Letters, digits, `_` and what is beyond ASCII (psql manual, Variables). */
const name = "[A-Za-z0-9_\\u0080-\\uffff]+";
const mention = new RegExp(`:(?:(${name})|'(${name})'|"(${name})"|\\{\\?(${name})\\})`, "y");

/**
 * What Flyway, Liquibase and templates write for a value, `${name}` and `{{ name }}`, and what PostgreSQL fills in when
 * it makes an extension, `@extschema@` (extend-extensions in its manual).
 */
const placeholder = /\$\{[A-Za-z_][\w.:-]*\}|\{\{-?[ \t]*[.A-Za-z_][^{}\r\n]*\}\}|@[A-Za-z_][\w:]*@/g;
const beginsOne = /[{@]/;

/** Whether a text may hold a placeholder. */
export function mayHoldPlaceholder(text: string): boolean {
  return beginsOne.test(text) && text.search(placeholder) >= 0;
}

/** Whether a text may mention a variable at all. */
export function mayMention(text: string): boolean {
  if (mayHoldPlaceholder(text)) return true;
  return text.includes(":") && /(?<!:):(?:[A-Za-z0-9_\u0080-\uffff'"]|\{\?)/.test(text);
}

/** The mentions of variables outside of quotes and comments, which is where psql looks for them. */
export function variableMentions(text: string, tokens: readonly Token[]): VariableMention[] {
  const mentions: VariableMention[] = [];
  const placeholders = placeholdersIn(text);
  for (const token of tokens) {
    mentions.push(...filledIn(text, token, placeholders));
    if (token.span.start < (mentions.at(-1)?.span.end ?? 0)) continue;
    if (token.text !== ":" && !(token.kind === "parameter" && token.text.startsWith(":"))) continue;
    mention.lastIndex = token.span.start;
    const found = mention.exec(text);
    if (!found) continue;
    const [whole, plain, literal, identifier, tested] = found;
    mentions.push({
      name: plain ?? literal ?? identifier ?? tested ?? "",
      form:
        plain !== undefined
          ? "plain"
          : literal !== undefined
            ? "literal"
            : identifier !== undefined
              ? "identifier"
              : "test",
      span: { start: token.span.start, end: token.span.start + whole.length },
    });
  }
  return mentions;
}

/** The placeholders outside of quotes and comments, and those in quoted names. */
export function placeholderMentions(text: string, tokens: readonly Token[]): VariableMention[] {
  const placeholders = placeholdersIn(text);
  return placeholders.length === 0 ? [] : tokens.flatMap((token) => filledIn(text, token, placeholders));
}

function filledIn(text: string, token: Token, placeholders: readonly Span[]): VariableMention[] {
  const { kind, span: own } = token;
  const isIn = ({ start, end }: Span): boolean =>
    start === own.start ||
    // A word may go on with a dollar sign.
    (kind === "word" && start > own.start && start < own.end) ||
    (kind === "quoted" && start > own.start && end < own.end);
  const inside = placeholders.filter(({ start, end }) => start >= own.start && end <= own.end);
  if (inside.length > 0 && kind === "string") return filledInBody(text, token);
  return placeholders
    .filter(isIn)
    .map((span) => ({ name: wordOf(text.slice(span.start, span.end)), form: "placeholder", span }));
}

/** A body in another language has signs of its own that look like placeholders. */
const foreignBody = /\blanguage\s+'?(?!plpgsql\b|sql\b)\w/i;

/** Whether the body of a function or block holds a placeholder, which its server would refuse or misread. */
export function isBodyFilledIn(text: string, tokens: readonly Token[]): boolean {
  return mayHoldPlaceholder(text) && tokens.some((token) => filledInBody(text, token).length > 0);
}

/** Those in a body in dollar quotes, where its server would read them as SQL. */
function filledInBody(text: string, token: Token): VariableMention[] {
  const body = dollarBody(token);
  if (!body || !/^(?:create|do)\b/i.test(text) || foreignBody.test(text)) return [];
  return placeholderMentions(body.text, tokenize(body.text, "postgresql")).map((mentioned) => ({
    ...mentioned,
    span: shift(mentioned.span, body.start),
  }));
}

function placeholdersIn(text: string): Span[] {
  if (!beginsOne.test(text)) return [];
  return [...text.matchAll(placeholder)].map(({ index, 0: whole }) => ({
    start: index,
    end: index + whole.length,
  }));
}

/** What stands in the place of a placeholder while a statement is read: a part of a name. */
function wordOf(written: string): string {
  return written.replace(/^\W+|\W+$/g, "").replace(/\W+/g, "_");
}

/** How deep values may mention other variables. */
const deepest = 8;

/** What psql puts in the place of a mention; undefined where the file does not tell. */
export function replacementOf(
  { name: variable, form }: Pick<VariableMention, "name" | "form">,
  variables: PsqlVariables,
  depth = 0,
): string | undefined {
  if (form === "test") return variables.has(variable) ? "TRUE" : undefined;
  if (form === "placeholder") return undefined;
  const value = variables.get(variable);
  if (value === undefined || depth > deepest) return undefined;
  switch (form) {
    case "plain":
      return mayMention(value) ? replaceVariables(value, variables, depth + 1) : value;
    case "literal":
      return value.includes("\\")
        ? ` E'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`
        : `'${value.replaceAll("'", "''")}'`;
    case "identifier":
      return `"${value.replaceAll('"', '""')}"`;
  }
}

/** A text with all that it mentions put in; undefined where a value is not told. */
export function replaceVariables(text: string, variables: PsqlVariables, depth = 0): string | undefined {
  if (!mayMention(text)) return text;
  let replaced = "";
  let from = 0;
  for (const one of variableMentions(text, tokenize(text, "postgresql"))) {
    const value = replacementOf(one, variables, depth);
    if (value === undefined) return undefined;
    replaced += text.slice(from, one.span.start) + value;
    from = one.span.end;
  }
  return replaced + text.slice(from);
}

/** A text with other words in the place of some of its parts, and the way back to the places in the first. */
export interface Replaced {
  readonly text: string;
  /** The place in the text as it was; all of a word that was put in is where the part was that it stands for. */
  readonly placeOf: (span: Span) => Span;
}

/** Puts words in the place of parts of a text, which are in order and do not overlap. */
export function replaceParts(
  text: string,
  parts: readonly { readonly span: Span; readonly by: string }[],
): Replaced {
  let result = "";
  let from = 0;
  const made = parts.map(({ span, by }) => {
    result += text.slice(from, span.start);
    const start = result.length;
    result += by;
    from = span.end;
    return { start, end: result.length, was: span };
  });
  result += text.slice(from);
  const placeOf = ({ start, end }: Span): Span => {
    const first = placeIn(start, "start");
    return { start: first, end: Math.max(first, placeIn(end, "end")) };
  };
  const placeIn = (at: number, side: "start" | "end"): number => {
    let shift = 0;
    for (const { start, end, was } of made) {
      if (at < start || (at === start && side === "end")) break;
      if (at < end || (at === end && side === "end")) return was[side];
      shift = was.end - end;
    }
    return at + shift;
  };
  return { text: result, placeOf };
}
