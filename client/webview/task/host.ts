import type { FromTask, TaskFields, ToTask } from "../../../server/protocol/task-messages";

/** What VS Code puts into a webview; it may be taken once only. */
interface WebviewApi {
  postMessage(message: FromTask): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

const api = acquireVsCodeApi();

export function send(message: FromTask): void {
  api.postMessage(message);
}

/** Listens to the extension until the returned function is called. */
export function listen(listener: (message: ToTask) => void): () => void {
  const onMessage = ({ data }: MessageEvent<ToTask>) => listener(data);
  window.addEventListener("message", onMessage);
  return () => window.removeEventListener("message", onMessage);
}

/** A text that is being written, and what the field showed before. */
export interface Draft {
  readonly text: string;
  readonly from: string;
}

/** What the page remembers while it is hidden and after a reload of the window. */
export interface SavedState {
  readonly taskId?: string;
  readonly drafts: Readonly<Partial<Record<"title" | "description" | "objectName", Draft>>>;
  readonly comment: string;
}

export type DraftField = keyof SavedState["drafts"] & keyof TaskFields;

export function loadState(): SavedState {
  const state = api.getState();
  const empty: SavedState = { drafts: {}, comment: "" };
  return typeof state === "object" && state !== null ? { ...empty, ...state } : empty;
}

export function saveState(state: SavedState): void {
  api.setState(state);
}
