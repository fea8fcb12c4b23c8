import type { Node, NodeProps } from "@xyflow/react";
import { Fragment, memo, use } from "react";
import type { DiagramColumn, DiagramTable } from "../../../server/protocol/diagram";
import type { ProblemCount, TaskCount } from "../../../server/protocol/diagram-messages";
import { changeSymbols, type Change } from "./compare";
import { useBoxActions, type EditTarget } from "./editing";
import { kindOf, nameSizeIn, partsOfName, rowsOf, sizeOf } from "./geometry";
import type { Detail } from "./host";
import { InlineInput } from "./inline-input";
import { DistanceContext } from "./use-distance";

export interface TableData extends Record<string, unknown> {
  readonly table: DiagramTable;
  readonly detail: Detail;
  readonly problems: Readonly<Record<string, ProblemCount>>;
  readonly tasks: Readonly<Record<string, TaskCount>>;
  readonly changes: ReadonlyMap<string, Change>;
  /** Faded, because something else is searched for or looked at. */
  readonly faded: boolean;
  /** The colour of its area. */
  readonly color: string | undefined;
  readonly column: string | undefined;
  readonly editing: EditTarget | undefined;
}

export type TableNodeType = Node<TableData, "table">;

/** What the library looks for in a box; its own component for it listens to every move of the picture. */
const ends = (
  <>
    <i className="end source" data-handlepos="right" />
    <i className="end target" data-handlepos="left" />
  </>
);

/** A table as a box: its name, then a row a column with keys, type and nullability. */
export const TableNode = memo(function TableNode({ data, selected }: NodeProps<TableNodeType>) {
  const { table, detail, problems, tasks, changes, faded, color, column: current, editing } = data;
  const actions = useBoxActions();
  const change = changes.get(table.id);
  const classes = ["table", table.kind, selected ? "selected" : "", faded ? "faded" : "", change ?? ""];
  const target = (field: EditTarget["field"], column?: string): EditTarget => ({
    table: table.id,
    field,
    ...(column !== undefined && { column }),
  });
  const editsHere = (field: EditTarget["field"], column?: string) =>
    editing?.field === field && editing.column === column;
  const distance = use(DistanceContext);
  const rows = distance === "near" ? rowsOf(table, detail) : [];
  const style = {
    borderTopColor: color,
    "--name-size": `${nameSizeIn(table.name, sizeOf(table, detail))}px`,
  };
  const className = classes.filter((name) => name !== "").join(" ");
  if (distance === "map" && !editing)
    return (
      <div className={className} style={style} title={table.name}>
        {ends}
        <div className="header" />
      </div>
    );
  return (
    <div className={className} style={style}>
      {ends}
      <div
        className="header"
        title={table.comment ?? table.name}
        onDoubleClick={(event) => {
          if (!actions.canEdit() || table.kind !== "table") return;
          event.stopPropagation();
          actions.start(target("name"));
        }}
      >
        {change && <Mark change={change} />}
        {editsHere("name") ? (
          <InlineInput
            label={`New name of ${table.name}`}
            value={table.name}
            onSubmit={(text) => actions.submit(target("name"), text)}
            onCancel={actions.cancel}
          />
        ) : (
          <span className="name">
            {table.schema !== "public" && table.schema !== "" && (
              <span className="schema">{table.schema}.</span>
            )}
            <Breakable name={table.name} />
          </span>
        )}
        <Tasks of={tasks[table.id] ?? tasks[table.name]} />
        <Badge count={problems[table.id]} />
        {kindOf(table) !== "" && <span className="kind">{kindOf(table)}</span>}
      </div>
      {rows.map((column) => {
        const key = `${table.id}.${column.name}`;
        const changed = changes.get(key);
        return (
          <div
            key={column.name}
            data-table={table.id}
            data-column={column.name}
            className={["row", column.name === current ? "current" : "", changed ?? ""].join(" ").trim()}
            title={titleOf(column)}
          >
            <span className="key" aria-hidden="true">
              {changed ? changeSymbols[changed] : keyOf(column)}
            </span>
            {editsHere("name", column.name) ? (
              <InlineInput
                label={`New name of ${column.name}`}
                value={column.name}
                onSubmit={(text) => actions.submit(target("name", column.name), text)}
                onCancel={actions.cancel}
              />
            ) : (
              <span
                className="column"
                onDoubleClick={(event) => {
                  if (!actions.canEdit() || table.kind !== "table") return;
                  event.stopPropagation();
                  actions.start(target("name", column.name));
                }}
              >
                {column.name}
              </span>
            )}
            <Tasks of={tasks[key] ?? tasks[`${table.name}.${column.name}`]} />
            <Badge count={problems[key]} />
            {editsHere("type", column.name) ? (
              <InlineInput
                label={`Type of ${column.name}`}
                value={column.type}
                suggestions={actions.types()}
                onSubmit={(text) => actions.submit(target("type", column.name), text)}
                onCancel={actions.cancel}
              />
            ) : (
              <span
                className="type"
                onDoubleClick={(event) => {
                  if (!actions.canEdit() || table.kind !== "table") return;
                  event.stopPropagation();
                  actions.start(target("type", column.name));
                }}
              >
                {column.type}
                {column.notNull || column.type === "" ? "" : "?"}
              </span>
            )}
            {table.kind === "table" && (
              <span
                className="grip nodrag nopan"
                title={`Drag to a column to draw a foreign key from ${column.name}`}
                onPointerDown={(event) => actions.link(event, table.id, column.name)}
              />
            )}
          </div>
        );
      })}
      {editing?.field === "new" && (
        <div className="row">
          <span className="key">+</span>
          <InlineInput
            label={`New column of ${table.name}: name and type`}
            value=""
            placeholder="name type"
            repeats
            onSubmit={(text) => actions.submit(editing, text)}
            onCancel={actions.cancel}
          />
        </div>
      )}
    </div>
  );
});

/** A name that breaks where its words end. */
function Breakable({ name }: { readonly name: string }) {
  return partsOfName(name).map((part, nth) => (
    <Fragment key={nth}>
      {nth > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

function keyOf(column: DiagramColumn): string {
  if (column.primaryKey) return "PK";
  return column.foreignKey ? "FK" : column.unique ? "U" : "";
}

function Mark({ change }: { readonly change: Change }) {
  return (
    <span className="mark" role="img" aria-label={change} title={change}>
      {changeSymbols[change]}
    </span>
  );
}

function Tasks({ of }: { readonly of: TaskCount | undefined }) {
  if (!of || of.count === 0) return null;
  return (
    <span
      className="badge task"
      title={of.titles.join("\n")}
      role="img"
      aria-label={`${of.count} ${of.count === 1 ? "task" : "tasks"}`}
    >
      ✓{of.count}
    </span>
  );
}

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

function titleOf(column: DiagramColumn): string {
  const parts = [`${column.name} ${column.type}${column.notNull ? " not null" : ""}`];
  if (column.default !== undefined) parts.push(`default ${column.default}`);
  if (column.comment !== undefined) parts.push(column.comment);
  return parts.join("\n");
}
