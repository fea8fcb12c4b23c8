import type { AlterTableStmt, Constraint, CreateStmt, IndexStmt, Node, RoleSpec } from "@pgsql/types";
import type { Role } from "../footprint";
import type { Strings } from "./mentioned-words";
import { changeOf } from "./subject-change";
import { last } from "./tree-names";

/** What a statement is about, by the bare names in its syntax tree. */
export interface Subject {
  readonly role?: Role;
  readonly creates?: readonly string[];
  /** Relations and types that exist before and are others afterwards. */
  readonly changes?: readonly string[];
  /** What exists before and is another in place, under what was made from it. */
  readonly alters?: readonly string[];
  /** Tables that get what only rows and other attachments depend on: foreign keys, triggers, policies. */
  readonly attachesTo?: readonly string[];
  /** Tables whose rows run code. */
  readonly fires?: readonly string[];
  /** Tables that get rows. */
  readonly fills?: readonly string[];
  /** Relations from which names of indexes and sequences may be made up. */
  readonly generates?: readonly string[];
  readonly relation?: string;
  readonly kin?: readonly string[];
  readonly readsRows?: boolean;
  readonly readsAttachments?: boolean;
  readonly firesTriggers?: boolean;
  readonly executes?: boolean;
  readonly acts?: boolean;
  /** What it makes is told by its text and by the types that it names, if it succeeds. */
  readonly isSelfContained?: boolean;
  readonly hasColumns?: boolean;
  readonly strings?: Strings;
  /** What it takes away or alters under those that use it. */
  readonly disturbs?: readonly string[];
  readonly cascades?: true;
  /** Its body is a string, which is read when it is called. */
  readonly late?: true;
  readonly roles?: readonly string[];
}

/** Code that changes something or that may read anything, as far as words tell. */
const acting =
  /\b(?:insert|update|delete|merge|truncate|create|drop|alter|grant|revoke|execute|perform|call|copy|nextval|setval|currval|lastval|set_config|current_setting|pg_(?!catalog\b|temp\b)\w+|information_schema|dblink\w*|lo_\w+|query_to_xml\w*|cursor_to_xml\w*|table_to_xml\w*|schema_to_xml\w*|database_to_xml\w*)\b/i;

/** Reads of the catalog, or of what else is not named. */
const catalog =
  /\b(?:pg_(?!catalog\b)\w+|information_schema|current_setting|(?:query|cursor|table|schema|database)_to_xml\w*)\b/i;

const constantSetting =
  /^select\s+(?:pg_catalog\s*\.\s*)?set_config\s*\(\s*'[^'\\]*'\s*,\s*'[^'\\]*'\s*,\s*false\s*\)$/i;
const constantSetval =
  /^select\s+(?:pg_catalog\s*\.\s*)?setval\s*\(\s*'([^'\\]*)'\s*,\s*\d+\s*(?:,\s*(?:true|false)\s*)?\)$/i;

