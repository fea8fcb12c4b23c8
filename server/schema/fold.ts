import { shift, type Dialect, type Span } from "../sql";
import { Catalog, type Found, type Relation, type TableEntry, type UserType, type Writable } from "./catalog";
import { copyCatalog } from "./copy-catalog";
import type { Column, ColumnRef, Duplicate, ObjectName, Reference, Routine } from "./model";
import { systemColumns } from "./postgresql/system-names";
import type { WrittenName } from "./statement-reader";

/** One thing that a statement does to the catalog; relative to the statement, so that it holds in any document. */
export type Effect = (fold: Fold) => void;

export type Resolution = Reference["resolved"];

/** A reference, relative to its statement. */
export type Mention = Omit<Reference, "statement">;

/** Where a column is looked for. */
export type ColumnHome = TableEntry | Relation | undefined;

/** What the statements before the one of the index have left; it never changes. */
export interface Checkpoint {
  readonly statement: number;
  readonly catalog: Catalog;
  readonly references: readonly Reference[];
  readonly duplicates: readonly Duplicate[];
  /** Whether something was put off to the end: then it tells what is there, but no fold can go on from it. */
  readonly isOpen: boolean;
}

/** Applies the effects of a script's statements, in order. Effects give it spans relative to their statement. */
export class Fold {
  readonly catalog: Catalog;
  readonly references: Reference[];
  readonly duplicates: Duplicate[];
  /** Of the statement that is being applied. */
  statement = 0;
  offset = 0;
  /** What is not there is no fault where it is mentioned, as in the body of a function. */
  lenient = false;
  private readonly keys = new Map<object, { readonly schema: string; readonly name: string }>();
  /** What was found for a part of the statement that is being applied, which changes no more. */
  readonly memo = new Map<object, Relation | undefined>();
  readonly columnMemo = new Map<object, readonly string[] | undefined>();

  /** From nothing, or from what the first statements have left. */
  constructor(
    readonly dialect: Dialect,
    catalog: Catalog = new Catalog(dialect !== "postgresql"),
    from?: Checkpoint,
  ) {
    this.catalog = catalog;
    this.references = from?.references.slice() ?? [];
    this.duplicates = from?.duplicates.slice() ?? [];
  }

  /** Goes on from what the first statements have left, and leaves that as it is. */
  static from(dialect: Dialect, checkpoint: Checkpoint): Fold {
    return new Fold(dialect, copyCatalog(checkpoint.catalog), checkpoint);
  }

  /** Only for statements that change nothing: these look at what the first ones have left itself. */
  static reading(dialect: Dialect, { catalog }: Checkpoint): Fold {
    return new Fold(dialect, catalog);
  }

  /** What the statements before this one have left. */
  checkpoint(statement: number): Checkpoint {
    return {
      ...this.handOver(statement),
      catalog: copyCatalog(this.catalog),
      references: this.references.slice(),
      duplicates: this.duplicates.slice(),
    };
  }

  /** The same, of a fold that ends here. */
  handOver(statement: number): Checkpoint {
    const { catalog, references, duplicates } = this;
    return { statement, catalog, references, duplicates, isOpen: this.pending.length > 0 };
  }

  apply(effects: readonly Effect[], statement: number, offset: number): void {
    this.statement = statement;
    this.offset = offset;
    const first = this.references.length;
    if (this.memo.size > 0) this.memo.clear();
    if (this.columnMemo.size > 0) this.columnMemo.clear();
    for (const effect of effects) effect(this);
    for (const action of this.afterwards.splice(0)) action();
    sortTail(this.references, first);
  }

  private readonly afterwards: (() => void)[] = [];

  /** Does something when the statement's effects have been applied. */
  afterStatement(action: () => void): void {
    const { lenient } = this;
    this.afterwards.push(() => {
      this.lenient = lenient;
      action();
      this.lenient = false;
    });
  }

  private readonly pending: (() => void)[] = [];

  /** Does something when the whole script is known, as if in this statement. */
  later(action: () => void): void {
    const { statement, offset, lenient } = this;
    this.pending.push(() => {
      this.lenient = lenient;
      this.statement = statement;
      this.offset = offset;
      action();
    });
  }

  /** Does what was put off to the end. */
  finish(): void {
    if (this.pending.length === 0) return;
    for (const action of this.pending) action();
    sortTail(this.references, 0);
  }

  at(span: Span): Span {
    return shift(span, this.offset);
  }

  /** Moves the spans of a list of columns. */
  columnsAt(columns: readonly ColumnRef[]): ColumnRef[] {
    return columns.map(({ name, span }) => ({ name, span: this.at(span) }));
  }

  objectName(name: WrittenName): Writable<ObjectName> {
    const span = this.at(name.fullSpan);
    return name.schema === undefined
      ? { name: name.name, span }
      : { schema: name.schema, name: name.name, span };
  }

