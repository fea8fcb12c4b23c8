import type { Node, TransactionStmt } from "@pgsql/types";
import type { ParsedStatement } from "../../sql";
import type { UnknownReason, Verdict } from "../engine";
import type { ExecStep } from "../messages";
import { isShipped } from "./extensions";
import { isRefused, languageOf } from "./refusal";
import { remembers } from "./remembering";
import { concurrentOf, withoutConcurrently } from "./concurrently";

/** What is to be done with a statement, whatever stands before it. */
export type Action =
  | { readonly do: "skip"; readonly verdict: Verdict; readonly alone?: string }
  | { readonly do: "fail"; readonly code: string; readonly message: string }
  | { readonly do: "transaction"; readonly statement: TransactionStmt }
  | {
      readonly do: "exec";
      readonly step: ExecStep;
      readonly isLocal?: true;
      /** The command that PostgreSQL refuses in a transaction block, as its message calls it. */
      readonly alone?: string;
      /** The command that PostgreSQL refuses outside of a transaction block. */
      readonly blockOnly?: string;
    };

const known = new WeakMap<ParsedStatement, Action>();

/** Classifies a statement that has a syntax tree. */
export function classify(parsed: ParsedStatement, tree: Node): Action {
  let action = known.get(parsed);
  if (!action) known.set(parsed, (action = classifyTree(parsed, tree)));
  return action;
}

const accepted: Action = { do: "skip", verdict: { outcome: "accepted" } };

function unknown(reason: UnknownReason, alone?: string): Action {
  return { do: "skip", verdict: { outcome: "unknown", reason }, ...(alone !== undefined && { alone }) };
}

/**
 * Statements about a whole server or its other databases, of which the sandbox has one, with what PostgreSQL calls
 * those that it refuses in a transaction block.
 */
const ofTheServer = new Map<string, string | undefined>([
  ["CreatedbStmt", "CREATE DATABASE"],
  ["DropdbStmt", "DROP DATABASE"],
  ["AlterDatabaseStmt", undefined],
  ["AlterDatabaseSetStmt", undefined],
  ["AlterSystemStmt", "ALTER SYSTEM"],
  ["AlterDatabaseRefreshCollStmt", undefined],
  ["CreateTableSpaceStmt", "CREATE TABLESPACE"],
  ["DropTableSpaceStmt", "DROP TABLESPACE"],
  ["AlterTableSpaceOptionsStmt", undefined],
  ["DropSubscriptionStmt", undefined],
]);

/** Statements that talk between sessions or to the disk and leave the schema as it is. */
const withoutEffect = new Set(["ListenStmt", "UnlistenStmt", "NotifyStmt", "CheckPointStmt"]);

/** Statements that leave something in the session which no rollback takes away. */
const sticky = new Set(["PrepareStmt", "DeallocateStmt", "DeclareCursorStmt"]);

/** Definitions alone: they draw nothing from a sequence. */
const defining =
  /^(CreateStmt|IndexStmt|ViewStmt|CreateFunctionStmt|CreateTrigStmt|CommentStmt|GrantStmt|CreateEnumStmt|CompositeTypeStmt|CreateSchemaStmt|CreateSeqStmt|CreatePolicyStmt|RuleStmt|DropStmt|RenameStmt|AlterOwnerStmt|VariableSetStmt|CreateDomainStmt|AlterSeqStmt|CreateExtensionStmt|DefineStmt|CreateRoleStmt|AlterRoleStmt|AlterDefaultPrivilegesStmt|CreateRangeStmt|AlterEnumStmt|CreateCastStmt|GrantRoleStmt|AlterFunctionStmt|AlterObjectSchemaStmt|CreatePublicationStmt|AlterDomainStmt|VacuumStmt|CreateStatsStmt)$/;

