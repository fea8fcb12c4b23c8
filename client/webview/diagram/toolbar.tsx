import type { RefObject } from "react";
import type { Detail } from "./host";

interface ToolbarProps {
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onFind: () => void;
  readonly detail: Detail;
  readonly onDetail: (detail: Detail) => void;
  readonly onFit: () => void;
  readonly onArrange: () => void;
  readonly onSave: (format: "svg" | "png" | "mermaid") => void;
  readonly summary: string;
}

/** Search, how much is drawn, and what to do with the picture. */
export function Toolbar(props: ToolbarProps) {
  return (
    <div className="toolbar" role="toolbar" aria-label="Diagram">
      <input
        ref={props.searchRef}
        type="search"
        placeholder="Find a table or column"
        aria-label="Find a table or column"
        value={props.search}
        onChange={(event) => props.onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") props.onFind();
          if (event.key === "Escape") props.onSearch("");
        }}
      />
      <select
        aria-label="Columns shown"
        value={props.detail}
        onChange={(event) => props.onDetail(readDetail(event.target.value))}
      >
        <option value="all">All columns</option>
        <option value="keys">Keys only</option>
        <option value="names">Names only</option>
      </select>
      <button type="button" onClick={props.onFit} title="Show the whole diagram (F)">
        Fit
      </button>
      <button type="button" onClick={props.onArrange} title="Lay the tables out again">
        Arrange
      </button>
      <select
        aria-label="Export"
        value=""
        onChange={(event) => {
          const format = event.target.value;
          if (format === "svg" || format === "png" || format === "mermaid") props.onSave(format);
        }}
      >
        <option value="" disabled>
          Export…
        </option>
        <option value="svg">SVG</option>
        <option value="png">PNG</option>
        <option value="mermaid">Mermaid</option>
      </select>
      <span className="summary" role="status">
        {props.summary}
      </span>
    </div>
  );
}

function readDetail(value: string): Detail {
  return value === "keys" || value === "names" ? value : "all";
}