  /** Records a mention; one literal of one shape, because there are tens of thousands in a large script. */
  refer(reference: Mention): void {
    const { offset } = this;
    const { kind, name, span, fullSpan, schema, foundIn, relation, role, resolved } = reference;
    this.references.push({
      kind,
      name,
      span: { start: span.start + offset, end: span.end + offset },
      fullSpan:
        fullSpan && fullSpan.start !== span.start
          ? { start: fullSpan.start + offset, end: fullSpan.end + offset }
          : undefined,
      statement: this.statement,
      schema,
      foundIn,
      relation,
      role,
      resolved: this.lenient && resolved === "no" ? "unknown" : resolved,
    });
  }

  /** The relation of a reference; the same object for all that mention the same relation. */
  relationOf(home: Relation | TableEntry): { readonly schema: string; readonly name: string } {
    const { schema, name } = home.value;
    const known = this.keys.get(home);
    if (known?.name === name && known.schema === schema) return known;
    const key = { schema, name };
    this.keys.set(home, key);
    return key;
  }

  /** Records a name and gives what it stands for; the schema before it is a mention of its own. */
  private mention<T>(
    kind: Reference["kind"],
    name: WrittenName,
    role: Reference["role"],
    found: Found<T>,
    foundIn?: string,
  ): T | undefined {
    this.referSchema(name);
    this.refer({
      kind,
      name: name.name,
      span: name.span,
      fullSpan: name.fullSpan,
      schema: name.schema,
      foundIn,
      role,
      resolved: !("certain" in found) ? "yes" : found.certain ? "no" : "unknown",
    });
    return found.found;
  }

  referSchema(name: WrittenName): void {
    if (name.schema === undefined || !name.schemaSpan) return;
    const resolved = this.catalog.knowsSchema(name.schema) ? "yes" : "unknown";
    this.refer({ kind: "schema", name: name.schema, span: name.schemaSpan, role: "use", resolved });
  }

  referRelation(name: WrittenName, role: Reference["role"] = "use", optional = false): Relation | undefined {
    const found = this.catalog.relation(name.schema, name.name);
    const kind = found.found?.kind === "index" ? "index" : "relation";
    return this.mention(kind, name, role, soften(found, optional), found.found?.value.schema);
  }

  referType(
    name: WrittenName,
    role: Reference["role"] = "use",
    optional = false,
  ): UserType | Relation | undefined {
    const found = this.catalog.type(name.schema, name.name);
    return this.mention("type", name, role, soften(found, optional), found.found?.value.schema);
  }

  /** A routine that nothing in the script creates may be the system's, unless `certain` says otherwise. */
  referRoutine(
    name: WrittenName,
    role: Reference["role"] = "use",
    certain = false,
  ): readonly Routine[] | undefined {
    const found = this.catalog.routine(name.schema, name.name);
    return this.mention("routine", name, role, soften(found, !certain), found.found?.[0]?.schema);
  }

  /** Records that the statement creates something of the name. */
  define(
    kind: Reference["kind"],
    name: WrittenName,
    schema?: string,
    relation?: Reference["relation"],
  ): void {
    this.referSchema(name);
    this.refer({
      kind,
      name: name.name,
      span: name.span,
      fullSpan: name.fullSpan,
      ...(name.schema !== undefined && { schema: name.schema }),
      ...(schema !== undefined && { foundIn: schema }),
      ...(relation && { relation }),
      role: "definition",
      resolved: "yes",
    });
  }

  /** Records a column of a relation that is known by its name. */
  referColumn(
    column: ColumnRef,
    home: ColumnHome,
    written: Reference["relation"],
    role: Reference["role"] = "use",
    fullSpan?: Span,
    optional = false,
  ): void {
    const isHidden = hiddenColumns[this.dialect]?.includes(column.name) === true;
    const found = hasColumn(home, column.name);
    const resolved = isHidden && found === "no" ? "unknown" : found;
    this.refer({
      kind: "column",
      name: column.name,
      span: column.span,
      fullSpan,
      relation: home ? this.relationOf(home) : written,
      role,
      resolved: optional && resolved === "no" ? "unknown" : resolved,
    });
  }

  duplicate(duplicate: Omit<Duplicate, "statement">): void {
    if (this.catalog.uncertain && duplicate.kind !== "column") return;
    this.duplicates.push({ ...duplicate, span: this.at(duplicate.span), statement: this.statement });
  }

  /** The schema in which the statement creates the name. */
  schemaFor(name: WrittenName, temporary = false): string {
    if (this.dialect !== "postgresql") return "public";
    return temporary ? "pg_temp" : (name.schema ?? this.catalog.creationSchema);
  }

