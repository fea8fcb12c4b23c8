import { Position } from "@xyflow/react";
import { useMemo, useRef } from "react";
import type { DiagramModel, DiagramRelation, DiagramTable } from "../../../server/protocol/diagram";
import type { ProblemCount, TaskCount } from "../../../server/protocol/diagram-messages";
import { areaColors, areasOf } from "./areas";
import type { Change } from "./compare";
import { blockOfTables } from "./blocks";
import type { EditTarget } from "./editing";
import type { EnumUseEdgeType } from "./enum-use-line";
import { enumUses } from "./enums";
import { rowHeight, sizeOf } from "./geometry";
import type { Point } from "./host";
import type { RelationEdgeType } from "./relation-edge";
import type { TableNodeType } from "./table-node";
import { detailIn, findTables, neighboursOf, type View } from "./view";

export interface Selection {
  readonly table: string;
  readonly column?: string;
}

/** What is drawn between boxes. */
export type LineType = RelationEdgeType | EnumUseEdgeType;

interface BoxesOptions {
  readonly model: DiagramModel | undefined;
  readonly view: View;
  readonly positions: ReadonlyMap<string, Point>;
  readonly routes: ReadonlyMap<string, readonly Point[]>;
  readonly problems: Readonly<Record<string, ProblemCount>>;
  readonly tasks: Readonly<Record<string, TaskCount>>;
  readonly changes: ReadonlyMap<string, Change>;
  readonly selected: Selection | undefined;
  /** The relation that the pointer is on, with its two tables. */
  readonly hovered: string | undefined;
  readonly editing: EditTarget | undefined;
  readonly search: string;
}

/** Where the library has its lines begin and end; the picture's own lines find their rows themselves. */
const handles: TableNodeType["handles"] = [
  { type: "source", position: Position.Right, x: 0, y: 0 },
  { type: "target", position: Position.Left, x: 0, y: 0 },
];

/** Nodes and edges for the picture; one that is as it was is the same object, so that it is not drawn again. */
export function useBoxes(options: BoxesOptions) {
  const { model, view, positions, routes, problems, tasks, changes, selected, hovered, editing, search } =
    options;
  const found = useMemo(() => findTables(model, search), [model, search]);
  const near = useMemo(() => neighboursOf(model, selected?.table), [model, selected?.table]);
  const colors = useMemo(() => colorsOf(model), [model]);
  const oldNodes = useRef(new Map<string, TableNodeType>());
  const oldEdges = useRef(new Map<string, RelationEdgeType>());
  const nodes = useMemo(() => {
    const next = new Map<string, TableNodeType>();
    for (const table of model?.tables ?? []) {
      const position = positions.get(table.id);
      if (!position) continue;
      const current = selected?.table === table.id;
      const own = editing?.table === table.id ? editing : undefined;
      const detail = detailIn(view, table);
      const size = sizeOf(table, detail);
      const width = own ? Math.max(size.width, 260) : size.width;
      const height = size.height + (own?.field === "new" ? rowHeight : 0);
      const old = oldNodes.current.get(table.id);
      const isMeasured = old?.measured?.width === width && old.measured.height === height;
      const node: TableNodeType = {
        id: table.id,
        type: "table",
        position,
        selected: current,
        width,
        height,
        // Without these the library draws every box once to measure it, in sight or not.
        ...(isMeasured ? { measured: old.measured } : { measured: { width, height } }),
        handles,
        ariaLabel: `${table.kind} ${table.name}, ${table.columns.length} ${table.columns.length === 1 ? "column" : "columns"}`,
        // What is typed into stays above the others, and its message too.
        zIndex: own ? 1000 : 0,
        data: {
          table: old && textOf(old.data.table) === textOf(table) ? old.data.table : table,
          detail,
          problems: reused(old?.data.problems, about(table, problems)),
          tasks: reused(old?.data.tasks, about(table, tasks)),
          changes,
          faded: search !== "" && !found.has(table.id),
          color: colors.get(table.id),
          column: current ? selected.column : undefined,
          editing: own,
        },
      };
      next.set(table.id, kept(old, node));
    }
    oldNodes.current = next;
    return [...next.values()];
  }, [model, view, positions, problems, tasks, changes, selected, editing, search, found, colors]);
  const edges = useMemo(() => {
    const next = new Map<string, RelationEdgeType>();
    const blocks = model && blockOfTables(model);
    for (const relation of model?.relations ?? []) {
      const { from, to } = relation;
      const chosen = selected !== undefined && (from.table === selected.table || to.table === selected.table);
      const strong = chosen || hovered === relation.id;
      const aside = selected !== undefined && !chosen && near.size > 1;
      const old = oldEdges.current.get(relation.id);
      const edge: RelationEdgeType = {
        id: relation.id,
        type: "relation",
        source: from.table,
        target: to.table,
        focusable: false,
        data: {
          relation:
            old?.data && textOf(old.data.relation) === textOf(relation) ? old.data.relation : relation,
          route: routes.get(relation.id),
          strong,
          between: blocks !== undefined && blocks.get(from.table) !== blocks.get(to.table),
          faded: !strong && (aside || (search !== "" && !found.has(from.table))),
          change: changes.get(relation.id),
        },
      };
      next.set(relation.id, kept(old, edge));
    }
    oldEdges.current = next;
    return [...next.values()];
  }, [model, routes, changes, selected, hovered, near, search, found]);
  const uses = useMemo(
    () =>
      (model ? enumUses(model) : [])
        .filter(({ table, of }) => table === selected?.table || of === selected?.table)
        .map(({ table, column, of }): EnumUseEdgeType => ({
          id: `use ${table}.${column}`,
          type: "use",
          source: table,
          target: of,
          focusable: false,
          data: { column },
        })),
    [model, selected?.table],
  );
  const lines = useMemo<LineType[]>(() => [...edges, ...uses], [edges, uses]);
  return { nodes, edges: lines, found };
}

