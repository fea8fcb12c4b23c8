import type { Script } from "../sql";
import { makerBeside } from "./beside";
import type { CheckOptions } from "./checker";
import type { ObjectId } from "./objects";

/** The schemas and roles that every Supabase project has, by its documentation. */
const supabaseSchemas = new Set([
  "auth",
  "storage",
  "extensions",
  "realtime",
  "vault",
  "graphql",
  "graphql_public",
  "net",
  "pgsodium",
  "supabase_functions",
  "supabase_migrations",
  // Of the extensions that its dashboard turns on.
  "cron",
  "pgmq",
  "pgmq_public",
]);
const signs =
  /\bauth\s*\.\s*(?:uid|role|jwt|email)\s*\(|\b(?:to|from)\s+(?:"?(?:anon|authenticated|service_role|supabase_admin)"?)(?![\w$])/i;

const known = new WeakMap<Script, boolean>();

/** Whether the file is plainly made for Supabase: it asks for the caller or gives rights to its roles. */
function forSupabase(script: Script): boolean {
  let answer = known.get(script);
  if (answer === undefined) {
    answer = signs.test(script.text);
    known.set(script, answer);
  }
  return answer;
}

/**
 * Why the object can be thought to exist outside of the file, in a sentence for people; undefined where nothing
 * says so.
 */
export function outsideOf(object: ObjectId, script: Script, options: CheckOptions): string | undefined {
  if (isMigration(options) && object.kind === "relation" && isDroppedOnCommit(object.name, script))
    return "Not checked: the temporary table lasts as long as the transaction in which the migration is run.";
  if (object.name.startsWith("supabase_") && forSupabase(script))
    return `Not checked: Supabase has "${object.name}", this file does not create it.`;
  const maker = options.beside && makerBeside(object, script, options.beside());
  if (maker !== undefined)
    return `Not checked: ${maker} makes "${object.name}", and nothing says that it is run before this file. Name both in dbscst.schema.files to say so.`;
  const schema = object.kind === "schema" ? object.name : object.schema;
  if (schema === undefined) return undefined;
  if (options.assume?.includes(schema) === true)
    return `Not checked: the schema "${schema}" is taken to exist outside of this file.`;
  if (supabaseSchemas.has(schema) && forSupabase(script) && !isMadeBy(script, schema, options))
    return `Not checked: Supabase has the schema "${schema}", this file does not create it. Name it in dbscst.schema.assume to say so.`;
  return undefined;
}

const made = new WeakMap<Script, ReadonlySet<string | undefined>>();

/** Whether the file makes the schema itself, as a dump of a whole database does; what it needs of it is there too. */
function isMadeBy(script: Script, schema: string, { before }: CheckOptions): boolean {
  if (before !== undefined && before.length > 0) return false;
  let names = made.get(script);
  if (!names) {
    names = new Set(
      script.statements.map(({ parsed: { tree } }) =>
        tree && "CreateSchemaStmt" in tree ? tree.CreateSchemaStmt.schemaname : undefined,
      ),
    );
    made.set(script, names);
  }
  return names.has(schema);
}

/** Whether the file is one that a tool runs, mostly in a transaction that is not written in it. */
export function isMigration({ role, before }: CheckOptions): boolean {
  return role === "migration" || (before !== undefined && before.length > 0);
}

/** The temporary tables of a script that the end of a transaction drops. */
const droppedOnCommit = new WeakMap<Script, ReadonlySet<string | undefined>>();

function isDroppedOnCommit(name: string, script: Script): boolean {
  let names = droppedOnCommit.get(script);
  if (!names) {
    names = new Set(
      script.statements.map(({ parsed: { tree } }) => {
        if (!tree) return undefined;
        if ("CreateStmt" in tree)
          return tree.CreateStmt.oncommit === "ONCOMMIT_DROP" ? tree.CreateStmt.relation?.relname : undefined;
        const into = "CreateTableAsStmt" in tree ? tree.CreateTableAsStmt.into : undefined;
        return into?.onCommit === "ONCOMMIT_DROP" ? into.rel?.relname : undefined;
      }),
    );
    droppedOnCommit.set(script, names);
  }
  return names.has(name);
}
