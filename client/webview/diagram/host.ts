import type { FromDiagram, ToDiagram } from "../../../server/protocol/diagram-messages";

/** What a diagram needs of the page that it is in: the Show Diagram page, or the designer. */
export interface DiagramHost {
  send(message: FromDiagram): void;
  /** Listens to the extension until the returned function is called. */
  listen(listener: (message: ToDiagram) => void): () => void;
  loadState(): SavedState;
  saveState(state: SavedState): void;
}

/** What the page remembers while it is hidden and after a reload of the window. */
export interface SavedState {
  readonly uri?: string;
  /** By table id, where the person or the layout has put it. */
  readonly positions: Readonly<Record<string, Point>>;
  readonly detail: Detail;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How much of a table is drawn. */
export type Detail = "all" | "keys" | "names";

/** What was saved, or nothing where the page is new. */
export function readState(state: unknown): SavedState {
  const empty: SavedState = { positions: {}, detail: "all" };
  return typeof state === "object" && state !== null ? { ...empty, ...state } : empty;
}
