import type { Span } from "../sql";
import type {
  Column,
  CompositeType,
  Constraint,
  Domain,
  EnumType,
  Extension,
  Index,
  Namespace,
  ObjectName,
  Policy,
  Role,
  Routine,
  Sequence,
  Table,
  Trigger,
  View,
} from "./model";
import { Databases } from "./databases";
import { extensionsWithoutRelations, extensionsWithoutTypes } from "./postgresql/system-names";

/** The model's parts while they are being built: the same, but writable. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

export interface TableEntry {
  readonly kind: "table";
  readonly value: Writable<Table> & { columns: Column[]; constraints: Constraint[] };
  readonly byName: Map<string, Writable<Column>>;
  /** Names of NOT NULL constraints, which the model does not hold. */
  readonly otherConstraints: Set<string>;
}

/** Something that belongs to a relation and has a name there. */
export interface Attached<T> {
  readonly home: Relation | undefined;
  readonly value: Writable<T>;
}

export type Relation =
  | TableEntry
  | { readonly kind: "view"; readonly value: Writable<View> }
  | { readonly kind: "index"; readonly value: Writable<Index>; table: TableEntry | undefined }
  | { readonly kind: "sequence"; readonly value: Writable<Sequence> }
  | { readonly kind: "composite"; readonly value: Writable<CompositeType> }
  /** Something of which the name alone is known, such as a foreign table's or that of a statement with an error. */
  | {
      readonly kind: "other";
      readonly value: { schema: string; name: string; readonly nameSpan: Span; comment?: string };
      /** The table that goes with it: that of an implicit sequence, or of the index behind a key. */
      readonly owner?: TableEntry;
      readonly isKey?: boolean;
    };

export type UserType =
  | { readonly kind: "enum"; readonly value: Writable<EnumType> & { values: EnumType["values"] } }
  | { readonly kind: "domain"; readonly value: Writable<Domain> }
  | {
      readonly kind: "other";
      readonly value: { schema: string; name: string; readonly nameSpan: Span; comment?: string };
    };

/** What a name that follows its object stands for. */
export type Linked = Relation | { readonly kind: "routine"; readonly value: Writable<Routine> };

/** A name is there, is not there for certain, or cannot be told. */
export type Found<T> = { readonly found: T } | { readonly found?: undefined; readonly certain: boolean };

/** The objects of a database by name, as a script's statements leave them. */
export class Catalog {
  readonly namespaces = new Map<string, Writable<Namespace>>();
  readonly relations = new Map<string, Map<string, Relation>>();
  readonly types = new Map<string, Map<string, UserType>>();
  readonly routines = new Map<string, Map<string, Writable<Routine>[]>>();
  readonly extensions = new Map<string, Writable<Extension>>();
  readonly roles = new Map<string, Writable<Role>>();
  triggers: Attached<Trigger>[] = [];
  policies: Attached<Policy>[] = [];
  /** Names of objects whose references have to follow when those are renamed. */
  readonly links = new Map<ObjectName, Linked>();
  searchPath: readonly string[] = ["public"];
  /** Something ran of which the text does not tell what it created. */
  uncertain = false;

  /** MySQL has been told not to look for what foreign keys point at. */
  ignoresForeignKeys = false;

  /** Only where `oneNamespace`: the database that statements speak of, and those that names are told to be in. */
  readonly databases: Databases;

  /**
   * MySQL's database or SQLite's file before a name tells little that one script could: the name alone counts, but
   * where two databases have the same.
   */
  constructor(
    private readonly oneNamespace = false,
    databases?: Databases,
  ) {
    this.databases = databases?.copy() ?? new Databases();
  }

  /** An extension was created that may bring tables; the second: types or functions. */
  private relationsFromExtensions = false;
  private typesFromExtensions = false;

  /** An empty catalog that looks names up as this one does. */
  sameSettings(): Catalog {
    const same = new Catalog(this.oneNamespace, this.databases);
    same.relationsFromExtensions = this.relationsFromExtensions;
    same.typesFromExtensions = this.typesFromExtensions;
    same.searchPath = this.searchPath;
    same.uncertain = this.uncertain;
    same.ignoresForeignKeys = this.ignoresForeignKeys;
    return same;
  }

