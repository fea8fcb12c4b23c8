import Graph from "graphology";
import louvain from "graphology-communities-louvain";
import type { DiagramModel } from "../../../server/protocol/diagram";

/** Tables that belong together, because more keys lead between them than out of them. */
export interface Area {
  /** Its table with the most relations. */
  readonly name: string;
  readonly tables: readonly string[];
}

const known = new WeakMap<DiagramModel, readonly Area[]>();

/** The areas of a schema, the largest first, by Louvain's communities; tables that are related to nothing are in none. */
export function areasOf(model: DiagramModel): readonly Area[] {
  const found = known.get(model);
  if (found) return found;
  const graph = new Graph({ type: "undirected" });
  for (const { id } of model.tables) graph.mergeNode(id);
  for (const { from, to } of model.relations) {
    if (from.table === to.table || !graph.hasNode(from.table) || !graph.hasNode(to.table)) continue;
    const edge = graph.edge(from.table, to.table);
    if (edge === undefined) graph.addEdge(from.table, to.table, { weight: 1 });
    else graph.updateEdgeAttribute(edge, "weight", (weight: number | undefined) => (weight ?? 1) + 1);
  }
  const groups = new Map<number, string[]>();
  // The same schema has the same areas: nothing in it is left to chance.
  const communities = graph.size > 0 ? louvain(graph, { rng: () => 0.5, randomWalk: false }) : {};
  for (const [table, community] of Object.entries(communities)) {
    if (graph.degree(table) === 0) continue;
    const group = groups.get(community);
    if (group) group.push(table);
    else groups.set(community, [table]);
  }
  const names = new Map(model.tables.map(({ id, name }) => [id, name]));
  const areas = [...groups.values()]
    .map((tables): Area => {
      const [hub = ""] = tables.toSorted((a, b) => graph.degree(b) - graph.degree(a) || (a < b ? -1 : 1));
      return { name: names.get(hub) ?? hub, tables };
    })
    .sort((a, b) => b.tables.length - a.tables.length || (a.name < b.name ? -1 : 1));
  known.set(model, areas);
  return areas;
}

/** Colours that the theme has, one for each area in turn. */
export const areaColors = ["blue", "green", "orange", "purple", "red", "yellow"].map(
  (color) => `var(--vscode-charts-${color})`,
);
