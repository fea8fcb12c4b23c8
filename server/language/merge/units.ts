import { buildSchema, type Reference, type Schema } from "../../schema";
import { foldIdentifier, parseScript, type Dialect, type Statement, type Token } from "../../sql";
import { isWord } from "../context";

/** What a piece of a schema is about, for people: `column`, `book.title`. */
export interface MergeObject {
  readonly kind: string;
  readonly name: string;
}

/**
 * A piece of a schema's text that is kept, taken or left as a whole: a statement, or an element of one (a column, a
 * constraint, a value of an enum). `before + text + gap + separator + after` of all pieces is the text again.
 */
export interface Unit {
  /** The same in all texts that have the object. */
  readonly key: string;
  readonly object: MergeObject;
  /** White space and comments before it. */
  readonly before: string;
  /** Nothing of its kind stands before it. */
  readonly isFirst: boolean;
  readonly text: string;
  /** What stands before the separator; absent where there was none. */
  readonly gap?: string;
  /** A comment behind the separator, on the same line. */
  readonly after: string;
  /** A statement ends with `;`, a psql line or the data of COPY with nothing. */
  readonly separator: ";" | "," | "";
  /** `text` without comments, white space and the case of words: what it means. */
  readonly meaning: string;
  /** The elements of a table or a type; `head` and `tail` are the text around them. */
  readonly body?: { readonly head: string; readonly elements: readonly Unit[]; readonly tail: string };
}

export interface CutText {
  /** A comment about the whole file, apart from the first statement by an empty line. */
  readonly preamble: string;
  readonly units: readonly Unit[];
  /** White space and comments at the end. */
  readonly rest: string;
}

/** Cuts a text into pieces that are named after the objects that they make. */
export function cut(text: string, dialect: Dialect): CutText {
  const script = parseScript(text, dialect);
  const schema = buildSchema(script);
  const definitions = definitionsOf(schema);
  const units: Unit[] = [];
  const seen = new Map<string, number>();
  let at = 0;
  for (const [index, statement] of script.statements.entries()) {
    const { start, end } = statement.span;
    const stop = statement.kind === "sql" ? text.indexOf(";", end) : -1;
    // Only white space and comments lie between a statement and its semicolon.
    const next = script.statements[index + 1]?.span.start ?? text.length;
    const hasStop = stop >= 0 && stop < next;
    const resume = hasStop ? stop + 1 : end;
    const after = lineEnd(text.slice(resume, next));
    const named = nameOf(statement, definitions.get(index) ?? [], schema, index);
    const count = seen.get(named.key) ?? 0;
    seen.set(named.key, count + 1);
    const body = bodyOf(statement, named.object.name);
    units.push({
      ...named,
      key: count === 0 ? named.key : `${named.key} #${count + 1}`,
      before: text.slice(at, start),
      isFirst: index === 0,
      text: text.slice(start, end),
      ...(hasStop && { gap: text.slice(end, stop) }),
      after,
      // One that is the last may do without, until something comes behind it.
      separator: statement.kind === "sql" && (hasStop || index === script.statements.length - 1) ? ";" : "",
      meaning: meaningOf(statement.parsed.tokens, dialect),
      ...(body && { body }),
    });
    at = resume + after.length;
  }
  const [first, ...others] = units;
  const rest = text.slice(at);
  if (!first) return { preamble: "", units, rest };
  const blank = /^[\s\S]*\n[ \t]*\r?\n/.exec(first.before)?.[0] ?? "";
  const preamble = blank.trim() === "" ? "" : blank;
  return { preamble, units: [{ ...first, before: first.before.slice(preamble.length) }, ...others], rest };
}

/** A comment that goes on the line that it is on, with the white space before it. */
function lineEnd(text: string): string {
  return /^[ \t]*(?:--[^\n]*|\/\*[^\n]*?\*\/[ \t]*(?=\r?\n|$))/.exec(text)?.[0].trimEnd() ?? "";
}