/** Undefined for what is not known to keep to what it names. */
export function subjectOf(tree: Node, text: string): Subject | undefined {
  if ("CreateStmt" in tree) return table(tree.CreateStmt, text);
  if ("AlterTableStmt" in tree) return alteredTable(tree.AlterTableStmt, text);
  if ("IndexStmt" in tree) return index(tree.IndexStmt, text);
  if ("ViewStmt" in tree) {
    const name = tree.ViewStmt.view?.relname;
    return name === undefined
      ? undefined
      : {
          creates: [name],
          relation: name,
          readsRows: true,
          ...(tree.ViewStmt.replace && { alters: [name] }),
          acts: acting.test(text.replace(/^create\b/i, "")),
        };
  }
  if ("CreateTableAsStmt" in tree) {
    const name = tree.CreateTableAsStmt.into?.rel?.relname;
    if (name === undefined) return undefined;
    const acts = acting.test(text.replace(/^create\b/i, ""));
    return { creates: [name], generates: [name], relation: name, readsRows: true, executes: true, acts };
  }
  if ("CreateFunctionStmt" in tree) {
    const name = last(tree.CreateFunctionStmt.funcname);
    if (name === undefined) return undefined;
    const acts = acting.test(text.replace(/^create\b/i, ""));
    return {
      creates: [name],
      readsRows: true,
      ...(tree.CreateFunctionStmt.replace && { alters: [name] }),
      ...(!tree.CreateFunctionStmt.sql_body && { late: true }),
      acts,
    };
  }
  if ("CreateTrigStmt" in tree) {
    const name = tree.CreateTrigStmt.relation?.relname;
    return name === undefined ? undefined : { attachesTo: [name], fires: [name], readsAttachments: true };
  }
  if ("CommentStmt" in tree) return { strings: "skip", readsAttachments: true };
  if ("CreateEnumStmt" in tree) return typed(tree.CreateEnumStmt.typeName, "skip");
  if ("AlterEnumStmt" in tree) {
    const name = last(tree.AlterEnumStmt.typeName);
    return name === undefined ? undefined : { changes: [name], alters: [name], strings: "skip" };
  }
  if ("CompositeTypeStmt" in tree) {
    const name = tree.CompositeTypeStmt.typevar?.relname;
    return name === undefined ? undefined : { creates: [name], relation: name };
  }
  if ("CreateDomainStmt" in tree) return typed(tree.CreateDomainStmt.domainname, "read");
  if ("CreateSeqStmt" in tree) return sequence(tree.CreateSeqStmt.sequence?.relname, "creates");
  if ("AlterSeqStmt" in tree) {
    const altered = sequence(tree.AlterSeqStmt.sequence?.relname, "changes");
    const owner = ownerOf(tree.AlterSeqStmt.options);
    if (!altered || owner === undefined) return altered;
    // Both must have one owner, and from then on whoever gets the table gets the sequence.
    const kin = [tree.AlterSeqStmt.sequence?.relname ?? "", owner];
    return { ...altered, attachesTo: [owner], readsAttachments: true, kin };
  }
  if ("CreateSchemaStmt" in tree) {
    const { schemaElts = [], authrole } = tree.CreateSchemaStmt;
    return schemaElts.length === 0 && !authrole ? { role: "ambient" } : undefined;
  }
  if ("VariableSetStmt" in tree) {
    const { name = "", is_local } = tree.VariableSetStmt;
    return is_local || /^(role|session_authorization)$/i.test(name) ? undefined : { role: "ambient" };
  }
  if ("DefineStmt" in tree && tree.DefineStmt.kind === "OBJECT_AGGREGATE") {
    const name = last(tree.DefineStmt.defnames);
    return name === undefined ? undefined : { creates: [name], readsRows: true };
  }
  if ("CreatePolicyStmt" in tree) {
    const name = tree.CreatePolicyStmt.table?.relname;
    if (name === undefined) return undefined;
    return { ...withRoles(tree.CreatePolicyStmt.roles), attachesTo: [name], readsAttachments: true };
  }
  if ("GrantStmt" in tree) {
    const { grantees, targtype, objects = [] } = tree.GrantStmt;
    const roles = withRoles(grantees);
    if (targtype !== "ACL_TARGET_OBJECT") return { ...roles, role: "ambient" };
    // Rows of other tables are read with the rights of whoever owns the table that refers to them.
    const names = objects.flatMap((one) => ("RangeVar" in one ? [one.RangeVar.relname ?? ""] : []));
    return { ...roles, attachesTo: names };
  }
  if ("AlterOwnerStmt" in tree)
    return withRoles(tree.AlterOwnerStmt.newowner ? [{ RoleSpec: tree.AlterOwnerStmt.newowner }] : []);
  if ("AlterDefaultPrivilegesStmt" in tree) {
    const { action, options = [] } = tree.AlterDefaultPrivilegesStmt;
    return { ...withRoles([...(action?.grantees ?? []), ...rolesIn(options)]), role: "ambient" };
  }
  if ("CreateRoleStmt" in tree)
    return { roles: [tree.CreateRoleStmt.role ?? ""], creates: [roleName(tree.CreateRoleStmt.role ?? "")] };
  const change = changeOf(tree, text);
  if (change) return change;
  return rows(tree, text);
}

