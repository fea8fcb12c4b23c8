import type { Node, RangeVar } from "@pgsql/types";
import type { Effect } from "../fold";
import type { ColumnRef } from "../model";
import type { StatementReader } from "../statement-reader";
import { alterTable, freeExpression } from "./alter-table";
import { createIndex, nameOfParts } from "./index-statement";
import { columnList } from "./constraint";
import { itemsOf, stringsOf, walk } from "./nodes";
import {
  alterSequence,
  configuredPath,
  createExtension,
  createRole,
  createSchema,
  createSequence,
  setSearchPath,
} from "./objects";
import { QueryReader } from "./query";
import { createAggregate, createRoutine } from "./routine";
import { createTable } from "./table";
import { alterPolicy, createPolicy, createTrigger } from "./trigger";
import { alterEnum, createComposite, createDomain, createEnum, createOtherType } from "./types-statement";
import { createRule, createTableAs, createView, selectInto } from "./view";
import { comment } from "./comment";
import { drop } from "./drop";
import { rename } from "./rename";
import { setSchema } from "./set-schema";

/** What a statement of PostgreSQL does to the catalog, and what it mentions. */
export function postgresqlEffects(reader: StatementReader, node: Node): readonly Effect[] {
  if ("InsertStmt" in node || "UpdateStmt" in node || "DeleteStmt" in node || "MergeStmt" in node)
    return query(reader, node);
  if ("SelectStmt" in node) return select(reader, node);
  if ("CreateStmt" in node) return createTable(reader, node.CreateStmt);
  if ("CreateForeignTableStmt" in node)
    return node.CreateForeignTableStmt.base ? createTable(reader, node.CreateForeignTableStmt.base) : [];
  if ("AlterTableStmt" in node) return alterTable(reader, node.AlterTableStmt);
  if ("IndexStmt" in node) return createIndex(reader, node.IndexStmt);
  if ("CommentStmt" in node) return comment(reader, node.CommentStmt);
  if ("CreateSeqStmt" in node) return createSequence(reader, node.CreateSeqStmt);
  if ("AlterSeqStmt" in node) return alterSequence(reader, node.AlterSeqStmt);
  if ("ViewStmt" in node) return createView(reader, node.ViewStmt);
  if ("CreateTableAsStmt" in node) return createTableAs(reader, node.CreateTableAsStmt);
  if ("CreateFunctionStmt" in node) return createRoutine(reader, node.CreateFunctionStmt);
  if ("CreateTrigStmt" in node) return createTrigger(reader, node.CreateTrigStmt);
  if ("CreatePolicyStmt" in node) return createPolicy(reader, node.CreatePolicyStmt);
  if ("AlterPolicyStmt" in node) return alterPolicy(reader, node.AlterPolicyStmt);
  if ("CreateEnumStmt" in node) return createEnum(reader, node.CreateEnumStmt);
  if ("AlterEnumStmt" in node) return alterEnum(reader, node.AlterEnumStmt);
  if ("CreateDomainStmt" in node) return createDomain(reader, node.CreateDomainStmt);
  if ("CompositeTypeStmt" in node) return createComposite(reader, node.CompositeTypeStmt);
  if ("CreateRangeStmt" in node) return createOtherType(reader, node.CreateRangeStmt.typeName);
  if ("DefineStmt" in node) {
    if (node.DefineStmt.kind === "OBJECT_AGGREGATE") return createAggregate(reader, node.DefineStmt);
    return node.DefineStmt.kind === "OBJECT_TYPE" ? createOtherType(reader, node.DefineStmt.defnames) : [];
  }
  if ("CreateSchemaStmt" in node)
    return createSchema(reader, node.CreateSchemaStmt, (element) => postgresqlEffects(reader, element));
  if ("CreateExtensionStmt" in node) return createExtension(reader, node.CreateExtensionStmt);
  if ("CreateRoleStmt" in node) return createRole(reader, node.CreateRoleStmt);
  if ("DropStmt" in node) return drop(reader, node.DropStmt);
  if ("RenameStmt" in node) return rename(reader, node.RenameStmt);
  if ("AlterObjectSchemaStmt" in node) return setSchema(reader, node.AlterObjectSchemaStmt);
  if ("RuleStmt" in node) return createRule(reader, node.RuleStmt);
  return sessionEffects(reader, node) ?? otherEffects(reader, node);
}

