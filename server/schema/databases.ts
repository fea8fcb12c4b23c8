/** Databases that every server has, whose tables no script makes. */
const system = new Set(["mysql", "information_schema", "performance_schema", "sys"]);

/**
 * The databases of MySQL and the files of SQLite that a script speaks of. All that it makes is taken to be in one, so
 * that a name is found with and without its database; only a name that two databases have is in its own.
 */
export class Databases {
  /** That of USE; undefined before the first. */
  private current: string | undefined;
  /** The first that was used. */
  private first: string | undefined;
  private readonly created = new Set<string>();
  /** Where the names without a place of their own are, as far as it is told. */
  private readonly homes = new Map<string, string>();

  copy(): Databases {
    const copy = new Databases();
    copy.current = this.current;
    copy.first = this.first;
    for (const name of this.created) copy.created.add(name);
    for (const [name, home] of this.homes) copy.homes.set(name, home);
    return copy;
  }

  use(name: string): void {
    this.current = name;
    if (!system.has(name)) this.first ??= name;
  }

  create(name: string): void {
    this.created.add(name);
  }

  /** What may be in the database at hand that the script does not tell of. */
  get isElsewhere(): boolean {
    const { current } = this;
    return current !== undefined && current !== this.first && !this.created.has(current);
  }

  /** Where a name is looked for, in order; `schema` is the database that is written before it. */
  placesOf(schema: string | undefined): readonly string[] {
    const database = schema ?? this.current;
    return [
      ...(schema === undefined || schema === "temp" ? ["pg_temp"] : []),
      ...(database === undefined ? [] : [database]),
      "public",
    ];
  }

  /** Where a new name goes; `isTaken` tells whether another thing has it already. */
  placeFor(schema: string | undefined, name: string, isTaken: boolean): string {
    const database = schema ?? this.current;
    const home = this.homes.get(name);
    if (isTaken && database !== undefined && home !== undefined && home !== database) return database;
    if (database === undefined) this.homes.delete(name);
    else this.homes.set(name, database);
    return "public";
  }

  /** The names that have no place of their own and are told to be in the database. */
  namesIn(database: string): readonly string[] {
    return [...this.homes].flatMap(([name, home]) => (home === database ? [name] : []));
  }
}
