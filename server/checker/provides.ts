import type { AlterTableCmd, Node, RangeVar } from "@pgsql/types";
import type { ParsedStatement } from "../sql";
import type { ObjectId, ObjectKind } from "./objects";

/** What a statement would have made, and which names it would have freed, had it run. */
export interface Effects {
  readonly makes: readonly ObjectId[];
  readonly frees: readonly ObjectId[];
}

const nothing: Effects = { makes: [], frees: [] };

const cache = new WeakMap<ParsedStatement, Effects>();

/** The effects that a statement's tree tells. Statements without a tree are read by `text-effects`. */
export function effectsOf(parsed: ParsedStatement): Effects {
  if (!parsed.tree) return nothing;
  let effects = cache.get(parsed);
  if (!effects) {
    effects = read(parsed.tree);
    cache.set(parsed, effects);
  }
  return effects;
}

function read(tree: Node): Effects {
  if ("CreateStmt" in tree) return made(...table(tree.CreateStmt.relation, tree.CreateStmt.tableElts));
  if ("CreateForeignTableStmt" in tree)
    return made(
      ...table(tree.CreateForeignTableStmt.base?.relation, tree.CreateForeignTableStmt.base?.tableElts),
    );
  if ("ViewStmt" in tree) return made(relation(tree.ViewStmt.view));
  if ("CreateTableAsStmt" in tree) return made(relation(tree.CreateTableAsStmt.into?.rel));
  if ("SelectStmt" in tree) return made(relation(tree.SelectStmt.intoClause?.rel));
  if ("CreateSeqStmt" in tree) return made(relation(tree.CreateSeqStmt.sequence));
  if ("IndexStmt" in tree)
    return index(tree.IndexStmt.idxname, tree.IndexStmt.relation, tree.IndexStmt.unique === true);
  if ("CreateEnumStmt" in tree) return made(qualified("type", tree.CreateEnumStmt.typeName));
  if ("CreateDomainStmt" in tree) return made(qualified("type", tree.CreateDomainStmt.domainname));
  if ("CreateRangeStmt" in tree) return made(qualified("type", tree.CreateRangeStmt.typeName));
  if ("CompositeTypeStmt" in tree) return made(relation(tree.CompositeTypeStmt.typevar));
  if ("CreateFunctionStmt" in tree) return made(qualified("routine", tree.CreateFunctionStmt.funcname));
  if ("DefineStmt" in tree) return define(tree.DefineStmt.kind, tree.DefineStmt.defnames);
  if ("CreateSchemaStmt" in tree)
    return schema(tree.CreateSchemaStmt.schemaname, tree.CreateSchemaStmt.schemaElts);
  if ("CreateExtensionStmt" in tree) return made(named("extension", tree.CreateExtensionStmt.extname));
  if ("CreateRoleStmt" in tree) return made(named("role", tree.CreateRoleStmt.role));
  if ("CreateTrigStmt" in tree)
    return made(named("trigger", tree.CreateTrigStmt.trigname, tree.CreateTrigStmt.relation));
  if ("CreatePolicyStmt" in tree)
    return made(named("policy", tree.CreatePolicyStmt.policy_name, tree.CreatePolicyStmt.table));
  if ("RuleStmt" in tree) return made(named("rule", tree.RuleStmt.rulename, tree.RuleStmt.relation));
  if ("CreateOpClassStmt" in tree)
    return made(qualified("operator class", tree.CreateOpClassStmt.opclassname));
  if ("CreateAmStmt" in tree) return made(named("access method", tree.CreateAmStmt.amname));
  if ("PrepareStmt" in tree) return made(named("other", tree.PrepareStmt.name));
  if ("DeclareCursorStmt" in tree) return made(named("other", tree.DeclareCursorStmt.portalname));
  if ("CreateStatsStmt" in tree) return made(qualified("other", tree.CreateStatsStmt.defnames));
  if ("CreatePLangStmt" in tree) return made(named("language", tree.CreatePLangStmt.plname));
  if ("CreateFdwStmt" in tree) return made(named("foreign-data wrapper", tree.CreateFdwStmt.fdwname));
  if ("CreateForeignServerStmt" in tree) return made(named("other", tree.CreateForeignServerStmt.servername));
  if ("CreatePublicationStmt" in tree) return made(named("other", tree.CreatePublicationStmt.pubname));
  if ("AlterEnumStmt" in tree) return made(named("enum value", tree.AlterEnumStmt.newVal));
  if ("InsertStmt" in tree) return rows(tree.InsertStmt.relation);
  if ("CopyStmt" in tree) return rows(tree.CopyStmt.relation);
  if ("AlterTableStmt" in tree) return altered(tree.AlterTableStmt.relation, tree.AlterTableStmt.cmds);
  if ("RenameStmt" in tree) return renamed(tree.RenameStmt);
  if ("AlterObjectSchemaStmt" in tree) return moved(tree.AlterObjectSchemaStmt);
  if ("DropStmt" in tree) return dropped(tree.DropStmt.removeType, tree.DropStmt.objects);
  return nothing;
}

