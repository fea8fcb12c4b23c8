import type { Column, EnumType, Schema, Table, TypeName } from "../../schema";
import type { Hints } from "./hints";
import { nothing, type Value } from "./literal";
import { isSeldom, referenceDay, textFor, type Words } from "./words";

export interface ValueContext {
  readonly schema: Schema;
  readonly table: Table;
  readonly hints: Hints;
  /** The row's number in its table, from 1. */
  readonly row: number;
  /** The moment that everything of the row is near. */
  readonly base: Date;
}

/** A value that fits the type of a column and what its name and its checks say. NULL where nothing is known to fit. */
export function valueFor(words: Words, column: Column, context: ValueContext): Value {
  const value = unbound(words, column, context);
  const { after, before } = context.hints;
  if (value.kind !== "moment" || (after === undefined && before === undefined)) return value;
  const from = after ?? plusDays(before ?? referenceDay, -365);
  const fits = value.value > from && (before === undefined || value.value < before);
  const within = { from: plusDays(from, 1), to: plusDays(before ?? plusDays(from, 365), -1) };
  return fits ? value : { ...value, value: words.date.between(within) };
}

function unbound(words: Words, column: Column, context: ValueContext): Value {
  const { schema, hints } = context;
  const type = underlying(column.type, schema);
  if (type.array > 0) return { kind: "text", value: "{}" };
  if (hints.oneOf && hints.oneOf.length > 0) return pick(words, hints.oneOf, type);
  const own = enumOf(schema, type);
  if (own)
    return pick(
      words,
      own.values.map(({ value }) => value),
      type,
    );
  if (type.name === "enum" || type.name === "set") {
    const values = type.modifiers.map((one) => one.replace(/^'(.*)'$/s, "$1").replaceAll("''", "'"));
    return values.length === 0 ? nothing : pick(words, values, type);
  }
  const name = column.name.toLowerCase();
  switch (type.name) {
    case "tinyint":
      if (type.modifiers[0] === "1") return { kind: "boolean", value: words.datatype.boolean() };
      return whole(words, name, hints, 127);
    case "smallint":
      return whole(words, name, hints, 32_767);
    case "mediumint":
    case "integer":
    case "int":
    case "bigint":
      if (
        schema.dialect === "sqlite" &&
        /^(is|has|can)_|_?active$|enabled$/.test(name) &&
        hints.min === undefined
      )
        return { kind: "number", value: words.datatype.boolean() ? 1 : 0 };
      return whole(words, name, hints, 2_147_483_647);
    case "numeric":
    case "decimal":
    case "real":
    case "float":
    case "double":
    case "double precision":
    case "money":
      return decimal(words, name, type, hints);
    case "boolean":
    case "bool":
      return { kind: "boolean", value: words.datatype.boolean(isSeldom(name) ? 0.1 : 0.7) };
    case "uuid":
      return { kind: "text", value: words.string.uuid() };
    case "timestamp with time zone":
      return { kind: "moment", value: moment(words, name, context.base), as: "timestamptz" };
    case "timestamp without time zone":
    case "timestamp":
    case "datetime":
      return { kind: "moment", value: moment(words, name, context.base), as: "timestamp" };
    case "date":
      return { kind: "moment", value: moment(words, name, context.base), as: "date" };
    case "time with time zone":
    case "time without time zone":
    case "time":
      return { kind: "moment", value: moment(words, name, context.base), as: "time" };
    case "year":
      return { kind: "number", value: words.number.int({ min: 1990, max: 2025 }) };
    case "interval":
      return { kind: "text", value: `${words.number.int({ min: 1, max: 90 })} minutes` };
    case "json":
    case "jsonb":
      return { kind: "text", value: JSON.stringify({ note: words.lorem.word() }) };
    case "bytea":
    case "blob":
    case "longblob":
    case "binary":
    case "varbinary":
      return { kind: "bytes", value: words.string.hexadecimal({ length: 16, casing: "lower", prefix: "" }) };
    case "inet":
      return { kind: "text", value: words.internet.ipv4() };
    case "cidr":
      return { kind: "text", value: `10.${words.number.int(255)}.0.0/16` };
    case "macaddr":
      return { kind: "text", value: words.internet.mac() };
    case "point":
      return { kind: "text", value: `(${words.location.longitude()},${words.location.latitude()})` };
    case "xml":
      return { kind: "text", value: `<note>${words.lorem.word()}</note>` };
    case "tsvector":
      return { kind: "text", value: words.lorem.words(3) };
    case "bit":
      return {
        kind: "text",
        value: words.string.binary({ length: Number(type.modifiers[0] ?? 1), prefix: "" }),
      };
    default:
      return ranges[type.name]?.(words, context) ?? text(words, name, type, context);
  }
}

