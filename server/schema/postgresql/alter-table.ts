import type { AlterTableCmd, AlterTableStmt } from "@pgsql/types";
import type { Relation, TableEntry } from "../catalog";
import type { Effect, Fold } from "../fold";
import { removeKeyIndex } from "../keys";
import type { StatementReader, WrittenName } from "../statement-reader";
import {
  addReadConstraint,
  expressionAt,
  readConstraint,
  tableExpression,
  type ReadConstraint,
} from "./constraint";
import { nameOfParts } from "./index-statement";
import { QueryReader } from "./query";
import { Scope } from "./scope";
import { addOwnSequence, readColumn, sequenceName } from "./table";
import { mentionType, readType } from "./type-name";

type Command = (fold: Fold, relation: Relation | undefined) => void;

/** ALTER TABLE, and its like for views, indexes, sequences, materialized views and foreign tables. */
export function alterTable(reader: StatementReader, node: AlterTableStmt): Effect[] {
  const name = reader.nameAtByte(node.relation?.location);
  if (!name) return [];
  const ranges = commandRanges(reader, name.next);
  const commands = (node.cmds ?? []).flatMap((item, index): Command[] => {
    const range = ranges[index];
    return "AlterTableCmd" in item && range
      ? [command(reader, item.AlterTableCmd, range[0], range[1], name)]
      : [];
  });
  const optional = node.missing_ok === true;
  return [
    (fold) => {
      const relation = fold.referRelation(name, "use", optional);
      for (const run of commands) run(fold, relation);
    },
  ];
}

function commandRanges(reader: StatementReader, from: number): [number, number][] {
  const ranges: [number, number][] = [];
  let start = from;
  for (let index = from, depth = 0; index <= reader.tokens.length; index++) {
    const text = reader.token(index)?.text;
    if (text === "(" || text === "[") depth++;
    else if (text === ")" || text === "]") depth--;
    if (text !== undefined && (text !== "," || depth > 0)) continue;
    if (index > start) ranges.push([start, index]);
    start = index + 1;
  }
  return ranges;
}

function asTable(relation: Relation | undefined): TableEntry | undefined {
  return relation?.kind === "table" ? relation : undefined;
}

function command(
  reader: StatementReader,
  node: AlterTableCmd,
  from: number,
  to: number,
  owner: WrittenName,
): Command {
  const { def } = node;
  switch (node.subtype) {
    case "AT_AddColumn":
      return def && "ColumnDef" in def ? addColumn(reader, node, from, to, owner) : nothing;
    case "AT_AddConstraint": {
      if (!def || !("Constraint" in def)) return nothing;
      const start = reader.is(from, "add") ? from + 1 : from;
      return addConstraint(readConstraint(reader, def.Constraint, start, to, owner, undefined, [], true));
    }
    case "AT_DropColumn":
      return dropColumn(reader, node, from, to, owner);
    case "AT_DropConstraint":
    case "AT_ValidateConstraint":
    case "AT_AlterConstraint":
      return constraintByName(reader, node, from, to);
    case "AT_SetNotNull":
    case "AT_DropNotNull":
      return withColumn(reader, node, from, to, owner, (_fold, column) => {
        column.notNull = node.subtype === "AT_SetNotNull";
      });
    case "AT_ColumnDefault":
      return columnDefault(reader, node, from, to, owner);
    case "AT_AddIdentity":
      return addIdentity(reader, node, from, to, owner);
    case "AT_DropIdentity":
      return withColumn(reader, node, from, to, owner, (_fold, column) => {
        delete column.identity;
      });
    case "AT_DropExpression":
      return withColumn(reader, node, from, to, owner, (_fold, column) => {
        delete column.generated;
      });
    case "AT_AlterColumnType":
      return columnType(reader, node, from, to, owner);
    case "AT_SetStatistics":
    case "AT_SetStorage":
    case "AT_SetCompression":
    case "AT_SetOptions":
    case "AT_SetIdentity":
      return node.name === undefined ? nothing : withColumn(reader, node, from, to, owner, nothing);
    case "AT_EnableRowSecurity":
    case "AT_DisableRowSecurity":
    case "AT_ForceRowSecurity":
    case "AT_NoForceRowSecurity":
      return rowSecurity(node.subtype);
    case "AT_AttachPartition":
    case "AT_DetachPartition":
    case "AT_AddInherit":
    case "AT_DropInherit":
      return partition(reader, node, owner);
    case "AT_ClusterOn":
      return usesIndex(reader, node.name, from, to);
    case "AT_ReplicaIdentity":
      return usesIndex(
        reader,
        def && "ReplicaIdentityStmt" in def ? def.ReplicaIdentityStmt.name : "",
        from,
        to,
      );
    default:
      return nothing;
  }
}

const nothing = (): void => undefined;

