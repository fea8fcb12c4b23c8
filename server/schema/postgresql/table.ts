import type { ColumnDef, Constraint as ConstraintNode, CreateStmt, Node, PartitionSpec } from "@pgsql/types";
import type { Span } from "../../sql";
import type { TableEntry } from "../catalog";
import type { Effect, Fold } from "../fold";
import { generatedName, joinedColumns } from "../generated-name";
import type {
  Column,
  ColumnRef,
  Constraint,
  Expression,
  ExclusionConstraint,
  ForeignKey,
  ReferentialAction,
  Table,
} from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import { keyNames } from "./key-names";
import { itemsOf, stringsOf, walk } from "./nodes";
import { QueryReader } from "./query";
import { Scope } from "./scope";
import { mentionType, readType } from "./type-name";

/** A column definition or table constraint as read; relative to the statement. */
export interface Element {
  readonly column?: Column;
  /** Of the column, or the table constraint itself. */
  readonly constraints: readonly ReadConstraint[];
  /** Mentions that need no table: types. */
  readonly mentions: readonly Effect[];
}

export interface ReadConstraint {
  readonly constraint?: Constraint;
  /** A named NOT NULL, which is only known by its name. */
  readonly otherName?: string;
  /** What it mentions, given the table that it belongs to. */
  readonly mentions: readonly ((fold: Fold, table: TableEntry | undefined) => void)[];
}

const noSpan: Span = { start: 0, end: 0 };

export function expressionAt(reader: StatementReader, from: number, to: number): Expression {
  const span = reader.spanOf(from, to);
  return { text: reader.parsed.text.slice(span.start, span.end), span };
}

/** Mentions of an expression in which a table's columns are visible. */
export function tableExpression(
  reader: StatementReader,
  nodes: unknown,
  written: WrittenName | undefined,
): (fold: Fold, table: TableEntry | undefined) => void {
  const query = new QueryReader(reader);
  const scope = new Scope();
  if (written) scope.items.push({ alias: written.name, columns: [], relation: written });
  else scope.open = true;
  query.expressions(nodes, scope);
  return (fold) => {
    for (const effect of query.effects) effect(fold);
  };
}

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

/** DEFERRABLE and its like are nodes of their own after the constraint that they belong to. */
const attributes = new Set([
  "CONSTR_ATTR_DEFERRABLE",
  "CONSTR_ATTR_NOT_DEFERRABLE",
  "CONSTR_ATTR_DEFERRED",
  "CONSTR_ATTR_IMMEDIATE",
  "CONSTR_ATTR_ENFORCED",
  "CONSTR_ATTR_NOT_ENFORCED",
]);

function attributesEnd(
  nodes: readonly ConstraintNode[],
  starts: readonly number[],
  index: number,
  to: number,
): number {
  for (let next = index + 1; next < nodes.length; next++)
    if (!attributes.has(nodes[next]?.contype ?? "")) return starts[next] ?? to;
  return to;
}

function constraintNodes(nodes: readonly Node[] | undefined): ConstraintNode[] {
  return (nodes ?? []).flatMap((node) => ("Constraint" in node ? [node.Constraint] : []));
}

const actions: Readonly<Record<string, ReferentialAction>> = {
  a: "no action",
  r: "restrict",
  c: "cascade",
  n: "set null",
  d: "set default",
};

/** A constraint of a table, or of a column, which is then its only key. */
export function readConstraint(
  reader: StatementReader,
  node: ConstraintNode,
  from: number,
  to: number,
  owner: WrittenName | undefined,
  column?: ColumnRef,
  following: readonly ConstraintNode[] = [],
  added = false,
): ReadConstraint {
  if (attributes.has(node.contype ?? "")) return { mentions: [] };
  const span = reader.spanOf(from, to);
  const named = node.conname !== undefined;
  const nameIndex = named ? reader.findName(node.conname ?? "", from, to) : -1;
  const nameSpan = reader.token(nameIndex)?.span ?? span;
  const base = { name: node.conname ?? "", nameSpan, span, statement: 0, named, added };
  const mentions: ((fold: Fold, table: TableEntry | undefined) => void)[] = [];
  const body = named && reader.is(from, "constraint") ? nameIndex + 1 : from;
  const own = (columns: readonly ColumnRef[]): void => {
    if (column) return;
    for (const key of columns)
      mentions.push((fold, table) => fold.referColumn(key, table, owner && { name: owner.name }));
  };
  if (named)
    mentions.push((fold, table) => {
      const relation = table ? { schema: table.value.schema, name: table.value.name } : undefined;
      fold.refer({
        kind: "constraint",
        name: base.name,
        span: nameSpan,
        ...(relation && { relation }),
        role: "definition",
        resolved: "yes",
      });
    });
  switch (node.contype) {
    case "CONSTR_PRIMARY":
    case "CONSTR_UNIQUE": {
      const columns = column ? [column] : keyColumns(reader, body, to);
      own(columns);
      const constraint: Constraint =
        node.contype === "CONSTR_PRIMARY"
          ? { kind: "primary key", ...base, columns }
          : { kind: "unique", ...base, columns, nullsNotDistinct: node.nulls_not_distinct === true };
      return { constraint, mentions };
    }
    case "CONSTR_FOREIGN": {
      const key = readForeignKey(reader, node, body, to, column);
      own(key.columns);
      const target = reader.nameAtByte(node.pktable?.location);
      if (!target) return { mentions };
      mentions.push((fold) => {
        const home = fold.referRelation(target);
        for (const name of key.targetColumns) fold.referColumn(name, home, { name: target.name });
      });
      const deferrable =
        node.deferrable === true || following.some((other) => other.contype === "CONSTR_ATTR_DEFERRABLE");
      return { constraint: { ...key, ...base, deferrable }, mentions };
    }
    case "CONSTR_CHECK": {
      const open = reader.findWord("(", body, to);
      const expression = expressionAt(reader, open + 1, reader.closing(open));
      mentions.push(tableExpression(reader, node.raw_expr, owner));
      const name = named ? base.name : (column?.name ?? onlyColumn(node.raw_expr) ?? "");
      return {
        constraint: { kind: "check", ...base, name, expression, notValid: node.skip_validation === true },
        mentions,
      };
    }
    case "CONSTR_EXCLUSION": {
      mentions.push(tableExpression(reader, [node.exclusions, node.where_clause], owner));
      const elements = (node.exclusions ?? []).flatMap((item) => itemsOf(item).slice(0, 1));
      const name = named ? base.name : joinedColumns(keyNames(elements));
      const open = reader.findWord("(", body, to);
      return { constraint: { kind: "exclude", ...base, name, ...excluded(reader, node, open) }, mentions };
    }
    case "CONSTR_NOTNULL":
      return named ? { otherName: base.name, mentions } : { mentions };
    default:
      return { mentions };
  }
}

