import type { Sketch, SketchColumn } from "../design/sketch";
import { plural, singular } from "../words/inflect";

/**
 * What a kind of application usually keeps, for a brief of a few words and for entities that a longer brief
 * names without saying more. `tables` has one table a line:
 *
 *     name [key columns] = other names: columns ; unique columns # what a row is
 *
 * A column is a name followed by marks: `?` may be missing, `!` unique, `{a b c}` one of these (the first is
 * the default of a status), `1..5` bounds, `>table` refers to that table (`>` alone: to the plural of the
 * name), `>>` the same and the row is part of it, `:type` where the name does not tell the type.
 * The type follows from the name (`design/type-of.ts`). Every table gets an `id` unless it has key columns.
 */
export interface Domain {
  readonly name: string;
  /** Words that name the domain in a brief, most telling first. */
  readonly titles: readonly string[];
  readonly tables: string;
}

export interface DomainTable extends Sketch {
  readonly synonyms: readonly string[];
}

/** Reads the tables of a domain; throws on a line that is malformed, which a test shows to its author. */
export function readDomain(domain: Domain): DomainTable[] {
  return domain.tables
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => readTable(line, domain));
}

const linePattern =
  /^(?<name>[a-z_0-9]+)(?: \[(?<key>[a-z_ ]+)\])?(?: = (?<synonyms>[a-z ,]+))?: (?<columns>[^;#]+)(?<uniques>(?:; unique [a-z_ ]+)*)\s*# (?<note>.+)$/;
const columnPattern =
  /^(?<name>[a-z_0-9]+)(?:\{(?<states>[a-z_ 0-9]+)\})?(?: ?(?<minimum>-?\d+)\.\.(?<maximum>\d+)?)?(?<arrow>>{1,2})?(?<target>[a-z_]+)?(?<before>[?!]*)(?::(?<type>[a-z]+))?(?<after>[?!]*)$/;

function readTable(line: string, domain: Domain): DomainTable {
  const groups = linePattern.exec(line)?.groups;
  if (!groups) throw new Error(`domain ${domain.name}: cannot read "${line}"`);
  const { name = "", key, synonyms, columns = "", uniques = "", note = "" } = groups;
  return {
    name,
    synonyms: (synonyms ?? "")
      .split(",")
      .map((word) => singular(word.trim()))
      .filter((word) => word !== ""),
    ...(key === undefined ? {} : { key: key.split(" ") }),
    columns: columns.split(",").map((text) => readColumn(text.trim(), domain)),
    uniques: [...uniques.matchAll(/unique ([a-z_ ]+)/g)].map((match) => (match[1] ?? "").trim().split(" ")),
    comment: note.trim(),
    origin: { kind: "assumption", text: `usual for ${domain.name}` },
  };
}

const types: Readonly<Record<string, SketchColumn["type"]>> = {
  text: { kind: "text" },
  int: { kind: "integer" },
  big: { kind: "bigint" },
  num: { kind: "decimal", precision: 12, scale: 4 },
  money: { kind: "decimal", precision: 12, scale: 2 },
  bool: { kind: "boolean" },
  date: { kind: "date" },
  time: { kind: "time" },
  at: { kind: "timestamp" },
  json: { kind: "json" },
};

function readColumn(text: string, domain: Domain): SketchColumn {
  const groups = columnPattern.exec(text)?.groups;
  if (!groups) throw new Error(`domain ${domain.name}: cannot read column "${text}"`);
  const { name = "", states, minimum, maximum, arrow, target, type, before = "", after = "" } = groups;
  const marks = before + after;
  const column: SketchColumn = { name };
  if (marks.includes("?")) column.optional = true;
  if (marks.includes("!")) column.unique = true;
  if (states !== undefined) column.states = states.split(" ");
  if (minimum !== undefined) column.minimum = Number(minimum);
  if (maximum !== undefined) column.maximum = Number(maximum);
  if (arrow !== undefined) column.target = target ?? plural(name);
  if (arrow === ">>") column.part = true;
  if (type !== undefined) {
    const known = types[type];
    if (!known) throw new Error(`domain ${domain.name}: unknown type "${type}"`);
    column.type = known;
    if (type === "bool") column.default = "false";
  }
  return column;
}
