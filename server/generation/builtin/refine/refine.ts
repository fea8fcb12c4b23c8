import type { Dialect } from "../../../sql";
import { buildDesign } from "../design/build";
import { describe } from "../design/describe";
import { tableName, sketchesOf } from "../design/from-understanding";
import type { Column } from "../design/table";
import { readColumn, splitList } from "../explicit/column";
import { findKeys, type Listed } from "../explicit/keys";
import { columnText, printDesign } from "../print/sql";
import type { Entity } from "../understand/model";
import { plural, singular, snake } from "../words/inflect";
import { renameColumn, renameTable } from "./rename";
import { tablesOf, type TextTable } from "./tables-of";

export interface Refinement {
  readonly sql: string;
  /** What was done, or why nothing was. */
  readonly assumptions: readonly string[];
  /** The part of the instruction that was not understood. */
  readonly uncovered: readonly string[];
}

interface Change {
  readonly sql: string;
  readonly done: string;
}

type Instruction = readonly [
  RegExp,
  (match: RegExpExecArray, sql: string, dialect: Dialect) => Change | undefined,
];

const everywhere = "(?: to| on| in| for)?(?: (?:all|every|each|the)(?: of the)? tables?| everywhere)?";

/** What an instruction may say. Only what is certain is done. */
const instructions: readonly Instruction[] = [
  [
    new RegExp(
      `^(?:please )?(?:add|use|introduce|implement|support) (?:a )?soft[- ]?delet(?:e|es|ion|ions)(?: columns?)?${everywhere}$`,
      "i",
    ),
    (_match, sql, dialect) => onAll(sql, dialect, [moment("deleted_at", true)]),
  ],
  [
    new RegExp(
      `^(?:please )?(?:add|include) (?:audit )?time ?stamps?(?: columns?)?(?: \\(?created_at(?:,| and) updated_at\\)?)?${everywhere}$|^(?:please )?add created_at and updated_at(?: columns?)?${everywhere}$`,
      "i",
    ),
    (_match, sql, dialect) => onAll(sql, dialect, [moment("created_at", false), moment("updated_at", false)]),
  ],
  [
    new RegExp(
      `^(?:please )?add (?:a |an )?(?:column )?["'\`]?(\\w+)["'\`]?(?: column)? to (?:all|every|each) tables?$`,
      "i",
    ),
    (match, sql, dialect) => onAll(sql, dialect, columnsOf(match[1] ?? "", [])),
  ],
  [
    /^(?:please )?(?:create|add|make)(?: a| an)?(?: new)? table (?:called |named |for )?["'`]?([\w ]+?)["'`]?\s*(?:with(?: the)?(?: columns?| fields?)?|having|:|\()\s*:?\s*(.+?)\)?$/i,
    (match, sql, dialect) => addTable(match[1] ?? "", match[2] ?? "", sql, dialect),
  ],
  [
    /^(?:please )?rename (?:the )?column ["'`]?(\w+)["'`]? (?:of|in|on|from) (?:the )?(?:table )?["'`]?(\w+)["'`]?(?: table)? (?:to|as|into) ["'`]?(\w+)["'`]?$/i,
    (match, sql, dialect) => renameColumn(sql, dialect, match[2] ?? "", match[1] ?? "", match[3] ?? ""),
  ],
  [
    /^(?:please )?rename (?:the )?(?:column )?["'`]?(\w+)["'`]? to ["'`]?(\w+)["'`]? (?:of|in|on) (?:the )?(?:table )?["'`]?(\w+)["'`]?(?: table)?$/i,
    (match, sql, dialect) => renameColumn(sql, dialect, match[3] ?? "", match[1] ?? "", match[2] ?? ""),
  ],
  [
    /^(?:please )?rename (?:the )?(?:column )?["'`]?(\w+)\.(\w+)["'`]? (?:to|as|into) ["'`]?(?:\w+\.)?(\w+)["'`]?$/i,
    (match, sql, dialect) => renameColumn(sql, dialect, match[1] ?? "", match[2] ?? "", match[3] ?? ""),
  ],
  [
    /^(?:please )?rename (?:the )?(?:table )?["'`]?(\w+)["'`]?(?: table)? (?:to|as|into) ["'`]?(\w+)["'`]?$/i,
    (match, sql, dialect) => renameAny(sql, dialect, match[1] ?? "", match[2] ?? ""),
  ],
  [
    /^(?:please )?(?:add|include)(?: the| a| an)?(?: new)?(?: columns?| fields?)? (.+?)(?: columns?| fields?)? to (?:the )?(?:table )?["'`]?(\w+)["'`]?(?: table)?$/i,
    (match, sql, dialect) => addColumns(match[1] ?? "", match[2] ?? "", sql, dialect),
  ],
];

/** Changes a schema as an instruction says, or leaves it as it is and says that it was not understood. */
export function refine(current: string, instruction: string, dialect: Dialect): Refinement {
  let sql = current;
  const assumptions: string[] = [];
  const uncovered: string[] = [];
  const parts = instruction
    .split(/(?:[.;!]+(?:\s|$)|\n)+/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  for (const part of parts) {
    const change = apply(part, sql, dialect);
    if (!change) {
      uncovered.push(part);
      continue;
    }
    sql = change.sql;
    assumptions.push(change.done);
  }
  return { sql, assumptions, uncovered };
}

function apply(part: string, sql: string, dialect: Dialect): Change | undefined {
  for (const [pattern, change] of instructions) {
    const match = pattern.exec(part);
    const changed = match ? change(match, sql, dialect) : undefined;
    if (changed) return changed;
  }
  return undefined;
}

function moment(name: string, nullable: boolean): Column {
  return {
    name,
    type: { kind: "timestamp" },
    nullable,
    unique: false,
    ...(nullable ? {} : { default: "now" }),
  };
}

function onAll(sql: string, dialect: Dialect, columns: readonly Column[]): Change | undefined {
  const tables = tablesOf(sql, dialect);
  if (tables.length === 0 || columns.length === 0) return undefined;
  const names = columns.map(({ name }) => name).join(" and ");
  return { sql: insert(sql, dialect, tables, columns), done: `Every table has ${names}.` };
}

/** Puts columns behind the last one of each table that does not have them. */
function insert(
  sql: string,
  dialect: Dialect,
  tables: readonly TextTable[],
  columns: readonly Column[],
): string {
  let text = sql;
  for (const table of [...tables].sort((a, b) => b.end - a.end)) {
    const has = new Set(table.columns.map(({ name }) => name.toLowerCase()));
    const added = columns
      .filter(({ name }) => !has.has(name))
      .map((column) => `,\n${table.indent}${columnText(column, dialect)}`);
    text = text.slice(0, table.end) + added.join("") + text.slice(table.end);
  }
  return text;
}

/** Columns from words, with their references to the tables that are there. */
function columnsOf(list: string, tables: readonly TextTable[]): Column[] {
  const design = designOf("changed table", list, tables);
  return (
    design?.table.columns.filter(
      (column) => column.type.kind !== "identity" && column.references === undefined,
    ) ?? []
  );
}

function addColumns(list: string, to: string, sql: string, dialect: Dialect): Change | undefined {
  const tables = tablesOf(sql, dialect);
  const table = find(tables, to);
  if (!table) return undefined;
  const columns = columnsOf(list, []);
  const has = new Set(table.columns.map(({ name }) => name.toLowerCase()));
  if (columns.length === 0 || columns.every(({ name }) => has.has(name))) return undefined;
  return {
    sql: insert(sql, dialect, [table], columns),
    done: `${table.name} has ${columns.map(({ name }) => name).join(", ")}.`,
  };
}

function addTable(name: string, list: string, sql: string, dialect: Dialect): Change | undefined {
  const tables = tablesOf(sql, dialect);
  if (find(tables, snake(name))) return undefined;
  const made = designOf(name, list, tables);
  if (!made) return undefined;
  describe(made.table);
  const statements = printDesign({ tables: [made.table] }, dialect, [])
    .join("\n")
    .trim();
  return { sql: `${sql.trimEnd()}\n\n${statements}\n`, done: `The table ${made.table.name} is new.` };
}

function designOf(name: string, list: string, tables: readonly TextTable[]) {
  const sentence = { text: `${name}: ${list}`, start: 0, end: 0 };
  const columns = splitList(list).flatMap((part) => readColumn(part, sentence) ?? []);
  if (columns.length === 0) return undefined;
  const entity: Entity = {
    name: singular(name.toLowerCase()),
    attributes: columns.flatMap(({ properties }) => properties),
    sentence,
    listed: true,
    table: snake(name),
  };
  const listed: Listed[] = [{ entity, table: snake(name), columns }];
  for (const table of tables) listed.push(known(table));
  findKeys(listed);
  const entities = new Map(listed.map((each) => [each.entity.name, each.entity]));
  const sketches = sketchesOf({ entities, relations: [], assumptions: [], covered: new Set() });
  const own = tableName(entity);
  const design = buildDesign(sketches, () => undefined);
  const table =
    design.tables.find((each) => each.name === own || each.name === plural(own)) ?? design.tables[0];
  return table ? { table } : undefined;
}

/** A table that is there, as far as others can refer to it. */
function known(table: TextTable): Listed {
  const sentence = { text: "", start: 0, end: 0 };
  const columns = table.columns.flatMap((column) => {
    const read = readColumn(`${column.name}: ${column.definition}`, sentence);
    return read ? [read] : [];
  });
  const attributes = columns.flatMap(({ properties }) => properties);
  return {
    entity: {
      name: singular(table.name.replaceAll("_", " ")),
      attributes,
      sentence,
      listed: true,
      table: table.name,
    },
    table: table.name,
    columns,
  };
}

function renameAny(sql: string, dialect: Dialect, from: string, to: string): Change | undefined {
  const tables = tablesOf(sql, dialect);
  if (find(tables, from)) return renameTable(sql, dialect, from, to);
  // A column of one table alone is meant for certain.
  const owners = tables.filter((table) =>
    table.columns.some(({ name }) => name.toLowerCase() === from.toLowerCase()),
  );
  const [owner] = owners;
  return owner && owners.length === 1 ? renameColumn(sql, dialect, owner.name, from, to) : undefined;
}

function find(tables: readonly TextTable[], name: string): TextTable | undefined {
  const wanted = name.toLowerCase();
  return (
    tables.find((table) => table.name.toLowerCase() === wanted) ??
    tables.find((table) => singular(table.name.toLowerCase()) === singular(wanted))
  );
}
