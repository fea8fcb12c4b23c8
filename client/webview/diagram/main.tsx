import "@xyflow/react/dist/style.css";
import { createRoot } from "react-dom/client";
import type { ToDiagram } from "../../../server/protocol/diagram-messages";
import { onMessage, vscodeApi } from "../vscode-api";
import { Diagram } from "./diagram";
import "./diagram.css";
import { readState, type DiagramHost } from "./host";
import "./page.css";

/** The page of Show Diagram: nothing but the diagram. */
const host: DiagramHost = {
  send: (message) => vscodeApi.postMessage(message),
  listen: (listener) => onMessage(({ data }: MessageEvent<ToDiagram>) => listener(data)),
  loadState: () => readState(vscodeApi.getState()),
  saveState: (state) => vscodeApi.setState(state),
};

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <main>
      <Diagram host={host} />
    </main>,
  );
