import type { ColumnRef, CommonTableExpr, Node, RangeVar, SelectStmt, WithClause } from "@pgsql/types";
import type { Effect } from "../fold";
import type { StatementReader, WrittenName } from "../statement-reader";
import { itemsOf, stringOf, stringsOf, walk } from "./nodes";
import {
  homeOf,
  resolveColumn,
  Scope,
  type FromItem,
  type Output,
  type Qualifier,
  type Query,
} from "./scope";
import { mentionType, readType } from "./type-name";

const sequenceFunctions = new Set(["nextval", "currval", "setval"]);

/** Reads queries and expressions: what they mention becomes effects, in the order of the tree. */
export class QueryReader {
  private readonly mentions: { readonly at: number; readonly effect: Effect }[] = [];

  constructor(readonly reader: StatementReader) {}

  /** In the order of the text, though a query's FROM is read before what it selects. */
  get effects(): Effect[] {
    return this.mentions.sort((a, b) => a.at - b.at).map(({ effect }) => effect);
  }

  private mention(at: number, effect: Effect): void {
    this.mentions.push({ at, effect });
  }

  select(statement: SelectStmt, parent: Scope | undefined): Query {
    const scope = new Scope(parent);
    this.with(statement.withClause, scope);
    if (statement.larg && statement.rarg) {
      const query = this.select(statement.larg, scope);
      this.select(statement.rarg, scope);
      scope.open = true;
      this.expressions(statement.sortClause, scope);
      return query;
    }
    if (statement.valuesLists) {
      this.expressions(statement.valuesLists, scope);
      const first = itemsOf(statement.valuesLists[0]);
      return { outputs: first.map((_, index) => ({ name: `column${index + 1}` })) };
    }
    for (const item of statement.fromClause ?? []) this.from(item, scope);
    this.expressions(statement.targetList, scope);
    this.expressions(statement.whereClause, scope);
    this.expressions(statement.havingClause, scope);
    this.expressions(statement.windowClause, scope);
    this.expressions(statement.limitCount, scope);
    this.expressions(statement.limitOffset, scope);
    const query = { outputs: this.outputs(statement.targetList, scope) };
    const sorted = new Scope(scope);
    for (const output of query.outputs ?? []) if ("name" in output) sorted.others.add(output.name);
    if (!query.outputs) sorted.open = true;
    this.expressions(statement.distinctClause, sorted);
    this.expressions(statement.groupClause, sorted);
    this.expressions(statement.sortClause, sorted);
    return query;
  }

  with(clause: WithClause | undefined, scope: Scope): void {
    const tables = (clause?.ctes ?? []).flatMap((node) =>
      "CommonTableExpr" in node ? [node.CommonTableExpr] : [],
    );
    if (clause?.recursive === true)
      for (const table of tables) scope.tables.set(table.ctename ?? "", { outputs: undefined });
    for (const table of tables) {
      const known = scope.tables.get(table.ctename ?? "");
      const query = this.tableExpression(table, scope);
      if (known) known.outputs = query.outputs;
      else scope.tables.set(table.ctename ?? "", query);
    }
  }

  private tableExpression(table: CommonTableExpr, scope: Scope): Query {
    const inner = this.query(table.ctequery, scope);
    const names = stringsOf(table.aliascolnames);
    if (table.search_clause || table.cycle_clause) return { outputs: undefined };
    if (names.length === 0 || !inner.outputs) return inner;
    if (inner.outputs.some((output) => "star" in output)) return { outputs: undefined };
    const rest = inner.outputs.slice(names.length);
    return { outputs: [...names.map((name) => ({ name })), ...rest] };
  }

  /** Any statement that may stand in WITH or as a query of its own. */
  query(node: Node | undefined, scope: Scope | undefined): Query {
    if (!node) return { outputs: undefined };
    if ("SelectStmt" in node) return this.select(node.SelectStmt, scope);
    if ("InsertStmt" in node) return this.insert(node.InsertStmt, scope);
    if ("UpdateStmt" in node) return this.update(node.UpdateStmt, scope);
    if ("DeleteStmt" in node) return this.remove(node.DeleteStmt, scope);
    if ("MergeStmt" in node) return this.merge(node.MergeStmt, scope);
    return { outputs: undefined };
  }

