import type { Schema, TypeName } from "../../schema";
import type { Token } from "../../sql";
import { isWord, type LanguageContext } from "../context";
import type { Draft } from "./completion";
import type { Cursor } from "./cursor";
import { foldName, type WrittenName } from "./names";
import { columnsOf, findRelation, scopeAt } from "./scope";

/** The values of the enum that a value is compared with or is the default of; none for other types. */
export function* enumValues(
  { schema }: LanguageContext,
  cursor: Cursor,
  of: WrittenName | undefined,
): Iterable<Draft> {
  const { before } = cursor;
  const previous = before.at(-1);
  let found: TypeName | { readonly name: string } | undefined;
  if (isWord(previous, "DEFAULT") && isWord(before.at(-2), "SET"))
    found = columnType(schema, cursor, before.at(-3), of);
  else if (isWord(previous, "DEFAULT")) found = typeIn(schema, before);
  else if (previous && ["=", "<>", "!="].includes(previous.text))
    found = columnType(schema, cursor, before.at(-2), of);
  else if (previous?.text === "(" && isWord(before.at(-2), "IN"))
    found = columnType(schema, cursor, before.at(-3), of);
  const type = found && schema.enums.find(({ name }) => name === found.name);
  for (const { value } of type?.values ?? []) {
    const label = `'${value.replaceAll("'", "''")}'`;
    yield { label, kind: "enum", detail: type?.name ?? "", rank: -1 };
  }
}

/** The last enum that is named in the element of CREATE TABLE. */
function typeIn(schema: Schema, before: readonly Token[]): { readonly name: string } | undefined {
  const start = before.findLastIndex(({ text }) => text === "," || text === "(");
  const names = before.slice(start + 2).map((token) => foldName({ name: token }, schema.dialect).name);
  return schema.enums.find(({ name }) => names.includes(name));
}

function columnType(
  schema: Schema,
  cursor: Cursor,
  column: Token | undefined,
  of: WrittenName | undefined,
): TypeName | undefined {
  if (column?.kind !== "word" && column?.kind !== "quoted") return undefined;
  const { name } = foldName({ name: column }, schema.dialect);
  const own = of ? columnsOf(schema, findRelation(schema, foldName(of, schema.dialect))) : [];
  const { relations } = scopeAt(cursor.all, schema, cursor.before.length);
  const scoped = relations.flatMap(({ columns }) => columns);
  const found = [...own, ...scoped].find((one) => one.name === name);
  return found?.table?.columns.find((one) => one.name === name)?.type;
}
