import "@xyflow/react/dist/style.css";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import "./diagram.css";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