  private insert(
    statement: Extract<Node, { InsertStmt: unknown }>["InsertStmt"],
    parent: Scope | undefined,
  ): Query {
    const scope = new Scope(parent);
    this.with(statement.withClause, scope);
    const target = this.target(statement.relation, scope);
    this.targetColumns(target, statement.cols);
    if (statement.selectStmt) this.query(statement.selectStmt, scope);
    const conflict = statement.onConflictClause;
    if (target && conflict) {
      const inner = new Scope(scope);
      inner.items.push(target, {
        alias: "excluded",
        columns: [],
        ...(target.relation && { relation: target.relation }),
      });
      for (const element of conflict.infer?.indexElems ?? []) this.indexElement(element, target);
      this.expressions(conflict.infer?.whereClause, inner);
      this.targetColumns(target, conflict.targetList);
      this.assigned(conflict.targetList, inner);
      this.expressions(conflict.whereClause, inner);
    }
    return this.returning(statement.returningClause, scope, target);
  }

  private update(
    statement: Extract<Node, { UpdateStmt: unknown }>["UpdateStmt"],
    parent: Scope | undefined,
  ): Query {
    const scope = new Scope(parent);
    this.with(statement.withClause, scope);
    const target = this.target(statement.relation, scope);
    if (target) scope.items.push(target);
    for (const item of statement.fromClause ?? []) this.from(item, scope);
    this.targetColumns(target, statement.targetList);
    this.assigned(statement.targetList, scope);
    this.expressions(statement.whereClause, scope);
    return this.returning(statement.returningClause, scope, target);
  }

  private remove(
    statement: Extract<Node, { DeleteStmt: unknown }>["DeleteStmt"],
    parent: Scope | undefined,
  ): Query {
    const scope = new Scope(parent);
    this.with(statement.withClause, scope);
    const target = this.target(statement.relation, scope);
    if (target) scope.items.push(target);
    for (const item of statement.usingClause ?? []) this.from(item, scope);
    this.expressions(statement.whereClause, scope);
    return this.returning(statement.returningClause, scope, target);
  }

  private merge(
    statement: Extract<Node, { MergeStmt: unknown }>["MergeStmt"],
    parent: Scope | undefined,
  ): Query {
    const scope = new Scope(parent);
    this.with(statement.withClause, scope);
    const target = this.target(statement.relation, scope);
    if (target) scope.items.push(target);
    if (statement.sourceRelation) this.from(statement.sourceRelation, scope);
    this.expressions(statement.joinCondition, scope);
    for (const clause of statement.mergeWhenClauses ?? []) {
      if (!("MergeWhenClause" in clause)) continue;
      this.targetColumns(target, clause.MergeWhenClause.targetList);
      this.assigned(clause.MergeWhenClause.targetList, scope);
      this.expressions(clause.MergeWhenClause.values, scope);
      this.expressions(clause.MergeWhenClause.condition, scope);
    }
    return { outputs: undefined };
  }

  private returning(
    clause: { exprs?: Node[] } | undefined,
    scope: Scope,
    target: FromItem | undefined,
  ): Query {
    if (!clause) return { outputs: [] };
    const inner = new Scope(scope);
    if (target) {
      inner.items.push(target);
      for (const alias of ["old", "new"])
        inner.items.push({ alias, columns: [], ...(target.relation && { relation: target.relation }) });
    }
    this.expressions(clause.exprs, inner);
    const items = target && !scope.items.includes(target) ? [...scope.items, target] : scope.items;
    return { outputs: this.outputs(clause.exprs, { items, open: scope.open }) };
  }

  private target(relation: RangeVar | undefined, scope: Scope): FromItem | undefined {
    return relation && this.rangeVar(relation, scope, false);
  }

  /** The columns that INSERT and UPDATE write: those of the target. */
  private targetColumns(target: FromItem | undefined, nodes: readonly Node[] | undefined): void {
    for (const node of nodes ?? []) {
      if (!("ResTarget" in node) || node.ResTarget.name === undefined) continue;
      const name = this.reader.nameAtByte(node.ResTarget.location);
      if (!name || !target) continue;
      const column = {
        name: node.ResTarget.name,
        span: this.reader.token(this.reader.indexAt(node.ResTarget.location))?.span ?? name.span,
      };
      this.mention(column.span.start, (fold) =>
        fold.referColumn(column, homeOf(fold, target), target.relation),
      );
    }
  }

  private assigned(nodes: readonly Node[] | undefined, scope: Scope): void {
    for (const node of nodes ?? []) if ("ResTarget" in node) this.expressions(node.ResTarget.val, scope);
  }

