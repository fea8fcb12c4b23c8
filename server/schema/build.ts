import type { ParsedStatement, Script, Statement } from "../sql";
import { Fold, type Checkpoint, type Effect } from "./fold";
import type { Writable } from "./catalog";
import type { ObjectName, Schema } from "./model";
import { postgresqlEffects } from "./postgresql/effects";
import { restoreCase } from "./restore-case";
import { StatementReader } from "./statement-reader";
import { tokenEffects } from "./tokens/statement";

/** Read once for each text of a statement; the spans in it are relative, so it holds in any document. */
const effectsOf = new WeakMap<ParsedStatement, readonly Effect[]>();

/** How each schema was built, so that the next version of it is built anew only from the change on. */
interface Built {
  readonly script: Script;
  readonly checkpoint: Checkpoint | undefined;
}

const built = new WeakMap<Schema, Built>();

/** How many statements may lie between a checkpoint and the change before another one is worth its copy. */
const stride = 64;

/**
 * The model of what a script's statements leave behind. Statements that do not parse leave what can be told from
 * their words. With the schema of an earlier version of the script, what lies before the change is taken from
 * there; the result is the same. Never throws.
 */
export function buildSchema(script: Script, previous?: Schema): Schema {
  const before = previous && built.get(previous);
  const same = before?.script.dialect === script.dialect ? commonStatements(before.script, script) : 0;
  const start = (before?.checkpoint?.statement ?? Infinity) <= same ? before?.checkpoint : undefined;
  const first = start?.statement ?? 0;
  const fold = new Fold(script.dialect, start);
  let checkpoint = start;
  for (let index = first; index < script.statements.length; index++) {
    // Whoever changes a statement goes on to change it.
    if (index === same && index - first >= stride) checkpoint = fold.checkpoint(index) ?? checkpoint;
    const statement = script.statements[index];
    if (statement)
      unlessTooDeep(() => {
        applyStatement(fold, statement, index);
      });
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
  while (index < limit && a.statements[index] === b.statements[index]) index++;
  return index;
}

function applyStatement(fold: Fold, { parsed, span }: Statement, index: number): void {
  fold.apply(effectsOf.get(parsed) ?? read(parsed), index, span.start);
}

/** A statement that is nested thousands of levels deep overflows the stack; the model goes on without it. */
function unlessTooDeep(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

function read(parsed: ParsedStatement): readonly Effect[] {
  const effects = parsed.tree
    ? postgresqlEffects(new StatementReader(parsed), parsed.tree)
    : fromTokens(parsed);
  effectsOf.set(parsed, effects);
  return effects;
}

/** For the other dialects, and for what does not parse: a name in such a statement is missing nowhere. */
function fromTokens(parsed: ParsedStatement): readonly Effect[] {
  const effects = tokenEffects(new StatementReader(parsed));
  if (parsed.dialect !== "postgresql") return effects;
  return [
    (fold) => {
      fold.lenient = true;
      for (const effect of effects) effect(fold);
      fold.lenient = false;
    },
  ];
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