const texts = new WeakMap<object, string>();

/** What a box or a line shows; where it stands in the text is another at every edit, and is not shown. */
function textOf(drawn: DiagramTable | DiagramRelation): string {
  let text = texts.get(drawn);
  if (text === undefined) {
    const places = new Set(["range", "extent", "statements"]);
    text = JSON.stringify(drawn, (key, value: unknown) => (places.has(key) ? undefined : value));
    texts.set(drawn, text);
  }
  return text;
}

/** Of what is known by the names of tables and columns, what is about this table. */
function about<T>(
  { id, name, columns }: DiagramTable,
  all: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const own = [id, name].flatMap((table) => [table, ...columns.map((column) => `${table}.${column.name}`)]);
  return Object.fromEntries(
    own.flatMap((key) => {
      const value = Object.hasOwn(all, key) ? all[key] : undefined;
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

/** The old one where the new one says the same. */
function reused<T extends object>(old: T | undefined, next: T): T {
  return old && JSON.stringify(old) === JSON.stringify(next) ? old : next;
}

/** The old object where the new one says the same. */
function kept<T extends { readonly data?: Record<string, unknown> }>(old: T | undefined, next: T): T {
  if (!old) return next;
  const data = old.data && next.data && same(old.data, next.data) ? old.data : next.data;
  const candidate = { ...next, data };
  return same(old, candidate) ? old : candidate;
}

function same(a: object, b: object): boolean {
  const entries = Object.entries(b);
  const other = new Map<string, unknown>(Object.entries(a));
  return entries.length === other.size && entries.every(([key, value]) => Object.is(other.get(key), value));
}

/** The colour of each table's area; none where there is only one. */
function colorsOf(model: DiagramModel | undefined): ReadonlyMap<string, string> {
  const areas = model ? areasOf(model) : [];
  if (areas.length < 2) return new Map();
  return new Map(
    areas.flatMap(({ tables }, index) =>
      tables.map((table) => [table, areaColors[index % areaColors.length] ?? ""] as const),
    ),
  );
}
