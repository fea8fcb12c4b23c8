import type { Files } from "./files";

const requires = /^[ \t]*requires\s*=\s*'([^'\n]*)'/im;

/**
 * SQL that makes the extensions which the script of an extension can count on: its control file, in the folder of the
 * script, in the one around it, or in that of its plan, says which it requires (extend-extensions in PostgreSQL's
 * manual). Empty for what is no part of an extension.
 */
export async function extensionsBefore(
  path: string,
  root: string | undefined,
  files: Files,
): Promise<string> {
  const folder = path.slice(0, path.lastIndexOf("/"));
  const above = folder.slice(0, folder.lastIndexOf("/"));
  for (const place of root === undefined ? [folder, above] : [root]) {
    if (place === "") continue;
    const [control, another] = await files.matching(place, ["*.control"]);
    if (control === undefined) continue;
    if (another !== undefined) return "";
    const [, list = ""] = requires.exec((await files.text(control)) ?? "") ?? [];
    const names = list.split(",").map((name) => name.trim());
    return names
      .filter((name) => name !== "" && name !== "plpgsql")
      .map((name) => `CREATE EXTENSION IF NOT EXISTS "${name.replaceAll('"', '""')}" CASCADE;\n`)
      .join("");
  }
  return "";
}