  /** A key of ON CONFLICT, whose tree holds no place: an expression alone is read. */
  private indexElement(node: Node, target: FromItem): void {
    if (!("IndexElem" in node) || !node.IndexElem.expr) return;
    const scope = new Scope();
    scope.items.push(target);
    this.expressions(node.IndexElem.expr, scope);
  }

  from(node: Node, scope: Scope): void {
    if ("RangeVar" in node) {
      const item = this.rangeVar(node.RangeVar, scope, true);
      if (item) scope.items.push(item);
      else scope.open = true;
    } else if ("JoinExpr" in node) {
      const { larg, rarg, quals, alias } = node.JoinExpr;
      if (larg) this.from(larg, scope);
      if (rarg) this.from(rarg, scope);
      this.expressions(quals, scope);
      if (alias) scope.items.push({ alias: alias.aliasname, columns: [] });
      if (node.JoinExpr.join_using_alias)
        scope.items.push({ alias: node.JoinExpr.join_using_alias.aliasname, columns: [] });
    } else if ("RangeSubselect" in node) {
      const { subquery, alias } = node.RangeSubselect;
      const query = this.query(subquery, scope);
      scope.items.push({ alias: alias?.aliasname, columns: stringsOf(alias?.colnames), query });
    } else if ("RangeFunction" in node) {
      this.expressions(node.RangeFunction.functions, scope);
      scope.items.push({ alias: node.RangeFunction.alias?.aliasname, columns: [] });
    } else if ("RangeTableSample" in node) {
      if (node.RangeTableSample.relation) this.from(node.RangeTableSample.relation, scope);
    } else {
      // XMLTABLE, JSON_TABLE: what they give is not read.
      scope.open = true;
    }
  }

  private rangeVar(range: RangeVar, scope: Scope, mayBeTable: boolean): FromItem | undefined {
    const name = this.reader.nameAtByte(range.location);
    if (!name) return undefined;
    const columns = stringsOf(range.alias?.colnames);
    const alias = range.alias?.aliasname ?? name.name;
    const query = mayBeTable && range.schemaname === undefined ? scope.table(name.name) : undefined;
    if (query) return { alias, columns, query };
    this.mention(name.span.start, (fold) => fold.referRelation(name));
    return { alias, columns, relation: name, ...(range.alias && { renamed: true }) };
  }

  /** Expressions of any kind, alone or in lists. */
  expressions(value: unknown, scope: Scope): void {
    walk(value, (node) => {
      if ("ColumnRef" in node) {
        this.column(node.ColumnRef, scope);
        return false;
      }
      if ("SubLink" in node) {
        this.expressions(node.SubLink.testexpr, scope);
        this.query(node.SubLink.subselect, scope);
        return false;
      }
      if ("SelectStmt" in node) {
        this.select(node.SelectStmt, scope);
        return false;
      }
      if ("TypeCast" in node) {
        this.expressions(node.TypeCast.arg, scope);
        const read = readType(this.reader, node.TypeCast.typeName);
        for (const effect of mentionType(read)) this.mention(read.type.span.start, effect);
        this.regclass(node.TypeCast);
        return false;
      }
      if ("FuncCall" in node) {
        const name = this.reader.nameAtByte(node.FuncCall.location);
        const written = stringsOf(node.FuncCall.funcname);
        // The sequence of nextval('name') need not be one of the script.
        if (sequenceFunctions.has(written.at(-1) ?? "")) this.relationIn(node.FuncCall.args?.[0], true);
        if (name && name.name === written.at(-1) && written[0] !== "pg_catalog")
          this.mention(name.span.start, (fold) => {
            // The system has thousands of functions; only those of the script are mentions.
            if (fold.catalog.routine(name.schema, name.name).found) fold.referRoutine(name);
          });
        return true;
      }
      return true;
    });
  }

  /** `'name'::regclass` names a relation in a string. */
  private regclass(cast: Extract<Node, { TypeCast: unknown }>["TypeCast"]): void {
    if (stringsOf(cast.typeName?.names).at(-1) !== "regclass") return;
    this.relationIn(cast.arg, false);
  }

