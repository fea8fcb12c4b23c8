import type { ParsedStatement, Script } from "../sql";
import { Fold, type Effect } from "./fold";
import type { Writable } from "./catalog";
import type { ObjectName, Schema } from "./model";
import { postgresqlEffects } from "./postgresql/effects";
import { restoreCase } from "./restore-case";
import { StatementReader } from "./statement-reader";
import { tokenEffects } from "./tokens/statement";

/** Read once for each text of a statement; the spans in it are relative, so it holds in any document. */
const effectsOf = new WeakMap<ParsedStatement, readonly Effect[]>();

/**
 * The model of what a script's statements leave behind. Statements that do not parse leave what can be told from
 * their words. Never throws.
 */
export function buildSchema(script: Script): Schema {
  const fold = new Fold(script.dialect);
  script.statements.forEach((statement, index) => {
    unlessTooDeep(() => {
      const effects = effectsOf.get(statement.parsed) ?? read(statement.parsed);
      fold.apply(effects, index, statement.span.start);
    });
  });
  fold.finish();
  const schema = freeze(fold);
  return script.dialect === "postgresql" ? schema : restoreCase(script, schema);
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
