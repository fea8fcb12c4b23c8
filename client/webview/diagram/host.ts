import type { FromDiagram, ToDiagram } from "../../../server/protocol/diagram-messages";

/** What VS Code puts into a webview; it may be taken once only. */
interface WebviewApi {
  postMessage(message: FromDiagram): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

const api = acquireVsCodeApi();

export function send(message: FromDiagram): void {
  api.postMessage(message);
}

/** Listens to the extension until the returned function is called. */
export function listen(listener: (message: ToDiagram) => void): () => void {
  const onMessage = ({ data }: MessageEvent<ToDiagram>) => listener(data);
  window.addEventListener("message", onMessage);
  return () => window.removeEventListener("message", onMessage);
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

export function loadState(): SavedState {
  const state = api.getState();
  const empty: SavedState = { positions: {}, detail: "all" };
  return typeof state === "object" && state !== null ? { ...empty, ...state } : empty;
}

export function saveState(state: SavedState): void {
  api.setState(state);
}
