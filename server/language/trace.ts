import { resolveTable, type Schema, type Table } from "../schema";
import type { CheckResult } from "../checker";

/** A table, or a column of it, that stands under the pointer. */
export interface Traced {
  readonly table: Table;
  readonly column?: string;
}

/** The table or column whose name stands at an offset, where it is defined or wherever it is mentioned. */
export function tracedAt({ schema }: CheckResult, offset: number): Traced | undefined {
  const reference = schema.references.find(
    ({ kind, span }) =>
      (kind === "relation" || kind === "column") && span.start <= offset && offset <= span.end,
  );
  if (!reference) return undefined;
  const { kind, name, relation, foundIn, schema: written } = reference;
  if (kind === "relation") {
    const table = resolveTable(schema, name, foundIn ?? written);
    return table && { table };
  }
  const table = relation && resolveTable(schema, relation.name, relation.schema);
  return table && { table, column: name };
}

/** The name by which side files know a thing. */
export function traceId({ table, column }: Traced): string {
  const id = `${table.schema}.${table.name}`;
  return column === undefined ? id : `${id}.${column}`;
}

/**
 * What a trace says of the schema as it is now. A table or a column that was renamed since keeps what is known of it:
 * a name that is gone and one that is new are the same thing where their columns, or their letters, agree.
 */
export function traceNow<T>(schema: Schema, trace: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  const now = new Map<string, T>();
  const known = Object.keys(trace).filter((id) => !id.includes("#"));
  const isTable = (id: string) => id.split(".").length === 2;
  const present = new Set(schema.tables.map((table) => traceId({ table })));
  const gone = new Set(known.filter((id) => isTable(id) && !present.has(id)));
  for (const table of schema.tables) {
    const id = traceId({ table });
    const old = id in trace ? id : closest(gone, (candidate) => tableLikeness(candidate, table, known));
    if (old === undefined) continue;
    gone.delete(old);
    set(now, id, trace[old]);
    const before = known
      .filter((other) => other.startsWith(`${old}.`))
      .map((other) => other.slice(old.length + 1));
    const names = new Set(table.columns.map(({ name }) => name));
    const lost = new Set(before.filter((name) => !names.has(name)));
    for (const { name } of table.columns) {
      const same = before.includes(name) ? name : closest(lost, (other) => likeness(other, name));
      if (same === undefined) continue;
      lost.delete(same);
      set(now, `${id}.${name}`, trace[`${old}.${same}`]);
    }
  }
  return now;
}

function set<T>(map: Map<string, T>, id: string, value: T | undefined): void {
  if (value !== undefined) map.set(id, value);
}

/** Below this two names are not the same thing. */
const least = 0.5;

function closest(names: ReadonlySet<string>, measure: (name: string) => number): string | undefined {
  const [best] = [...names].map((name) => ({ name, of: measure(name) })).sort((a, b) => b.of - a.of);
  return best && best.of >= least ? best.name : undefined;
}

/** How much of the columns is the same, or of the name where no column is known. */
function tableLikeness(id: string, table: Table, known: readonly string[]): number {
  const columns = known
    .filter((other) => other.startsWith(`${id}.`))
    .map((other) => other.slice(id.length + 1));
  const both = columns.filter((name) => table.columns.some((column) => column.name === name)).length;
  const ofColumns = columns.length === 0 ? 0 : both / Math.max(columns.length, 1);
  return Math.max(ofColumns, likeness(id.slice(id.indexOf(".") + 1), table.name));
}

/** The share of pairs of letters that two names have in common (Dice). */
function likeness(a: string, b: string): number {
  const pairs = (name: string) =>
    Array.from({ length: Math.max(0, name.length - 1) }, (_, at) => name.slice(at, at + 2));
  const left = pairs(a);
  const right = pairs(b);
  const shared = left.filter((pair) => {
    const at = right.indexOf(pair);
    if (at >= 0) right.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * shared) / Math.max(1, left.length + right.length + shared);
}
