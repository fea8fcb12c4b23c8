import { plan, type Plan } from "@supabase/pg-delta/plan";
import { quoteIdentifier } from "../../sql";
import type { Step } from "../messages";
import { Database } from "../postgres/database";
import { archivesOf } from "../postgres/extensions";
import { PostgresSession } from "../postgres/session";
import { owner, readFacts, type SchemaFacts } from "./facts";
import type { Migration, MigrationOrder, MigrationStatement } from "./messages";
import { describeRenames } from "./renames";
import { statementsOf } from "./statements";

/** SQLSTATE of an enum value that is not there yet; one that was just added needs a commit before it can be used. */
const invalidValue = "22P02";

/**
 * Makes both schemas, each in a database of its own, compares their catalogs, and runs what was found on the first to
 * see that it then equals the second.
 */
export async function compareSchemas(
  assets: string,
  { before, after, renames, first }: MigrationOrder,
): Promise<Migration> {
  const from = await Database.start(assets);
  const to = await Database.start(assets);
  makeSchema(from, before);
  makeSchema(to, after);
  // Roles belong to a server and not to a schema: those of one script are there in both cases.
  shareRoles(from, to);
  const roles = shareRoles(to, from);
  // What the migration creates must be at hand where it is tried.
  for (const step of after) {
    if (step.op === "exec" && step.extension !== undefined)
      archivesOf(step.extension).forEach((archive) => from.provide(archive));
  }

  const refusedFirst = first.flatMap((sql, index) => (from.run(sql) ? [index] : []));
  resetSession(from);
  const [old, wanted] = [await readFacts(from), await readFacts(to)];
  const found = find(old, wanted, roles, renames);
  const { statements, refused } = run(from, statementsOf(found, old.facts));
  return {
    statements,
    refused: refusedFirst,
    ...describeRenames(found, { old: old.facts, wanted: wanted.facts }),
    leftOut: [...new Set([...old.leftOut, ...wanted.leftOut])].sort(),
    proof: refused ?? differences(planOf(await readFacts(from), wanted, roles, "off")),
  };
}

/** Takes the steps of a document and keeps what they did. */
function makeSchema(database: Database, steps: readonly Step[]): void {
  const session = new PostgresSession(database);
  session.rewind(0, steps);
  for (const step of steps) session.take(step);
  const failure = database.run("COMMIT");
  if (failure) throw new Error(`A schema cannot be committed: ${failure.message}.`);
  // The session's own settings are the document's; what comes now is not.
  resetSession(database);
}

function resetSession(database: Database): void {
  database.batch([{ sql: "RESET ALL" }, { sql: "RESET SESSION AUTHORIZATION" }]);
}

/** Makes the roles of one database in another, where they are missing; gives their names. */
function shareRoles(from: Database, to: Database): string[] {
  const [outcome] = from.batch([{ sql: "SELECT rolname FROM pg_catalog.pg_roles", rows: true }]);
  const roles = (outcome?.rows ?? []).flatMap(([role]) => (typeof role === "string" ? [role] : []));
  for (const role of roles) to.run(`CREATE ROLE ${quoteIdentifier(role, "postgresql")}`);
  return roles;
}

/** Renames can tie the statements into a knot that the planner refuses; without them there is always a way. */
function find(old: SchemaFacts, wanted: SchemaFacts, roles: string[], renames: boolean): Plan {
  try {
    return planOf(old, wanted, roles, renames ? "auto" : "off");
  } catch (error) {
    if (!renames) throw error;
    return planOf(old, wanted, roles, "off");
  }
}

function planOf(from: SchemaFacts, to: SchemaFacts, roles: string[], renames: "auto" | "off"): Plan {
  return plan(from.facts, to.facts, {
    renames,
    scope: "database",
    defaultOwner: owner,
    assumedRoles: roles,
  });
}

/**
 * Runs the statements, each as a transaction of its own. What is refused gets another try once others have run: the
 * planner does not know each dependency, such as a default on an enum value that is added by another statement.
 * Gives the statements in the order that worked, and what was refused to the end.
 */
function run(
  database: Database,
  statements: readonly MigrationStatement[],
): { statements: MigrationStatement[]; refused?: Migration["proof"] } {
  const done: MigrationStatement[] = [];
  let left = statements;
  for (;;) {
    const again: MigrationStatement[] = [];
    let why = "";
    for (const statement of left) {
      const failure = database.run(statement.sql);
      if (!failure) {
        done.push(statement);
        continue;
      }
      why ||= `PostgreSQL refuses \`${firstLine(statement.sql)}\`: ${failure.message}`;
      again.push({ ...statement, afterCommit: statement.afterCommit || failure.code === invalidValue });
    }
    if (again.length === 0 || again.length === left.length) {
      resetSession(database);
      if (again.length === 0) return { statements: done };
      return { statements: [...done, ...again], refused: { holds: false, reason: why } };
    }
    left = again;
  }
}

function differences({ actions }: Plan): Migration["proof"] {
  const [first] = actions;
  if (first === undefined) return { holds: true };
  const count = actions.length === 1 ? "1 difference is" : `${actions.length} differences are`;
  return { holds: false, reason: `${count} left; what would mend the first: ${firstLine(first.sql)}` };
}

function firstLine(sql: string): string {
  return sql.split("\n", 1)[0] ?? "";
}
