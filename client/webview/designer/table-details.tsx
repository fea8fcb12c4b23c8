import { useEffect, useState } from "react";
import type { TableInspection } from "../../../server/protocol/designer-messages";
import type { Range } from "../../../server/protocol/lsp";
import { Inspector, Lines, type InspectorProps } from "../diagram/inspector";
import { listen, send } from "./host";

interface TableDetailsProps extends InspectorProps {
  /** Runs a query on sample rows. */
  readonly onTry: (sql: string) => void;
}

/** The diagram's inspector with what only the extension knows: keys, policies, triggers, the brief's words, the SQL. */
export function TableDetails({ onTry, ...props }: TableDetailsProps) {
  const { model, table, onReveal } = props;
  const [known, setKnown] = useState<TableInspection>();
  useEffect(() => {
    const stop = listen((message) => {
      if (message.type === "inspected" && message.inspection.table === table.id) setKnown(message.inspection);
    });
    send({ type: "inspect", table: table.id });
    return stop;
  }, [model, table.id]);
  const details = known?.table === table.id ? known : undefined;
  return (
    <Inspector {...props}>
      {details && (
        <>
          <Lines title="Keys" lines={details.keys} />
          <Places title="Policies" places={details.policies} onReveal={onReveal} />
          <Places title="Triggers" places={details.triggers} onReveal={onReveal} />
          {table.kind !== "enum" && (
            <section>
              <h3>Rows</h3>
              <button type="button" className="link" onClick={() => onTry(rowsQuery(table))}>
                Show sample rows
              </button>
            </section>
          )}
          {details.trace.length > 0 && (
            <section>
              <h3>From the brief</h3>
              <ul>
                {details.trace.map(({ of, sentence }) => (
                  <li key={`${of} ${sentence}`}>
                    {of !== "" && <code>{of}</code>} <q>{sentence}</q>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {details.sql !== "" && (
            <section>
              <h3>SQL</h3>
              <pre tabIndex={0} aria-label="Its SQL" role="region">
                {details.sql}
              </pre>
            </section>
          )}
        </>
      )}
    </Inspector>
  );
}

/** The first rows of a table; its name in quotes, since it may be a word of SQL's own. */
function rowsQuery({ schema, name }: InspectorProps["table"]): string {
  const quoted = (part: string) => `"${part.replaceAll('"', '""')}"`;
  const isDefault = ["", "public", "main"].includes(schema);
  return `SELECT * FROM ${isDefault ? "" : `${quoted(schema)}.`}${quoted(name)} LIMIT 20;`;
}

interface PlacesProps {
  readonly title: string;
  readonly places: readonly { readonly text: string; readonly range: Range }[];
  readonly onReveal: (range: Range) => void;
}

function Places({ title, places, onReveal }: PlacesProps) {
  if (places.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {places.map(({ text, range }) => (
          <li key={text}>
            <button type="button" className="link" onClick={() => onReveal(range)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