/** Whether a language comes with an extension or with another product; what is none of these is a slip. */
export function isForeignLanguage(name: string): boolean {
  return /^(?:pl(?:perl|python[23]?|tcl|v8|java|r|sh|lua|php|ruby|proxy|rust|dotnet|coffee|ls|julia|go|haskell|prql)|java|js|edbspl)u?$/.test(
    name,
  );
}

function classifyTree(parsed: ParsedStatement, tree: Node): Action {
  const kind = Object.keys(tree)[0] ?? "";
  const { text } = parsed;
  if ("TransactionStmt" in tree) return { do: "transaction", statement: tree.TransactionStmt };
  if (isRefused(parsed, tree)) return unknown("refused");
  if (ofTheServer.has(kind)) return unknown("environment", ofTheServer.get(kind));
  if (withoutEffect.has(kind)) return accepted;
  // With this setting the first error would end the sandbox, not only the session.
  if ("VariableSetStmt" in tree && tree.VariableSetStmt.name === "exit_on_error") return accepted;
  if ("CreateExtensionStmt" in tree) {
    const name = tree.CreateExtensionStmt.extname ?? "";
    return isShipped(name) ? exec({ sql: text, extension: name }) : unknown("extension");
  }
  if ("CreatePLangStmt" in tree) {
    return tree.CreatePLangStmt.plname === "plpgsql" ? exec({ sql: text }) : unknown("extension");
  }
  if ("CreateFunctionStmt" in tree) {
    const language = languageOf(tree.CreateFunctionStmt.options);
    if (language !== undefined && isForeignLanguage(language)) return unknown("extension");
  }
  if ("DoStmt" in tree) {
    const language = languageOf(tree.DoStmt.args) ?? "plpgsql";
    if (isForeignLanguage(language)) return unknown("extension");
  }
  if ("DiscardStmt" in tree && tree.DiscardStmt.target === "DISCARD_ALL") {
    return {
      ...exec({ sql: "SET SESSION AUTHORIZATION postgres; RESET ALL; DISCARD TEMP" }),
      alone: "DISCARD ALL",
    };
  }
  if ("VacuumStmt" in tree && tree.VacuumStmt.is_vacuumcmd) return vacuum(parsed, tree.VacuumStmt.rels ?? []);
  if ("VariableSetStmt" in tree) return variable(text, tree.VariableSetStmt);
  const concurrent = concurrentOf(tree);
  if (concurrent?.never) return { do: "fail", ...concurrent.never };
  if ("ReindexStmt" in tree) {
    const { kind: target, name } = tree.ReindexStmt;
    if (target === "REINDEX_OBJECT_SCHEMA") return reindexSchema(name ?? "");
    if (target !== "REINDEX_OBJECT_INDEX" && target !== "REINDEX_OBJECT_TABLE")
      return unknown("environment", `REINDEX ${target === "REINDEX_OBJECT_SYSTEM" ? "SYSTEM" : "DATABASE"}`);
  }
  const blockOnly = onlyInBlock(tree);
  return {
    ...exec({
      sql: concurrent ? withoutConcurrently(parsed, tree) : text,
      ...(!defining.test(kind) && { draws: true }),
      ...((sticky.has(kind) || remembers(parsed, tree)) && { sticky: true }),
      ...("AlterEnumStmt" in tree && addedValue(tree.AlterEnumStmt)),
      ...(concurrent && concurrent.refusals.length > 0 && { refusals: concurrent.refusals }),
    }),
    ...(concurrent && { alone: concurrent.command }),
    ...(blockOnly !== undefined && { blockOnly }),
  };
}

/** All of a schema's tables are indexed again, which no transaction allows; that the schema is there can be seen. */
function reindexSchema(name: string): Action {
  const refusal = {
    code: "3F000",
    message: `schema "${name}" does not exist`,
    when: `SELECT 1 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = '${name.replaceAll("'", "''")}')`,
  };
  return { ...exec({ sql: "SELECT", refusals: [refusal] }), alone: "REINDEX SCHEMA" };
}

