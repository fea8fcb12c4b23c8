import { isRecord } from "../openai/chunk";
import type { AnswerForm } from "../provider";

/** The tables that a long brief needs, before any of them is written. */
export interface Plan {
  readonly tables: readonly PlannedTable[];
  /** Sentences of the brief that no table can hold. */
  readonly uncovered: readonly string[];
}

export interface PlannedTable {
  readonly name: string;
  /** What it holds, in a line. */
  readonly holds: string;
  /** The numbers of the passages that ask for it; empty where the model named none. */
  readonly from: readonly number[];
  /** Names of the planned tables that it refers to. */
  readonly refersTo: readonly string[];
}

/** Of more tables than this at once, models leave out columns and rules. */
const tablesInPart = 10;

/** More is no schema. */
const mostTables = 400;

/** The form of a plan as JSON Schema, in the subset that servers with structured output take. */
export const planForm: AnswerForm = {
  name: "plan",
  schema: object({
    tables: list(
      object({
        name: { type: "string" },
        holds: { type: "string" },
        from: list({ type: "integer" }),
        refers_to: list({ type: "string" }),
      }),
    ),
    uncovered: list({ type: "string" }),
  }),
};

function object(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

function list(items: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { type: "array", items };
}

/** Reads a plan from an answer, also from one with a fence or words around it; undefined where it holds none. */
export function readPlan(answer: string, passages: number): Plan | undefined {
  const text = answer.replace(/^\s*<(think|thinking)>.*?<\/\1>/is, "");
  const value = parsed(text) ?? parsed(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  const entries = isRecord(value) ? value.tables : value;
  if (!Array.isArray(entries)) return undefined;
  const seen = new Set<string>();
  const tables = (entries as readonly unknown[]).flatMap((entry) => {
    const table = tableOf(entry, passages);
    if (table === undefined || seen.has(nameKey(table.name))) return [];
    seen.add(nameKey(table.name));
    return [table];
  });
  if (tables.length === 0 || tables.length > mostTables) return undefined;
  return { tables, uncovered: isRecord(value) ? texts(value.uncovered) : [] };
}

/** Equal for names that a database takes for the same. */
export function nameKey(name: string): string {
  return name.replace(/["`]/g, "").split(".").at(-1)?.toLowerCase() ?? "";
}

/** Cuts a plan into parts of a size that a model answers well: each table after those that it refers to, if it can be. */
export function partsOf({ tables }: Plan): PlannedTable[][] {
  const ordered = inOrder(tables);
  const count = Math.ceil(ordered.length / tablesInPart);
  const size = Math.ceil(ordered.length / count);
  return Array.from({ length: count }, (_, index) => ordered.slice(index * size, (index + 1) * size)).filter(
    (part) => part.length > 0,
  );
}

function inOrder(tables: readonly PlannedTable[]): PlannedTable[] {
  const byName = new Map(tables.map((table) => [nameKey(table.name), table]));
  const ordered = new Set<PlannedTable>();
  const entered = new Set<PlannedTable>();
  const visit = (table: PlannedTable) => {
    if (entered.has(table)) return;
    entered.add(table);
    for (const name of table.refersTo) {
      const target = byName.get(nameKey(name));
      if (target !== undefined) visit(target);
    }
    ordered.add(table);
  };
  for (const table of tables) visit(table);
  return [...ordered];
}

function tableOf(entry: unknown, passages: number): PlannedTable | undefined {
  const fields = typeof entry === "string" ? { name: entry } : entry;
  if (!isRecord(fields) || typeof fields.name !== "string") return undefined;
  const name = fields.name.trim();
  if (!/^[\p{L}_"`][\p{L}\p{N}_."`$ -]{0,100}$/u.test(name)) return undefined;
  return {
    name,
    holds: typeof fields.holds === "string" ? fields.holds.replace(/\s+/g, " ").trim().slice(0, 300) : "",
    from: numbers(fields.from).filter((number) => number >= 1 && number <= passages),
    refersTo: texts(fields.refers_to),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function texts(value: unknown): string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.filter((item) => typeof item === "string");
}

/** Some models write `"[3]"` for 3. */
function numbers(value: unknown): number[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items
    .map((item) => (typeof item === "string" ? Number(item.replace(/\D/g, "") || Number.NaN) : item))
    .filter((item) => Number.isInteger(item)) as number[];
}
