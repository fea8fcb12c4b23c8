import type { Node } from "@pgsql/types";
import type { ParsedStatement } from "../../sql";

const setLocal = /\bset\s+local\s+(time\s+zone|session\s+authorization|[a-z_][\w.]*)/gi;
const setConfig = /\bset_config\s*\(\s*'([a-z_][\w.]*)'\s*,[^;]{0,200}?,\s*(?:true|'t(?:rue)?')\s*\)/gi;

/** Statements in which code of the document may run. */
const runsCode = /^(?:Select|Insert|Update|Delete|Merge|Call|Do|Execute|CreateTableAs|RefreshMatView)Stmt$/;

/** Follows what the functions and blocks of a document set until the end of their transaction. */
export class LocalSettings {
  readonly #names = new Set<string>();

  /** The parameters that the statement may set so; statements are to be shown in order. */
  of(parsed: ParsedStatement, tree: Node): readonly string[] {
    if ("CreateFunctionStmt" in tree || "DoStmt" in tree || "SelectStmt" in tree)
      for (const name of localSettings(parsed)) this.#names.add(name);
    return runsCode.test(Object.keys(tree)[0] ?? "") ? [...this.#names] : [];
  }
}

/** Plans are made at each edit, of all statements. */
const known = new WeakMap<ParsedStatement, readonly string[]>();

/** The parameters that a text sets until the end of the transaction, by their names in `pg_settings`. */
function localSettings(parsed: ParsedStatement): readonly string[] {
  let names = known.get(parsed);
  if (!names) known.set(parsed, (names = namesIn(parsed.text)));
  return names;
}

function namesIn(text: string): string[] {
  const written = [...text.matchAll(setLocal), ...text.matchAll(setConfig)].map(([, name = ""]) => name);
  return written.map((name) => {
    const plain = name.toLowerCase().replace(/\s+/g, "_");
    return plain === "time_zone" ? "timezone" : plain;
  });
}
