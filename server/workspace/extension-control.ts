import type { Files } from "./files";

const requires = /^[ \t]*requires\s*=\s*'([^'\n]*)'/im;
const target = /^[ \t]*schema\s*=\s*'?"?([\w$-]+)/im;
/** `name--1.0.sql`, and `name--1.0--1.1.sql` for what leads from one version to the next. */
const script = /^(.+?)--[\w.]+?(--[\w.]+)?\.sql$/;

/** Whether a file is for databases that have an earlier version of its extension. */
export function updatesExtension(path: string): boolean {
  return script.exec(path.slice(path.lastIndexOf("/") + 1))?.[2] !== undefined;
}

/**
 * SQL that makes what the script of an extension can count on: its control file, in the folder of the script, in the one
 * around it, or in that of its plan, says which extensions it requires and which schema it is put into
 * (extend-extensions in PostgreSQL's manual). Empty for what is no part of an extension.
 */
export async function extensionsBefore(
  path: string,
  root: string | undefined,
  files: Files,
): Promise<string> {
  const folder = path.slice(0, path.lastIndexOf("/"));
  const above = folder.slice(0, folder.lastIndexOf("/"));
  const [, named] = script.exec(path.slice(folder.length + 1)) ?? [];
  for (const place of root === undefined ? [folder, above] : [root]) {
    if (place === "") continue;
    const controls = await files.matching(place, ["*.control"]);
    const own = controls.find((control) => control === `${place}/${named ?? ""}.control`);
    const control = own ?? (controls.length === 1 ? controls[0] : undefined);
    if (control !== undefined) return givenBy((await files.text(control)) ?? "");
  }
  return "";
}

function givenBy(control: string): string {
  const [, list = ""] = requires.exec(control) ?? [];
  const names = list.split(",").map((name) => name.trim());
  const extensions = names
    .filter((name) => name !== "" && name !== "plpgsql")
    .map((name) => `CREATE EXTENSION IF NOT EXISTS ${quoted(name)} CASCADE;\n`);
  const [, schema = ""] = target.exec(control) ?? [];
  if (schema === "" || schema === "public" || schema === "pg_catalog") return extensions.join("");
  const path = `SET search_path TO ${quoted(schema)}, public;\n`;
  return `${extensions.join("")}CREATE SCHEMA IF NOT EXISTS ${quoted(schema)};\n${path}`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
