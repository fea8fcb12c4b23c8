import type { DiagramModel } from "./diagram";
import type { Range } from "./lsp";

/** How many problems a table or a column has. */
export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
  /** The first messages, the worst first. */
  readonly messages: readonly string[];
}

/** From the extension to the diagram's page. */
export type ToDiagram =
  | {
      readonly type: "model";
      readonly title: string;
      readonly model: DiagramModel;
      /** By table id, and by `table id + "." + column`. */
      readonly problems: Readonly<Record<string, ProblemCount>>;
    }
  /** The cursor in the text is in this table. */
  | { readonly type: "select"; readonly table: string; readonly column?: string }
  | { readonly type: "unavailable"; readonly message: string };

/** From the diagram's page to the extension. */
export type FromDiagram =
  | { readonly type: "ready" }
  | { readonly type: "reveal"; readonly range: Range; readonly focus: boolean }
  | { readonly type: "save"; readonly format: "svg" | "png" | "mermaid"; readonly data: string }
  | { readonly type: "copy"; readonly text: string };
