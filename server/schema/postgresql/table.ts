import type { ColumnDef, Constraint as ConstraintNode, CreateStmt, Node, PartitionSpec } from "@pgsql/types";
import type { Span } from "../../sql";
import type { TableEntry } from "../catalog";
import type { Effect, Fold } from "../fold";
import { addConstraint } from "../keys";
import { generatedName } from "../generated-name";
import type { Column, ColumnRef, Expression, Table } from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import {
  addReadConstraint,
  attributesEnd,
  constraintNodes,
  expressionAt,
  readConstraint,
  tableExpression,
  type ReadConstraint,
} from "./constraint";
import { itemsOf, stringsOf } from "./nodes";
import { mentionType, readType } from "./type-name";

/** A column definition or table constraint as read; relative to the statement. */
export interface Element {
  readonly column?: Column;
  /** Of the column, or the table constraint itself. */
  readonly constraints: readonly ReadConstraint[];
  /** Mentions that need no table: types. */
  readonly mentions: readonly Effect[];
}

const noSpan: Span = { start: 0, end: 0 };

export function readColumn(
  reader: StatementReader,
  node: ColumnDef,
  from: number,
  to: number,
  owner: WrittenName | undefined,
): Element {
  const nameToken = reader.token(from);
  const name = node.colname ?? "";
  const nameSpan = nameToken?.span ?? noSpan;
  const read = readType(reader, node.typeName);
  const nodes = constraintNodes(node.constraints);
  const starts = nodes.map((constraint) => reader.indexAt(constraint.location));
  const constraints: ReadConstraint[] = [];
  let notNull = read.type.serial !== undefined;
  let defaultValue: Expression | undefined;
  let generated: Expression | undefined;
  let identity: Column["identity"];
  nodes.forEach((constraint, index) => {
    const start = starts[index] ?? from;
    const next = starts.find((other) => other > start) ?? to;
    // `CONSTRAINT name` of the next one belongs to it: its location is at that word.
    switch (constraint.contype) {
      case "CONSTR_NOTNULL":
        notNull = true;
        if (constraint.conname !== undefined)
          constraints.push({ otherName: constraint.conname, mentions: [] });
        break;
      case "CONSTR_DEFAULT": {
        const word = reader.findWord("default", start, to);
        defaultValue = expressionAt(reader, word + 1, next);
        constraints.push({ mentions: [tableExpression(reader, constraint.raw_expr, undefined)] });
        break;
      }
      case "CONSTR_GENERATED": {
        const open = reader.findWord("(", start, to);
        generated = expressionAt(reader, open + 1, reader.closing(open));
        constraints.push({ mentions: [tableExpression(reader, constraint.raw_expr, owner)] });
        break;
      }
      case "CONSTR_IDENTITY":
        identity = constraint.generated_when === "a" ? "always" : "by default";
        notNull = true;
        break;
      default: {
        if (constraint.contype === "CONSTR_PRIMARY") notNull = true;
        const end = attributesEnd(nodes, starts, index, to);
        constraints.push(
          readConstraint(
            reader,
            constraint,
            start,
            end,
            owner,
            { name, span: nameSpan },
            nodes.slice(index + 1),
          ),
        );
      }
    }
  });
  const column: Column = {
    name,
    nameSpan,
    span: reader.spanOf(from, to),
    statement: 0,
    type: read.type,
    notNull,
    ...(defaultValue && { default: defaultValue }),
    ...(generated && { generated }),
    ...(identity && { identity }),
  };
  return { column, constraints, mentions: mentionType(read) };
}

const strategies: Readonly<Record<string, NonNullable<Table["partitionBy"]>>> = {
  PARTITION_STRATEGY_RANGE: "range",
  PARTITION_STRATEGY_LIST: "list",
  PARTITION_STRATEGY_HASH: "hash",
};

export function newTable(
  value: Partial<Table> & Pick<Table, "schema" | "name" | "nameSpan" | "span" | "statement">,
): TableEntry {
  return {
    kind: "table",
    value: {
      kind: "table",
      temporary: false,
      unlogged: false,
      inherits: [],
      asQuery: false,
      columnsKnown: true,
      rowSecurity: { enabled: false, forced: false },
      ...value,
      columns: [],
      constraints: [],
    },
    byName: new Map(),
    otherConstraints: new Set(),
  };
}

