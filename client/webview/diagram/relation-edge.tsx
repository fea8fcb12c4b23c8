import { getSmoothStepPath, Position, useInternalNode, type Edge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import type { DiagramRelation } from "../../../server/protocol/diagram";
import { rowMiddle } from "./geometry";
import type { TableNodeType } from "./table-node";

export interface RelationData extends Record<string, unknown> {
  readonly relation: DiagramRelation;
  readonly faded: boolean;
  readonly strong: boolean;
}

export type RelationEdgeType = Edge<RelationData, "relation">;

interface End {
  readonly x: number;
  readonly y: number;
  /** 1 where the line leaves to the right, -1 to the left. */
  readonly side: 1 | -1;
}

/** A foreign key as a line from row to row, with crow's feet: many or one, optional or not. */
export const RelationEdge = memo(function RelationEdge({
  source,
  target,
  data,
}: EdgeProps<RelationEdgeType>) {
  const from = useInternalNode<TableNodeType>(source);
  const to = useInternalNode<TableNodeType>(target);
  if (!from || !to || !data) return null;
  const { relation, faded, strong } = data;
  const [start, end] = endsOf(boxOf(from), boxOf(to), relation);
  const [path] = getSmoothStepPath({
    sourceX: start.x + 18 * start.side,
    sourceY: start.y,
    sourcePosition: start.side === 1 ? Position.Right : Position.Left,
    targetX: end.x + 18 * end.side,
    targetY: end.y,
    targetPosition: end.side === 1 ? Position.Right : Position.Left,
    borderRadius: 6,
    offset: 14,
  });
  const label = `${relation.from.table} (${relation.from.columns.join(", ")}) → ${relation.to.table} (${relation.to.columns.join(", ")})`;
  return (
    <g className={`relation ${faded ? "faded" : ""} ${strong ? "strong" : ""}`}>
      <title>{relation.onDelete === "no action" ? label : `${label}\non delete ${relation.onDelete}`}</title>
      <path className="hit" d={path} />
      <path className="line" d={`${path} ${foot(start, relation.many)} ${bar(end, relation.optional)}`} />
      {relation.optional && <circle className="line" cx={end.x + 14 * end.side} cy={end.y} r={4} />}
    </g>
  );
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly data: TableNodeType["data"];
}

function boxOf(node: NonNullable<ReturnType<typeof useInternalNode<TableNodeType>>>): Box {
  const { x, y } = node.internals.positionAbsolute;
  return { x, y, width: node.width ?? node.measured.width ?? 0, data: node.data };
}

/** Leaves each box on the side that faces the other; a box that faces itself, or stands above, uses its right side. */
function endsOf(from: Box, to: Box, relation: DiagramRelation): readonly [End, End] {
  const startY = from.y + rowMiddle(from.data.table, from.data.detail, relation.from.columns[0]);
  const endY = to.y + rowMiddle(to.data.table, to.data.detail, relation.to.columns[0]);
  const right = to.x > from.x + from.width + 30;
  const left = from.x > to.x + to.width + 30;
  const startSide = left ? -1 : 1;
  const endSide = right ? -1 : 1;
  return [
    { x: startSide === 1 ? from.x + from.width : from.x, y: startY, side: startSide },
    { x: endSide === 1 ? to.x + to.width : to.x, y: endY, side: endSide },
  ];
}

/** The end at the referencing table: three toes for many, a bar for one. */
function foot({ x, y, side }: End, many: boolean): string {
  const out = x + 18 * side;
  if (!many) return `M ${x} ${y} H ${out} M ${x + 8 * side} ${y - 6} V ${y + 6}`;
  return `M ${x} ${y} H ${out} M ${x} ${y - 6} L ${x + 11 * side} ${y} L ${x} ${y + 6}`;
}

/** The end at the referenced table: one bar; a second where it must be there, a circle where it need not. */
function bar({ x, y, side }: End, optional: boolean): string {
  const first = `M ${x} ${y} H ${optional ? x + 10 * side : x + 18 * side} M ${x + 7 * side} ${y - 6} V ${y + 6}`;
  return optional ? first : `${first} M ${x + 12 * side} ${y - 6} V ${y + 6}`;
}
