import type { Dialect } from "../../sql";
import type { DesignChoices } from "../design-choices";
import { designOf } from "./design-of";
import type { Origin, Table } from "./design/table";
import { joinStatements, printDesign } from "./print/sql";
import { refine } from "./refine/refine";

export interface BuiltinRequest {
  readonly brief: string;
  readonly dialect: Dialect;
  /** With `instruction`: the schema to change. */
  readonly current?: string;
  readonly instruction?: string;
  readonly design?: DesignChoices;
}

export interface BuiltinAnswer {
  /** Empty when nothing was understood; `failure` then says what to do. */
  readonly sql: string;
  /** The same, one by one, for who shows them as they come. */
  readonly statements: readonly string[];
  /** What the schema rests on besides the brief, in short sentences. */
  readonly assumptions: readonly string[];
  /** Sentences of the brief, or of the instruction, that nothing in the schema answers. */
  readonly uncovered: readonly string[];
  readonly tables: readonly string[];
  /** Where each table and column comes from. */
  readonly trace: readonly TraceEntry[];
  readonly failure?: string;
}

/** Why a table or a column is there; `start` and `end` are UTF-16 offsets in the brief. */
export interface TraceEntry {
  readonly table: string;
  readonly column?: string;
  readonly origin: Origin;
  /** Of a foreign key: what happens on delete, and why that was chosen. */
  readonly onDelete?: string;
}

const header = [
  "Made by dbscst from a brief, by rules and without a language model.",
  "The comments quote the words of the brief that ask for each table.",
];

/**
 * A schema from a brief in plain English, by rules and without a model: the same brief gives the same schema.
 * With `current` and `instruction` it changes that schema instead. Never throws, whatever the brief.
 */
export function generateBuiltin(request: BuiltinRequest): BuiltinAnswer {
  const { brief, dialect, current, instruction } = request;
  if (current !== undefined && instruction !== undefined && current.trim() !== "") {
    const { sql, assumptions, uncovered } = refine(current, instruction, dialect);
    return { sql, statements: [sql.trimEnd()], assumptions, uncovered, tables: [], trace: [] };
  }
  const text = brief.trim() === "" ? (instruction ?? "") : brief;
  const { design, assumptions, uncovered, english } = designOf(text, request.design ?? {}, dialect);
  if (design.tables.length === 0) return nothing(text, english);
  const statements = printDesign(design, dialect, header);
  return {
    sql: joinStatements(statements),
    statements,
    assumptions,
    uncovered,
    tables: design.tables.map(({ name }) => name),
    trace: design.tables.flatMap(traceOf),
  };
}

function nothing(brief: string, english: boolean): BuiltinAnswer {
  const failure =
    brief.trim() === ""
      ? "The brief is empty. Say which things you want to keep, for example: a library lends copies of books to members."
      : english
        ? "No entities were found in the brief. Say which things you want to keep and what each has, for example: customers have a name and place orders."
        : "The built-in generator reads English. Write the brief in English, or list the tables as in: customers(id, name, email).";
  return { sql: "", statements: [], assumptions: [], uncovered: [failure], tables: [], trace: [], failure };
}

function traceOf(table: Table): TraceEntry[] {
  const entries: TraceEntry[] = [{ table: table.name, origin: table.origin }];
  for (const column of table.columns) {
    const { name, origin, references } = column;
    if (!origin && !references) continue;
    entries.push({
      table: table.name,
      column: name,
      origin: origin ?? table.origin,
      ...(references ? { onDelete: `${references.onDelete}, since ${references.reason}` } : {}),
    });
  }
  return entries;
}