export function createTable(reader: StatementReader, node: CreateStmt): Effect[] {
  const name = reader.nameAtByte(node.relation?.location);
  if (!name) return [];
  const temporary = node.relation?.relpersistence === "t";
  const statementSpan = reader.spanOf(0, reader.tokens.length);
  const parts = tableElements(reader, node, name);
  const inherited = inheritedNames(reader, node);
  const partition = node.partspec && partitionKey(reader, node.partspec, name);
  const strategy = strategies[node.partspec?.strategy ?? ""];
  return [
    (fold) => {
      const table = newTable({
        schema: fold.schemaFor(name, temporary),
        name: name.name,
        nameSpan: fold.at(name.span),
        span: fold.at(statementSpan),
        statement: fold.statement,
        temporary,
        unlogged: node.relation?.relpersistence === "u",
        ...(strategy && { partitionBy: strategy }),
        ...(node.ofTypename && { columnsKnown: false }),
      });
      const exists = fold.catalog.relations.get(table.value.schema)?.has(name.name) === true;
      if (exists && node.if_not_exists === true) {
        fold.addRelation(table, name.span, "existing");
        fold.define("relation", name, table.value.schema);
        return;
      }
      for (const parent of inherited) inherit(fold, table, parent, node.partbound !== undefined);
      const put = fold.addRelation(table, name.span);
      // The columns of a duplicate are looked at as if it were there, so that it is the only fault.
      const first = put ? undefined : fold.catalog.relations.get(table.value.schema)?.get(name.name);
      if (first) fold.catalog.put(fold.catalog.relations, table.value.schema, name.name, table);
      fold.define("relation", name, table.value.schema);
      for (const part of parts) part.define(fold, table);
      for (const part of parts) part.mention(fold, table);
      partition?.(fold, table);
      if (first) fold.catalog.put(fold.catalog.relations, table.value.schema, name.name, first);
    },
  ];
}

interface TablePart {
  define(fold: Fold, table: TableEntry): void;
  mention(fold: Fold, table: TableEntry): void;
}

function tableElements(reader: StatementReader, node: CreateStmt, name: WrittenName): TablePart[] {
  let open = name.next;
  if (node.partbound || node.ofTypename) {
    const bound = reader.findWord(["for", "default"], open);
    open = reader.findWord("(", open, bound < 0 ? undefined : bound);
  }
  if (!reader.is(open, "(")) return [];
  const ranges = reader.elements(open);
  const rangeOf = (location: number | undefined): readonly [number, number] | undefined => {
    const at = reader.indexAt(location);
    return ranges.find(([from, to]) => at >= from && at < to);
  };
  return (node.tableElts ?? []).flatMap((element): TablePart[] => {
    if ("ColumnDef" in element) {
      const range = rangeOf(element.ColumnDef.location);
      if (!range) return [];
      if (element.ColumnDef.typeName)
        return [columnPart(readColumn(reader, element.ColumnDef, range[0], range[1], name), name)];
      // `column WITH OPTIONS …` of a partition or typed table: its constraints alone are new.
      const read = readColumn(reader, element.ColumnDef, range[0], range[1], name);
      return [constraintPart(read.constraints)];
    }
    if ("Constraint" in element) {
      const range = rangeOf(element.Constraint.location);
      return range
        ? [constraintPart([readConstraint(reader, element.Constraint, range[0], range[1], name)])]
        : [];
    }
    if ("TableLikeClause" in element) return [likePart(reader, element.TableLikeClause)];
    return [];
  });
}

function columnPart(read: Element, owner: WrittenName): TablePart {
  const rest = constraintPart(read.constraints);
  return {
    define(fold, table) {
      if (!read.column) return;
      const { name, nameSpan: span } = read.column;
      const relation = { schema: table.value.schema, name: owner.name };
      fold.refer({ kind: "column", name, span, relation, role: "definition", resolved: "yes" });
      // A column that a parent has is merged with the child's own.
      const inherited = table.byName.get(name);
      if (inherited && inherited.statement !== fold.statement) {
        table.byName.delete(name);
        table.value.columns.splice(table.value.columns.indexOf(inherited), 1);
      }
      fold.addColumn(table, read.column);
      addOwnSequence(fold, table, read.column);
      rest.define(fold, table);
    },
    mention(fold, table) {
      for (const mention of read.mentions) mention(fold);
      rest.mention(fold, table);
    },
  };
}

/** `serial` and identity columns come with a sequence, which an identity may name. */
export function addOwnSequence(
  fold: Fold,
  table: TableEntry,
  column: Pick<Column, "name" | "nameSpan" | "type" | "identity">,
  written?: readonly string[],
): void {
  if (!column.type.serial && !column.identity) return;
  const { schema: home, name: owner } = table.value;
  const schema = written?.at(-2) ?? home;
  const taken = fold.catalog.relations.get(schema);
  const name =
    written?.at(-1) ??
    generatedName(owner, column.name, "seq", (candidate) => taken?.has(candidate) === true);
  if (taken?.has(name) === true) return;
  fold.catalog.put(fold.catalog.relations, schema, name, {
    kind: "other",
    owner: table,
    value: { schema, name, nameSpan: fold.at(column.nameSpan) },
  });
}