function addColumn(
  reader: StatementReader,
  node: AlterTableCmd,
  from: number,
  to: number,
  owner: WrittenName,
): Command {
  const { def } = node;
  if (!def || !("ColumnDef" in def)) return nothing;
  const start = reader.indexAt(def.ColumnDef.location);
  const read = readColumn(reader, def.ColumnDef, Math.max(start, from), to, owner);
  return (fold, relation) => {
    const table = asTable(relation);
    const { column } = read;
    if (!column) return;
    const written = relation
      ? { schema: relation.value.schema, name: relation.value.name }
      : { name: owner.name };
    fold.refer({
      kind: "column",
      name: column.name,
      span: column.nameSpan,
      relation: written,
      role: "definition",
      resolved: "yes",
    });
    for (const mention of read.mentions) mention(fold);
    if (table) {
      const optional = node.missing_ok === true;
      if (!fold.addColumn(table, column, optional) && table.byName.has(column.name) && optional) return;
      addOwnSequence(fold, table, column);
      for (const constraint of read.constraints) addReadConstraint(fold, table, constraint);
    }
    for (const constraint of read.constraints)
      for (const mention of constraint.mentions) mention(fold, table);
  };
}

function addIdentity(
  reader: StatementReader,
  node: AlterTableCmd,
  from: number,
  to: number,
  owner: WrittenName,
): Command {
  const { def } = node;
  const constraint = def && "Constraint" in def ? def.Constraint : undefined;
  const nameSpan = reader.spanOf(from, to);
  const written = sequenceName(constraint);
  const change = withColumn(reader, node, from, to, owner, (_fold, column) => {
    column.identity = constraint?.generated_when === "a" ? "always" : "by default";
    column.notNull = true;
  });
  return (fold, relation) => {
    change(fold, relation);
    const table = asTable(relation);
    const column = table?.byName.get(node.name ?? "");
    if (table && column) addOwnSequence(fold, table, { ...column, nameSpan }, written);
  };
}

function addConstraint(read: ReadConstraint): Command {
  return (fold, relation) => {
    const table = asTable(relation);
    for (const mention of read.mentions) mention(fold, table);
    if (table) addReadConstraint(fold, table, read);
  };
}

function columnToken(reader: StatementReader, node: AlterTableCmd, from: number, to: number): number {
  const name = node.name ?? "";
  // The words before the name are ALTER or DROP, COLUMN, IF EXISTS; a column may be called like one of them.
  let at = from + 1;
  if (reader.is(at, "column") && reader.isName(at + 1)) at++;
  if (reader.is(at, "if") && reader.is(at + 1, "exists")) at += 2;
  return reader.findName(name, at, to);
}

function withColumn(
  reader: StatementReader,
  node: AlterTableCmd,
  from: number,
  to: number,
  owner: WrittenName,
  change: (fold: Fold, column: NonNullable<ReturnType<TableEntry["byName"]["get"]>>) => void,
): Command {
  const token = reader.token(columnToken(reader, node, from, to));
  return (fold, relation) => {
    if (token) fold.referColumn({ name: node.name ?? "", span: token.span }, relation, { name: owner.name });
    const column = asTable(relation)?.byName.get(node.name ?? "");
    if (column) change(fold, column);
  };
}

function columnDefault(
  reader: StatementReader,
  node: AlterTableCmd,
  from: number,
  to: number,
  owner: WrittenName,
): Command {
  if (!node.def)
    return withColumn(reader, node, from, to, owner, (_fold, column) => {
      delete column.default;
    });
  const word = reader.findWord("default", columnToken(reader, node, from, to), to);
  const value = expressionAt(reader, word + 1, to);
  const mention = tableExpression(reader, node.def, undefined);
  const change = withColumn(reader, node, from, to, owner, (fold, column) => {
    column.default = { text: value.text, span: fold.at(value.span) };
  });
  return (fold, relation) => {
    change(fold, relation);
    mention(fold, undefined);
  };
}

function columnType(
  reader: StatementReader,
  node: AlterTableCmd,
  from: number,
  to: number,
  owner: WrittenName,
): Command {
  const { def } = node;
  if (!def || !("ColumnDef" in def)) return nothing;
  const read = readType(reader, def.ColumnDef.typeName);
  const using = tableExpression(reader, def.ColumnDef.raw_default, owner);
  const change = withColumn(reader, node, from, to, owner, (fold, column) => {
    column.type = { ...read.type, span: fold.at(read.type.span) };
  });
  return (fold, relation) => {
    change(fold, relation);
    for (const mention of mentionType(read)) mention(fold);
    using(fold, asTable(relation));
  };
}

function dropColumn(
  reader: StatementReader,
  node: AlterTableCmd,
  from: number,
  to: number,
  owner: WrittenName,
): Command {
  const name = node.name ?? "";
  const token = reader.token(columnToken(reader, node, from, to));
  return (fold, relation) => {
    const optional = node.missing_ok === true;
    if (token)
      fold.referColumn(
        { name, span: token.span },
        relation,
        { name: owner.name },
        "drop",
        undefined,
        optional,
      );
    const table = asTable(relation);
    if (table) removeColumn(fold, table, name);
  };
}