function meaningOf(tokens: readonly Token[], dialect: Dialect): string {
  return tokens
    .filter(({ kind }) => kind !== "comment")
    .map((token) => (token.kind === "word" ? foldIdentifier(token, dialect) : token.text))
    .join(" ");
}

function definitionsOf({ references }: Schema): ReadonlyMap<number, readonly Reference[]> {
  const found = new Map<number, Reference[]>();
  for (const reference of references) {
    if (reference.role !== "definition") continue;
    const list = found.get(reference.statement);
    if (list) list.push(reference);
    else found.set(reference.statement, [reference]);
  }
  return found;
}

const kinds = [
  ...["TABLE", "VIEW", "INDEX", "TYPE", "DOMAIN", "SEQUENCE", "FUNCTION", "PROCEDURE", "AGGREGATE"],
  ...["TRIGGER", "POLICY", "EXTENSION", "SCHEMA", "RULE"],
];

function nameOf(
  { parsed }: Statement,
  definitions: readonly Reference[],
  schema: Schema,
  index: number,
): { readonly key: string; readonly object: MergeObject } {
  const words = parsed.tokens.filter(({ kind }) => kind !== "comment");
  const meaning = () => meaningOf(parsed.tokens, parsed.dialect);
  const verb = words[0]?.text.toUpperCase() ?? "";
  const [first] = definitions;
  if (verb === "CREATE" && first) {
    const kind = words.find((token) => isWord(token, ...kinds))?.text.toLowerCase() ?? first.kind;
    const name = qualified(first);
    const routine = schema.routines.find(({ statement }) => statement === index);
    const types = routine?.arguments
      .filter(({ mode }) => mode !== "out" && mode !== "table")
      .map(({ type }) => type.name + "[]".repeat(type.array));
    const signature = types ? `(${types.join(", ")})` : "";
    return { key: `${first.kind} ${place(first)}${signature}`, object: { kind, name: name + signature } };
  }
  if (verb === "ALTER" && definitions.length > 0) {
    const key = definitions.map((each) => `${each.kind} ${place(each)}`).join(", ");
    const name = definitions.map(qualified).join(", ");
    return { key: `alter ${key}`, object: { kind: first?.kind ?? "statement", name } };
  }
  if (verb === "COMMENT") {
    const is = words.findIndex((token) => isWord(token, "IS"));
    const about = meaningOf(words.slice(0, is), parsed.dialect);
    return {
      key: about,
      object: { kind: "comment", name: about.replace(/^comment on \w+ /, "").replaceAll(" . ", ".") },
    };
  }
  const all = meaning();
  const short = words
    .slice(0, 8)
    .map(({ text }) => text)
    .join(" ");
  return {
    key: `statement ${all}`,
    object: { kind: "statement", name: words.length > 8 ? `${short} …` : short },
  };
}

/** The whole name, for a key. */
function place({ schema, foundIn, relation, name }: Reference): string {
  const home = foundIn ?? schema ?? relation?.schema ?? "public";
  return relation ? `${home}.${relation.name}.${name}` : `${home}.${name}`;
}

/** The name as people say it. */
function qualified({ schema, relation, name }: Reference): string {
  const home = schema === undefined || schema === "public" ? "" : `${schema}.`;
  return relation ? `${relation.name}.${name}` : home + name;
}

