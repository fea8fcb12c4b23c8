import { useStore } from "@xyflow/react";
import { useMemo } from "react";
import type { LineType } from "./boxes";
import { crosses, type Rectangle } from "./geometry";
import type { TableNodeType } from "./table-node";

/** More tables than this are too many elements: from afar they are painted, from near only those about are elements. */
export const manyTables = 150;

/** A line may leave its boxes by this much, in pixels at 100 %. */
const detour = 200;

/** What the pointer is on in a picture that is painted. */
export interface Hot {
  readonly table?: string;
  readonly relation?: string;
}

interface ElementsOptions {
  readonly nodes: readonly TableNodeType[];
  readonly edges: readonly LineType[];
  /** Whether boxes and lines are painted on a canvas: then only what a person has to do with is an element. */
  readonly isPainted: boolean;
  readonly hot: Hot;
}

/** What of the picture the library has as elements, so that it need not look at a thousand at every move. */
export function useElements({ nodes, edges, isPainted, hot }: ElementsOptions) {
  const isLarge = nodes.length > manyTables;
  const about = useAbout(isLarge && !isPainted);
  return useMemo(() => {
    if (!isLarge) return { nodes: [...nodes], edges: [...edges] };
    const boxes = new Map(nodes.map((node) => [node.id, rectangleOfNode(node)]));
    const wanted = new Set<string>();
    for (const { id, selected, data } of nodes) {
      const box = boxes.get(id);
      const isAbout = about !== undefined && box !== undefined && crosses(box, about);
      if (selected === true || data.editing || id === hot.table || isAbout) wanted.add(id);
    }
    const lines = edges.filter((edge) => {
      if (edge.type !== "relation" || edge.data?.strong === true || edge.id === hot.relation) return true;
      if (!about) return false;
      // Of one that leads elsewhere the ends alone are seen.
      if (edge.data?.between === true) return wanted.has(edge.source) || wanted.has(edge.target);
      const from = boxes.get(edge.source);
      const to = boxes.get(edge.target);
      return from !== undefined && to !== undefined && crosses(between(from, to), about);
    });
    for (const { source, target } of lines) wanted.add(source).add(target);
    return { nodes: nodes.filter(({ id }) => wanted.has(id)), edges: lines };
  }, [nodes, edges, isLarge, about, hot]);
}

/** The box of a node, whose size is always told. */
export function rectangleOfNode({ position: { x, y }, width = 0, height = 0 }: TableNodeType): Rectangle {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

function between(a: Rectangle, b: Rectangle): Rectangle {
  return {
    left: Math.min(a.left, b.left) - detour,
    top: Math.min(a.top, b.top) - detour,
    right: Math.max(a.right, b.right) + detour,
    bottom: Math.max(a.bottom, b.bottom) + detour,
  };
}

/** What is in sight and around it, another one only once a person has moved by half a window. */
function useAbout(isAsked: boolean): Rectangle | undefined {
  const key = useStore(({ width, height, transform: [x, y, zoom] }) => {
    if (!isAsked || width === 0 || height === 0) return "";
    // A window is as wide as the pane at the next smaller power of two of the zoom.
    const step = 2 ** Math.floor(Math.log2(zoom));
    const [across, down] = [width / step / 2, height / step / 2];
    return [Math.floor(-x / zoom / across), Math.floor(-y / zoom / down), across, down].join(" ");
  });
  return useMemo(() => {
    if (key === "") return undefined;
    const [column = 0, row = 0, across = 0, down = 0] = key.split(" ").map(Number);
    return {
      left: (column - 1) * across,
      top: (row - 1) * down,
      right: (column + 4) * across,
      bottom: (row + 4) * down,
    };
  }, [key]);
}
