/** How the files of a migrations folder follow each other. Paths are relative to the folder, with `/`. */
export interface MigrationOrder {
  /** The files that build the schema, in the order in which they are run. */
  readonly up: readonly string[];
  /** The files that undo one of these, fill it with rows or are called back, and how many of `up` have run by then. */
  readonly apart: ReadonlyMap<string, number>;
}

/** What a file is checked on top of. */
export interface MigrationPlace {
  /** The files that run before it, in order. */
  readonly before: readonly string[];
  /**
   * `migration` for a file that changes what others have made; the first file finds an empty database, and a down
   * migration is there to drop things.
   */
  readonly role: "schema" | "migration";
}

/** Folders in which tools look for migrations; there any `.sql` file is one. A database may have its own of several. */
const folderNames =
  /^(?:(?:db|pg|pgsql|postgres|postgresql|mysql|mariadb|sqlite)[_-]?)?(?:migrations?|migrate|flyway|deltas)$/i;
/** Tools that make a folder for each migration: Prisma (`migration.sql`), Diesel (`up.sql`, `down.sql`). */
const inOwnFolder = /^(\d[^/]*)\/(?:migration|up|down)\.sql$/i;
/** Flyway: versioned, undo and repeatable (documentation.red-gate.com, "Migrations"). */
const flyway = /^(?:([VU])(\d+(?:[._]\d+)*)|(R))__.+\.sql$/;
/** `0001_x.sql`, `20240131120000_x.sql`, `2024-01-31-x.sql`, `1.2.0-x.sql`, `1.2.0a.sql`, `7.sql`. */
const numbered = /^(\d+(?:[._-]\d+)*)(?=[._-]|[a-z]\.sql$)[._-]?(.*)\.sql$/i;
const onlyNumbered = /^[\d._-]+[a-z]?\.sql$/i;
/** `app_update-1.20.3.sql` in any folder. */
const updates =
  /^(?:[a-z]+[_-])*(?:update|upgrade|patch|migration|delta)(?:[_-]to)?[_-]v?(\d+(?:\.\d+)+)\.sql$/i;
/** Folders, or those around them, in which numbers alone are an order; elsewhere they may count anything. */
const ofSteps = /^(?:versions?|updates?|upgrades?|patch(?:es)?|migrations?|deltas?|changes)$/i;
const prefixed = /^(?:v|m|migration|patch|update|upgrade)[_-]?(\d+(?:[._-]\d+)*)(?=[._-])[._-]?(.*)\.sql$/i;
/** What undoes: `.down.sql`, `.undo.sql`, `down.sql`; with `_` or `-` only beside a file that it can undo. */
const undoes = /(?:^|[./])(?:down|undo|rollback|revert)(?=\.)/i;
const mayUndo = /[_-](?:down|undo|rollback|revert)\.sql$/i;
/** Beside migrations, but run on another occasion. */
const occasional = /^(?:schema|structure|seeds?|seed[._-].*|dump|baseline|rollback|down)\.sql$/i;

/** Flyway's callbacks. */
const callback = /^(?:before|after|create)[A-Z]\w*?(?:__.+)?\.sql$/;
const seeds = /^seeds?(?:[._-].*)?\.sql$/i;

/** The folder of the migrations that rows are for, when a path is that of seeds beside or below its parent. */
export function seededFolder(path: string): string | undefined {
  const [, root] = /^(.*)\/(?:seeds?\/[^/]+|seeds?(?:[._-][^/]*)?)\.sql$/i.exec(path) ?? [];
  return root === undefined ? undefined : `${root}/migrations`;
}

const upgrade =
  /(?:^|[^a-z])(?:up(?:grade|date)s?|patch(?:es)?|migrat(?:e|ions?)|deltas?|alter|hotfix(?:es)?|fixups?)(?![a-z])|[\dx][._-]to[._-]v?\d|--\d[\w.]*--\d/i;

/** A folder of what leads from one version to the next, as in `v14-v15`. */
const betweenVersions = /^v?\d+(?:\.\d+)*-v?\d+(?:\.\d+)*$/i;

/** Whether the name of a file or of its folder says that it changes what another one has made. */
export function isUpgrade(path: string): boolean {
  const names = path.split("/");
  return (
    names.slice(-2).some((name) => upgrade.test(name)) ||
    names.slice(-3, -1).some((name) => betweenVersions.test(name))
  );
}

interface Named {
  readonly path: string;
  /** Parts of the version; none for a file that is ordered by its name. */
  readonly version: readonly string[];
  readonly kind: "up" | "down" | "maybe-down" | "repeatable";
  readonly sign: "own-folder" | "flyway" | "stamp" | "update" | "number" | "bare-number" | "name";
}

/** The folder whose files tell the order of a path's file: its own, or the one above where each has its own. */
export function migrationsRoot(path: string): string {
  const parts = path.split("/");
  const depth = inOwnFolder.test(parts.slice(-2).join("/")) ? 2 : 1;
  return parts.slice(0, -depth).join("/");
}

/**
 * The order of a folder's migrations, from its files' names; undefined where it is no migrations folder.
 * `folder` is its path, `names` are the files in it and in the folders directly below.
 */
