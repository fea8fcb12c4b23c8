import type { Constraint as ConstraintNode, Node } from "@pgsql/types";
import type { Span } from "../../sql";
import type { TableEntry } from "../catalog";
import type { Fold } from "../fold";
import { addConstraint } from "../keys";
import { joinedColumns } from "../generated-name";
import type {
  ColumnRef,
  Constraint,
  Expression,
  ExclusionConstraint,
  ForeignKey,
  ReferentialAction,
} from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import { keyNames } from "./key-names";
import { itemsOf, stringsOf, walk } from "./nodes";
import { QueryReader } from "./query";
import { Scope } from "./scope";

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

/** DEFERRABLE and its like are nodes of their own after the constraint that they belong to. */
const attributes = new Set([
  "CONSTR_ATTR_DEFERRABLE",
  "CONSTR_ATTR_NOT_DEFERRABLE",
  "CONSTR_ATTR_DEFERRED",
  "CONSTR_ATTR_IMMEDIATE",
  "CONSTR_ATTR_ENFORCED",
  "CONSTR_ATTR_NOT_ENFORCED",
]);

/** The index of the token behind what is said of the constraint at `nodes[index]` after it, such as DEFERRABLE. */
export function attributesEnd(
  nodes: readonly ConstraintNode[],
  starts: readonly number[],
  index: number,
  to: number,
): number {
  for (let next = index + 1; next < nodes.length; next++)
    if (!attributes.has(nodes[next]?.contype ?? "")) return starts[next] ?? to;
  return to;
}

/** The constraints among the nodes of a column or table. */
export function constraintNodes(nodes: readonly Node[] | undefined): ConstraintNode[] {
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

/** Adds a constraint to its table; a primary key makes its columns NOT NULL. */
export function addReadConstraint(fold: Fold, table: TableEntry, read: ReadConstraint): void {
  if (read.otherName !== undefined) table.otherConstraints.add(read.otherName);
  if (!read.constraint) return;
  const placed = addConstraint(fold, table, read.constraint);
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