  /** The same of a relation: in MySQL and SQLite one of another database, or a temporary one, may have its name. */
  relationSchemaFor(name: WrittenName, temporary = false): string {
    if (this.dialect === "postgresql") return this.schemaFor(name, temporary);
    const taken = this.catalog.relations.get("public")?.get(name.name);
    const isTaken = taken?.kind === "table" || taken?.kind === "view";
    const isTemporary = temporary || name.schema === "temp";
    if (isTemporary && isTaken && !isTemporaryTable(taken)) return "pg_temp";
    if (!isTemporary && isTaken && isTemporaryTable(taken)) this.hide(taken);
    return this.catalog.databases.placeFor(isTemporary ? undefined : name.schema, name.name, isTaken);
  }

  /** A temporary table whose name another table takes stays in front of that one. */
  private hide(table: TableEntry): void {
    const { relations } = this.catalog;
    this.catalog.remove(relations, table.value.schema, table.value.name);
    table.value.schema = "pg_temp";
    this.catalog.put(relations, "pg_temp", table.value.name, table);
  }

  /**
   * Puts a relation at its place unless the name is taken there. Gives whether it was put; a taken name is a
   * duplicate unless the statement allows for it.
   */
  addRelation(
    relation: Relation,
    span: Span,
    allowed: "nothing" | "existing" | "replace" = "nothing",
  ): boolean {
    const { schema, name } = relation.value;
    const taken = this.catalog.relations.get(schema)?.get(name);
    if (taken && allowed !== "replace") {
      if (allowed === "nothing" && (taken.kind !== "other" || taken.isKey === true))
        this.duplicate({ kind: "relation", name, span, first: taken.value.nameSpan });
      if (taken.kind !== "other") return false;
    }
    this.catalog.put(this.catalog.relations, schema, name, relation);
    return true;
  }

  addType(type: UserType, span: Span): boolean {
    const { schema, name } = type.value;
    const taken = this.catalog.types.get(schema)?.get(name) ?? this.catalog.relations.get(schema)?.get(name);
    if (taken && taken.kind !== "other" && taken.kind !== "index" && taken.kind !== "sequence") {
      this.duplicate({ kind: "type", name, span, first: taken.value.nameSpan });
      return false;
    }
    this.catalog.put(this.catalog.types, schema, name, type);
    return true;
  }

  /** Adds a column of the statement to a table; a second of its name is a duplicate. */
  addColumn(table: TableEntry, column: Column, allowExisting = false): Column | undefined {
    const first = table.byName.get(column.name);
    if (first) {
      if (!allowExisting)
        this.duplicate({
          kind: "column",
          name: column.name,
          span: column.nameSpan,
          first: first.nameSpan,
          relation: table.value.name,
        });
      return undefined;
    }
    const placed = this.placeColumn(column);
    table.byName.set(placed.name, placed);
    table.value.columns.push(placed);
    return placed;
  }

  placeColumn(column: Column): Writable<Column> {
    const placed: Writable<Column> = {
      ...column,
      nameSpan: this.at(column.nameSpan),
      span: this.at(column.span),
      statement: this.statement,
      type: { ...column.type, span: this.at(column.type.span) },
    };
    if (column.default) placed.default = { ...column.default, span: this.at(column.default.span) };
    if (column.generated) placed.generated = { ...column.generated, span: this.at(column.generated.span) };
    return placed;
  }
}

function isTemporaryTable(relation: Relation): relation is TableEntry {
  return relation.kind === "table" && relation.value.temporary;
}

/** Columns that tables have without saying so. */
const hiddenColumns: Partial<Record<Dialect, readonly string[]>> = {
  sqlite: ["rowid", "oid", "_rowid_"],
  // Of tables with system versioning.
  mariadb: ["row_start", "row_end"],
};

/** What need not be there is not missing. */
function soften<T>(found: Found<T>, optional: boolean): Found<T> {
  return optional && found.found === undefined ? { certain: false } : found;
}

export function hasColumn(home: ColumnHome, name: string): Resolution {
  switch (home?.kind) {
    case "table":
      if (home.byName.has(name)) return "yes";
      return home.value.columnsKnown && !systemColumns.has(name) ? "no" : "unknown";
    case "view":
      if (!home.value.columns) return "unknown";
      return home.value.columns.includes(name) ? "yes" : systemColumns.has(name) ? "unknown" : "no";
    case "composite":
      return home.value.columns.some((column) => column.name === name) ? "yes" : "no";
    default:
      return "unknown";
  }
}

function sortTail(references: Reference[], from: number): void {
  let sorted = true;
  for (let index = from + 1; sorted && index < references.length; index++)
    sorted = inOrder(references[index - 1], references[index]);
  if (sorted) return;
  const tail = references.splice(from).sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  for (const reference of tail) references.push(reference);
}

function inOrder(a: Reference | undefined, b: Reference | undefined): boolean {
  return (
    !a || !b || a.span.start < b.span.start || (a.span.start === b.span.start && a.span.end <= b.span.end)
  );
}
