import ELK, { type ElkNode } from "elkjs/lib/elk.bundled.js";

/** Places the nodes of a graph and routes its lines. */
export async function place(graph: ElkNode): Promise<ElkNode> {
  return new ELK().layout(graph);
}
