import { tokenize, type Dialect } from "../../sql";

/**
 * The name that was typed: in double quotes it is kept as it is, else PostgreSQL folds what needs no quotes, as it
 * does in SQL.
 */
export function typedName(typed: string, dialect: Dialect): string {
  const name = typed.trim();
  if (/^".+"$/.test(name)) return name.slice(1, -1).replaceAll('""', '"');
  return dialect === "postgresql" && /^[A-Za-z_][A-Za-z0-9_$]*$/.test(name) ? name.toLowerCase() : name;
}

/** Why a name cannot be taken as it was typed; undefined where it can. */
export function nameProblem(name: string, dialect: Dialect): string | undefined {
  if (name.trim() === "") return "A name cannot be empty.";
  // eslint-disable-next-line no-control-regex -- that is what is looked for
  if (/[\u0000-\u001f]/.test(name)) return "A name cannot hold control characters.";
  const most = dialect === "postgresql" ? 63 : dialect === "sqlite" ? Infinity : 64;
  const length = dialect === "postgresql" ? new TextEncoder().encode(name).length : name.length;
  if (length > most)
    return `A name has at most ${most} ${dialect === "postgresql" ? "bytes" : "characters"}.`;
  return undefined;
}

const noType =
  /^(?:not|null|default|primary|unique|references|check|constraint|generated|auto_increment|comment|on)$/i;

/** Why the text is no type; undefined where it may be one. Whether it exists, the database says. */
export function typeProblem(type: string, dialect: Dialect): string | undefined {
  const problem = fragmentProblem(type, dialect, "type");
  if (problem !== undefined) return problem;
  const tokens = tokenize(type, dialect);
  const [first] = tokens;
  if (first?.kind !== "word" && first?.kind !== "quoted") return "A type starts with its name.";
  let depth = 0;
  for (const token of tokens) {
    if (token.text === "(") depth++;
    else if (token.text === ")") depth--;
    else if (depth === 0 && token.kind === "word" && noType.test(token.text))
      return `"${token.text}" is no part of a type; set it by itself.`;
  }
  return undefined;
}

/** Why the text is no value; undefined where it may be one. */
export function valueProblem(value: string, dialect: Dialect): string | undefined {
  return fragmentProblem(value, dialect, "value");
}

/** A fragment must not end the element or the statement that it is put into. */
function fragmentProblem(text: string, dialect: Dialect, what: string): string | undefined {
  if (text.trim() === "") return `A ${what} cannot be empty.`;
  if (text.includes("\0")) return `A ${what} cannot hold a NUL character.`;
  let depth = 0;
  for (const token of tokenize(text, dialect)) {
    if (token.kind === "comment") return `A ${what} cannot hold a comment.`;
    if (token.kind === "string" && !closed(token.text)) return "A quote is not closed.";
    if (token.kind === "quoted" && !/[\]"`]$/.test(token.text.slice(1))) return "A quote is not closed.";
    if (token.text === "(" || token.text === "[") depth++;
    else if (token.text === ")" || token.text === "]") depth--;
    if (depth < 0) return "A parenthesis is closed that was not opened.";
    if (token.text === ";" || (token.text === "," && depth === 0))
      return `"${token.text}" cannot stand in a ${what}.`;
  }
  return depth > 0 ? "A parenthesis is not closed." : undefined;
}

function closed(text: string): boolean {
  if (text.startsWith("$")) return /^(\$[^$]*\$)[\s\S]*\1$/.test(text);
  return text.length > 1 && text.endsWith("'");
}
