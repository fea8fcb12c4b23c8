/** What VS Code puts into a webview. */
export interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

/** It may be taken once only by a page. */
export const vscodeApi = acquireVsCodeApi();

/** Listens to the extension until the returned function is called. */
export function onMessage(listener: (event: MessageEvent) => void): () => void {
  window.addEventListener("message", listener);
  return () => window.removeEventListener("message", listener);
}