/** CURSOR_OPT_HOLD, WITH HOLD, of parsenodes.h. */
const withHold = 0x20;

function onlyInBlock(tree: Node): string | undefined {
  if ("LockStmt" in tree) return "LOCK TABLE";
  if (!("DeclareCursorStmt" in tree)) return undefined;
  return ((tree.DeclareCursorStmt.options ?? 0) & withHold) === 0 ? "DECLARE CURSOR" : undefined;
}

/** What the end of the transaction that it stands in takes away, as a command. */
export function endedBy(tree: Node): string | undefined {
  if ("DeclareCursorStmt" in tree && onlyInBlock(tree) !== undefined)
    return `CLOSE "${(tree.DeclareCursorStmt.portalname ?? "").replaceAll('"', '""')}"`;
  const into =
    "CreateStmt" in tree
      ? { relation: tree.CreateStmt.relation, onCommit: tree.CreateStmt.oncommit }
      : "CreateTableAsStmt" in tree
        ? { relation: tree.CreateTableAsStmt.into?.rel, onCommit: tree.CreateTableAsStmt.into?.onCommit }
        : undefined;
  const name = into?.onCommit === "ONCOMMIT_DROP" ? into.relation?.relname : undefined;
  return name === undefined
    ? undefined
    : `DROP TABLE IF EXISTS pg_temp."${name.replaceAll('"', '""')}" CASCADE`;
}

function exec(step: Omit<ExecStep, "op">, isLocal?: true): Extract<Action, { do: "exec" }> {
  return { do: "exec", step: { op: "exec", ...step }, ...(isLocal && { isLocal }) };
}

/** VACUUM cannot run in a transaction; ANALYZE can, and finds the same missing tables and columns. */
function vacuum({ text, tokens }: ParsedStatement, relations: readonly Node[]): Action {
  if (relations.length === 0) return accepted;
  const first = relations[0];
  const name = first && "VacuumRelation" in first ? first.VacuumRelation.relation?.relname : undefined;
  const schema = first && "VacuumRelation" in first ? first.VacuumRelation.relation?.schemaname : undefined;
  const start = tokens.find(({ text: word, kind }) => {
    const written = kind === "quoted" ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase();
    return (kind === "word" || kind === "quoted") && written === (schema ?? name);
  });
  return start ? { ...exec({ sql: `ANALYZE ${text.slice(start.span.start)}` }), alone: "VACUUM" } : accepted;
}

function variable(
  text: string,
  statement: { readonly name?: string; readonly kind?: string; readonly is_local?: boolean },
): Action {
  const name = statement.name?.toLowerCase();
  // SET TRANSACTION must come before any query, and the document's transactions are not real ones.
  if (statement.kind === "VAR_SET_MULTI" || name?.startsWith("transaction_")) return accepted;
  // The text is sent as UTF-8 whatever the document was in.
  if (name === "client_encoding" || name === "names") return exec({ sql: text, undo: true });
  // A single-user server has no default to go back to.
  if (name === "session_authorization" && /^VAR_(RESET|SET_DEFAULT)$/.test(statement.kind ?? "")) {
    return exec({ sql: "SET SESSION AUTHORIZATION postgres" });
  }
  if (statement.is_local && name !== undefined) return exec({ sql: text, locals: [name] }, true);
  return exec({ sql: text });
}

function addedValue(statement: {
  readonly typeName?: readonly Node[];
  readonly oldVal?: string;
  readonly newVal?: string;
}): Partial<ExecStep> {
  const { newVal, oldVal, typeName = [] } = statement;
  if (newVal === undefined || oldVal !== undefined) return {};
  const parts = typeName.flatMap((part) => ("String" in part ? [part.String.sval ?? ""] : []));
  return {
    enumValue: { type: parts.map((part) => `"${part.replaceAll('"', '""')}"`).join("."), value: newVal },
  };
}