function made(...objects: readonly (ObjectId | undefined)[]): Effects {
  return { makes: objects.filter((object) => object !== undefined), frees: [] };
}

function relation(range: RangeVar | undefined): ObjectId | undefined {
  if (range?.relname === undefined) return undefined;
  return {
    kind: "relation",
    name: range.relname,
    ...(range.schemaname === undefined ? {} : { schema: range.schemaname }),
  };
}

/** A table, with the names that its constraints give to indexes. */
function table(range: RangeVar | undefined, elements: readonly Node[] | undefined): (ObjectId | undefined)[] {
  const objects: (ObjectId | undefined)[] = [relation(range), keyOf(range)];
  for (const element of elements ?? []) {
    const inner = "ColumnDef" in element ? (element.ColumnDef.constraints ?? []) : [element];
    for (const node of inner)
      if ("Constraint" in node) objects.push(...constraint(node.Constraint.conname, range));
    if ("ColumnDef" in element) objects.push(named("column", element.ColumnDef.colname, range));
  }
  return objects;
}

function constraint(name: string | undefined, range: RangeVar | undefined): (ObjectId | undefined)[] {
  return [named("constraint", name, range), named("relation", name)];
}

function keyOf(range: RangeVar | undefined): ObjectId | undefined {
  return range?.relname === undefined ? undefined : { kind: "key", name: range.relname };
}

function index(name: string | undefined, range: RangeVar | undefined, unique: boolean): Effects {
  return made(named("relation", name), unique ? keyOf(range) : undefined);
}

function rows(range: RangeVar | undefined): Effects {
  return range?.relname === undefined ? nothing : made({ kind: "rows", name: range.relname });
}

function named(kind: ObjectKind, name: string | undefined, range?: RangeVar): ObjectId | undefined {
  if (name === undefined) return undefined;
  return { kind, name, ...(range?.relname === undefined ? {} : { relation: range.relname }) };
}

/** A name given as a list of strings, the last of which is the name and the one before it the schema. */
function qualified(kind: ObjectKind, names: readonly Node[] | undefined): ObjectId | undefined {
  const parts = strings(names);
  const name = parts.at(-1);
  const owner = parts.at(-2);
  return name === undefined ? undefined : { kind, name, ...(owner === undefined ? {} : { schema: owner }) };
}

function strings(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap((node) =>
    "String" in node && node.String.sval !== undefined ? [node.String.sval] : [],
  );
}

function define(kind: string | undefined, names: readonly Node[] | undefined): Effects {
  if (kind === "OBJECT_AGGREGATE") return made(qualified("routine", names));
  if (kind === "OBJECT_TYPE") return made(qualified("type", names));
  if (kind === "OBJECT_OPERATOR") return made(qualified("operator", names));
  if (kind?.startsWith("OBJECT_TS") === true) return made(qualified("text search object", names));
  return made(qualified("other", names));
}

function schema(name: string | undefined, elements: readonly Node[] | undefined): Effects {
  const inner = (elements ?? []).flatMap((element) => read(element).makes);
  return made(named("schema", name), ...inner);
}

