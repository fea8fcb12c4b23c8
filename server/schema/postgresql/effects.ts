import type { Node } from "@pgsql/types";
import type { Effect } from "../fold";
import type { StatementReader } from "../statement-reader";
import { alterTable } from "./alter-table";
import { createIndex } from "./index-statement";
import { createTable } from "./table";

/** What a statement of PostgreSQL does to the catalog, and what it mentions. */
export function postgresqlEffects(reader: StatementReader, node: Node): readonly Effect[] {
  if ("CreateStmt" in node) return createTable(reader, node.CreateStmt);
  if ("AlterTableStmt" in node) return alterTable(reader, node.AlterTableStmt);
  if ("IndexStmt" in node) return createIndex(reader, node.IndexStmt);
  return [];
}
