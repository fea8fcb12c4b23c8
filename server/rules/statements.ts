import type { Node } from "@pgsql/types";
import type { Script, Statement } from "../sql";

/** A statement of PostgreSQL with its place in the script. */
export interface Placed {
  readonly statement: Statement;
  readonly index: number;
  readonly tree: Node;
}

const known = new WeakMap<Script, ReadonlyMap<string, readonly Placed[]>>();

/** The statements whose tree is of that kind, such as `GrantStmt`. */
export function statementsOf(script: Script, kind: string): readonly Placed[] {
  let found = known.get(script);
  if (!found) {
    found = sort(script);
    known.set(script, found);
  }
  return found.get(kind) ?? [];
}

function sort(script: Script): ReadonlyMap<string, readonly Placed[]> {
  const kinds = new Map<string, Placed[]>();
  for (const [index, statement] of script.statements.entries()) {
    const { tree } = statement.parsed;
    // A node is an object with one key, its kind.
    for (const kind in tree) {
      const list = kinds.get(kind);
      if (list) list.push({ statement, index, tree });
      else kinds.set(kind, [{ statement, index, tree }]);
      break;
    }
  }
  return kinds;
}
