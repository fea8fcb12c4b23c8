import "@vscode-elements/elements/dist/vscode-badge/index.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-icon/index.js";
import "@vscode-elements/elements/dist/vscode-option/index.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/index.js";
import "@vscode-elements/elements/dist/vscode-single-select/index.js";
import "@vscode-elements/elements/dist/vscode-textarea/index.js";
import "@xyflow/react/dist/style.css";
import { createRoot } from "react-dom/client";
import "../diagram/diagram.css";
import "../diagram/page.css";
import { Designer } from "./designer";
import "./designer.css";

const root = document.getElementById("root");
if (root) createRoot(root).render(<Designer />);