function query(reader: StatementReader, node: Node): Effect[] {
  const queries = new QueryReader(reader);
  queries.query(node, undefined);
  return queries.effects;
}

/** What a function of the script does when it is called is not followed; that it may create things is remembered. */
function select(reader: StatementReader, node: Extract<Node, { SelectStmt: unknown }>): Effect[] {
  const path = configuredPath(node);
  if (path) return [(fold) => void (fold.catalog.searchPath = path)];
  const { intoClause } = node.SelectStmt;
  if (intoClause) return selectInto(reader, node.SelectStmt, intoClause);
  return [...query(reader, node), ...callEffects(node)];
}

/** Functions that no table is read with, called by a statement of their own, may create tables. */
function callEffects(node: unknown): Effect[] {
  const calls: string[] = [];
  walk(node, (inner) => {
    if ("FuncCall" in inner) calls.push(stringsOf(inner.FuncCall.funcname).at(-1) ?? "");
    return true;
  });
  if (calls.length === 0) return [];
  return [
    (fold) => {
      const { catalog } = fold;
      // Extensions such as partitioning ones work by functions, and so may those of the script.
      if (calls.some((name) => !/^(?:setval|nextval|currval|pg_catalog|set_config|now|pg_\w+)$/.test(name))) {
        const known = calls.filter((name) => catalog.routine(undefined, name).found !== undefined);
        if (known.length > 0 || catalog.extensions.size > 0) catalog.uncertain = true;
      }
    },
  ];
}

function sessionEffects(reader: StatementReader, node: Node): readonly Effect[] | undefined {
  if ("VariableSetStmt" in node) {
    const { name, kind, args } = node.VariableSetStmt;
    if (name !== "search_path") return [];
    return setSearchPath(kind === "VAR_SET_VALUE" ? args : undefined);
  }
  if ("DoStmt" in node) {
    const source = reader.parsed.text;
    return /\b(?:create|execute|alter|perform|call)\b/i.test(source.slice(2))
      ? [(fold) => void (fold.catalog.uncertain = true)]
      : [];
  }
  if ("CallStmt" in node)
    return [
      ...freeExpression(reader, node.CallStmt.funccall?.args),
      (fold) => void (fold.catalog.uncertain = true),
    ];
  if ("TransactionStmt" in node) {
    // What a ROLLBACK takes back is not followed, so from then on nothing is missing or there twice for certain.
    const { kind } = node.TransactionStmt;
    const undoes = kind === "TRANS_STMT_ROLLBACK" || kind === "TRANS_STMT_ROLLBACK_TO";
    return undoes ? [(fold) => void (fold.catalog.uncertain = true)] : [];
  }
  if ("ImportForeignSchemaStmt" in node) return [(fold) => void (fold.catalog.uncertain = true)];
  return undefined;
}

/** Statements that change nothing of the model: what they mention is read all the same. */
function otherEffects(reader: StatementReader, node: Node): Effect[] {
  if ("CopyStmt" in node)
    return copy(reader, node.CopyStmt.relation, node.CopyStmt.attlist, node.CopyStmt.query);
  if ("ExplainStmt" in node) return node.ExplainStmt.query ? query(reader, node.ExplainStmt.query) : [];
  if ("GrantStmt" in node) return grant(reader, node.GrantStmt.objtype, node.GrantStmt.objects);
  if ("AlterOwnerStmt" in node || "AlterFunctionStmt" in node) {
    const object = "AlterOwnerStmt" in node ? node.AlterOwnerStmt.object : undefined;
    const func = "AlterFunctionStmt" in node ? node.AlterFunctionStmt.func : undefined;
    const parts = func ?? (object && "ObjectWithArgs" in object ? object.ObjectWithArgs : undefined);
    const name = parts && nameOfParts(reader, stringsOf(parts.objname), 2);
    if (name) return [(fold) => void fold.referRoutine(name)];
    const type = object && "List" in object ? nameOfParts(reader, stringsOf(itemsOf(object)), 2) : undefined;
    const isType =
      "AlterOwnerStmt" in node &&
      (node.AlterOwnerStmt.objectType === "OBJECT_TYPE" ||
        node.AlterOwnerStmt.objectType === "OBJECT_DOMAIN");
    return type && isType ? [(fold) => void fold.referType(type)] : [];
  }
  const effects = relationsOf(node).flatMap((range): Effect[] => {
    const name = reader.nameAtByte(range.location);
    return name ? [(fold) => void fold.referRelation(name)] : [];
  });
  const index = "ClusterStmt" in node ? node.ClusterStmt.indexname : undefined;
  const name =
    index === undefined ? undefined : nameOfParts(reader, [index], reader.findWord("cluster", 0) + 1);
  return name ? [...effects, (fold) => void fold.referRelation(name, "use", true)] : effects;
}

