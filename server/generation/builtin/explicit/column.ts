import type { ColumnType } from "../design/table";
import { snake } from "../words/inflect";
import type { Property } from "../understand/model";
import { annotate } from "../understand/property";
import type { Sentence } from "../read/sentences";

/** A column as a list names it; `refersTo` is the table that its note names, as written. */
export interface ListedColumn {
  readonly properties: Property[];
  readonly refersTo?: string;
  /** Written as an identifier rather than in words. */
  readonly identifier: boolean;
}

const typeWords: readonly (readonly [RegExp, (match: RegExpExecArray) => ColumnType])[] = [
  [
    /\b(?:var)?char(?:acter)?(?: varying)?\s?\((\d+)\)|\bstring\s?\((\d+)\)/,
    (m) => ({ kind: "string", length: Number(m[1] ?? m[2]) }),
  ],
  [
    /\b(?:decimal|numeric|number)\s?\(\s?(\d+)\s?,\s?(\d+)\s?\)/,
    (m) => ({
      kind: "decimal",
      precision: Math.min(Number(m[1]), 38),
      scale: Math.min(Number(m[2]), Number(m[1])),
    }),
  ],
  [/\b(?:bigint|big integer|int8|long|bigserial)\b/, () => ({ kind: "bigint" })],
  [/\b(?:smallint|tinyint(?! ?\(1\))|int2)\b/, () => ({ kind: "smallint" })],
  [/\b(?:bool|boolean|tinyint ?\(1\)|yes\/no|true\/false|flag)\b/, () => ({ kind: "boolean" })],
  [/\b(?:timestamptz|timestamp|datetime|date ?time|date and time)\b/, () => ({ kind: "timestamp" })],
  [/\b(?:integer|int|int4|serial|whole number)\b/, () => ({ kind: "integer" })],
  [/\b(?:money|currency|decimal|numeric)\b/, () => ({ kind: "decimal", precision: 12, scale: 2 })],
  [/\b(?:float|double|real|double precision)\b/, () => ({ kind: "float" })],
  [/\b(?:uuid|guid)\b/, () => ({ kind: "uuid" })],
  [/\b(?:jsonb?|object)\b/, () => ({ kind: "json" })],
  [/\b(?:bytea|blob|binary)\b/, () => ({ kind: "binary" })],
  [/\b(?:date)\b/, () => ({ kind: "date" })],
  [/\b(?:time)\b/, () => ({ kind: "time" })],
  [/\b(?:text|string|varchar|char|nvarchar|clob|longtext)\b/, () => ({ kind: "text" })],
];

const keyword =
  /^(?:integer|int|bigint|smallint|tinyint|serial|bigserial|text|string|varchar|char|nvarchar|date|datetime|timestamp|timestamptz|time|boolean|bool|decimal|numeric|number|float|double|real|money|uuid|json|jsonb|blob|primary|pk|fk|foreign|references|unique|not|null|optional|required|default|enum|auto_increment|auto|->|→|=>|-+>)\b|^(?:->|→|=>)/i;

/** Reads one column of a list, with what is noted behind it; undefined where the text is no column. */
export function readColumn(text: string, sentence: Sentence): ListedColumn | undefined {
  const trimmed = text
    .trim()
    .replace(/^(?:(?:and|or|plus|the|a|an|its|their|his|her|optional(?:ly)?|unique)\s+)+(?=\S)/i, "")
    .replace(/[.;,]+$/, "")
    .trim();
  const lead = /^(?:an?\s+|the\s+)?(optional|unique)/i.exec(text.trim())?.[1]?.toLowerCase();
  if (trimmed === "") return undefined;
  const { name, note } = cut(trimmed);
  const words = name.split(/\s+/);
  if (words.length > 6 || name.length > 250 || !/[a-z]/i.test(name)) return undefined;
  const property: Property = { name: snake(name), sentence };
  if (property.name === "") return undefined;
  if (lead === "optional") property.optional = true;
  if (lead === "unique") property.unique = true;
  const identifier =
    /^[a-z][a-z0-9]*(_[a-z0-9]+)+$|^[a-z]+([A-Z][a-z0-9]*)+$|^([A-Z][a-z0-9]+){2,}$|ID$/.test(name) ||
    /^id$/i.test(name);
  if (note === "") return { properties: [property], identifier };
  return { ...readNote(property, note), identifier };
}