  /** A string that names a relation. */
  private relationIn(arg: Node | undefined, isOptional: boolean): void {
    if (!arg || !("A_Const" in arg) || arg.A_Const.sval?.sval === undefined) return;
    const token = this.reader.token(this.reader.indexAt(arg.A_Const.location));
    const parts = /^(?:([a-z_][a-z0-9_$]*)\.)?([a-z_][a-z0-9_$]*)$/.exec(arg.A_Const.sval.sval);
    if (token?.kind !== "string" || !parts) return;
    const [, schema, name = ""] = parts;
    const at = token.text.indexOf("'") + 1;
    if (!token.text.startsWith(parts[0], at)) return;
    const start = token.span.start + at;
    const end = start + parts[0].length;
    const full = { start, end };
    const written: WrittenName = {
      name,
      span: { start: end - name.length, end },
      fullSpan: full,
      next: 0,
      ...(schema !== undefined && { schema, schemaSpan: { start, end: start + schema.length } }),
    };
    this.mention(start, (fold) => fold.referRelation(written, "use", isOptional));
  }

  private column(node: ColumnRef, scope: Scope): void {
    const fields = node.fields ?? [];
    if (fields.some((field) => "A_Star" in field)) return;
    const parts = stringsOf(fields);
    const index = this.reader.indexAt(node.location);
    const name = parts.at(-1);
    const token = this.reader.token(index + 2 * (parts.length - 1));
    if (name === undefined || !token) return;
    const column = { name, span: token.span };
    const fullSpan = { start: this.reader.startOf(index), end: token.span.end };
    const qualifier =
      parts.length > 1 ? { name: parts.at(-2) ?? "", ...this.qualifierAt(index, parts) } : undefined;
    this.mention(fullSpan.start, (fold) => resolveColumn(fold, scope, column, qualifier, fullSpan));
  }

  /** The places of `table` and of `schema` in `schema.table.column`. */
  private qualifierAt(index: number, parts: readonly string[]): Pick<Qualifier, "span" | "schema"> {
    const at = index + 2 * (parts.length - 2);
    const span = this.reader.spanOf(at, at + 1);
    const schema = parts.at(-3);
    return schema === undefined
      ? { span }
      : { span, schema: { name: schema, span: this.reader.spanOf(at - 2, at - 1) } };
  }

  private outputs(
    nodes: readonly Node[] | undefined,
    scope: Pick<Scope, "items" | "open">,
  ): Output[] | undefined {
    const outputs: Output[] = [];
    for (const node of nodes ?? []) {
      if (!("ResTarget" in node)) return undefined;
      const { name, val } = node.ResTarget;
      if (name !== undefined) outputs.push({ name });
      else if (val && "ColumnRef" in val && val.ColumnRef.fields?.some((field) => "A_Star" in field)) {
        if (scope.open) return undefined;
        const qualifier = stringsOf(val.ColumnRef.fields).at(-1);
        const star = scope.items.filter((item) => qualifier === undefined || item.alias === qualifier);
        // Columns that USING merges would come twice; as names that is the same.
        if (star.length === 0) return undefined;
        outputs.push({ star });
      } else {
        const derived = derivedName(val);
        if (derived === undefined) return undefined;
        outputs.push({ name: derived });
      }
    }
    return outputs;
  }
}

/** The name that PostgreSQL gives a column without AS (`FigureColname` of parse_target.c); undefined if in doubt. */
export function derivedName(node: Node | undefined): string | undefined {
  if (!node) return undefined;
  if ("ColumnRef" in node) return stringOf(node.ColumnRef.fields?.at(-1));
  if ("FuncCall" in node) return stringsOf(node.FuncCall.funcname).at(-1);
  if ("TypeCast" in node) {
    const inner = derivedName(node.TypeCast.arg);
    if (inner !== undefined && inner !== "?column?") return inner;
    return stringsOf(node.TypeCast.typeName?.names).at(-1);
  }
  if ("CoalesceExpr" in node) return "coalesce";
  if ("CaseExpr" in node) {
    const inner = derivedName(node.CaseExpr.defresult);
    return inner !== undefined &&
      inner !== "?column?" &&
      node.CaseExpr.defresult &&
      "ColumnRef" in node.CaseExpr.defresult
      ? inner
      : "case";
  }
  if ("A_ArrayExpr" in node) return "array";
  if ("RowExpr" in node) return "row";
  if ("A_Const" in node || "A_Expr" in node || "BoolExpr" in node || "NullTest" in node) return "?column?";
  if ("CollateClause" in node) return derivedName(node.CollateClause.arg);
  return undefined;
}
