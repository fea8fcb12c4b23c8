import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * Starts another program of `dist/` in this process, with this process's arguments and environment. It is loaded
 * from beside the bundle rather than bundled once more.
 */
export function startProgram(name: "lsp" | "backend"): void {
  createRequire(__filename)(join(__dirname, `${name}.js`));
}