/** The name in `AS IDENTITY (SEQUENCE NAME …)`. */
export function sequenceName(constraint: ConstraintNode | undefined): string[] | undefined {
  for (const option of constraint?.options ?? [])
    if ("DefElem" in option && option.DefElem.defname === "sequence_name")
      return stringsOf(itemsOf(option.DefElem.arg));
  return undefined;
}

function constraintPart(constraints: readonly ReadConstraint[]): TablePart {
  return {
    define(fold, table) {
      for (const read of constraints) addReadConstraint(fold, table, read);
    },
    mention(fold, table) {
      for (const read of constraints) for (const mention of read.mentions) mention(fold, table);
    },
  };
}

function likePart(
  reader: StatementReader,
  clause: { relation?: { location?: number }; options?: number },
): TablePart {
  const source = reader.nameAtByte(clause.relation?.location);
  const options = clause.options ?? 0;
  return {
    define(fold, table) {
      if (!source) return;
      const found = fold.catalog.relation(source.schema, source.name).found;
      if (found?.kind !== "table" || !found.value.columnsKnown) table.value.columnsKnown = false;
      if (found?.kind === "table") copyColumns(fold, table, found, source.fullSpan, options);
    },
    mention(fold) {
      if (source) fold.referRelation(source);
    },
  };
}

// The bits of CREATE_TABLE_LIKE_… in parsenodes.h.
const likeDefaults = 1 << 3;
const likeGenerated = 1 << 4;
const likeIdentity = 1 << 5;
const likeIndexes = 1 << 6;

function copyColumns(fold: Fold, table: TableEntry, source: TableEntry, place: Span, options: number): void {
  for (const column of source.value.columns) {
    const { default: value, generated, identity, ...rest } = column;
    if (table.byName.has(column.name)) continue;
    const copy: Column = {
      ...rest,
      nameSpan: fold.at(place),
      span: fold.at(place),
      statement: fold.statement,
      ...(value && options & likeDefaults && { default: value }),
      ...(generated && options & likeGenerated && { generated }),
      ...(identity && options & likeIdentity && { identity }),
    };
    table.byName.set(copy.name, copy);
    table.value.columns.push(copy);
  }
  if (!(options & likeIndexes)) return;
  for (const constraint of source.value.constraints) {
    if (constraint.kind !== "primary key" && constraint.kind !== "unique") continue;
    const columns = constraint.columns.map(({ name }) => ({ name, span: place }));
    addConstraint(fold, table, { ...constraint, columns, named: false, nameSpan: place, span: place });
  }
}

function inheritedNames(reader: StatementReader, node: CreateStmt): WrittenName[] {
  return (node.inhRelations ?? []).flatMap((parent) => {
    const name = "RangeVar" in parent ? reader.nameAtByte(parent.RangeVar.location) : undefined;
    return name ? [name] : [];
  });
}

function inherit(fold: Fold, table: TableEntry, parent: WrittenName, partition: boolean): void {
  const found = fold.referRelation(parent);
  const name = fold.objectName(parent);
  if (found) fold.catalog.link(name, found);
  if (partition) table.value.partitionOf = name;
  else table.value.inherits = [...table.value.inherits, name];
  if (found?.kind !== "table") {
    table.value.columnsKnown = false;
    return;
  }
  if (!found.value.columnsKnown) table.value.columnsKnown = false;
  // A child has its parent's columns with all that belongs to them; the places stay those of the parent.
  for (const column of found.value.columns) {
    if (table.byName.has(column.name)) continue;
    const copy = { ...column };
    table.byName.set(copy.name, copy);
    table.value.columns.push(copy);
  }
  if (partition) table.value.constraints.push(...found.value.constraints);
}

function partitionKey(
  reader: StatementReader,
  spec: PartitionSpec,
  owner: WrittenName,
): (fold: Fold, table: TableEntry) => void {
  const columns: ColumnRef[] = [];
  const expressions: Node[] = [];
  for (const node of spec.partParams ?? []) {
    if (!("PartitionElem" in node)) continue;
    const { name, expr, location } = node.PartitionElem;
    const token = reader.token(reader.indexAt(location));
    if (name !== undefined && token) columns.push({ name, span: token.span });
    if (expr) expressions.push(expr);
  }
  const mention = tableExpression(reader, expressions, owner);
  return (fold, table) => {
    for (const column of columns) fold.referColumn(column, table, { name: owner.name });
    mention(fold, table);
  };
}