function altered(range: RangeVar | undefined, commands: readonly Node[] | undefined): Effects {
  const makes: (ObjectId | undefined)[] = [];
  const frees: (ObjectId | undefined)[] = [];
  for (const node of commands ?? []) {
    if (!("AlterTableCmd" in node)) continue;
    const command: AlterTableCmd = node.AlterTableCmd;
    const definition = command.def;
    if (definition && "ColumnDef" in definition && command.subtype === "AT_AddColumn")
      makes.push(...table(range, [definition]).slice(2));
    if (definition && "Constraint" in definition) {
      makes.push(...constraint(definition.Constraint.conname, range));
      if (/PRIMARY|UNIQUE/.test(definition.Constraint.contype ?? "")) makes.push(keyOf(range));
    }
    if (command.subtype === "AT_DropColumn") frees.push(named("column", command.name, range));
    if (command.subtype === "AT_DropConstraint") frees.push(named("constraint", command.name, range));
  }
  return {
    makes: makes.filter((object) => object !== undefined),
    frees: frees.filter((object) => object !== undefined),
  };
}

function renamed(rename: Extract<Node, { RenameStmt: unknown }>["RenameStmt"]): Effects {
  const { relation: range, newname, subname } = rename;
  const inner =
    rename.renameType === "OBJECT_COLUMN" || rename.renameType === "OBJECT_ATTRIBUTE"
      ? "column"
      : rename.renameType === "OBJECT_TABCONSTRAINT"
        ? "constraint"
        : rename.renameType === "OBJECT_TRIGGER"
          ? "trigger"
          : rename.renameType === "OBJECT_POLICY"
            ? "policy"
            : undefined;
  const pair: readonly (ObjectId | undefined)[] =
    inner !== undefined
      ? [named(inner, newname, range), named(inner, subname, range)]
      : range
        ? [named("relation", newname), relation(range)]
        : [named(kindOfObject(rename.renameType), newname), objectName(rename.object, rename.renameType)];
  const [make, free] = pair;
  return { makes: make ? [make] : [], frees: free ? [free] : [] };
}

function moved(move: Extract<Node, { AlterObjectSchemaStmt: unknown }>["AlterObjectSchemaStmt"]): Effects {
  const object = move.relation ? relation(move.relation) : objectName(move.object, move.objectType);
  if (!object) return nothing;
  return {
    makes: [{ ...object, ...(move.newschema === undefined ? {} : { schema: move.newschema }) }],
    frees: [object],
  };
}

function dropped(kind: string | undefined, objects: readonly Node[] | undefined): Effects {
  const frees = (objects ?? [])
    .map((object) => objectName(object, kind))
    .filter((object) => object !== undefined);
  return { makes: [], frees };
}

function kindOfObject(kind: string | undefined): ObjectKind {
  switch (kind) {
    case "OBJECT_TABLE":
    case "OBJECT_VIEW":
    case "OBJECT_MATVIEW":
    case "OBJECT_SEQUENCE":
    case "OBJECT_INDEX":
    case "OBJECT_FOREIGN_TABLE":
      return "relation";
    case "OBJECT_TYPE":
    case "OBJECT_DOMAIN":
      return "type";
    case "OBJECT_FUNCTION":
    case "OBJECT_PROCEDURE":
    case "OBJECT_AGGREGATE":
    case "OBJECT_ROUTINE":
      return "routine";
    case "OBJECT_SCHEMA":
      return "schema";
    case "OBJECT_TRIGGER":
      return "trigger";
    case "OBJECT_POLICY":
      return "policy";
    default:
      return "other";
  }
}

function objectName(node: Node | undefined, kind: string | undefined): ObjectId | undefined {
  if (!node) return undefined;
  if ("String" in node) return named(kindOfObject(kind), node.String.sval);
  if ("List" in node) {
    const inner = kindOfObject(kind);
    if (inner !== "trigger" && inner !== "policy") return qualified(inner, node.List.items);
    const parts = strings(node.List.items);
    const owner = parts.at(-2);
    const name = parts.at(-1);
    return name === undefined
      ? undefined
      : { kind: inner, name, ...(owner === undefined ? {} : { relation: owner }) };
  }
  if ("ObjectWithArgs" in node) return qualified(kindOfObject(kind), node.ObjectWithArgs.objname);
  if ("TypeName" in node) return qualified("type", node.TypeName.names);
  return undefined;
}
