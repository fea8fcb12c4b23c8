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
          <Icon lines="M8 3v10M3 8h10" />
          <span className="label">Add Table</span>
        </button>
      )}
      <span className="select">
        <Icon lines="M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M7 6.5v6" />
        <select
          aria-label="Columns shown"
          title="Columns shown"
          value={props.detail}
          onChange={(event) => props.onDetail(readDetail(event.target.value))}
        >
          <option value="all">All columns</option>
          <option value="keys">Keys only</option>
          <option value="names">Names only</option>
        </select>
      </span>
      <button
        type="button"
        aria-pressed={props.viewOpen}
        onClick={props.onViewPanel}
        title="Choose areas and schemas"
      >
        <Icon lines="M2.5 2.5h6v6h-6zM7.5 10.5v3h6v-6h-3" />
        <span className="label">Areas</span>
      </button>
      <button type="button" onClick={props.onFit} title="Show the whole diagram (F)">
        <Icon lines="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />
        <span className="label">Fit</span>
      </button>
      <button
        type="button"
        onClick={props.onArrange}
        title="Lay all tables out again, wherever they were put"
      >
        <Icon lines="M2.5 5.5h4v5h-4zM10.5 2.5h3v3h-3zM10.5 10.5h3v3h-3zM6.5 8h2V4h2M8.5 8v4h2" />
        <span className="label">Arrange</span>
      </button>
      <span className="select">
        <Icon lines="M8 10V2.5M5 5l3-3 3 3M2.5 9.5v4h11v-4" />
        <select
          aria-label="Export"
          title="Export the picture"
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
      </span>
      <span className="summary" role="status">
        {props.summary}
      </span>
    </div>
  );
}

/** What stands for a label in a narrow panel: lines on a square of sixteen units. */
function Icon({ lines }: { readonly lines: string }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={lines} />
    </svg>
  );
}

function readDetail(value: string): Detail {
  return value === "keys" || value === "names" ? value : "all";
}
