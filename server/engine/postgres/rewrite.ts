import type { Node } from "@pgsql/types";
import type { ParsedStatement } from "../../sql";

/**
 * The statement without CONCURRENTLY, which no transaction allows and which changes nothing about the outcome.
 * Blanks take the place of the word, so that every position stays what it was.
 */
export function withoutConcurrently(parsed: ParsedStatement, tree: Node): string {
  if (!asksForConcurrently(tree)) return parsed.text;
  let { text } = parsed;
  const code = parsed.tokens.filter((token) => token.kind !== "comment");
  for (const [index, { kind, span, text: word }] of code.entries()) {
    if (kind !== "word" || word.toLowerCase() !== "concurrently") continue;
    // In REINDEX (CONCURRENTLY) an option has to stay.
    const option = code[index - 1]?.text === "(" || code[index - 1]?.text === ",";
    const replacement = (option ? "VERBOSE" : "").padEnd(span.end - span.start);
    text = text.slice(0, span.start) + replacement + text.slice(span.end);
    if (!("ReindexStmt" in tree)) break;
  }
  return text;
}

function asksForConcurrently(tree: Node): boolean {
  if ("IndexStmt" in tree) return tree.IndexStmt.concurrent === true;
  if ("DropStmt" in tree) return tree.DropStmt.concurrent === true;
  if ("ReindexStmt" in tree) return true;
  if (!("AlterTableStmt" in tree)) return false;
  return (tree.AlterTableStmt.cmds ?? []).some((command) => {
    const definition = "AlterTableCmd" in command ? command.AlterTableCmd.def : undefined;
    return (
      definition !== undefined && "PartitionCmd" in definition && definition.PartitionCmd.concurrent === true
    );
  });
}
