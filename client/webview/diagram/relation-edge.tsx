import { useInternalNode, type Edge, type EdgeProps } from "@xyflow/react";
import { memo, use } from "react";
import type { DiagramRelation } from "../../../server/protocol/diagram";
import type { Change } from "./compare";
import type { Point } from "./host";
import { cardinality, lineOf, marksOf, pathOf, stubsOf, type Box } from "./marks";
import type { TableNodeType } from "./table-node";
import { DistanceContext } from "./use-distance";

export interface RelationData extends Record<string, unknown> {
  readonly relation: DiagramRelation;
  readonly route: readonly Point[] | undefined;
  readonly faded: boolean;
  readonly strong: boolean;
  /** It leads from one part of a large picture to another. */
  readonly between: boolean;
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
  const distance = use(DistanceContext);
  if (!from || !to || !data) return null;
  const { relation, route, faded, strong, between, change } = data;
  const { start, end, points } = lineOf(boxOf(from), boxOf(to), relation, route);
  const path = pathOf(points);
  const classes = [
    "relation",
    faded ? "faded" : "",
    strong ? "strong" : "",
    between ? "between" : "",
    change ?? "",
  ];
  const classNames = classes.filter((name) => name !== "").join(" ");
  if (distance === "map" && !strong)
    return (
      <g className={classNames} data-relation={relation.id}>
        <path className="line whole" d={path} />
      </g>
    );
  const marks = marksOf(start, end, relation);
  return (
    <g className={classNames} data-relation={relation.id}>
      <title>{describe(relation)}</title>
      <path className="hit" d={between && !strong ? stubsOf(start, end) : path} />
      <path className="line whole" d={path} />
      {between && <path className="line stub" d={stubsOf(start, end)} />}
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

/** The box that a node is drawn as. */
export function boxOf(node: NonNullable<ReturnType<typeof useInternalNode<TableNodeType>>>): Box {
  const { x, y } = node.internals.positionAbsolute;
  const { table, detail } = node.data;
  return { x, y, width: node.width ?? node.measured.width ?? 0, table, detail };
}
