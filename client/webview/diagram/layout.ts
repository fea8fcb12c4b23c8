import ELK, { type ElkNode } from "elkjs/lib/elk-api";
import type { DiagramModel } from "../../../server/protocol/diagram";
import { sizeOf } from "./geometry";
import type { Detail, Point } from "./host";

/** Set by the page's host: where the worker's script lies. */
const workerUrl = document.body.dataset.layoutWorker ?? "";

let engine: Promise<InstanceType<typeof ELK>> | undefined;

/** Places every table, in a worker, related ones near each other. Tables without relations go below in a grid. */
export async function layout(model: DiagramModel, detail: Detail): Promise<ReadonlyMap<string, Point>> {
  engine ??= start();
  const elk = await engine;
  const drawn = new Set(model.tables.map(({ id }) => id));
  const related = new Set(
    model.relations.flatMap(({ from, to }) => (from.table === to.table ? [] : [from.table, to.table])),
  );
  const graph: ElkNode = {
    id: "diagram",
    layoutOptions: optionsFor(model.tables.length),
    children: model.tables
      .filter(({ id }) => related.has(id))
      .map((table) => ({ id: table.id, ...sizeOf(table, detail) })),
    // From the referenced table to the referencing one, so that what others need stands left.
    edges: model.relations
      .filter(({ from, to }) => from.table !== to.table && drawn.has(from.table) && drawn.has(to.table))
      .map(({ id, from, to }) => ({ id, sources: [to.table], targets: [from.table] })),
  };
  const placed = await elk.layout(graph);
  const positions = new Map<string, Point>();
  let bottom = 0;
  let width = 900;
  for (const { id, x = 0, y = 0, height = 0, width: own = 0 } of placed.children ?? []) {
    positions.set(id, { x, y });
    bottom = Math.max(bottom, y + height);
    width = Math.max(width, x + own);
  }
  placeInRows(model, detail, related, positions, { top: bottom === 0 ? 0 : bottom + 60, width });
  return positions;
}

/** Past this many tables it takes longer than a person waits to keep the layers even. */
const manyTables = 300;

function optionsFor(tables: number): Record<string, string> {
  return {
    "elk.algorithm": "layered",
    "elk.direction": "RIGHT",
    "elk.layered.spacing.nodeNodeBetweenLayers": "90",
    "elk.spacing.nodeNode": "36",
    "elk.spacing.componentComponent": "60",
    "elk.aspectRatio": "1.6",
    "elk.layered.nodePlacement.strategy": "SIMPLE",
    "elk.layered.thoroughness": tables > manyTables ? "2" : "5",
    // The lines are drawn anew between rows; their routes here only cost time and height.
    "elk.edgeRouting": "POLYLINE",
    // A few tables that everything references would else stand beside one endless column.
    ...(tables <= manyTables && {
      "elk.layered.layering.strategy": "COFFMAN_GRAHAM",
      "elk.layered.layering.coffmanGraham.layerBound": String(Math.ceil(Math.sqrt(tables) * 1.1)),
    }),
  };
}

function placeInRows(
  model: DiagramModel,
  detail: Detail,
  related: ReadonlySet<string>,
  positions: Map<string, Point>,
  area: { readonly top: number; readonly width: number },
): void {
  let x = 0;
  let y = area.top;
  let tallest = 0;
  for (const table of model.tables) {
    if (related.has(table.id)) continue;
    const { width, height } = sizeOf(table, detail);
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
