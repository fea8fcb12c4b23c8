import { useState } from "react";
import type { SandboxResult } from "../../../server/protocol/sandbox";

/** As in the style sheet, in CSS pixels. */
const rowHeight = 24;
const viewHeight = 320;
/** Rows beyond the edges, so that scrolling shows no gap. */
const margin = 10;

/** The rows of a query as a grid; only those in view are in the page. */
export function Rows({ result }: { readonly result: Extract<SandboxResult, { kind: "rows" }> }) {
  const { columns, rows, total } = result;
  const [top, setTop] = useState(0);
  const first = Math.max(0, Math.floor(top / rowHeight) - margin);
  const last = Math.min(rows.length, Math.ceil((top + viewHeight) / rowHeight) + margin);
  const template = columns.map((_, index) => `${widthOf(result, index)}ch`).join(" ");
  const style = { gridTemplateColumns: template, width: "max-content", minWidth: "100%" };
  return (
    <div>
      <div
        className="grid"
        role="table"
        aria-label={`${total} rows`}
        aria-rowcount={rows.length + 1}
        tabIndex={0}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div role="rowgroup" className="head">
          <div role="row" aria-rowindex={1} style={style}>
            {columns.map(({ name, type }, index) => (
              <span key={index} role="columnheader" title={type}>
                {name}
              </span>
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          style={{ paddingTop: first * rowHeight, paddingBottom: (rows.length - last) * rowHeight }}
        >
          {rows.slice(first, last).map((row, nth) => (
            <div key={first + nth} role="row" aria-rowindex={first + nth + 2} style={style}>
              {row.map((value, index) => (
                <span
                  key={index}
                  role="cell"
                  title={value ?? "NULL"}
                  className={value === null ? "null" : ""}
                >
                  {value ?? "NULL"}
                </span>
              ))}
            </div>
          ))}
        </div>
      </div>
      <p className="faint">
        {total.toLocaleString("en")} {total === 1 ? "row" : "rows"}
        {rows.length < total ? `, the first ${rows.length.toLocaleString("en")} shown` : ""}
      </p>
    </div>
  );
}

/** In characters, from the first rows and the last, which are the longest where they are numbered. */
function widthOf({ columns, rows }: Extract<SandboxResult, { kind: "rows" }>, column: number): number {
  const lengths = [...rows.slice(0, 50), ...rows.slice(-50)].map((row) => row[column]?.length ?? 4);
  return Math.min(40, Math.max(columns[column]?.name.length ?? 4, ...lengths)) + 3;
}
