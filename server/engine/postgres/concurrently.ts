import type { Node, RangeVar } from "@pgsql/types";
import type { ParsedStatement } from "../../sql";
import type { Refusal } from "../messages";

/** What becomes of a command that asks for CONCURRENTLY, which the sandbox cannot do. */
export interface Concurrent {
  /** The command as PostgreSQL's message calls it when it refuses it in a transaction block. */
  readonly command: string;
  /** What PostgreSQL refuses whatever the schema is. */
  readonly never?: { readonly code: string; readonly message: string };
  /** What it refuses for what the schema has. */
  readonly refusals: readonly Refusal[];
}

const unsupported = "0A000";
const ofCatalogs = "cannot reindex system catalogs concurrently";

/** Undefined where the statement does not ask for CONCURRENTLY. */
export function concurrentOf(tree: Node): Concurrent | undefined {
  if ("IndexStmt" in tree && tree.IndexStmt.concurrent) return indexed(tree.IndexStmt.relation);
  if ("DropStmt" in tree && tree.DropStmt.concurrent) return dropped(tree.DropStmt);
  if ("ReindexStmt" in tree && isAsked(tree.ReindexStmt.params)) return reindexed(tree.ReindexStmt);
  if ("AlterTableStmt" in tree && detaches(tree.AlterTableStmt.cmds)) {
    const refusal = {
      code: "55000",
      message: "cannot detach partitions concurrently when a default partition exists",
      when: `EXISTS (SELECT FROM pg_catalog.pg_partitioned_table WHERE partrelid = r AND partdefid <> 0)`,
    };
    return {
      command: "ALTER TABLE ... DETACH CONCURRENTLY",
      refusals: onRelation(tree.AlterTableStmt.relation, refusal),
    };
  }
  return undefined;
}

function indexed(relation: RangeVar | undefined): Concurrent {
  return {
    command: "CREATE INDEX CONCURRENTLY",
    refusals: onRelation(relation, {
      code: unsupported,
      message: `cannot create index on partitioned table "${relation?.relname ?? ""}" concurrently`,
      when: hasKind("p"),
    }),
  };
}

function dropped({ objects = [], behavior }: Extract<Node, { DropStmt: unknown }>["DropStmt"]): Concurrent {
  const command = "DROP INDEX CONCURRENTLY";
  const never = (what: string) => ({ code: unsupported, message: `${command} does not support ${what}` });
  if (objects.length > 1) return { command, never: never("dropping multiple objects"), refusals: [] };
  if (behavior === "DROP_CASCADE") return { command, never: never("CASCADE"), refusals: [] };
  const [first] = objects;
  const names =
    first && "List" in first
      ? (first.List.items ?? []).flatMap((one) => ("String" in one ? (one.String.sval ?? []) : []))
      : [];
  const [relname, schemaname] = names.toReversed();
  const relation = {
    ...(relname !== undefined && { relname }),
    ...(schemaname !== undefined && { schemaname }),
  };
  return {
    command,
    refusals: onRelation(relation, {
      code: unsupported,
      message: `cannot drop partitioned index "${relname ?? ""}" concurrently`,
      when: hasKind("I"),
    }),
  };
}

function reindexed({ kind, relation }: Extract<Node, { ReindexStmt: unknown }>["ReindexStmt"]): Concurrent {
  const command = "REINDEX CONCURRENTLY";
  if (kind === "REINDEX_OBJECT_SYSTEM")
    return { command, never: { code: unsupported, message: ofCatalogs }, refusals: [] };
  return {
    command,
    refusals: [
      // FirstUnpinnedObjectId of transam.h: below it are the system's own relations.
      ...onRelation(relation, { code: unsupported, message: ofCatalogs, when: "r::pg_catalog.oid < 12000" }),
      ...onRelation(kind === "REINDEX_OBJECT_INDEX" ? relation : undefined, {
        code: unsupported,
        message: "concurrent index creation for exclusion constraints is not supported",
        when: "EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = r AND indisexclusion)",
      }),
    ],
  };
}

function hasKind(kind: string): string {
  return `EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = r AND relkind = '${kind}')`;
}

/** The refusal, with `r` in its condition as the relation; none where the relation is not known. */
function onRelation(relation: RangeVar | undefined, refusal: Refusal): Refusal[] {
  if (relation?.relname === undefined) return [];
  const name = [relation.schemaname, relation.relname]
    .flatMap((part) => (part === undefined ? [] : `"${part.replaceAll('"', '""')}"`))
    .join(".");
  const found = `pg_catalog.to_regclass('${name.replaceAll("'", "''")}')`;
  return [{ ...refusal, when: `SELECT 1 FROM (SELECT ${found} AS r) AS found WHERE ${refusal.when}` }];
}

function isAsked(options: readonly Node[] | undefined): boolean {
  return (options ?? []).some((option) => "DefElem" in option && option.DefElem.defname === "concurrently");
}

function detaches(commands: readonly Node[] | undefined): boolean {
  return (commands ?? []).some((command) => {
    const definition = "AlterTableCmd" in command ? command.AlterTableCmd.def : undefined;
    return (
      definition !== undefined && "PartitionCmd" in definition && definition.PartitionCmd.concurrent === true
    );
  });
}

/**
 * The statement without CONCURRENTLY, which no transaction allows. Blanks take the place of the word, so that every
 * position stays what it was.
 */
export function withoutConcurrently(parsed: ParsedStatement, tree: Node): string {
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