const ranges: Readonly<Record<string, (words: Words, context: ValueContext) => Value>> = {
  daterange: (words, { base }) => span(words, base, (day) => day.toISOString().slice(0, 10)),
  tstzrange: (words, { base }) => span(words, base, (day) => day.toISOString()),
  tsrange: (words, { base }) => span(words, base, (day) => day.toISOString().slice(0, 19)),
  int4range: (words) => ({ kind: "text", value: `[1,${words.number.int({ min: 2, max: 99 })})` }),
  int8range: (words) => ({ kind: "text", value: `[1,${words.number.int({ min: 2, max: 99 })})` }),
  numrange: (words) => ({ kind: "text", value: `[1,${words.number.int({ min: 2, max: 99 })})` }),
};

function span(words: Words, base: Date, write: (day: Date) => string): Value {
  const from = plusDays(base, words.number.int({ min: 0, max: 300 }));
  return {
    kind: "text",
    value: `[${write(from)},${write(plusDays(from, words.number.int({ min: 1, max: 10 })))})`,
  };
}

/** A domain is read as the type beneath it. */
function underlying(type: TypeName, schema: Schema): TypeName {
  const domain = schema.domains.find(({ name }) => name === type.name);
  return domain && type.array === 0 ? domain.type : type;
}

function enumOf(schema: Schema, type: TypeName): EnumType | undefined {
  return schema.enums.find(({ name, schema: own }) => name === type.name && (type.schema ?? own) === own);
}

function pick(words: Words, values: readonly string[], type: TypeName): Value {
  const value = words.helpers.arrayElement([...values]);
  const isNumber = /^-?\d+(\.\d+)?$/.test(value) && /int|numeric|decimal|real|double|float/.test(type.name);
  return isNumber ? { kind: "number", value: Number(value) } : { kind: "text", value };
}

function whole(words: Words, name: string, { min, max }: Hints, widest: number): Value {
  const [low, high] = usual(name);
  const from = Math.ceil(min ?? Math.min(low, max ?? low));
  const to = Math.floor(Math.min(max ?? Math.max(high, from + high), widest));
  return { kind: "number", value: words.number.int({ min: Math.min(from, to), max: to }) };
}

/** The range that a name usually means. */
function usual(name: string): readonly [number, number] {
  if (/rating|stars|score|level|priority/.test(name)) return [1, 5];
  if (name.includes("year")) return [1990, 2025];
  if (/(^|_)age/.test(name)) return [18, 80];
  if (/percent|progress/.test(name)) return [0, 100];
  if (name.includes("month")) return [1, 12];
  if (/(^|_)day/.test(name)) return [1, 28];
  if (/cents|price|amount|total|cost|salary|fee/.test(name)) return [500, 50_000];
  if (/minutes|duration|seconds/.test(name)) return [5, 180];
  if (/quantity|count|stock|capacity|copies|seats/.test(name)) return [1, 50];
  return [1, 100];
}

