import type { ReactNode } from "react";
import type { DiagramModel, DiagramTable } from "../../../server/protocol/diagram";
import type { ProblemCount, TaskCount } from "../../../server/protocol/diagram-messages";
import type { Range } from "../../../server/protocol/lsp";
import { enumUses } from "./enums";
import { tablesById } from "./marks";

export interface InspectorProps {
  readonly model: DiagramModel;
  readonly table: DiagramTable;
  readonly problems: Readonly<Record<string, ProblemCount>>;
  readonly tasks: Readonly<Record<string, TaskCount>>;
  readonly onSelect: (table: string) => void;
  /** Shows a place in the text. */
  readonly onReveal: (range: Range) => void;
  readonly onClose: () => void;
  /** What else is known of the table. */
  readonly children?: ReactNode;
}

/** All that is known of one table, beside the picture. */
export function Inspector(props: InspectorProps) {
  const { model, table, problems, tasks, onReveal, onClose, children } = props;
  const references = model.relations.filter(({ from }) => from.table === table.id);
  const referencedBy = model.relations.filter(({ to }) => to.table === table.id);
  const messages = [table.id, ...table.columns.map(({ name }) => `${table.id}.${name}`)].flatMap(
    (key) => problems[key]?.messages ?? [],
  );
  const toDo = [table.name, table.id]
    .flatMap((name) => [name, ...table.columns.map((column) => `${name}.${column.name}`)])
    .flatMap((key) => tasks[key]?.titles ?? []);
  const nameOf = (id: string) => model.tables.find((candidate) => candidate.id === id)?.name ?? id;
  return (
    <aside className="inspector" aria-label={`About ${table.name}`}>
      <header>
        <h2 title={table.name}>{table.name}</h2>
        <button type="button" onClick={() => onReveal(table.range)}>
          Show SQL
        </button>
        <button type="button" className="close" aria-label="Close" onClick={onClose}>
          ×
        </button>
      </header>
      {table.comment !== undefined && <p>{table.comment}</p>}
      <Words title="Problems" words={messages} />
      <Words title="Tasks" words={toDo} />
      {table.kind === "enum" ? (
        <EnumDetails {...props} />
      ) : (
        <TableParts {...props} references={references} referencedBy={referencedBy} nameOf={nameOf} />
      )}
      {children}
    </aside>
  );
}

interface PartsProps extends InspectorProps {
  readonly references: DiagramModel["relations"];
  readonly referencedBy: DiagramModel["relations"];
  readonly nameOf: (id: string) => string;
}

function TableParts({ table, references, referencedBy, nameOf, onSelect, onReveal }: PartsProps) {
  return (
    <>
      <section>
        <h3>Columns</h3>
        <ul className="columns">
          {table.columns.map((column) => (
            <li key={column.name}>
              <button type="button" className="link" onClick={() => onReveal(column.range)}>
                {column.name}
              </button>{" "}
              <span className="faint">
                {column.type}
                {column.notNull ? " not null" : ""}
                {column.default === undefined ? "" : ` default ${column.default}`}
              </span>
              {column.comment !== undefined && <div className="faint">{column.comment}</div>}
            </li>
          ))}
        </ul>
      </section>
      <Relations
        title="References"
        empty="Nothing"
        of={references}
        table={({ to }) => to.table}
        nameOf={nameOf}
        onSelect={onSelect}
      />
      <Relations
        title="Referenced by"
        empty="Nothing"
        of={referencedBy}
        table={({ from }) => from.table}
        nameOf={nameOf}
        onSelect={onSelect}
      />
      <Partitions table={table} onReveal={onReveal} />
      <Lines title="Indexes" lines={table.indexes} />
      <Lines title="Checks" lines={table.checks} />
    </>
  );
}

/** More partitions than this are told by their number. */
const mostPartitions = 24;

/** The tables that hold the rows of a partitioned one. */
function Partitions({ table, onReveal }: Pick<InspectorProps, "table" | "onReveal">) {
  const { partitionBy, partitions = [] } = table;
  if (partitionBy === undefined && partitions.length === 0) return null;
  const left = partitions.length - mostPartitions;
  return (
    <section>
      <h3>{`Partitions${partitionBy === undefined ? "" : ` by ${partitionBy}`}: ${partitions.length}`}</h3>
      <ul>
        {partitions.slice(0, mostPartitions).map(({ name, range }) => (
          <li key={`${name} ${range.start.line}`}>
            <button type="button" className="link" onClick={() => onReveal(range)}>
              {name}
            </button>
          </li>
        ))}
        {left > 0 && <li className="faint">{`… ${left} more`}</li>}
      </ul>
    </section>
  );
}

/** The values of an enumerated type, and the columns that are of it. */
function EnumDetails({ model, table, onSelect }: InspectorProps) {
  const uses = enumUses(model).filter(({ of }) => of === table.id);
  const names = tablesById(model);
  return (
    <>
      <Lines title="Values" lines={table.columns.map(({ name }) => name)} />
      <section>
        <h3>Used by</h3>
        {uses.length === 0 && <p className="faint">Nothing</p>}
        <ul>
          {uses.map(({ table: id, column }) => (
            <li key={`${id}.${column}`}>
              <button type="button" className="link" onClick={() => onSelect(id)}>
                {names.get(id)?.name ?? id}
              </button>{" "}
              <span className="faint">{column}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

interface RelationsProps {
  readonly title: string;
  readonly empty: string;
  readonly of: DiagramModel["relations"];
  readonly table: (relation: DiagramModel["relations"][number]) => string;
  readonly nameOf: (id: string) => string;
  readonly onSelect: (table: string) => void;
}

function Relations({ title, empty, of, table, nameOf, onSelect }: RelationsProps) {
  return (
    <section>
      <h3>{title}</h3>
      {of.length === 0 && <p className="faint">{empty}</p>}
      <ul>
        {of.map((relation) => (
          <li key={relation.id}>
            <button type="button" className="link" onClick={() => onSelect(table(relation))}>
              {nameOf(table(relation))}
            </button>{" "}
            <span className="faint">
              {relation.from.columns.join(", ")}
              {relation.onDelete === "no action" ? "" : `, on delete ${relation.onDelete}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words({ title, words }: { readonly title: string; readonly words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {[...new Set(words)].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

/** A list of lines of SQL under a heading; nothing where there are none. */
export function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>
            <code>{line}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