export function orderMigrations(folder: string, names: readonly string[]): MigrationOrder | undefined {
  const isNamed = folderNames.test(folder.split("/").at(-1) ?? "");
  const files = names.flatMap((name) => read(name, isNamed) ?? []);
  const versioned = files.filter(({ sign }) => sign !== "name");
  if (!isNamed && !isMigrationsFolder(folder, versioned, names)) return undefined;
  const chosen = versioned.length > 0 ? versioned : files;
  const versions = new Set(chosen.filter(({ kind }) => kind === "up").map(versionKey));
  const isDown = (file: Named) =>
    file.kind === "down" || (file.kind === "maybe-down" && versions.has(versionKey(file)));
  const ups = chosen.filter((file) => !isDown(file)).sort(compare);
  const apart = new Map<string, number>();
  for (const file of chosen.filter(isDown)) {
    const partner = ups.findLastIndex((up) => up.kind !== "repeatable" && undoesUp(file, up));
    apart.set(file.path, partner + 1);
  }
  for (const name of names) if (callback.test(name) || seeds.test(name)) apart.set(name, ups.length);
  return { up: ups.map(({ path }) => path), apart };
}

/** Where a file stands in an order; undefined for one that is not part of it. */
export function placeIn({ up, apart }: MigrationOrder, path: string): MigrationPlace | undefined {
  const run = apart.get(path);
  if (run !== undefined) return { before: up.slice(0, run), role: "schema" };
  const index = up.indexOf(path);
  if (index < 0) return undefined;
  return { before: up.slice(0, index), role: index === 0 ? "schema" : "migration" };
}

/** Flyway runs these again whenever they change, so nothing undoes them. */
export function isRepeatable(path: string): boolean {
  return read(path, false)?.kind === "repeatable";
}

function isMigrationsFolder(folder: string, versioned: readonly Named[], names: readonly string[]): boolean {
  const count = (...signs: Named["sign"][]) => versioned.filter(({ sign }) => signs.includes(sign)).length;
  if (count("flyway") > 0 || count("own-folder", "stamp") > 1 || count("update") > 2) return true;
  // Elsewhere a number may count anything; one with a name behind it, on most of the files, is an order.
  const flat = names.filter((name) => !name.includes("/") && /\.sql$/i.test(name)).length;
  if (count("number") > 1 && count("number") * 2 >= flat) return true;
  // Files that are named by versions alone, such as `1.2.10.sql`, or by numbers that hardly leave one out.
  const bare = versioned.filter(({ sign }) => sign === "bare-number").map(({ version }) => version);
  const dotted = bare.filter((version) => version.length > 1).length;
  if (dotted > 2 && dotted * 2 >= flat) return true;
  if (bare.length < 3 || bare.length < flat) return false;
  const numbers = bare.map(([number = ""]) => Number(number));
  const isDense = bare.length * 2 > Math.max(...numbers) - Math.min(...numbers);
  const isOfSteps = folder
    .split("/")
    .slice(-2)
    .some((name) => ofSteps.test(name));
  return isDense && isOfSteps;
}

function read(path: string, isNamed: boolean): Named | undefined {
  const own = inOwnFolder.exec(path)?.[1];
  if (own !== undefined) {
    const version = /^\d+(?:[._-]\d+)*/.exec(own)?.[0] ?? "";
    return { path, version: parts(version), kind: kindOf(path), sign: "own-folder" };
  }
  if (path.includes("/") || !/\.sql$/i.test(path)) return undefined;
  const [, letter, version = "", repeatable] = flyway.exec(path) ?? [];
  if (repeatable !== undefined) return { path, version: [], kind: "repeatable", sign: "flyway" };
  if (letter !== undefined)
    return { path, version: parts(version), kind: letter === "U" ? "down" : "up", sign: "flyway" };
  const [, update] = updates.exec(path) ?? [];
  if (update !== undefined) return { path, version: parts(update), kind: "up", sign: "update" };
  const [, number, rest = ""] = numbered.exec(path) ?? (isNamed ? prefixed.exec(path) : null) ?? [];
  if (number !== undefined) {
    const isStamp = /^\d{8,}|^\d{4}[._-]\d\d[._-]\d\d/.test(number);
    const hasName = /[a-z]/i.test(rest) && !onlyNumbered.test(path);
    const sign = isStamp ? "stamp" : hasName ? "number" : "bare-number";
    return { path, version: parts(number), kind: kindOf(path), sign };
  }
  if (!isNamed || occasional.test(path)) return undefined;
  return { path, version: [], kind: kindOf(path), sign: "name" };
}

function kindOf(path: string): Named["kind"] {
  if (undoes.test(path)) return "down";
  return mayUndo.test(path) ? "maybe-down" : "up";
}

function undoesUp(down: Named, up: Named): boolean {
  if (down.version.length > 0) return compareVersions(up.version, down.version) <= 0;
  return stem(up.path) === stem(down.path);
}

/** The name without what says in which direction it goes. */
function stem(path: string): string {
  return path.replace(/(?:[._-](?:up|do|down|undo|rollback|revert))?\.sql$/i, "");
}

function parts(version: string): string[] {
  return version.split(/[._-]/).map((digits) => digits.replace(/^0+(?=\d)/, ""));
}

function versionKey({ version, path }: Named): string {
  return version.length > 0 ? version.join(".") : stem(path);
}

function compare(a: Named, b: Named): number {
  if (a.kind === "repeatable" || b.kind === "repeatable") {
    if (a.kind !== b.kind) return a.kind === "repeatable" ? 1 : -1;
  }
  if (a.sign === "own-folder" && b.sign === "own-folder" && isStamp(a) && isStamp(b))
    return a.path < b.path ? -1 : 1;
  return compareVersions(a.version, b.version) || (a.path < b.path ? -1 : 1);
}

/** Prisma and Diesel go by the folder's name, so that of a day without a time comes behind those with one. */
function isStamp({ version: [first = ""] }: Named): boolean {
  return first.length >= 8;
}

/** Numbers of any length are compared by their digits, which time stamps in nanoseconds need. */
function compareVersions(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [left, right] = [a[i] ?? "0", b[i] ?? "0"];
    if (left.length !== right.length) return left.length - right.length;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
