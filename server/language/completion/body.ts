import { resolveObject } from "../../schema";
import { foldIdentifier, type Dialect, type Token } from "../../sql";
import { isWord, type LanguageContext } from "../context";
import type { Body, Cursor } from "./cursor";
import { foldName, readName } from "./names";
import type { Place } from "./place";
import { columnsOf, findRelation, type ScopedColumn } from "./scope";

/** Statements of PL/pgSQL. */
const words = [
  "SELECT", "INSERT INTO", "UPDATE", "DELETE FROM", "WITH", "IF", "ELSIF", "ELSE", "END IF", "CASE", "FOR", "FOREACH", "WHILE",
  "LOOP", "END LOOP", "EXIT", "CONTINUE", "RETURN", "RETURN NEW", "RETURN OLD", "RETURN QUERY", "RETURN NEXT", "PERFORM",
  "EXECUTE", "RAISE EXCEPTION", "RAISE NOTICE", "GET DIAGNOSTICS", "NULL", "BEGIN", "DECLARE", "EXCEPTION", "END", "NEW",
  "OLD",
]; // prettier-ignore

const sqlWords = ["SELECT", "INSERT INTO", "UPDATE", "DELETE FROM", "WITH"];

/** What can be written in the body of a function, where that is not what can be written in any statement. */
export function bodyPlace({ body, before }: Cursor): Place | undefined {
  if (!body) return undefined;
  if (!body.isDeclaring) {
    if (before.length > 0) return undefined;
    return { kind: "keywords", words: languageOf(body) === "sql" ? sqlWords : words };
  }
  const previous = before.at(-1);
  if (!previous) return { kind: "keywords", words: ["BEGIN"] };
  if (previous.text === ".") return undefined;
  if (before.length === 1 || (before.length === 2 && isWord(previous, "CONSTANT"))) return { kind: "type" };
  if (before.some((token) => token.text === ":=" || token.text === "=" || isWord(token, "DEFAULT")))
    return { kind: "expression", words: ["NULL", "TRUE", "FALSE"] };
  return { kind: "keywords", words: ["NOT NULL", "DEFAULT"] };
}

function languageOf({ outer }: Body): string {
  const at = outer.findIndex((token) => isWord(token, "LANGUAGE"));
  return at < 0 ? "plpgsql" : (outer[at + 1]?.text.toLowerCase() ?? "plpgsql");
}

/** The arguments and variables of the function around the cursor. */
export function namesInBody({ body }: Cursor): readonly string[] {
  if (!body) return [];
  return [...argumentsOf(body), ...variablesOf(body)].map(([name]) => name.text);
}

type Declared = readonly [name: Token, type: readonly Token[]];

function argumentsOf({ outer }: Body): readonly Declared[] {
  const open = outer.findIndex((token) => token.text === "(");
  if (open < 0 || !outer.some((token) => isWord(token, "FUNCTION", "PROCEDURE"))) return [];
  const found: Declared[] = [];
  let item: Token[] = [];
  for (let at = open + 1, depth = 1; at < outer.length && depth > 0; at++) {
    const token = outer[at];
    if (!token) break;
    if (token.text === "(") depth++;
    if (token.text === ")") depth--;
    if (depth > 0 && !(depth === 1 && token.text === ",")) {
      if (item.length > 0 || !isWord(token, "IN", "OUT", "INOUT", "VARIADIC")) item.push(token);
      continue;
    }
    const [name, ...type] = item;
    // An argument of one word is a type without a name.
    if (name && type.length > 0) found.push([name, type]);
    item = [];
  }
  return found;
}

function variablesOf({ declared }: Body): readonly Declared[] {
  const found: Declared[] = [];
  let item: Token[] = [];
  for (const token of [...declared, undefined]) {
    if (token && token.text !== ";") {
      item.push(token);
      continue;
    }
    const [name, ...type] = item;
    if (name?.kind === "word" || name?.kind === "quoted") found.push([name, type]);
    item = [];
  }
  return found;
}

/** The columns of NEW and OLD: those of the tables whose triggers call the function, or of the table behind ON. */
export function rowOfTrigger(
  { schema }: Pick<LanguageContext, "schema">,
  { body, all }: Cursor,
): readonly ScopedColumn[] {
  if (!body) return tableBehindOn({ schema }, { all });
  const at = body.outer.findIndex((token) => isWord(token, "FUNCTION", "PROCEDURE"));
  const own = at < 0 ? undefined : readName(body.outer, at + 1);
  if (!own) return [];
  const { name } = foldName(own.name, schema.dialect);
  const tables = schema.triggers
    .filter((trigger) => trigger.function.name === name)
    .flatMap((trigger) => resolveObject(schema, trigger.table) ?? []);
  return [...new Set(tables)].flatMap((table) => columnsOf(schema, table));
}

/** The columns of the table that CREATE TRIGGER, GRANT and the like name behind ON, which may stand behind the cursor. */
export function tableBehindOn(
  { schema }: Pick<LanguageContext, "schema">,
  { all }: Pick<Cursor, "all">,
): readonly ScopedColumn[] {
  if (!isWord(all[0], "CREATE", "GRANT", "REVOKE")) return [];
  const on = all.findIndex((token) => isWord(token, "ON"));
  const name = on < 0 ? undefined : readName(all, on + 1);
  return name ? columnsOf(schema, findRelation(schema, foldName(name.name, schema.dialect))) : [];
}

/** The columns of a variable or an argument that holds a row. */
export function recordColumns(
  { schema }: LanguageContext,
  { body }: Cursor,
  name: string,
): readonly ScopedColumn[] {
  if (!body) return [];
  const type = [...argumentsOf(body), ...variablesOf(body)].find(
    ([declared]) => fold(declared, schema.dialect) === name,
  )?.[1];
  const relation = type && readName(type, 0);
  return relation ? columnsOf(schema, findRelation(schema, foldName(relation.name, schema.dialect))) : [];
}

function fold(token: Token, dialect: Dialect): string {
  return foldIdentifier(token, dialect);
}
