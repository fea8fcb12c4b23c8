import type { ReactNode, RefObject } from "react";
import type { Detail } from "./host";

/** What a picture can be taken out as. */
export const exportFormats = [
  { format: "svg", label: "SVG" },
  { format: "page", label: "SVG for a page (A4)" },
  { format: "png", label: "PNG" },
  { format: "mermaid", label: "Mermaid" },
  { format: "copy", label: "Copy as picture" },
  { format: "copyMermaid", label: "Copy as Mermaid" },
] as const;

export type ExportChoice = (typeof exportFormats)[number]["format"];

interface ToolbarProps {
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** Goes to the next of what was found, or to the one before. */
  readonly onFind: (step: 1 | -1) => void;
  /** Puts the keyboard on what was found. */
  readonly onEnter: () => void;
  readonly detail: Detail;
  readonly onDetail: (detail: Detail) => void;
  readonly onFit: () => void;
  readonly onArrange: () => void;
  readonly onExport: (choice: ExportChoice) => void;
  /** Absent where the file can be looked at only. */
  readonly onAddTable?: (() => void) | undefined;
  readonly viewOpen: boolean;
  readonly onViewPanel: () => void;
  readonly summary: ReactNode;
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
        title="Enter goes to the next table that is found, Shift+Enter back, the down arrow key into it"
        value={props.search}
        onChange={(event) => props.onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") props.onFind(event.shiftKey ? -1 : 1);
          if (event.key === "ArrowDown") props.onEnter();
          if (event.key === "Escape") props.onSearch("");
        }}
      />
      {props.onAddTable && (
        <button type="button" onClick={props.onAddTable} title="Add a table to the schema">
          Add Table
        </button>
      )}
      <select
        aria-label="Columns shown"
        value={props.detail}
        onChange={(event) => props.onDetail(readDetail(event.target.value))}
      >
        <option value="all">All columns</option>
        <option value="keys">Keys only</option>
        <option value="names">Names only</option>
      </select>
      <button
        type="button"
        aria-pressed={props.viewOpen}
        onClick={props.onViewPanel}
        title="Choose areas and schemas"
      >
        Areas
      </button>
      <button type="button" onClick={props.onFit} title="Show the whole diagram (F)">
        Fit
      </button>
      <button
        type="button"
        onClick={props.onArrange}
        title="Lay all tables out again, wherever they were put"
      >
        Arrange
      </button>
      <select
        aria-label="Export"
        value=""
        onChange={(event) => {
          const choice = exportFormats.find(({ format }) => format === event.target.value);
          if (choice) props.onExport(choice.format);
        }}
      >
        <option value="" disabled>
          Export…
        </option>
        {exportFormats.map(({ format, label }) => (
          <option key={format} value={format}>
            {label}
          </option>
        ))}
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
