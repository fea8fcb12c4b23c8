import type { Node } from "@pgsql/types";
import type { ParsedStatement } from "../../sql";

/** Functions that reach the server's files, other servers or other sessions (PostgreSQL manual, 9.28 and F.). */
const reaching =
  /^(lo_import|lo_export|pg_read_file|pg_read_binary_file|pg_read_server_files|pg_stat_file|pg_ls_\w+|pg_file_\w+|pg_logdir_ls|pg_execute_server_program|pg_cancel_backend|pg_terminate_backend|pg_reload_conf|pg_rotate_logfile|pg_promote|pg_switch_wal|pg_backup_start|pg_backup_stop|dblink\w*|postgres_fdw_\w+)$/;

/** Statements that evaluate what they are given at once. */
const evaluating = new Set([
  ...["SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "CreateTableAsStmt", "CallStmt"],
  ...["ExplainStmt", "PrepareStmt", "DeclareCursorStmt", "ReturnStmt"],
]);

/** COPY … PROGRAM inside of a body; `to` and `from` may stand far from COPY. */
const copyProgram = /\bcopy\b[^;]*\b(?:to|from)\s+program\b/i;
const copyFile = /\bcopy\b[^;]*\b(?:to|from)\s+(?:E|U&)?'/i;

/**
 * Whether the statement would reach outside of the sandbox. Nothing that it could reach is there, but COPY …
 * PROGRAM hangs the database, and the rest can only fail in ways that say nothing about the schema.
 */
export function isRefused(parsed: ParsedStatement, tree: Node): boolean {
  if ("CopyStmt" in tree) return tree.CopyStmt.is_program === true || tree.CopyStmt.filename !== undefined;
  if ("LoadStmt" in tree || "ImportForeignSchemaStmt" in tree) return true;
  if ("CreateSubscriptionStmt" in tree || "AlterSubscriptionStmt" in tree) return true;
  if ("CreateFunctionStmt" in tree) return languageOf(tree.CreateFunctionStmt.options) === "c";
  if ("DoStmt" in tree)
    return parsed.tokens.some((token) => token.kind === "string" && bodyReaches(token.text));
  const [kind] = Object.keys(tree);
  return kind !== undefined && evaluating.has(kind) && callsReaching(parsed);
}

function callsReaching({ tokens }: ParsedStatement): boolean {
  const code = tokens.filter((token) => token.kind !== "comment");
  return code.some(({ text }, index) => reaching.test(text.toLowerCase()) && code[index + 1]?.text === "(");
}

function bodyReaches(body: string): boolean {
  const code = body.replace(/--[^\n]*|\/\*[^]*?\*\//g, " ");
  if (copyProgram.test(code) || copyFile.test(code)) return true;
  return [...code.matchAll(/(\w+)\s*\(/g)].some(([, name]) => reaching.test((name ?? "").toLowerCase()));
}

/** The language of a function, in lower case. */
export function languageOf(options: readonly Node[] | undefined): string | undefined {
  for (const option of options ?? []) {
    if (!("DefElem" in option) || option.DefElem.defname !== "language") continue;
    const { arg } = option.DefElem;
    if (arg && "String" in arg) return arg.String.sval?.toLowerCase();
  }
  return undefined;
}
