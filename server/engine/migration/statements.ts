import type { FactBase } from "@supabase/pg-delta/core";
import type { Action, Plan } from "@supabase/pg-delta/plan";
import type { MigrationStatement } from "./messages";
import { readableSql } from "./readable-sql";

/** The plan as statements that a person would write, without those that do nothing. */
export function statementsOf({ preamble, actions }: Plan, old: FactBase): MigrationStatement[] {
  const made = new Set(actions.flatMap(({ produces }) => produces.filter(isTable).map(tableName)));
  return [
    // Bodies of functions may name what is only made later.
    ...preamble.filter(({ name }) => name === "check_function_bodies").map(settingOf),
    ...actions.filter((action) => !isVoid(action, old)).map((action) => statementOf(action, made)),
  ];
}

type Id = Action["produces"][number];

function isTable(id: Id): id is Extract<Id, { kind: "table" }> {
  return id.kind === "table";
}

function tableName({ schema, name }: { schema: string; name: string }): string {
  return JSON.stringify([schema, name]);
}

/** A grant is taken away from whom nothing was granted, or a default from a column that has none. */
function isVoid({ sql, produces, consumes, destroys, releases }: Action, old: FactBase): boolean {
  const ids = [...produces, ...consumes, ...destroys, ...releases];
  if (sql.startsWith("REVOKE ALL ON")) {
    const grants = ids.filter((id) => id.kind === "acl");
    return grants.length > 0 && grants.every((id) => !old.has(id) && !hasByDefault(id.grantee));
  }
  if (!/ ALTER COLUMN .+ DROP DEFAULT$/.test(sql)) return false;
  const column = ids.find((id) => id.kind === "column");
  return column?.kind === "column" && old.has(column) && !old.has({ ...column, kind: "default" });
}

/** To whom PostgreSQL grants without being asked (the manual's 5.8), besides the owner. */
function hasByDefault(grantee: string): boolean {
  return grantee === "PUBLIC" || grantee.startsWith("pg_");
}

function statementOf(action: Action, made: ReadonlySet<string>): MigrationStatement {
  // Nothing is lost from, and nobody waits for, a table that was made a moment ago.
  const isNew = [...action.produces, ...action.consumes].some(
    (id) => "table" in id && made.has(tableName({ schema: id.schema, name: id.table })),
  );
  return {
    sql: readableSql(action.sql),
    destroys: action.dataLoss === "destructive" && !isNew,
    rewrites: action.rewriteRisk && !isNew,
    alone: action.transactionality === "nonTransactional",
    afterCommit: action.newSegmentBefore,
  };
}

function settingOf({ name, value }: Plan["preamble"][number]): MigrationStatement {
  return {
    sql: `SET ${name} = ${value}`,
    destroys: false,
    rewrites: false,
    alone: false,
    afterCommit: false,
  };
}