/** The elements in the parentheses of CREATE TABLE, of an enum and of a composite type. */
function bodyOf({ text, parsed }: Statement, owner: string): Unit["body"] {
  const { tokens, dialect } = parsed;
  const words = tokens.filter(({ kind }) => kind !== "comment");
  if (!isWord(words[0], "CREATE")) return undefined;
  const isTable = words.slice(1, 5).some((token) => isWord(token, "TABLE"));
  const isType = isWord(words[1], "TYPE");
  const open = tokens.findIndex(({ kind, text: word }) => kind === "operator" && word === "(");
  const opening = tokens[open];
  if ((!isTable && !isType) || !opening) return undefined;
  const before = tokens.slice(0, open);
  // What has its columns from elsewhere is one piece.
  if (isTable && before.some((token) => isWord(token, "AS", "OF", "SELECT", "LIKE"))) return undefined;
  if (isType && !before.some((token) => isWord(token, "AS"))) return undefined;
  if (isType && before.some((token) => isWord(token, "RANGE"))) return undefined;
  const isEnum = isType && before.some((token) => isWord(token, "ENUM"));
  const groups: Token[][] = [[]];
  const commas: number[] = [];
  let depth = 0;
  let closing: Token | undefined;
  for (const token of tokens.slice(open)) {
    const sign = token.kind === "operator" ? token.text : "";
    if (sign === "(" || sign === "[") depth++;
    if (sign === ")" || sign === "]") depth--;
    if (depth === 0) {
      closing = token;
      break;
    }
    if (sign === "," && depth === 1) {
      commas.push(token.span.start);
      groups.push([]);
    } else if (token !== opening && token.kind !== "comment") groups.at(-1)?.push(token);
  }
  if (!closing || groups.some((group) => group.length === 0)) return undefined;
  const elements: Unit[] = [];
  const seen = new Map<string, number>();
  let at = opening.span.end;
  for (const [index, group] of groups.entries()) {
    const start = group[0]?.span.start ?? at;
    const end = group.at(-1)?.span.end ?? start;
    const comma = commas[index];
    const resume = comma === undefined ? end : comma + 1;
    const limit = groups[index + 1]?.[0]?.span.start ?? closing.span.start;
    const after = lineEnd(text.slice(resume, limit));
    const named = isEnum
      ? { key: `value ${group[0]?.text ?? ""}`, kind: "value", name: group[0]?.text ?? "" }
      : elementName(group, dialect);
    const count = seen.get(named.key) ?? 0;
    seen.set(named.key, count + 1);
    elements.push({
      key: count === 0 ? named.key : `${named.key} #${count + 1}`,
      object: { kind: named.kind, name: `${owner}.${named.name}` },
      before: text.slice(at, start),
      isFirst: index === 0,
      text: text.slice(start, end),
      ...(comma !== undefined && { gap: text.slice(end, comma) }),
      after,
      separator: ",",
      meaning: meaningOf(group, dialect),
    });
    at = resume + after.length;
  }
  return { head: text.slice(0, opening.span.end), elements, tail: text.slice(at) };
}

const constraintWords = [
  "PRIMARY",
  "UNIQUE",
  "FOREIGN",
  "CHECK",
  "EXCLUDE",
  "INDEX",
  "KEY",
  "FULLTEXT",
  "SPATIAL",
];

function elementName(group: readonly Token[], dialect: Dialect): { key: string; kind: string; name: string } {
  const [first, second, third] = group;
  if (isWord(first, "CONSTRAINT") && second && !isWord(second, ...constraintWords)) {
    const name = foldIdentifier(second, dialect);
    return { key: `constraint ${name}`, kind: "constraint", name };
  }
  // A column may be called "key" or "index" too: then its type follows at once, not a list.
  const isConstraint =
    isWord(first, ...constraintWords) && (!isWord(first, "INDEX", "KEY") || isList(second) || isList(third));
  if (isWord(first, "LIKE"))
    return { key: meaningOf(group, dialect), kind: "constraint", name: meaningOf(group, dialect) };
  if (isConstraint) {
    const kind = meaningOf(group.slice(0, isWord(first, "PRIMARY", "FOREIGN") ? 2 : 1), dialect);
    if (kind === "primary key") return { key: kind, kind: "constraint", name: kind };
    const close = group.findIndex(({ text }) => text === ")");
    const about = meaningOf(kind === "check" ? group : group.slice(0, close + 1), dialect);
    return {
      key: about,
      kind: "constraint",
      name: about.replaceAll(/ ?([(),]) ?/g, "$1").replaceAll(",", ", "),
    };
  }
  const name = first ? foldIdentifier(first, dialect) : "";
  return { key: `column ${name}`, kind: "column", name };
}

function isList(token: Token | undefined): boolean {
  return token?.text === "(";
}
