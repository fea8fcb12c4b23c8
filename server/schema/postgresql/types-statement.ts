import type { AlterEnumStmt, CompositeTypeStmt, CreateDomainStmt, CreateEnumStmt, Node } from "@pgsql/types";
import type { Effect } from "../fold";
import type { Column, EnumType } from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import { freeExpression } from "./alter-table";
import { nameOfParts } from "./index-statement";
import { stringsOf } from "./nodes";
import { whole } from "./objects";
import { readColumn } from "./table";
import { mentionType, readType } from "./type-name";

function typeName(reader: StatementReader, nodes: readonly Node[] | undefined): WrittenName | undefined {
  return nameOfParts(reader, stringsOf(nodes), 2);
}

export function createEnum(reader: StatementReader, node: CreateEnumStmt): Effect[] {
  const name = typeName(reader, node.typeName);
  if (!name) return [];
  const texts = stringsOf(node.vals);
  const open = reader.findWord("(", name.next);
  const tokens = open < 0 ? [] : reader.tokens.slice(open).filter((token) => token.kind === "string");
  const values = texts.map((value, index) => ({ value, span: tokens[index]?.span ?? name.span }));
  return [
    (fold) => {
      const schema = fold.schemaFor(name);
      fold.define("type", name, schema);
      const value: EnumType = {
        kind: "enum",
        schema,
        name: name.name,
        nameSpan: fold.at(name.span),
        span: fold.at(whole(reader)),
        statement: fold.statement,
        values: values.map((item) => ({ value: item.value, span: fold.at(item.span) })),
      };
      fold.addType({ kind: "enum", value }, name.span);
    },
  ];
}

/** ALTER TYPE … ADD VALUE and RENAME VALUE. */
export function alterEnum(reader: StatementReader, node: AlterEnumStmt): Effect[] {
  const name = typeName(reader, node.typeName);
  if (!name) return [];
  const { oldVal, newVal, newValNeighbor } = node;
  if (newVal === undefined) return [(fold) => void fold.referType(name)];
  const strings = reader.tokens.filter((token) => token.kind === "string");
  const span = (oldVal === undefined ? strings[0] : strings[1])?.span ?? whole(reader);
  return [
    (fold) => {
      const type = fold.referType(name);
      if (type?.kind !== "enum") return;
      const values = [...type.value.values];
      const placed = { value: newVal, span: fold.at(span) };
      if (oldVal !== undefined) {
        type.value.values = values.map((item) => (item.value === oldVal ? placed : item));
        return;
      }
      if (values.some((item) => item.value === newVal)) return;
      const neighbor = values.findIndex((item) => item.value === newValNeighbor);
      if (neighbor < 0) values.push(placed);
      else values.splice(node.newValIsAfter === true ? neighbor + 1 : neighbor, 0, placed);
      type.value.values = values;
    },
  ];
}

export function createDomain(reader: StatementReader, node: CreateDomainStmt): Effect[] {
  const name = typeName(reader, node.domainname);
  if (!name) return [];
  const read = readType(reader, node.typeName);
  const constraints = (node.constraints ?? []).flatMap((item) =>
    "Constraint" in item ? [item.Constraint] : [],
  );
  const notNull = constraints.some((constraint) => constraint.contype === "CONSTR_NOTNULL");
  const mentions = [
    ...mentionType(read),
    ...freeExpression(
      reader,
      constraints.map((item) => item.raw_expr),
    ),
  ];
  return [
    (fold) => {
      const schema = fold.schemaFor(name);
      fold.define("type", name, schema);
      for (const mention of mentions) mention(fold);
      fold.addType(
        {
          kind: "domain",
          value: {
            kind: "domain",
            schema,
            name: name.name,
            nameSpan: fold.at(name.span),
            span: fold.at(whole(reader)),
            statement: fold.statement,
            type: { ...read.type, span: fold.at(read.type.span) },
            notNull,
          },
        },
        name.span,
      );
    },
  ];
}

export function createComposite(reader: StatementReader, node: CompositeTypeStmt): Effect[] {
  const name = reader.nameAtByte(node.typevar?.location);
  if (!name) return [];
  const open = reader.findWord("(", name.next);
  const ranges = open < 0 ? [] : reader.elements(open);
  const reads = (node.coldeflist ?? []).flatMap((item, index) => {
    const range = ranges[index];
    return "ColumnDef" in item && range
      ? [readColumn(reader, item.ColumnDef, range[0], range[1], undefined)]
      : [];
  });
  return [
    (fold) => {
      const schema = fold.schemaFor(name);
      fold.define("type", name, schema);
      const columns: Column[] = [];
      for (const { column, mentions } of reads) {
        if (!column) continue;
        fold.refer({
          kind: "column",
          name: column.name,
          span: column.nameSpan,
          relation: { schema, name: name.name },
          role: "definition",
          resolved: "yes",
        });
        for (const mention of mentions) mention(fold);
        columns.push(fold.placeColumn(column));
      }
      const taken =
        fold.catalog.relations.get(schema)?.get(name.name) ?? fold.catalog.types.get(schema)?.get(name.name);
      if (taken && taken.kind !== "other") {
        fold.duplicate({ kind: "type", name: name.name, span: name.span, first: taken.value.nameSpan });
        return;
      }
      fold.catalog.put(fold.catalog.relations, schema, name.name, {
        kind: "composite",
        value: {
          kind: "composite",
          schema,
          name: name.name,
          nameSpan: fold.at(name.span),
          span: fold.at(whole(reader)),
          statement: fold.statement,
          columns,
        },
      });
    },
  ];
}

/** A type of which the model holds the name alone: a range, a base type. */
export function createOtherType(reader: StatementReader, nodes: readonly Node[] | undefined): Effect[] {
  const name = typeName(reader, nodes);
  return name ? [otherType(name)] : [];
}

/** A function in C or of the server's own makes the type that it returns, without contents, where there is none. */
export function returnedType(name: WrittenName): Effect {
  const create = otherType(name);
  return (fold) => {
    if (fold.catalog.type(name.schema, name.name).found) fold.referType(name);
    else create(fold);
  };
}

function otherType(name: WrittenName): Effect {
  return (fold) => {
    const schema = fold.schemaFor(name);
    fold.define("type", name, schema);
    if (fold.catalog.types.get(schema)?.has(name.name) === true) return;
    const value = { schema, name: name.name, nameSpan: fold.at(name.span) };
    fold.catalog.put(fold.catalog.types, schema, name.name, { kind: "other", value });
  };
}