function relationsOf(node: Node): RangeVar[] {
  const ranges = (nodes: readonly Node[] | undefined): RangeVar[] =>
    (nodes ?? []).flatMap((item) => ("RangeVar" in item ? [item.RangeVar] : []));
  if ("TruncateStmt" in node) return ranges(node.TruncateStmt.relations);
  if ("LockStmt" in node) return ranges(node.LockStmt.relations);
  if ("CreateStatsStmt" in node) return ranges(node.CreateStatsStmt.relations);
  if ("RefreshMatViewStmt" in node)
    return node.RefreshMatViewStmt.relation ? [node.RefreshMatViewStmt.relation] : [];
  if ("ReindexStmt" in node) return node.ReindexStmt.relation ? [node.ReindexStmt.relation] : [];
  if ("ClusterStmt" in node) return node.ClusterStmt.relation ? [node.ClusterStmt.relation] : [];
  if ("VacuumStmt" in node)
    return (node.VacuumStmt.rels ?? []).flatMap((item) =>
      "VacuumRelation" in item && item.VacuumRelation.relation ? [item.VacuumRelation.relation] : [],
    );
  if ("CreatePublicationStmt" in node)
    return (node.CreatePublicationStmt.pubobjects ?? []).flatMap((item) =>
      "PublicationObjSpec" in item && item.PublicationObjSpec.pubtable?.relation
        ? [item.PublicationObjSpec.pubtable.relation]
        : [],
    );
  return [];
}

function copy(
  reader: StatementReader,
  range: RangeVar | undefined,
  attributes: readonly Node[] | undefined,
  from: Node | undefined,
): Effect[] {
  if (from) return query(reader, from);
  const name = range && reader.nameAtByte(range.location);
  if (!name) return [];
  const columns: ColumnRef[] = attributes ? columnList(reader, name.next) : [];
  return [
    (fold) => {
      const home = fold.referRelation(name);
      for (const column of columns) fold.referColumn(column, home, { name: name.name });
    },
  ];
}

function grant(
  reader: StatementReader,
  type: string | undefined,
  objects: readonly Node[] | undefined,
): Effect[] {
  const effects: Effect[] = [];
  let from = reader.findWord("on", 0) + 1;
  for (const object of objects ?? []) {
    if ("RangeVar" in object) {
      const name = reader.nameAtByte(object.RangeVar.location);
      if (name) effects.push((fold) => void fold.referRelation(name));
      continue;
    }
    const parts =
      "ObjectWithArgs" in object ? stringsOf(object.ObjectWithArgs.objname) : stringsOf(itemsOf(object));
    const name = nameOfParts(reader, parts, from);
    if (!name) continue;
    from = name.next;
    if ("ObjectWithArgs" in object) effects.push((fold) => void fold.referRoutine(name));
    else if (type === "OBJECT_TYPE" || type === "OBJECT_DOMAIN")
      effects.push((fold) => void fold.referType(name));
    else if (type === "OBJECT_SCHEMA")
      effects.push((fold) => {
        const resolved = fold.catalog.knowsSchema(name.name) ? "yes" : "unknown";
        fold.refer({ kind: "schema", name: name.name, span: name.span, role: "use", resolved });
      });
  }
  return effects;
}
