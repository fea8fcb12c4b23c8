import { quoteIdentifier, type Script } from "../../sql";
import { searchPathSettings } from "../search-path";

/** How the text is written, so that what is added looks like the rest. */
export interface Writing {
  readonly script: Script;
  readonly lineBreak: string;
  readonly indent: string;
  /** Key words in the case that the text has. */
  readonly words: (upper: string) => string;
  readonly name: (name: string) => string;
}

const known = new WeakMap<Script, Writing>();

export function writingOf(script: Script): Writing {
  const found = known.get(script);
  if (found) return found;
  const sample = script.text.slice(0, 100_000);
  const creates = sample.match(/\bcreate\s+(?:table|type|index|view)\b/gi) ?? [];
  const lower = creates.filter((words) => words === words.toLowerCase()).length * 2 > creates.length;
  const writing: Writing = {
    script,
    lineBreak: script.text.includes("\r\n") ? "\r\n" : "\n",
    indent: /\([^\S\n]*\r?\n([ \t]+)\S/.exec(sample)?.[1] ?? "  ",
    words: (upper) => (lower ? upper.toLowerCase() : upper),
    name: (name) => quoteIdentifier(name, script.dialect),
  };
  known.set(script, writing);
  return writing;
}

/** A list of column names in parentheses. */
export function columnList(names: readonly string[], { name }: Writing): string {
  return `(${names.map(name).join(", ")})`;
}

/** The text as a string constant. */
export function stringConstant(text: string, { script }: Writing): string {
  const doubled = text.replaceAll("'", "''");
  const mysql = script.dialect === "mysql" || script.dialect === "mariadb";
  return `'${mysql ? doubled.replaceAll("\\", "\\\\") : doubled}'`;
}

function isBare(schema: string, { dialect }: Script): boolean {
  return dialect === "sqlite" || schema === "public" || schema === "";
}

/** The table's name as a statement has to write it. */
export function tableName(
  table: { readonly schema: string; readonly name: string },
  { script, name }: Writing,
): string {
  // A script of pg_dump sets an empty search path, and then "public" has to be written too.
  const isPublic =
    table.schema === "public" && searchPathSettings(script).every(({ path }) => path.includes("public"));
  const bare =
    script.dialect !== "postgresql" ? isBare(table.schema, script) : isPublic || table.schema === "";
  return bare ? name(table.name) : `${name(table.schema)}.${name(table.name)}`;
}