/** Statements about rows; these are never run on their own, since what they draw and fill is not undone apart. */
function rows(tree: Node, text: string): Subject | undefined {
  if ("SelectStmt" in tree) {
    if (constantSetting.test(text))
      return /'(?:role|session_authorization)'/i.test(text) ? undefined : { role: "ambient" };
    const sequence = constantSetval.exec(text)?.[1];
    if (sequence !== undefined) {
      const name = sequence.replaceAll('"', "").split(".").at(-1) ?? "";
      const tables = [...name.matchAll(/_/g)].map(({ index }) => name.slice(0, index));
      return {
        role: "rows",
        executes: true,
        firesTriggers: true,
        readsRows: true,
        readsAttachments: true,
        fills: [name, ...tables],
      };
    }
    if (tree.SelectStmt.intoClause || acting.test(text) || catalog.test(text)) return undefined;
    return { role: "rows", executes: true, firesTriggers: true, readsRows: true, readsAttachments: true };
  }
  if ("InsertStmt" in tree) {
    const name = tree.InsertStmt.relation?.relname;
    // Rows are full of words; only code other than the INSERT itself counts.
    const code = text.replace(/'(?:[^']|'')*'/g, "''").replace(/^\s*insert\b/i, "");
    if (name === undefined || acting.test(code.replace(/\bdo\s+update\b/gi, ""))) return undefined;
    const strings = { strings: "names" } as const;
    return {
      role: "rows",
      executes: true,
      firesTriggers: true,
      readsRows: true,
      readsAttachments: true,
      fills: [name],
      ...strings,
    };
  }
  if ("CopyStmt" in tree) {
    const name = tree.CopyStmt.relation?.relname;
    if (name === undefined || !tree.CopyStmt.is_from) return undefined;
    return {
      role: "rows",
      executes: true,
      firesTriggers: true,
      readsRows: true,
      readsAttachments: true,
      fills: [name],
    };
  }
  return undefined;
}

function table(statement: CreateStmt, text: string): Subject | undefined {
  const { relation, tableElts = [], inhRelations = [], partbound, ofTypename } = statement;
  const name = relation?.relname;
  if (name === undefined) return undefined;
  const parents = inhRelations.flatMap((one) => ("RangeVar" in one ? [one.RangeVar.relname ?? ""] : []));
  const copies = tableElts.some((element) => "TableLikeClause" in element);
  const made = constraintNames(tableElts);
  const drawn = drawnIn(text);
  const own = parents.length === 0 && !copies && !partbound && !ofTypename;
  return {
    creates: [name, ...made],
    generates: [name],
    relation: name,
    hasColumns: true,
    ...(own ? { isSelfContained: true } : { readsAttachments: true, readsRows: true }),
    ...(parents.length + drawn.length > 0 && { kin: [name, ...parents, ...drawn] }),
    ...(partbound && { executes: true }),
  };
}

/** Names of constraints, some of which are names of indexes as well. */
function constraintNames(tree: unknown, found: string[] = []): string[] {
  if (Array.isArray(tree)) for (const one of tree) constraintNames(one, found);
  else if (typeof tree === "object" && tree !== null) {
    if ("conname" in tree && typeof tree.conname === "string") found.push(tree.conname);
    for (const one of Object.values(tree)) if (typeof one === "object") constraintNames(one, found);
  }
  return found;
}

const gentle = new Set<string>([
  ...[
    "AT_AddColumn",
    "AT_ColumnDefault",
    "AT_SetNotNull",
    "AT_AddConstraint",
    "AT_ChangeOwner",
    "AT_SetStorage",
  ],
  ...["AT_SetStatistics", "AT_EnableRowSecurity", "AT_ForceRowSecurity", "AT_DisableRowSecurity"],
  ...["AT_ReplicaIdentity", "AT_ClusterOn", "AT_AttachPartition", "AT_AddIdentity", "AT_SetRelOptions"],
  ...["AT_ValidateConstraint"],
]);

