import { useInternalNode, type Edge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { boxOf } from "./relation-edge";
import { lineOf, pathOf } from "./marks";
import type { TableNodeType } from "./table-node";

export interface EnumUseData extends Record<string, unknown> {
  readonly column: string;
}

export type EnumUseEdgeType = Edge<EnumUseData, "use">;

/** From a column to the enumerated type that it is of; drawn for what is chosen alone. */
export const EnumUseLine = memo(function EnumUseLine({ source, target, data }: EdgeProps<EnumUseEdgeType>) {
  const from = useInternalNode<TableNodeType>(source);
  const to = useInternalNode<TableNodeType>(target);
  if (!from || !to || !data) return null;
  const ends = { from: { table: source, columns: [data.column] }, to: { table: target, columns: [] } };
  const { points } = lineOf(boxOf(from), boxOf(to), ends);
  return <path className="use" d={pathOf(points)} />;
});
