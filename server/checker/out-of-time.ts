import type { Node } from "@pgsql/types";
import type { Script, Statement } from "../sql";
import type { Fault } from "./fault";
import type { Lack } from "./lacks";
import type { Lost } from "./lost";
import type { ObjectKind } from "./objects";
import { effectsOf } from "./provides";
import { mayFree, mayMake } from "./text-effects";

/** query_canceled, which a statement gets that ran too long and was ended. */
export const outOfTime = "57014";

/** What an extension brings besides relations. */
const ofExtensions: ReadonlySet<ObjectKind> = new Set<ObjectKind>([
  ...(["schema", "type", "routine", "operator", "operator class", "access method"] as const),
  ...(["foreign-data wrapper", "language", "text search object"] as const),
]);

/**
 * Whether a statement that ran out of time may have made (or freed) what a later one lacks. Nothing is known of what
 * it did, so whatever it can do counts: what an extension brings, also where no table lists it, and what the code
 * makes that it calls.
 */
export function mayHaveBeenToDo({ parsed, text }: Statement, lack: Lack, script: Script): boolean {
  const { tree } = parsed;
  if (!tree) return false;
  if ("CreateExtensionStmt" in tree) return lack.needs === "present" && mayBringAnything(tree, lack);
  if (!runsCode(tree)) return false;
  const does = lack.needs === "present" ? mayMake : mayFree;
  return calledBodies(text, script).some((body) => does(body, lack.object));
}

/** A failure about rows that a statement that ran out of time was to write: there are others than there would be. */
export function isOfUnwrittenRows(fault: Fault, failing: Statement, lost: Lost, script: Script): boolean {
  if (!/^2[23]/.test(fault.sqlstate ?? "") || fault.from !== "engine") return false;
  const { parsed, text } = script.statements[lost.index] ?? {};
  if (!parsed?.tree || text === undefined || !runsCode(parsed.tree)) return false;
  const written = writtenBy(parsed.tree);
  if (written !== undefined && wordsOf(failing.text).includes(written.toLowerCase())) return true;
  // Code may write any of the tables that it names.
  const named = new Set(calledBodies(text, script).flatMap(wordsOf));
  const relation = failing.parsed.tree && writtenBy(failing.parsed.tree);
  return relation !== undefined && named.has(relation.toLowerCase());
}

function mayBringAnything(tree: Extract<Node, { CreateExtensionStmt: unknown }>, { object }: Lack): boolean {
  // Views are named after their extension; tables are made by people.
  if (object.kind === "relation") return object.name.startsWith(tree.CreateExtensionStmt.extname ?? " ");
  return ofExtensions.has(object.kind);
}

function runsCode(tree: Node): boolean {
  const kind = Object.keys(tree)[0] ?? "";
  return /^(?:Select|Insert|Update|Delete|Merge|Call|Do|Execute|Copy)Stmt$/.test(kind);
}

/** The table whose rows a statement writes, or whose rows it is about. */
function writtenBy(tree: Node): string | undefined {
  if ("InsertStmt" in tree) return tree.InsertStmt.relation?.relname;
  if ("UpdateStmt" in tree) return tree.UpdateStmt.relation?.relname;
  if ("DeleteStmt" in tree) return tree.DeleteStmt.relation?.relname;
  if ("MergeStmt" in tree) return tree.MergeStmt.relation?.relname;
  if ("CopyStmt" in tree) return tree.CopyStmt.relation?.relname;
  if ("AlterTableStmt" in tree) return tree.AlterTableStmt.relation?.relname;
  if ("IndexStmt" in tree) return tree.IndexStmt.relation?.relname;
  return undefined;
}

/** The text itself where it is a block, and the functions of the file that it or one of these names. */
function calledBodies(text: string, { statements }: Script): string[] {
  const bodies = statements.filter(({ parsed: { tree } }) => tree && "CreateFunctionStmt" in tree);
  const named = new Map(
    bodies.map((one) => [effectsOf(one.parsed).makes[0]?.name.toLowerCase() ?? "", one.text] as const),
  );
  const found = new Set([text]);
  for (const one of found)
    for (const word of wordsOf(one)) {
      const body = named.get(word);
      if (body !== undefined) found.add(body);
    }
  return [...found].map((one) => one.replace(/^\s*create\b/i, ""));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/[^\w$]+/);
}
