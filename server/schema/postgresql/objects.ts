import type {
  AlterSeqStmt,
  CreateExtensionStmt,
  CreateRoleStmt,
  CreateSchemaStmt,
  CreateSeqStmt,
  Node,
} from "@pgsql/types";
import type { Relation } from "../catalog";
import type { Effect, Fold } from "../fold";
import type { ColumnRef, Sequence } from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import { nameOfParts } from "./index-statement";
import { constantText, itemsOf, stringsOf } from "./nodes";

/** The span of the whole statement. */
export function whole(reader: StatementReader): { start: number; end: number } {
  return reader.spanOf(0, reader.tokens.length);
}

/** CREATE SCHEMA; `element` reads what is created within. */
export function createSchema(
  reader: StatementReader,
  node: CreateSchemaStmt,
  element: (node: Node) => readonly Effect[],
): Effect[] {
  const name = node.schemaname ?? node.authrole?.rolename;
  if (name === undefined) return [];
  const token = reader.token(reader.findName(name, 2));
  const nameSpan = token?.span ?? whole(reader);
  const elements = (node.schemaElts ?? []).flatMap((item) => element(item));
  return [
    (fold) => {
      fold.refer({ kind: "schema", name, span: nameSpan, role: "definition", resolved: "yes" });
      const { namespaces, searchPath } = fold.catalog;
      const first = namespaces.get(name);
      if (!first) {
        const span = fold.at(whole(reader));
        namespaces.set(name, { name, nameSpan: fold.at(nameSpan), span, statement: fold.statement });
      } else if (node.if_not_exists !== true) {
        fold.duplicate({ kind: "schema", name, span: nameSpan, first: first.nameSpan });
      }
      fold.catalog.searchPath = [name, ...searchPath];
      for (const effect of elements) effect(fold);
      fold.catalog.searchPath = searchPath;
    },
  ];
}

export function createExtension(reader: StatementReader, node: CreateExtensionStmt): Effect[] {
  const name = node.extname ?? "";
  const nameSpan = reader.token(reader.findName(name, 2))?.span ?? whole(reader);
  return [
    (fold) => {
      fold.catalog.addExtension(name);
      if (fold.catalog.extensions.has(name)) return;
      const span = fold.at(whole(reader));
      const extension = {
        kind: "extension",
        name,
        nameSpan: fold.at(nameSpan),
        span,
        statement: fold.statement,
      } as const;
      fold.catalog.extensions.set(name, extension);
    },
  ];
}

export function createRole(reader: StatementReader, node: CreateRoleStmt): Effect[] {
  const name = node.role ?? "";
  const nameSpan = reader.token(reader.findName(name, 2))?.span ?? whole(reader);
  return [
    (fold) => {
      const span = fold.at(whole(reader));
      const role = {
        kind: "role",
        name,
        nameSpan: fold.at(nameSpan),
        span,
        statement: fold.statement,
      } as const;
      if (!fold.catalog.roles.has(name)) fold.catalog.roles.set(name, role);
    },
  ];
}

interface Owner {
  readonly table: WrittenName;
  readonly column: ColumnRef;
}

/** `OWNED BY table.column`. */
function ownerOf(reader: StatementReader, options: readonly Node[] | undefined): Owner | "none" | undefined {
  for (const option of options ?? []) {
    if (!("DefElem" in option) || option.DefElem.defname !== "owned_by") continue;
    const parts = stringsOf(itemsOf(option.DefElem.arg));
    if (parts.length < 2) return "none";
    const full = nameOfParts(reader, parts, reader.indexAt(option.DefElem.location) + 2);
    if (!full) return undefined;
    const tableToken = reader.token(full.next - 3);
    if (!tableToken) return undefined;
    const schemaToken = parts.length > 2 ? reader.token(full.next - 5) : undefined;
    const table: WrittenName = {
      name: parts.at(-2) ?? "",
      span: tableToken.span,
      fullSpan: { start: full.fullSpan.start, end: tableToken.span.end },
      next: full.next - 2,
      ...(schemaToken && { schema: parts.at(-3) ?? "", schemaSpan: schemaToken.span }),
    };
    return { table, column: { name: full.name, span: full.span } };
  }
  return undefined;
}

function own(fold: Fold, sequence: Relation | undefined, owner: Owner | "none" | undefined): void {
  if (owner === undefined) return;
  const value = sequence?.kind === "sequence" ? sequence.value : undefined;
  if (owner === "none") {
    if (value) delete value.ownedBy;
    return;
  }
  const home = fold.referRelation(owner.table);
  fold.referColumn(owner.column, home, { name: owner.table.name });
  if (!value) return;
  const table = fold.objectName(owner.table);
  if (home) fold.catalog.link(table, home);
  value.ownedBy = { table, column: owner.column.name };
}

export function createSequence(reader: StatementReader, node: CreateSeqStmt): Effect[] {
  const name = reader.nameAtByte(node.sequence?.location);
  if (!name) return [];
  const owner = ownerOf(reader, node.options);
  return [
    (fold) => {
      const schema = fold.schemaFor(name, node.sequence?.relpersistence === "t");
      const value: Sequence = {
        kind: "sequence",
        schema,
        name: name.name,
        nameSpan: fold.at(name.span),
        span: fold.at(whole(reader)),
        statement: fold.statement,
      };
      fold.define("relation", name, schema);
      const sequence: Relation = { kind: "sequence", value };
      fold.addRelation(sequence, name.span, node.if_not_exists === true ? "existing" : "nothing");
      own(fold, sequence, owner);
    },
  ];
}

export function alterSequence(reader: StatementReader, node: AlterSeqStmt): Effect[] {
  const name = reader.nameAtByte(node.sequence?.location);
  if (!name) return [];
  const owner = ownerOf(reader, node.options);
  return [(fold) => own(fold, fold.referRelation(name, "use", node.missing_ok === true), owner)];
}

/** SET search_path. */
export function setSearchPath(args: readonly Node[] | undefined): Effect[] {
  const names = args?.flatMap((arg) => constantText(arg) ?? []);
  return [
    (fold) => {
      fold.catalog.searchPath = names ? names.filter((name) => name !== "") : ["public"];
    },
  ];
}

/** `set_config('search_path', '…', …)`, as pg_dump sets it; undefined for any other query. */
export function configuredPath(node: Node): string[] | undefined {
  const target =
    "SelectStmt" in node && node.SelectStmt.targetList?.length === 1
      ? node.SelectStmt.targetList[0]
      : undefined;
  const call = target && "ResTarget" in target ? target.ResTarget.val : undefined;
  if (!call || !("FuncCall" in call) || stringsOf(call.FuncCall.funcname).at(-1) !== "set_config")
    return undefined;
  const [setting, value] = call.FuncCall.args ?? [];
  const path = constantText(value);
  if (constantText(setting)?.toLowerCase() !== "search_path" || path === undefined) return undefined;
  return path
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase()));
}