/** The name, and what is said of it. */
function cut(text: string): { name: string; note: string } {
  const at = text.search(/\s*[:([=]|\s+[-–—]\s+|\s*(?:->|→)/);
  const head = at > 0 ? text.slice(0, at) : text;
  const words = head.split(/\s+/);
  const first = words.findIndex(
    (word, index) =>
      index > 0 &&
      keyword.test(word) &&
      !(index === words.length - 1 && /^(date|time|number|text|string|default)$/i.test(word)),
  );
  const stop =
    first > 0 &&
    ((words[0] ?? "").includes("_") ||
      first === 1 ||
      /^(?:pk|fk|primary|foreign|references|varchar|integer|int|bigint|boolean|decimal|timestamp|not|unique|optional|required)$/i.test(
        words[first] ?? "",
      ))
      ? first
      : -1;
  const name = stop > 0 ? words.slice(0, stop).join(" ") : head;
  const note = text
    .slice(name.length)
    .replace(/^\s*[:=–—-]+\s*/, "")
    .trim();
  return { name: name.replace(/["'`]/g, "").trim(), note };
}

function readNote(property: Property, note: string): { properties: Property[]; refersTo?: string } {
  const inner = /^[([]([\s\S]*?)[)\]]?$/.exec(note)?.[1] ?? note;
  const lower = inner.toLowerCase();
  const reference =
    /(?:references|referencing|refers to|foreign key (?:to|of|from|on|in|for|referencing|references)|fk (?:to|of|on|from)|fk\s*[:(]?\s*|links? to|points? to)\s*(?:->|→|=>|:)?\s*(?:the )?["'`]?([a-z][\w ]*?)["'`]?(?: table)?(?:\s*[.(]|[,;)]|$| not | on | and )/i.exec(
      inner,
    ) ?? /(?:->|→|=>)\s*["'`]?([a-z]\w*)/i.exec(inner);
  const isReference = reference !== null || /\bfk\b|\bforeign key\b/i.test(inner);
  const values = /\b(?:enum|one of|values?|either|options?)\b\s*[:(]?\s*([^)]*)/i.exec(inner);
  const fallback = /\bdefaults?(?: to| is|:|=)?\s+["']?([\w.-]+)["']?/i.exec(inner);
  let properties = [property];
  if (values?.[1] !== undefined && /[,|/]|\bor\b/.test(values[1]))
    properties = annotate({ ...property, name: property.name }, values[1].replace(/,/g, " or "));
  else if (!isReference) {
    for (const [pattern, type] of typeWords) {
      const match = pattern.exec(lower);
      if (!match) continue;
      property.type = type(match);
      break;
    }
    if (property.type === undefined || /unique|optional|required|not null|nullable|primary|pk/i.test(inner)) {
      const clean = inner.replace(/\((\d+)(?:\s*,\s*\d+)?\)/g, " ");
      properties = annotate(
        property,
        property.type === undefined ? clean : clean.replace(/\d+/g, " ").replace(/,/g, " "),
      );
    }
  } else annotate(property, inner.replace(/[,|/]|\bor\b/g, " "));
  if (fallback?.[1] !== undefined && !/^(now|current)/i.test(fallback[1]))
    property.default = fallback[1].toLowerCase();
  else if (fallback?.[1] !== undefined) property.default = "now";
  const target = reference?.[1]?.trim();
  return { properties, ...(target === undefined ? {} : { refersTo: target }) };
}

/** Cuts a list at its commas, semicolons and its last "and", not inside parentheses. */
export function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "(" || char === "[") depth++;
    else if (char === ")" || char === "]") depth = Math.max(0, depth - 1);
    else if (depth === 0 && (char === "," || char === ";")) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  const last = parts.pop() ?? "";
  const pieces =
    parts.length > 0 || /\w_\w|ID\b/.test(text) || /^\s*[\w ]{1,25} and [\w ]{1,25}\s*$/.test(last)
      ? last.split(/\s+(?:and|&)\s+(?![^(]*\))/)
      : [last];
  return [...parts, ...pieces]
    .map((part) =>
      part
        .trim()
        .replace(/^(?:and|&)\s+/, "")
        .replace(/[.;]+$/, "")
        .trim(),
    )
    .filter((part) => part !== "");
}
