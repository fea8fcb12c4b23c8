import type { Schema } from "../../schema";
import { foldIdentifier } from "../../sql";
import type { LanguageContext } from "../context";
import { dialectTypes } from "../knowledge/dialect-types";
import { builtinTypes } from "../knowledge/types";
import type { Draft } from "./completion";
import type { Cursor } from "./cursor";
import { reached, relations, schemas } from "./relations";
import { sameName } from "./scope";

/** Types of extensions that schemas commonly use. */
const typesOfExtensions: Readonly<Record<string, readonly string[]>> = {
  citext: ["citext"],
  hstore: ["hstore"],
  ltree: ["ltree"],
  vector: ["vector"],
  postgis: ["geometry", "geography"],
};

/** The names under which the model keeps types that are written otherwise. */
const kept: Readonly<Record<string, string>> = {
  int: "integer",
  varchar: "character varying",
  nvarchar: "character varying",
  char: "character",
  decimal: "numeric",
  double: "double precision",
  boolean: "boolean",
  timestamptz: "timestamp with time zone",
  timestamp: "timestamp without time zone",
};

/**
 * The types that can be written: first what columns of this name have elsewhere, then own types, then those of the
 * database, in the order in which the schema uses them.
 */
export function* types(context: LanguageContext, cursor: Cursor): Iterable<Draft> {
  const { schema } = context;
  const rankOf = ranking(schema, cursor);
  for (const type of [...schema.enums, ...schema.domains, ...schema.compositeTypes]) {
    const kind = type.kind === "enum" ? "enum" : "type";
    const detail = type.kind === "enum" ? type.values.map(({ value }) => value).join(" | ") : type.kind;
    const { label, insertText } = reached(context, cursor, type);
    const documentation = type.comment;
    const rank = Math.min(0, rankOf([type.name], 0));
    yield { label, kind, detail, insertText, rank, ...(documentation !== undefined && { documentation }) };
  }
  yield* schemas(context, cursor, 3);
  for (const draft of relations(context, cursor, 3.5)) yield { ...draft, detail: "type of its rows" };
  for (const { name } of schema.extensions)
    for (const label of typesOfExtensions[name] ?? [])
      yield { label, kind: "type", detail: name, rank: rankOf([label], 500) };
  if (schema.dialect !== "postgresql") {
    for (const [at, label] of dialectTypes[schema.dialect].entries())
      yield { label, kind: "type", rank: rankOf([label.replace(/\(.*/, "").toLowerCase()], at) };
    return;
  }
  const lower = cursor.prefix !== cursor.prefix.toUpperCase() || cursor.prefix === "";
  const inCase = (name: string) => (lower ? name : name.toUpperCase());
  for (const [at, { name, note, aliases }] of builtinTypes.entries()) {
    const rank = rankOf([name, ...aliases], at);
    yield { label: inCase(name), kind: "type", documentation: note, rank };
    for (const alias of aliases)
      yield { label: inCase(alias), kind: "type", detail: name, documentation: note, rank: 2 + at / 1000 };
  }
}

interface Uses {
  readonly total: number;
  readonly byType: ReadonlyMap<string, number>;
}

const known = new WeakMap<Schema, Uses>();

function usesIn(schema: Schema): Uses {
  let uses = known.get(schema);
  if (!uses) {
    const byType = new Map<string, number>();
    for (const { columns } of schema.tables)
      for (const { type } of columns) byType.set(type.name, (byType.get(type.name) ?? 0) + 1);
    uses = {
      total: Math.max(
        1,
        [...byType.values()].reduce((sum, count) => sum + count, 0),
      ),
      byType,
    };
    known.set(schema, uses);
  }
  return uses;
}

/** Below 0 for what columns of the name have elsewhere, below 1 for what others have, and by the place in its list. */
function ranking(schema: Schema, { before }: Cursor): (names: readonly string[], at: number) => number {
  const { total, byType } = usesIn(schema);
  const token = before.at(-1);
  const isNamed = sameName(token ? foldIdentifier(token, schema.dialect) : "", schema.dialect);
  const ofSame = new Map<string, number>();
  for (const { columns } of schema.tables)
    for (const { name, type } of columns)
      if (isNamed(name)) ofSame.set(type.name, (ofSame.get(type.name) ?? 0) + 1);
  return (names, at) => {
    const all = names.flatMap((name) => [name, kept[name] ?? name]);
    const same = Math.max(0, ...all.map((name) => ofSame.get(name) ?? 0));
    if (same > 0) return -same;
    const used = Math.max(0, ...all.map((name) => byType.get(name) ?? 0));
    return 1 + at / 1000 - (used > 0 ? 0.1 + (0.4 * used) / total : 0);
  };
}
