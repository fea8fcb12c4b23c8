import type { AlterTableStmt, Node } from "@pgsql/types";
import type { ParsedStatement } from "../sql";
import { effectsOf } from "./apply";

/**
 * How far what a statement does reaches: `nothing` in the model changes by it, so that it matters to itself alone;
 * `extension` adds one of that name; `model` is anything else.
 */
export type Reach =
  { readonly kind: "nothing" | "model" } | { readonly kind: "extension"; readonly name: string };

const nothing: Reach = { kind: "nothing" };
const model: Reach = { kind: "model" };

const reaches = new WeakMap<ParsedStatement, Reach>();

/** The reach of a statement of PostgreSQL. */
export function reachOf(parsed: ParsedStatement): Reach {
  const known = reaches.get(parsed);
  if (known) return known;
  const { tree } = parsed;
  const reach = effectsOf(parsed).length === 0 ? nothing : tree ? reachOfTree(tree) : reachOfWords(parsed);
  reaches.set(parsed, reach);
  return reach;
}

/** Of what does not parse, rows alone leave the model as it is. */
function reachOfWords({ tokens }: ParsedStatement): Reach {
  const first = tokens.find(({ kind }) => kind !== "comment");
  return first?.text.toLowerCase() === "insert" ? nothing : model;
}

/** Statements that mention things and leave the model as it is. */
const reading = new Set([
  "InsertStmt",
  "UpdateStmt",
  "DeleteStmt",
  "MergeStmt",
  "CopyStmt",
  "ExplainStmt",
  "GrantStmt",
  "AlterOwnerStmt",
  "TruncateStmt",
  "LockStmt",
  "RefreshMatViewStmt",
  "ReindexStmt",
  "VacuumStmt",
]);

function reachOfTree(tree: Node): Reach {
  if ("CreateExtensionStmt" in tree)
    return { kind: "extension", name: tree.CreateExtensionStmt.extname ?? "" };
  if ("AlterTableStmt" in tree) return isAdministrative(tree.AlterTableStmt) ? nothing : model;
  return Object.keys(tree).every((kind) => reading.has(kind)) ? nothing : model;
}

/** Actions of ALTER TABLE that the model does not hold. */
const administrative = new Set(["AT_ChangeOwner", "AT_DropCluster"]);

function isAdministrative({ cmds }: AlterTableStmt): boolean {
  return (cmds ?? []).every(
    (node) => "AlterTableCmd" in node && administrative.has(node.AlterTableCmd.subtype ?? ""),
  );
}
