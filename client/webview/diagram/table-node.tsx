import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { memo } from "react";
import type { DiagramTable } from "../../../server/protocol/diagram";
import type { ProblemCount } from "../../../server/protocol/diagram-messages";
import { rowsOf } from "./geometry";
import type { Detail } from "./host";

export interface TableData extends Record<string, unknown> {
  readonly table: DiagramTable;
  readonly detail: Detail;
  readonly problems: Readonly<Record<string, ProblemCount>>;
  /** Faded, because something else is searched for or looked at. */
  readonly faded: boolean;
  readonly column?: string;
}

export type TableNodeType = Node<TableData, "table">;

/** A table as a box: its name, then a row a column with keys, type and nullability. */
export const TableNode = memo(function TableNode({ data, selected }: NodeProps<TableNodeType>) {
  const { table, detail, problems, faded, column: current } = data;
  const classes = ["table", table.kind, selected ? "selected" : "", faded ? "faded" : ""].join(" ");
  return (
    <div
      className={classes}
      role="group"
      aria-label={`${table.kind} ${table.name}, ${table.columns.length} columns`}
    >
      <Handle type="source" position={Position.Right} isConnectable={false} />
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <div className="header" title={table.comment ?? table.name}>
        <span className="name">
          {table.schema !== "public" && table.schema !== "" && (
            <span className="schema">{table.schema}.</span>
          )}
          {table.name}
        </span>
        <Badge count={problems[table.id]} />
        {table.kind === "view" && <span className="kind">view</span>}
      </div>
      {rowsOf(table, detail).map((column) => (
        <div
          key={column.name}
          className={`row ${column.name === current ? "current" : ""}`}
          title={titleOf(column.name, column.type, column.notNull, column.default, column.comment)}
        >
          <span className="key" aria-hidden="true">
            {column.primaryKey ? "PK" : column.foreignKey ? "FK" : column.unique ? "U" : ""}
          </span>
          <span className="column">{column.name}</span>
          <Badge count={problems[`${table.id}.${column.name}`]} />
          <span className="type">
            {column.type}
            {column.notNull || column.type === "" ? "" : "?"}
          </span>
        </div>
      ))}
    </div>
  );
});

function Badge({ count }: { readonly count: ProblemCount | undefined }) {
  if (!count) return null;
  const kind = count.errors > 0 ? "error" : "warning";
  const number = count.errors > 0 ? count.errors : count.warnings;
  if (number === 0) return null;
  const label = `${number} ${kind}${number === 1 ? "" : "s"}`;
  return (
    <span className={`badge ${kind}`} title={count.messages.join("\n")} role="img" aria-label={label}>
      {number}
    </span>
  );
}

function titleOf(name: string, type: string, notNull: boolean, fallback?: string, comment?: string): string {
  const parts = [`${name} ${type}${notNull ? " not null" : ""}`];
  if (fallback !== undefined) parts.push(`default ${fallback}`);
  if (comment !== undefined) parts.push(comment);
  return parts.join("\n");
}
