import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk-api";
import type { DiagramModel, DiagramTable } from "../../../server/protocol/diagram";
import { blockOfTables, blocksOf } from "./blocks";
import { rowMiddle, sizeOf } from "./geometry";
import type { Detail, Point } from "./host";
import { tablesById } from "./marks";

/** Where everything goes: tables by id, and the lines of relations by theirs, from the key to what it references. */
export interface Layout {
  readonly positions: ReadonlyMap<string, Point>;
  readonly routes: ReadonlyMap<string, readonly Point[]>;
}

/** Set by the page's host: where the worker's script lies. */
const workerUrl = document.body.dataset.layoutWorker ?? "";

let engine: Promise<InstanceType<typeof ELK>> | undefined;

/** Starts the worker, so that the first layout need not wait for its script. */
export function prepareLayout(): void {
  if (engine) return;
  engine = start();
  // Whoever asks for a layout is told; the next one who asks tries again.
  engine.catch(() => {
    engine = undefined;
  });
}

/**
 * Places every table and routes every line, in a worker; related tables near each other, each schema of several and
 * each area of a large one in a block of its own. Tables without relations go below in a grid.
 */
export async function layout(
  model: DiagramModel,
  detailOf: (table: DiagramTable) => Detail,
): Promise<Layout> {
  prepareLayout();
  const elk = await engine;
  if (!elk) throw new Error("The layout has no worker.");
  const graph = graphOf(model, detailOf);
  const placed = await elk.layout(graph);
  if (model.tables.length > manyTables) {
    // What a large layout has filled is given back with the worker alone.
    elk.terminateWorker();
    engine = undefined;
  }
  const positions = new Map<string, Point>();
  let bottom = 0;
  let width = 900;
  const collect = (nodes: readonly ElkNode[]) => {
    for (const { id, x = 0, y = 0, height = 0, width: own = 0, children } of nodes) {
      if (children && children.length > 0) collect(children);
      else positions.set(id, { x, y });
      bottom = Math.max(bottom, y + height);
      width = Math.max(width, x + own);
    }
  };
  collect(placed.children ?? []);
  const routes = new Map<string, readonly Point[]>();
  const lines = [placed, ...(placed.children ?? [])].flatMap(({ edges }) => edges ?? []);
  for (const { id, sections } of lines) {
    const section = sections?.[0];
    if (!section) continue;
    routes.set(id, [section.endPoint, ...(section.bendPoints ?? []).toReversed(), section.startPoint]);
  }
  placeInRows(model, detailOf, positions, { top: bottom === 0 ? 0 : bottom + 60, width });
  return { positions, routes };
}

/** The graph for ELK; its lines begin and end at the rows of their columns. */
function graphOf(model: DiagramModel, detailOf: (table: DiagramTable) => Detail): ElkNode {
  const drawn = tablesById(model);
  const relations = model.relations.filter(
    ({ from, to }) => from.table !== to.table && drawn.has(from.table) && drawn.has(to.table),
  );
  const ports = new Map<string, Map<string, { x: number; y: number }>>();
  const portOf = (table: DiagramTable, column: string | undefined, right: boolean) => {
    const detail = detailOf(table);
    const y = rowMiddle(table, detail, column);
    const id = `${table.id}\n${right ? "right" : "left"}\n${y}`;
    const own = ports.get(table.id) ?? new Map<string, { x: number; y: number }>();
    own.set(id, { x: right ? sizeOf(table, detail).width : 0, y });
    ports.set(table.id, own);
    return id;
  };
  const edges: ElkExtendedEdge[] = relations.flatMap(({ id, from, to }) => {
    const holder = drawn.get(from.table);
    const target = drawn.get(to.table);
    if (!holder || !target) return [];
    // From the referenced table to the referencing one, so that what others need stands left.
    return {
      id,
      sources: [portOf(target, to.columns[0], true)],
      targets: [portOf(holder, from.columns[0], false)],
    };
  });
  const nodeOf = (table: DiagramTable): ElkNode => ({
    id: table.id,
    ...sizeOf(table, detailOf(table)),
    layoutOptions: { "elk.portConstraints": "FIXED_POS" },
    ports: [...(ports.get(table.id) ?? [])].map(([id, at]) => ({ id, ...at, width: 0, height: 0 })),
  });
  const blocks = blocksOf(model);
  const all = blocks.reduce((sum, { tables }) => sum + tables.length, 0);
  const [only] = blocks;
  if (only && blocks.length === 1)
    return {
      id: "diagram",
      layoutOptions: optionsFor(all, all),
      children: only.tables.map(nodeOf),
      edges,
    };
  const blockOf = blockOfTables(model);
  const inside = relations.map(({ from, to }) =>
    blockOf.get(from.table) === blockOf.get(to.table) ? blockOf.get(from.table) : undefined,
  );
  return {
    id: "diagram",
    layoutOptions: {
      "elk.algorithm": "rectpacking",
      "elk.aspectRatio": "1.6",
      "elk.spacing.nodeNode": "90",
      "elk.json.edgeCoords": "ROOT",
      "elk.json.shapeCoords": "ROOT",
    },
    children: blocks.map(({ tables }, index) => ({
      id: `block\n${index}`,
      layoutOptions: {
        ...optionsFor(tables.length, all),
        "elk.padding": "[top=48,left=24,bottom=24,right=24]",
      },
      children: tables.map(nodeOf),
      edges: edges.filter((_edge, nth) => inside[nth] === index),
    })),
  };
}

/** The finest ways take longer than a person waits where there are so many tables in all. */
const manyTables = 200;

function optionsFor(tables: number, all: number): Record<string, string> {
  return {
    "elk.algorithm": "layered",
    "elk.direction": "RIGHT",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.json.edgeCoords": "ROOT",
    "elk.json.shapeCoords": "ROOT",
    "elk.layered.spacing.nodeNodeBetweenLayers": "70",
    "elk.layered.spacing.edgeNodeBetweenLayers": "26",
    "elk.layered.spacing.edgeEdgeBetweenLayers": "10",
    "elk.spacing.nodeNode": "34",
    "elk.spacing.edgeNode": "16",
    "elk.spacing.edgeEdge": "10",
    "elk.spacing.componentComponent": "60",
    "elk.aspectRatio": "1.6",
    "elk.layered.nodePlacement.strategy": all > manyTables ? "SIMPLE" : "BRANDES_KOEPF",
    "elk.layered.thoroughness": all > manyTables ? "2" : "10",
    // A few tables that everything references would else stand beside one endless column.
    "elk.layered.layering.strategy": "COFFMAN_GRAHAM",
    "elk.layered.layering.coffmanGraham.layerBound": String(Math.ceil(Math.sqrt(tables) * 1.1)),
  };
}

function placeInRows(
  model: DiagramModel,
  detailOf: (table: DiagramTable) => Detail,
  positions: Map<string, Point>,
  area: { readonly top: number; readonly width: number },
): void {
  let x = 0;
  let y = area.top;
  let tallest = 0;
  for (const table of model.tables) {
    if (positions.has(table.id)) continue;
    const { width, height } = sizeOf(table, detailOf(table));
    if (x > 0 && x + width > area.width) {
      x = 0;
      y += tallest + 36;
      tallest = 0;
    }
    positions.set(table.id, { x, y });
    x += width + 36;
    tallest = Math.max(tallest, height);
  }
}

/** A webview may start workers from blobs only. */
async function start(): Promise<InstanceType<typeof ELK>> {
  const source = await (await fetch(workerUrl)).blob();
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  return new ELK({ workerFactory: () => new Worker(url) });
}
