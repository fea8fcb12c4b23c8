import type { AlterPolicyStmt, CreatePolicyStmt, CreateTrigStmt, Node } from "@pgsql/types";
import type { Attached } from "../catalog";
import type { Effect } from "../fold";
import type { ColumnRef, Policy, Trigger } from "../model";
import type { StatementReader } from "../statement-reader";
import { tableExpression } from "./constraint";
import { nameOfParts } from "./index-statement";
import { stringsOf } from "./nodes";
import { whole } from "./objects";
import { QueryReader } from "./query";
import { Scope } from "./scope";
import { systemTriggerFunctions } from "./system-names";

// The bits of TRIGGER_TYPE_… in pg_trigger.h.
const before = 1 << 1;
const insteadOf = 1 << 6;

export function createTrigger(reader: StatementReader, node: CreateTrigStmt): Effect[] {
  const table = reader.nameAtByte(node.relation?.location);
  if (!table) return [];
  const name = node.trigname ?? "";
  const nameSpan =
    reader.token(reader.findName(name, reader.findWord("trigger", 0) + 1))?.span ?? whole(reader);
  const execute = reader.tokens.findLastIndex((token) => token.text.toLowerCase() === "execute");
  const routine = nameOfParts(reader, stringsOf(node.funcname), execute + 2);
  const of = reader.findWord("of", 0, reader.indexAt(node.relation?.location));
  const columns: ColumnRef[] = [];
  let from = of;
  for (const column of stringsOf(node.columns)) {
    from = reader.findName(column, from + 1);
    const token = reader.token(from);
    if (token) columns.push({ name: column, span: token.span });
  }
  const condition = new QueryReader(reader);
  const scope = new Scope();
  for (const alias of ["new", "old"]) scope.items.push({ alias, columns: [], relation: table });
  condition.expressions(node.whenClause, scope);
  const other = node.constrrel && reader.nameAtByte(node.constrrel.location);
  const timing = node.timing ?? 0;
  return [
    (fold) => {
      const home = fold.referRelation(table);
      const relation = home ? { schema: home.value.schema, name: home.value.name } : { name: table.name };
      fold.refer({ kind: "trigger", name, span: nameSpan, relation, role: "definition", resolved: "yes" });
      for (const column of columns) fold.referColumn(column, home, relation);
      for (const effect of condition.effects) effect(fold);
      if (other) fold.referRelation(other);
      if (routine) fold.referRoutine(routine, "use", !systemTriggerFunctions.has(routine.name));
      const value: Trigger = {
        kind: "trigger",
        name,
        nameSpan: fold.at(nameSpan),
        span: fold.at(whole(reader)),
        statement: fold.statement,
        table: fold.objectName(table),
        timing: timing & insteadOf ? "instead of" : timing & before ? "before" : "after",
        function: routine ? fold.objectName(routine) : { name: "", span: fold.at(nameSpan) },
      };
      const first = find(fold.catalog.triggers, home, name);
      if (first && node.replace !== true) {
        const span = nameSpan;
        fold.duplicate({ kind: "trigger", name, span, first: first.value.nameSpan, relation: table.name });
        return;
      }
      if (first) fold.catalog.triggers.splice(fold.catalog.triggers.indexOf(first), 1);
      fold.catalog.triggers.push({ home, value });
      if (home) fold.catalog.link(value.table, home);
      const [found] = (routine && fold.catalog.routine(routine.schema, routine.name).found) ?? [];
      if (found) fold.catalog.link(value.function, { kind: "routine", value: found });
    },
  ];
}

/** The trigger or policy of the name on the relation. */
export function find<T extends Trigger | Policy>(
  attached: readonly Attached<T>[],
  home: Attached<T>["home"],
  name: string,
): Attached<T> | undefined {
  return home && attached.find((item) => item.home === home && item.value.name === name);
}

const commands = ["all", "select", "insert", "update", "delete"] as const;

export function createPolicy(reader: StatementReader, node: CreatePolicyStmt): Effect[] {
  const table = reader.nameAtByte(node.table?.location);
  if (!table) return [];
  const name = node.policy_name ?? "";
  const nameSpan = reader.token(reader.findName(name, 2))?.span ?? whole(reader);
  const mention = tableExpression(reader, [node.qual, node.with_check], table);
  const command = commands.find((item) => item === node.cmd_name) ?? "all";
  return [
    (fold) => {
      const home = fold.referRelation(table);
      const relation = home ? { schema: home.value.schema, name: home.value.name } : { name: table.name };
      fold.refer({ kind: "policy", name, span: nameSpan, relation, role: "definition", resolved: "yes" });
      mention(fold, undefined);
      const first = find(fold.catalog.policies, home, name);
      if (first) {
        const span = nameSpan;
        fold.duplicate({ kind: "policy", name, span, first: first.value.nameSpan, relation: table.name });
        return;
      }
      const value: Policy = {
        kind: "policy",
        name,
        nameSpan: fold.at(nameSpan),
        span: fold.at(whole(reader)),
        statement: fold.statement,
        table: fold.objectName(table),
        permissive: node.permissive === true,
        command,
        roles: rolesOf(node.roles),
      };
      if (home) fold.catalog.link(value.table, home);
      fold.catalog.policies.push({ home, value });
    },
  ];
}

function rolesOf(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap((node) => {
    if (!("RoleSpec" in node)) return [];
    const { roletype, rolename } = node.RoleSpec;
    if (rolename !== undefined) return [rolename];
    return [(roletype ?? "").replace("ROLESPEC_", "").toLowerCase()];
  });
}

export function alterPolicy(reader: StatementReader, node: AlterPolicyStmt): Effect[] {
  const table = reader.nameAtByte(node.table?.location);
  if (!table) return [];
  const name = node.policy_name ?? "";
  const span = reader.token(reader.findName(name, 2))?.span ?? whole(reader);
  const mention = tableExpression(reader, [node.qual, node.with_check], table);
  return [
    (fold) => {
      const home = fold.referRelation(table);
      const known = find(fold.catalog.policies, home, name);
      const relation = home ? { schema: home.value.schema, name: home.value.name } : { name: table.name };
      const missing = home && !fold.catalog.uncertain;
      const resolved = known ? "yes" : missing ? "no" : "unknown";
      fold.refer({ kind: "policy", name, span, relation, role: "use", resolved });
      mention(fold, undefined);
      if (known && node.roles) known.value.roles = rolesOf(node.roles);
    },
  ];
}