  addExtension(name: string): void {
    if (!extensionsWithoutRelations.has(name)) this.relationsFromExtensions = true;
    if (!extensionsWithoutTypes.has(name)) this.typesFromExtensions = true;
  }

  /** Whether one more extension of the name changes nothing of how names are looked up. */
  expectsExtension(name: string): boolean {
    return (
      this.extensions.size > 0 &&
      !this.extensions.has(name) &&
      (this.relationsFromExtensions || extensionsWithoutRelations.has(name)) &&
      (this.typesFromExtensions || extensionsWithoutTypes.has(name))
    );
  }

  /** The schema that an unqualified CREATE goes to. */
  get creationSchema(): string {
    return this.searchPath.find((name) => name !== "$user" && name !== "pg_catalog") ?? "public";
  }

  knowsSchema(name: string): boolean {
    return name === "public" || this.namespaces.has(name);
  }

  relation(schema: string | undefined, name: string): Found<Relation> {
    return this.look(this.relations, schema, name, this.relationsFromExtensions);
  }

  type(schema: string | undefined, name: string): Found<UserType | Relation> {
    const type = this.look(this.types, schema, name, this.typesFromExtensions);
    // Each relation but an index has a row type of its name.
    return type.found ? type : this.look(this.relations, schema, name, this.typesFromExtensions);
  }

  routine(schema: string | undefined, name: string): Found<readonly Writable<Routine>[]> {
    return this.look(this.routines, schema, name, this.typesFromExtensions);
  }

  private look<T>(
    objects: Map<string, Map<string, T>>,
    schema: string | undefined,
    name: string,
    fromExtensions: boolean,
  ): Found<T> {
    if (this.oneNamespace) return this.lookByName(objects, schema, name);
    if (schema !== undefined) {
      const found = objects.get(schema)?.get(name);
      if (found !== undefined) return { found };
      return { certain: !this.uncertain && !fromExtensions && this.knowsSchema(schema) };
    }
    const temporary = objects.get("pg_temp")?.get(name);
    if (temporary !== undefined) return { found: temporary };
    let certain = !this.uncertain && !fromExtensions && !name.startsWith("pg_");
    // With the empty path that pg_dump sets nothing but the catalog is visible; what `public` holds is meant then.
    for (const candidate of this.searchPath.length > 0 ? this.searchPath : ["public"]) {
      if (candidate === "$user" || candidate === "pg_catalog") continue;
      const found = objects.get(candidate)?.get(name);
      if (found !== undefined) return { found };
      if (!this.knowsSchema(candidate)) certain = false;
    }
    return { certain };
  }

  private lookByName<T>(
    objects: Map<string, Map<string, T>>,
    schema: string | undefined,
    name: string,
  ): Found<T> {
    for (const place of this.databases.placesOf(schema)) {
      const found = objects.get(place)?.get(name);
      if (found !== undefined) return { found };
    }
    const isElsewhere = schema !== undefined || this.databases.isElsewhere;
    return { certain: !isElsewhere && !this.uncertain && !name.startsWith("sqlite_") };
  }

  put<T>(objects: Map<string, Map<string, T>>, schema: string, name: string, value: T): void {
    const names = objects.get(schema) ?? new Map<string, T>();
    objects.set(schema, names);
    names.set(name, value);
  }

  remove<T>(objects: Map<string, Map<string, T>>, schema: string, name: string): void {
    objects.get(schema)?.delete(name);
  }

  /** All values of one of the maps, in the order in which they were created. */
  all<T>(objects: Map<string, Map<string, T>>): T[] {
    return [...objects.values()].flatMap((names) => [...names.values()]);
  }

  link(name: ObjectName, entry: Linked): void {
    this.links.set(name, entry);
  }

  isLinked(name: ObjectName, entry: Linked): boolean {
    return this.links.get(name) === entry;
  }
}