/** A column takes with it what is built on it: keys, checks, indexes, and foreign keys to it. */
function removeColumn(fold: Fold, table: TableEntry, name: string): void {
  const column = table.byName.get(name);
  if (!column) return;
  table.byName.delete(name);
  table.value.columns = table.value.columns.filter((other) => other !== column);
  table.value.constraints = table.value.constraints.filter(
    (constraint) => !("columns" in constraint) || constraint.columns.every((key) => key.name !== name),
  );
  for (const relation of fold.catalog.all(fold.catalog.relations)) {
    if (relation.kind !== "index" || relation.table !== table) continue;
    if (relation.value.keys.some((key) => key.column === name))
      fold.catalog.remove(fold.catalog.relations, relation.value.schema, relation.value.name);
  }
}

function constraintByName(reader: StatementReader, node: AlterTableCmd, from: number, to: number): Command {
  const name = node.name ?? "";
  const token = reader.token(reader.findName(name, from + 2, to));
  const drop = node.subtype === "AT_DropConstraint";
  return (fold, relation) => {
    const table = asTable(relation);
    const known = table?.value.constraints.some((constraint) => constraint.name === name) === true;
    // A name that the database made up may differ from ours, and NOT NULL constraints have names too.
    const sure =
      table?.value.columnsKnown === true && !/_(?:not_null|check|key|fkey|pkey|excl)\d*$/.test(name);
    const missing = table && sure && !table.otherConstraints.has(name) && node.missing_ok !== true;
    const written = relation && { schema: relation.value.schema, name: relation.value.name };
    if (token)
      fold.refer({
        kind: "constraint",
        name,
        span: token.span,
        ...(written && { relation: written }),
        role: drop ? "drop" : "use",
        resolved: known ? "yes" : missing && !fold.catalog.uncertain ? "no" : "unknown",
      });
    if (!table) return;
    if (drop) {
      table.value.constraints = table.value.constraints.filter((constraint) => constraint.name !== name);
      table.otherConstraints.delete(name);
      removeKeyIndex(fold, table, name);
    } else if (node.subtype === "AT_ValidateConstraint") {
      table.value.constraints = table.value.constraints.map((constraint) =>
        constraint.name === name && "notValid" in constraint
          ? { ...constraint, notValid: false }
          : constraint,
      );
    }
  };
}

function rowSecurity(subtype: AlterTableCmd["subtype"]): Command {
  return (_fold, relation) => {
    const table = asTable(relation);
    if (!table) return;
    const { enabled, forced } = table.value.rowSecurity;
    table.value.rowSecurity = {
      enabled: subtype === "AT_EnableRowSecurity" || (enabled && subtype !== "AT_DisableRowSecurity"),
      forced: subtype === "AT_ForceRowSecurity" || (forced && subtype !== "AT_NoForceRowSecurity"),
    };
  };
}

function partition(reader: StatementReader, node: AlterTableCmd, owner: WrittenName): Command {
  const { def } = node;
  const range =
    def && "PartitionCmd" in def
      ? def.PartitionCmd.name
      : def && "RangeVar" in def
        ? def.RangeVar
        : undefined;
  const name = reader.nameAtByte(range?.location);
  if (!range || !name) return nothing;
  // ATTACH names the child and alters the parent; INHERIT the other way round.
  const attach = node.subtype === "AT_AttachPartition" || node.subtype === "AT_DetachPartition";
  return (fold, relation) => {
    const other = fold.referRelation(name);
    const child = asTable(attach ? other : relation);
    const parent = attach ? relation : other;
    if (!child || parent?.kind === "index") return;
    const link = fold.objectName(attach ? owner : name);
    if (parent) fold.catalog.link(link, parent);
    if (node.subtype === "AT_AttachPartition") child.value.partitionOf = link;
    else if (node.subtype === "AT_DetachPartition") delete child.value.partitionOf;
    else if (node.subtype === "AT_AddInherit") child.value.inherits = [...child.value.inherits, link];
    else child.value.inherits = child.value.inherits.filter((item) => item.name !== name.name);
  };
}

/** An index that is named; one that belongs to a key is not known by its name. */
function usesIndex(reader: StatementReader, name: string | undefined, from: number, to: number): Command {
  const written = name ? nameOfParts(reader, [name], from, to) : undefined;
  return (fold) => {
    if (written) fold.referRelation(written, "use", true);
  };
}

/** ALTER DOMAIN's and other expressions in which nothing of a table is visible. */
export function freeExpression(reader: StatementReader, nodes: unknown): Effect[] {
  const query = new QueryReader(reader);
  const scope = new Scope();
  scope.open = true;
  query.expressions(nodes, scope);
  return query.effects;
}
