import { useInternalNode, type Edge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import type { DiagramRelation } from "../../../server/protocol/diagram";
import type { Change } from "./compare";
import type { Point } from "./host";
import { cardinality, lineOf, marksOf, pathOf, type Box } from "./marks";
import type { TableNodeType } from "./table-node";

export interface RelationData extends Record<string, unknown> {
  readonly relation: DiagramRelation;
  readonly route: readonly Point[] | undefined;
  readonly faded: boolean;
  readonly strong: boolean;
  readonly change: Change | undefined;
}

export type RelationEdgeType = Edge<RelationData, "relation">;

/** A foreign key as a line from row to row, with crow's feet: many or one, optional or not. */
export const RelationEdge = memo(function RelationEdge({
  source,
  target,
  data,
}: EdgeProps<RelationEdgeType>) {
  const from = useInternalNode<TableNodeType>(source);
  const to = useInternalNode<TableNodeType>(target);
  if (!from || !to || !data) return null;
  const { relation, route, faded, strong, change } = data;
  const { start, end, points } = lineOf(boxOf(from), boxOf(to), relation, route);
  const path = pathOf(points);
  const marks = marksOf(start, end, relation);
  const classes = ["relation", faded ? "faded" : "", strong ? "strong" : "", change ?? ""];
  return (
    <g className={classes.filter((name) => name !== "").join(" ")} data-relation={relation.id}>
      <title>{describe(relation)}</title>
      <path className="hit" d={path} />
      <path className="line" d={path} />
      <path className="line marks" d={marks.path} />
      {marks.circles.map(({ x, y }) => (
        <circle key={`${x} ${y}`} className="line marks" cx={x} cy={y} r={4} />
      ))}
    </g>
  );
});

function describe(relation: DiagramRelation): string {
  const { from, to, onDelete } = relation;
  const label = `${from.table} (${from.columns.join(", ")}) → ${to.table} (${to.columns.join(", ")})`;
  const rule = onDelete === "no action" ? "" : `\non delete ${onDelete}`;
  return `${label}\n${cardinality(relation)}${rule}`;
}

function boxOf(node: NonNullable<ReturnType<typeof useInternalNode<TableNodeType>>>): Box {
  const { x, y } = node.internals.positionAbsolute;
  const { table, detail } = node.data;
  return { x, y, width: node.width ?? node.measured.width ?? 0, table, detail };
}
