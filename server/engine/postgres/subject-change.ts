import type { DropStmt, Node, RenameStmt } from "@pgsql/types";
import type { Subject } from "./subject";
import { last } from "./tree-names";

/** Statements that take away, rename or alter what others use; undefined for any other and for what is not followed. */
export function changeOf(tree: Node, text: string): Subject | undefined {
  if ("DropStmt" in tree) return dropped(tree.DropStmt);
  if ("RenameStmt" in tree) return renamed(tree.RenameStmt);
  if ("AlterDomainStmt" in tree) {
    const name = last(tree.AlterDomainStmt.typeName);
    if (name === undefined) return undefined;
    return { ...disturbing([name]), role: "rows", readsRows: true, executes: true };
  }
  if ("AlterFunctionStmt" in tree) {
    const objname = tree.AlterFunctionStmt.func?.objname;
    const name = last(objname);
    return name === undefined ? undefined : { changes: [name], alters: [name], readsRows: true };
  }
  if ("AlterObjectSchemaStmt" in tree) {
    const { relation, object } = tree.AlterObjectSchemaStmt;
    const name = relation?.relname ?? nameOf(object);
    return name === undefined ? undefined : disturbing([name]);
  }
  return "DoStmt" in tree ? block(text) : undefined;
}

/** Kinds of objects whose name is the last part of a list of names or of a signature. */
const named = new Set<string>([
  ...["OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_INDEX", "OBJECT_SEQUENCE", "OBJECT_TYPE"],
  ...["OBJECT_DOMAIN", "OBJECT_FUNCTION", "OBJECT_PROCEDURE", "OBJECT_ROUTINE", "OBJECT_AGGREGATE"],
]);

/** Kinds of objects that belong to a table, whose name comes before their own. */
const ofTables = new Set<string>(["OBJECT_TRIGGER", "OBJECT_RULE", "OBJECT_POLICY"]);

function dropped({ removeType = "OBJECT_SCHEMA", objects = [], behavior }: DropStmt): Subject | undefined {
  const cascades = behavior === "DROP_CASCADE" && ({ cascades: true } as const);
  if (ofTables.has(removeType)) {
    const tables = objects.map((one) => nameOf(one, -2));
    if (!tables.every((name) => name !== undefined)) return undefined;
    return { attachesTo: tables, fires: tables, readsAttachments: true };
  }
  if (!named.has(removeType)) return undefined;
  const names = objects.map((one) => nameOf(one));
  if (!names.every((name) => name !== undefined)) return undefined;
  return { ...disturbing(names), ...cascades };
}

/** What a name stands for is another afterwards, and so is what uses it. */
function disturbing(names: readonly string[]): Subject {
  return {
    changes: names,
    disturbs: names,
    generates: names,
    fills: names,
    fires: names,
    readsAttachments: true,
    readsRows: true,
  };
}

const ownParts = new Set<string>([
  "OBJECT_COLUMN",
  "OBJECT_ATTRIBUTE",
  "OBJECT_TABCONSTRAINT",
  "OBJECT_TRIGGER",
]);

function renamed({
  renameType = "OBJECT_SCHEMA",
  relation,
  object,
  subname,
  newname = "",
}: RenameStmt): Subject | undefined {
  if (ownParts.has(renameType) || renameType === "OBJECT_POLICY" || renameType === "OBJECT_RULE") {
    const name = relation?.relname;
    if (name === undefined) return undefined;
    // A constraint may be an index of the same name.
    const parts = renameType === "OBJECT_TABCONSTRAINT" ? [subname ?? "", newname] : [];
    return { ...disturbing([name]), creates: parts };
  }
  if (!named.has(renameType)) return undefined;
  const name = relation?.relname ?? nameOf(object);
  return name === undefined ? undefined : { ...disturbing([name, newname]), kin: [name, newname] };
}

/** The last part of a name, or the one `at` that place from its end. */
function nameOf(object: Node | undefined, at = -1): string | undefined {
  if (!object) return undefined;
  const list =
    "List" in object
      ? object.List.items
      : "TypeName" in object
        ? object.TypeName.names
        : "ObjectWithArgs" in object
          ? object.ObjectWithArgs.objname
          : undefined;
  if (!list && "String" in object && at === -1) return object.String.sval;
  const part = list?.at(at);
  return part && "String" in part ? part.String.sval : undefined;
}

/** Words that begin something which changes the database, in a block of PL/pgSQL. */
const verbs =
  /\b(?:insert|update|delete|merge|truncate|create|drop|alter|grant|revoke|execute|call|copy|comment|perform|select|set|reset|nextval|setval|currval|lastval|set_config|current_setting|pg_(?!catalog\b)\w+|information_schema)\b/gi;

/** What a block may do and still be followed: guarded definitions, as migrations write them. */
const followed =
  /\b(?:create\s+type\s+(?<type>[\w."]+)\s+as\s+enum|create\s+domain\s+(?<domain>[\w."]+)|create\s+table\s+(?:if\s+not\s+exists\s+)?(?<table>[\w."]+)|alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?(?<altered>[\w."]+)\s+add\s+(?:constraint\s+(?<constraint>[\w"]+)|column\b))/gi;

/** A DO block that makes types, tables and constraints which it names, and nothing else. */
function block(text: string): Subject | undefined {
  const body = text
    .replace(/--[^\n]*/g, "")
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/\bset\s+(?:null|default)\b/gi, "")
    .replace(/\bon\s+(?:delete|update)\b/gi, "");
  const statements = [...body.matchAll(followed)];
  const rest = body.replace(followed, (all) => all.replace(/\b(?:create|alter)\b/gi, ""));
  if (statements.length === 0 || [...rest.matchAll(verbs)].length > 0) return undefined;
  if (/\blanguage\b/i.test(body)) return undefined;
  const names = statements.flatMap(({ groups = {} }) =>
    Object.values(groups).flatMap((name) => (name ? [bare(name)] : [])),
  );
  const relations = statements.flatMap(({ groups: { table } = {} }) => (table ? [bare(table)] : []));
  const [relation] = relations;
  if (relations.length > 1) return undefined;
  return {
    creates: names,
    generates: names,
    disturbs: names,
    hasColumns: true,
    role: "rows",
    readsRows: true,
    readsAttachments: true,
    executes: true,
    ...(relation !== undefined && { relation }),
  };
}

function bare(name: string): string {
  return (name.split(".").at(-1) ?? "").replaceAll('"', "");
}