/** The name of the one column that an expression uses, which PostgreSQL takes into a CHECK's name. */
function onlyColumn(node: Node | undefined): string | undefined {
  const names = new Set<string>();
  walk(node, (inner) => {
    if (!("ColumnRef" in inner)) return true;
    const name = stringsOf(inner.ColumnRef.fields).at(-1);
    if (name !== undefined) names.add(name);
    return false;
  });
  const [first, second] = names;
  return second === undefined ? first : undefined;
}

function keyColumns(reader: StatementReader, from: number, to: number): ColumnRef[] {
  const open = reader.findWord("(", from, to);
  return open < 0 ? [] : columnList(reader, open);
}

/** The names in parentheses. */
export function columnList(reader: StatementReader, open: number): ColumnRef[] {
  if (!reader.is(open, "(")) return [];
  return reader.elements(open).flatMap(([from]) => {
    // `PERIOD name` of a temporal key.
    const at = reader.is(from, "period") && reader.isName(from + 1) ? from + 1 : from;
    const token = reader.token(at);
    return token && reader.isName(at) ? [{ name: reader.fold(at), span: token.span }] : [];
  });
}

/** The columns of EXCLUDE, of whose elements each is a key with its operator. */
function excluded(
  reader: StatementReader,
  node: ConstraintNode,
  open: number,
): Pick<ExclusionConstraint, "columns" | "equal"> {
  const columns: ColumnRef[] = [];
  let equal = 0;
  const starts = reader.elements(open);
  for (const [index, item] of (node.exclusions ?? []).entries()) {
    const [key, operator] = itemsOf(item);
    const name = key && "IndexElem" in key ? key.IndexElem.name : undefined;
    const span = reader.token(starts[index]?.[0] ?? -1)?.span;
    if (name === undefined || !span) continue;
    if (equal === index && stringsOf(itemsOf(operator)).at(-1) === "=") equal++;
    columns.push({ name, span });
  }
  return { columns, equal: node.where_clause ? 0 : equal };
}

function readForeignKey(
  reader: StatementReader,
  node: ConstraintNode,
  from: number,
  to: number,
  column: ColumnRef | undefined,
): Omit<ForeignKey, "name" | "nameSpan" | "span" | "statement" | "named" | "added"> {
  const columns = column ? [column] : keyColumns(reader, from, to);
  const target = reader.nameAtByte(node.pktable?.location);
  const targetColumns = target && node.pk_attrs ? columnList(reader, target.next) : [];
  return {
    kind: "foreign key",
    columns,
    target: {
      name: target?.name ?? "",
      span: target?.fullSpan ?? noSpan,
      ...(target?.schema !== undefined && { schema: target.schema }),
    },
    targetColumns,
    onDelete: actions[node.fk_del_action ?? "a"] ?? "no action",
    onUpdate: actions[node.fk_upd_action ?? "a"] ?? "no action",
    deferrable: false,
    notValid: node.skip_validation === true,
  };
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

/** Adds a constraint to its table; a primary key makes its columns NOT NULL. */
export function addReadConstraint(fold: Fold, table: TableEntry, read: ReadConstraint): void {
  if (read.otherName !== undefined) table.otherConstraints.add(read.otherName);
  if (!read.constraint) return;
  const placed = fold.addConstraint(table, read.constraint);
  if (placed.kind === "foreign key") {
    const target = fold.catalog.relation(placed.target.schema, placed.target.name).found;
    if (target) fold.catalog.link(placed.target, target);
  }
  if (placed.kind !== "primary key") return;
  for (const { name } of placed.columns) {
    const column = table.byName.get(name);
    if (column) column.notNull = true;
  }
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
    fold.addConstraint(table, { ...constraint, columns, named: false, nameSpan: place, span: place });
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