function alteredTable({ relation, cmds = [] }: AlterTableStmt, text: string): Subject | undefined {
  const name = relation?.relname;
  if (name === undefined) return undefined;
  const commands = cmds.flatMap((one) => ("AlterTableCmd" in one ? [one.AlterTableCmd] : []));
  const owners = commands.flatMap(({ subtype, newowner }) =>
    subtype === "AT_ChangeOwner" && newowner ? [{ RoleSpec: newowner }] : [],
  );
  const roles = withRoles(owners);
  if (owners.length === commands.length) return { ...roles, attachesTo: [name] };
  const constraints = commands.map(({ def }) => (def && "Constraint" in def ? def.Constraint : undefined));
  const all = { ...roles, readsRows: true, readsAttachments: true, executes: true };
  if (constraints.every((one): one is Constraint => one?.contype === "CONSTR_FOREIGN"))
    return { ...all, attachesTo: [name], isSelfContained: true };
  const partitions = commands.flatMap(({ def }) =>
    def && "PartitionCmd" in def ? [def.PartitionCmd.name?.relname ?? ""] : [],
  );
  const parents = commands.flatMap(({ def }) =>
    def && "RangeVar" in def ? [def.RangeVar.relname ?? ""] : [],
  );
  const kin = [...partitions, ...parents];
  const usesIndex = constraints.some((one) => one?.indexname !== undefined);
  const isGentle = commands.every(({ subtype }) => subtype !== undefined && gentle.has(subtype));
  const dropped = commands.flatMap(({ subtype, name: one }) =>
    subtype === "AT_DropConstraint" && one !== undefined ? [one] : [],
  );
  const drawn = drawnIn(text);
  return {
    ...all,
    changes: [name, ...kin],
    creates: [...constraintNames(cmds), ...dropped],
    generates: [name],
    hasColumns: true,
    ...(kin.length + drawn.length > 0 && { kin: [name, ...kin, ...drawn] }),
    ...(kin.length === 0 && !usesIndex && isGentle && { isSelfContained: true }),
    ...(!isGentle && {
      disturbs: [name, ...kin, ...dropped],
      fires: [name],
      fills: [name],
      acts: acting.test(
        text.replace(/^\s*alter\b/i, "").replace(/\b(?:alter|drop|update|delete|insert|truncate)\b/gi, ""),
      ),
    }),
    ...(commands.some((one) => one.behavior === "DROP_CASCADE") && { cascades: true }),
  };
}

/** Sequences that a table or its defaults draw from, with the tables that may own them. */
function drawnIn(text: string): string[] {
  return [...text.matchAll(/\bnextval\s*\(\s*'([^']*)'/gi)].flatMap(([, sequence = ""]) => {
    const name = sequence.replaceAll('"', "").split(".").at(-1) ?? "";
    return [
      name,
      ...[...name.matchAll(/_/g)].map(({ index }) => name.slice(0, index)).filter((one) => one !== ""),
    ];
  });
}

function index({ relation, idxname, unique }: IndexStmt, text: string): Subject | undefined {
  const name = relation?.relname;
  if (name === undefined) return undefined;
  return {
    ...(idxname !== undefined && { creates: [idxname] }),
    ...(unique && { changes: [name] }),
    generates: [name],
    readsRows: true,
    executes: true,
    acts: acting.test(text.replace(/^create\b/i, "")),
  };
}

function sequence(name: string | undefined, how: "creates" | "changes"): Subject | undefined {
  return name === undefined ? undefined : { [how]: [name], fills: [name] };
}

function typed(names: readonly Node[] | undefined, strings: Strings): Subject | undefined {
  const name = last(names);
  return name === undefined ? undefined : { creates: [name], strings };
}

/** A role's name among those of other things. */
export function roleName(role: string): string {
  return `role ${role}`;
}

/** The roles that are named, but for the one that is there. */
function withRoles(roles: readonly Node[] = []): Pick<Subject, "roles"> {
  const names = roles.flatMap((one) => ("RoleSpec" in one ? foreignRole(one.RoleSpec) : []));
  return names.length > 0 ? { roles: names } : {};
}

function foreignRole({ roletype, rolename = "" }: RoleSpec): string[] {
  return roletype !== "ROLESPEC_CSTRING" || rolename === "postgres" ? [] : [rolename];
}

/** All role names in the options of ALTER DEFAULT PRIVILEGES. */
function rolesIn(options: readonly Node[]): Node[] {
  return options.flatMap((one) => {
    if (!("DefElem" in one)) return [];
    const { arg } = one.DefElem;
    return arg && "List" in arg ? (arg.List.items ?? []).filter((item) => "RoleSpec" in item) : [];
  });
}

/** The table in OWNED BY of a sequence. */
function ownerOf(options: readonly Node[] = []): string | undefined {
  for (const one of options) {
    if (!("DefElem" in one) || one.DefElem.defname !== "owned_by") continue;
    const { arg } = one.DefElem;
    const parts = arg && "List" in arg ? (arg.List.items ?? []) : [];
    const table = parts.at(-2);
    return table && "String" in table ? table.String.sval : undefined;
  }
  return undefined;
}
