import type { IndexStmt } from "@pgsql/types";
import type { TableEntry } from "../catalog";
import type { Effect, Fold } from "../fold";
import { addIndex } from "../keys";
import { generatedName, joinedColumns } from "../generated-name";
import type { Index } from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import { columnList, expressionAt, tableExpression } from "./constraint";
import { keyNames } from "./key-names";

/** CREATE INDEX. */
export function createIndex(reader: StatementReader, node: IndexStmt): Effect[] {
  const table = reader.nameAtByte(node.relation?.location);
  if (!table) return [];
  const named = node.idxname !== undefined;
  const nameIndex = named
    ? reader.findName(node.idxname ?? "", 2, reader.indexAt(node.relation?.location))
    : -1;
  const nameSpan = reader.token(nameIndex)?.span ?? reader.spanOf(0, 2);
  const open = reader.findWord("(", table.next);
  const close = open < 0 ? table.next : reader.closing(open);
  const params = node.indexParams ?? [];
  const ranges = open < 0 ? [] : reader.elements(open);
  const keys = ranges.map(([from, to], index) => {
    const param = params[index];
    const column = param && "IndexElem" in param ? param.IndexElem.name : undefined;
    const span = column === undefined ? reader.spanOf(from, to) : reader.spanOf(from, from + 1);
    return column === undefined ? { span } : { column, span };
  });
  const includeWord = reader.findWord("include", close);
  const include = includeWord < 0 ? [] : columnList(reader, includeWord + 1);
  const whereWord = node.whereClause ? reader.findWord("where", close) : -1;
  const expressions = params.flatMap((param) =>
    "IndexElem" in param && param.IndexElem.expr ? [param.IndexElem.expr] : [],
  );
  const mention = tableExpression(reader, [expressions, node.whereClause], table);
  const index: Index = {
    kind: "index",
    schema: "",
    name: node.idxname ?? "",
    nameSpan,
    span: reader.spanOf(0, reader.tokens.length),
    statement: 0,
    named,
    table: { name: table.name, span: table.fullSpan },
    keys,
    include,
    unique: node.unique === true,
    method: node.accessMethod ?? "btree",
    concurrently: node.concurrent === true,
    ...(whereWord >= 0 && { where: expressionAt(reader, whereWord + 1, reader.tokens.length) }),
  };
  const addition = joinedColumns(keyNames(params));
  return [
    (fold) => {
      const home = fold.referRelation(table);
      for (const { column, span } of [...keys, ...include.map(({ name, span }) => ({ column: name, span }))])
        if (column !== undefined) fold.referColumn({ name: column, span }, home, { name: table.name });
      mention(fold, undefined);
      const schema = home?.value.schema ?? fold.schemaFor(table);
      const name = named ? index.name : freeName(fold, schema, table.name, addition);
      if (named)
        fold.refer({
          kind: "index",
          name,
          span: nameSpan,
          foundIn: schema,
          role: "definition",
          resolved: "yes",
        });
      addIndex(fold, { ...index, schema, name }, tableOf(home), table, node.if_not_exists === true);
    },
  ];
}

function tableOf(home: { kind: string } | TableEntry | undefined): TableEntry | undefined {
  return home && "byName" in home ? home : undefined;
}

function freeName(fold: Fold, schema: string, table: string, addition: string): string {
  const taken = fold.catalog.relations.get(schema);
  return generatedName(table, addition, "idx", (name) => taken?.has(name) === true);
}

/** The name at a place where the tree holds only its parts; looked for among the tokens from `from` on. */
export function nameOfParts(
  reader: StatementReader,
  parts: readonly string[],
  from: number,
  to?: number,
): WrittenName | undefined {
  const first = parts[0];
  if (first === undefined) return undefined;
  for (let at = reader.findName(first, from, to); at >= 0; at = reader.findName(first, at + 1, to)) {
    const name = reader.nameAt(at);
    if (name && name.name === parts.at(-1) && (name.next - at + 1) / 2 === parts.length) return name;
  }
  return undefined;
}
