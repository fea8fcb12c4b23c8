import { expect, test } from "vitest";
import { changesBetween, takenBack } from "../../../client/panels/designer/changes";
import type { DiagramModel, DiagramTable } from "../../../server/protocol/diagram";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const table = (name: string, columns: Readonly<Record<string, string>>): DiagramTable => ({
  id: `public.${name}`,
  schema: "public",
  name,
  kind: "table",
  range,
  extent: range,
  columns: Object.entries(columns).map(([column, type]) => ({
    name: column,
    type,
    notNull: false,
    primaryKey: false,
    foreignKey: false,
    unique: false,
    range,
  })),
  statements: [],
  indexes: [],
  indexNames: [],
  checks: [],
});
const model = (...tables: readonly DiagramTable[]): DiagramModel => ({
  uri: "x",
  version: 1,
  tables,
  relations: [],
  enums: [],
});

test("what was added, changed and removed is told by tables and columns", () => {
  const before = model(table("a", { id: "int", gone: "text" }), table("b", { id: "int" }));
  const after = model(table("a", { id: "bigint", fresh: "date" }), table("c", { id: "int" }));
  expect(changesBetween(before, after)).toEqual({
    added: ["c"],
    removed: ["b"],
    changed: [{ table: "a", lines: ["id: int → bigint", "+ fresh date", "− gone"] }],
  });
});

test("a change is taken back also where another place was edited since", () => {
  const before = "a\nb\nc\n";
  const after = "a\nB and more\nc\n";
  expect(takenBack(after, before, after)).toBe(before);
  expect(takenBack("-- new\na\nB and more\nc\n-- end\n", before, after)).toBe("-- new\na\nb\nc\n-- end\n");
});

test("it is not where what it wrote was edited, or stands there twice", () => {
  const before = "a\nb\nc\n";
  const after = "a\nB and more\nc\n";
  expect(takenBack("a\nB and less\nc\n", before, after)).toBeUndefined();
  expect(takenBack("a\nB and more\nB and more\nc\n", before, after)).toBeUndefined();
});