function decimal(words: Words, name: string, type: TypeName, { min, max }: Hints): Value {
  const isExact = type.name === "numeric" || type.name === "decimal";
  const digits =
    type.name === "money" ? 2 : isExact ? Number(type.modifiers[1] ?? (type.modifiers[0] ? 0 : 2)) : 2;
  const precision = isExact ? Number(type.modifiers[0] ?? 12) : 12;
  const widest = 10 ** Math.max(0, precision - digits) - 10 ** -digits;
  const [low, high] = name.includes("lat")
    ? [-90, 90]
    : /lon|lng/.test(name)
      ? [-180, 180]
      : /rate|discount|percent|tax/.test(name)
        ? [0, Math.min(1, widest)]
        : /price|amount|total|cost|salary|fee|balance/.test(name)
          ? [5, 500]
          : [1, 100];
  const from = min ?? Math.min(low, max ?? low, widest);
  const to = Math.min(max ?? Math.max(high, from), widest);
  const value = words.number.float({ min: Math.min(from, to), max: to, fractionDigits: Math.max(0, digits) });
  return { kind: "number", value, digits: Math.max(0, digits) };
}

/** Moments of a row follow one another as their names say: begun, due, ended. */
function moment(words: Words, name: string, base: Date): Date {
  if (/birth|dob/.test(name)) return words.date.birthdate({ min: 18, max: 80, mode: "age" });
  if (
    /end|until|_to$|^to_|updated|expir|return|check_?out|deleted|finish|complet|cancel|arriv|deliver|resolved|closed/.test(
      name,
    )
  )
    return plusDays(base, 20 + words.number.float({ min: 0, max: 20, fractionDigits: 4 }));
  if (/due|deadline|shipped|paid|accepted|approved|published/.test(name))
    return plusDays(base, 10 + words.number.float({ min: 0, max: 8, fractionDigits: 4 }));
  return plusDays(base, words.number.float({ min: 0, max: 8, fractionDigits: 4 }));
}

/** Up to two years before the reference day. */
export function baseOf(words: Words): Date {
  return plusDays(referenceDay, -words.number.int({ min: 60, max: 700 }));
}

function plusDays(day: Date, days: number): Date {
  return new Date(day.getTime() + days * 86_400_000);
}

function text(
  words: Words,
  name: string,
  type: TypeName,
  { table, hints, base, schema }: ValueContext,
): Value {
  const longest = Math.min(hints.maxLength ?? Infinity, Number(type.modifiers[0] ?? Infinity));
  // SQLite keeps moments as text.
  if (schema.dialect === "sqlite" && /(_at|_on|_date|_time)$|^(date|time)|date$/.test(name)) {
    const as = /(_on|date)$/.test(name) ? "date" : "timestamp";
    return { kind: "moment", value: moment(words, name, base), as };
  }
  let value =
    hints.pattern === undefined
      ? textFor(words, name, table.name.toLowerCase())
      : fromPattern(words, hints.pattern);
  const isFixed = type.name === "character" && Number.isFinite(longest);
  const shortest = Math.max(hints.minLength ?? 0, isFixed ? longest : 0);
  if (isFixed && longest <= 8) value = words.string.alpha({ length: longest, casing: "upper" });
  while (value.length < shortest) value += words.string.alphanumeric(shortest - value.length);
  if (value.length > longest) value = value.slice(0, longest).trimEnd();
  if (hints.letters === "lower") value = value.toLowerCase();
  if (hints.letters === "upper") value = value.toUpperCase();
  return { kind: "text", value };
}

/** A text that a pattern takes; the faker reads the simple ones, and of others the database says what does not fit. */
function fromPattern(words: Words, pattern: string): string {
  if (pattern.includes("@")) return words.internet.email().toLowerCase();
  const simple = pattern
    .replace(/^\^/, "")
    .replace(/\$$/, "")
    .replace(/\\d/g, "[0-9]")
    .replace(/\\w/g, "[a-z0-9_]")
    .replace(/\[\[:digit:\]\]/g, "[0-9]")
    .replace(/\[\[:alpha:\]\]/g, "[a-z]")
    .replace(/\[\[:upper:\]\]/g, "[A-Z]")
    .replace(/\(\?:/g, "(");
  try {
    return words.helpers
      .fromRegExp(simple.replace(/\(([^()|]*)\)[?*]/g, "").replace(/[()]/g, ""))
      .replaceAll("\\", "");
  } catch {
    return words.string.alphanumeric(8);
  }
}
