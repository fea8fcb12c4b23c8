import type { FromDesigner, ToDesigner, Turn } from "../../../server/protocol/designer-messages";
import { readState, type DiagramHost, type SavedState } from "../diagram/host";
import { onMessage, vscodeApi } from "../vscode-api";

/** What the page remembers while it is hidden and after a reload of the window. */
interface PageState {
  readonly uri?: string;
  /** What is being typed. */
  readonly text: string;
  readonly turns: readonly Turn[];
  readonly diagram?: SavedState;
  /** Whether the conversation is shown beside the diagram. */
  readonly isBriefShown: boolean;
  readonly isTrialShown: boolean;
  /** What was typed to be tried. */
  readonly trialSql: string;
}

/** Older turns are forgotten, so that what the editor keeps of a page stays small. */
const keptTurns = 50;

let state: PageState = {
  text: "",
  turns: [],
  isBriefShown: true,
  isTrialShown: false,
  trialSql: "",
  ...savedState(),
};

function savedState(): Partial<PageState> {
  const saved = vscodeApi.getState();
  return typeof saved === "object" && saved !== null ? saved : {};
}

export function loadPage(): PageState {
  return state;
}

export function savePage(what: Partial<PageState>): void {
  state = { ...state, ...what };
  vscodeApi.setState({ ...state, turns: state.turns.slice(-keptTurns) });
}

export function send(message: FromDesigner): void {
  vscodeApi.postMessage(message);
}

export function listen(listener: (message: ToDesigner) => void): () => void {
  return onMessage(({ data }: MessageEvent<ToDesigner>) => listener(data));
}

/** The diagram's side of this page; its messages travel with the designer's. */
export const diagramHost: DiagramHost = {
  send,
  listen: (listener) =>
    listen((message) => {
      switch (message.type) {
        case "designer":
        case "compose":
        case "inspected":
        case "sandboxOpened":
        case "sandboxRan":
        case "sandboxFilled":
          return;
        default:
          listener(message);
      }
    }),
  loadState: () => readState(state.diagram?.uri === state.uri ? state.diagram : undefined),
  saveState: (diagram) => savePage({ diagram }),
};
