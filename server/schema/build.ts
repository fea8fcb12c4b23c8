import type { Script, Statement } from "../sql";
import { applyStatement } from "./apply";
import type { Writable } from "./catalog";
import { Fold, type Checkpoint } from "./fold";
import type { ObjectName, Schema } from "./model";
import { moveSchema, type Built } from "./move";
import { restoreCase } from "./restore-case";

/** How each schema was built, so that the next version of it is built anew only from the change on. */

const built = new WeakMap<Schema, Built>();

/** How many statements may lie between a checkpoint and the change before another one is worth its copy. */
const stride = 64;

/**
 * The model of what a script's statements leave behind. Statements that do not parse leave what can be told from
 * their words. With the schema of an earlier version of the script, what a change does not touch is taken from
 * there, and that schema is used up: its places are those of the new script from then on. The result is the same.
 * Never throws.
 */
export function buildSchema(script: Script, previous?: Schema): Schema {
  const before = previous && built.get(previous);
  if (previous) built.delete(previous);
  if (!previous || before?.script.dialect !== script.dialect) return foldFrom(script, undefined, 0);
  const same = commonStatements(before.script, script);
  const moved = moveSchema(previous, before, script, same);
  if (moved) {
    built.set(moved.schema, moved.built);
    return moved.schema;
  }
  const { checkpoint } = before;
  const goesOn = checkpoint && checkpoint.statement <= same && !checkpoint.isOpen;
  return foldFrom(script, goesOn ? checkpoint : undefined, same);
}

function foldFrom(script: Script, start: Checkpoint | undefined, same: number): Schema {
  const fold = start ? Fold.from(script.dialect, start) : new Fold(script.dialect);
  const first = start?.statement ?? 0;
  let checkpoint = start;
  for (let index = first; index < script.statements.length; index++) {
    // Whoever changes a statement goes on to change it.
    if (index === same && index - first >= stride) checkpoint = fold.checkpoint(index);
    applyStatement(fold, script.statements[index], index);
  }
  fold.finish();
  const frozen = freeze(fold);
  const schema = script.dialect === "postgresql" ? frozen : restoreCase(script, frozen);
  built.set(schema, { script, checkpoint });
  return schema;
}

/** How many statements at the start are the same, in the same places. */
function commonStatements(a: Script, b: Script): number {
  const limit = Math.min(a.statements.length, b.statements.length);
  let index = 0;
  while (index < limit && isSame(a.statements[index], b.statements[index])) index++;
  return index;
}

function isSame(a: Statement | undefined, b: Statement | undefined): boolean {
  return a === b || (a?.parsed === b?.parsed && a?.span.start === b?.span.start && a?.kind === b?.kind);
}

function freeze(fold: Fold): Schema {
  const { catalog } = fold;
  for (const [name, { value }] of catalog.links) {
    const written: Writable<ObjectName> = name;
    written.resolved = { schema: value.schema, name: value.name };
  }
  const relations = catalog.all(catalog.relations);
  const types = catalog.all(catalog.types);
  const tables = relations.flatMap((relation) => (relation.kind === "table" ? [relation] : []));
  return {
    dialect: fold.dialect,
    schemas: [...catalog.namespaces.values()],
    tables: tables.map((table) => table.value),
    views: relations.flatMap((relation) => (relation.kind === "view" ? [relation.value] : [])),
    indexes: relations.flatMap((relation) => (relation.kind === "index" ? [relation.value] : [])),
    enums: types.flatMap((type) => (type.kind === "enum" ? [type.value] : [])),
    domains: types.flatMap((type) => (type.kind === "domain" ? [type.value] : [])),
    compositeTypes: relations.flatMap((relation) => (relation.kind === "composite" ? [relation.value] : [])),
    sequences: relations.flatMap((relation) => (relation.kind === "sequence" ? [relation.value] : [])),
    routines: catalog.all(catalog.routines).flat(),
    triggers: catalog.triggers.map((trigger) => trigger.value),
    policies: catalog.policies.map((policy) => policy.value),
    extensions: [...catalog.extensions.values()],
    roles: [...catalog.roles.values()],
    references: fold.references,
    duplicates: fold.duplicates,
  };
}
